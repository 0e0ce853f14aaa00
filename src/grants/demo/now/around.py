"""The days around the one on which the demo was made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from grants.demo.days import working, working_before
from grants.demo.script.dossier import Dossier


@dataclass(frozen=True, slots=True)
class Around:
    """``today``: the day on which the demo was made."""

    today: date

    def back(self, days: int) -> date:
        """So many days ago, or the last working day before that."""
        return working_before(self.today - timedelta(days=days))

    def ahead(self, days: int) -> date:
        """So many days from now."""
        return self.today + timedelta(days=days)

    def coming(self, days: int) -> date:
        """So many days from now, or the next working day after that."""
        return working(self.ahead(days))


Course = Callable[[Dossier, Around], None]
"""What happened to one grant so far."""
