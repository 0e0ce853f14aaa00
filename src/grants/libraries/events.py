"""What happens to libraries and coalitions. Only public data of institutions stands here, no person."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from eventsourcing.domain import Aggregate

from grants.kernel.envelope import Happened
from grants.kernel.refs import TextRef


class LibraryEvent(Happened):
    """Base of a library's events."""


class LibraryRegistered(LibraryEvent, Aggregate.Created):
    """A library is known to the programme. ``mailbox`` refers to its role mailbox (erasable text)."""

    TOPIC = "library.registered.v1"
    name: str
    regon: str
    nip: str
    terc: str
    town: str
    mailbox: TextRef | None


class LibraryCorrected(LibraryEvent):
    """Public data keyed in wrongly, or changed: ``changes`` is a list of [field, old, new]."""

    TOPIC = "library.corrected.v1"
    changes: list[list[Any]]
    reason: TextRef


class LibraryRetired(LibraryEvent):
    """The institution closed or merged into ``successor``. It takes part in nothing new; what it took part in stays."""

    TOPIC = "library.retired.v1"
    successor: UUID | None
    reason: TextRef


class LibraryRestored(LibraryEvent):
    """It had been retired by mistake. ``corrects``: the version that said so."""

    TOPIC = "library.restored.v1"
    corrects: int
    reason: TextRef


class CoalitionEvent(Happened):
    """Base of a coalition's events."""


class CoalitionFormed(CoalitionEvent, Aggregate.Created):
    """A library leads others through a round."""

    TOPIC = "coalition.formed.v1"
    round: UUID
    leading: UUID
    partners: list[UUID]


class PartnerAdded(CoalitionEvent):
    """One more partner library."""

    TOPIC = "coalition.partner_added.v1"
    partner: UUID


class PartnerLeft(CoalitionEvent):
    """A partner library left; what it took part in stays."""

    TOPIC = "coalition.partner_left.v1"
    partner: UUID
