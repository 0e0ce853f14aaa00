"""What an auditor may ask for: the only command of that role, and it touches no fact of the programme."""

from __future__ import annotations

from grants.kernel.codes import FindingKind, Severity
from grants.kernel.command import Command
from grants.kernel.fields import Day, Id, Number, Text, Version


class RecordFinding(Command, frozen=True, kw_only=True):
    """Record what an audit found about a grant, one of its costs, a library or a round; nothing else changes.

    Exactly one of ``grant``, ``library`` and ``round``. ``event_version`` alone is a version of that thing's own
    stream.
    """

    kind: FindingKind
    severity: Severity
    words: Text
    grant: Id | None = None
    cost_no: Number | None = None
    library: Id | None = None
    round: Id | None = None
    event_stream: Id | None = None
    event_version: Version | None = None
    occurred_on: Day | None = None
