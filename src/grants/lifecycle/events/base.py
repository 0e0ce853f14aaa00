"""Where every event of a grant begins."""

from __future__ import annotations

from uuid import UUID

from eventsourcing.domain import Aggregate

from grants.kernel.envelope import Happened


class GrantEvent(Happened):
    """Base of a grant's events."""


class GrantOpened(GrantEvent, Aggregate.Created):
    """The stream of a round and a leading library begins; says nothing else."""

    TOPIC = "grant.opened.v1"
    round: UUID
    library: UUID
