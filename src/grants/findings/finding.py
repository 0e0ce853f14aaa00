"""One finding of an audit, in a stream of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from grants.findings import events
from grants.kernel.envelope import Recorded
from grants.kernel.refs import TextRef


@dataclass(frozen=True, slots=True)
class About:
    """What a finding is about. A grant brings its round and its library along."""

    round: UUID | None = None
    library: UUID | None = None
    grant: UUID | None = None
    cost_no: int | None = None

    @property
    def subject(self) -> UUID | None:
        """The stream of the thing itself."""
        return self.grant or self.library or self.round


class Finding(Recorded):
    """Nothing about it can be changed: who finds more records another."""

    TOPIC: ClassVar[str] = "finding"
    Event = events.FindingEvent
    Created = events.FindingRecorded

    def __init__(self, kind: str, severity: str) -> None:
        self.kind, self.severity = kind, severity

    @classmethod
    def record(
        cls, id_: UUID, about: About, *, kind: str, severity: str, words: TextRef,
        event: tuple[UUID, int] | None, occurred_on: date,
    ) -> Finding:  # fmt: skip
        """The handler has looked at what it is about; here nothing is left to refuse."""
        stream, version = event or (None, None)
        return cls._create(
            events.FindingRecorded, id=id_, kind=kind, severity=severity, words=words, round=about.round,
            library=about.library, grant=about.grant, cost_no=about.cost_no, event_stream=stream,
            event_version=version, occurred_on=occurred_on,
        )  # fmt: skip

    def concerns(self, library: UUID) -> bool:  # noqa: ARG002  whichever library asks
        """Findings are the operator's and the auditor's: for a library they do not exist."""
        return False
