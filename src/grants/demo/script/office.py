"""What the grants of one round share while their scripts are written."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from grants.demo.script.costs import Document
from grants.lifecycle.commands.awarding import AwardRow


@dataclass(slots=True)
class Office:
    """What grants of a round share: Thursdays' awards, and a document that was charged by the wrong library first."""

    thursdays: dict[date, list[AwardRow]] = field(default_factory=lambda: defaultdict(list))
    stray: Document | None = None
    stray_since: date = date.max
