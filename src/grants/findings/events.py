"""What an audit found. The words stand in an erasable table; here are what they are about and how much they weigh."""

from __future__ import annotations

from uuid import UUID

from eventsourcing.domain import Aggregate

from grants.kernel.envelope import Happened
from grants.kernel.refs import TextRef


class FindingEvent(Happened):
    """Base of a finding's events."""


class FindingRecorded(FindingEvent, Aggregate.Created):
    """An auditor found something. ``occurred_on``: the day on which it was found.

    About a grant (with its round and library, and perhaps one of its costs), a library or a round. ``event_stream``
    and ``event_version`` point to the one event that shows it, where there is one.
    """

    TOPIC = "finding.recorded.v1"
    kind: str
    severity: str
    words: TextRef
    round: UUID | None
    library: UUID | None
    grant: UUID | None
    cost_no: int | None
    event_stream: UUID | None
    event_version: int | None
