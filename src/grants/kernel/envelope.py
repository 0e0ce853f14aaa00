"""The base of every event and of every aggregate: stored names of our own, two days, an author."""

from __future__ import annotations

from dataclasses import field
from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from eventsourcing.domain import Aggregate
from eventsourcing.utils import register_topic

from grants.kernel.actor import current


class Happened(Aggregate.Event):
    """One thing that happened. ``timestamp`` is the moment it was recorded; ``occurred_on`` the day it happened.

    Concrete events set ``TOPIC`` (``grant.awarded.v1``): the stored name, for ever, independent of any module path.
    """

    TOPIC: ClassVar[str]

    occurred_on: date
    actor: UUID = field(default_factory=lambda: current().actor, kw_only=True)
    actor_role: str = field(default_factory=lambda: current().role.value, kw_only=True)
    on_behalf_of: UUID | None = field(default_factory=lambda: current().on_behalf_of, kw_only=True)
    source: str = field(default_factory=lambda: current().source, kw_only=True)
    command_id: UUID = field(default_factory=lambda: current().command_id, kw_only=True)
    causation_id: UUID | None = field(default_factory=lambda: current().causation_id, kw_only=True)

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if "TOPIC" in cls.__dict__:
            register_topic(cls.TOPIC, cls)

    @staticmethod
    def create_timestamp() -> datetime:
        """The deed's own clock, never the machine's."""
        return current().now

    def apply(self, aggregate: Any) -> None:
        """One place where events meet their aggregate: ``evolve`` changes state and never refuses."""
        aggregate.evolve(self)


class Recorded(Aggregate):
    """Base of our aggregates. Public methods decide and may refuse; events only change state and never refuse."""

    def happened(self, event: type[Happened], *, occurred_on: date, **fields: Any) -> None:
        """Record that ``event`` happened on the business day ``occurred_on``."""
        self.trigger_event(event, occurred_on=occurred_on, **fields)

    def evolve(self, event: Happened) -> None:
        """Take a fact into the state. Never refuses: a rule that changed later must not make history unreadable."""

    def concerns(self, library: UUID) -> bool:  # noqa: ARG002  what everybody may see asks nothing
        """Whether a library's own person may see and touch this at all. Overridden by what belongs to one library."""
        return True
