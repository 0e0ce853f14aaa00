"""A coalition: one Leading Library with its Partner Libraries in one round."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from grants.kernel.envelope import Happened, Recorded
from grants.kernel.ids import coalition_id
from grants.kernel.refusals import Refused
from grants.libraries import events

MAX_PARTNERS = 50


class Coalition(Recorded):
    """Decides who leads whom. Its id is made of round and leading library: nobody leads twice in a round."""

    TOPIC: ClassVar[str] = "coalition"
    Event = events.CoalitionEvent
    Created = events.CoalitionFormed

    def __init__(self, round: UUID, leading: UUID, partners: list[UUID]) -> None:  # noqa: A002  the field's word
        self.round, self.leading, self.partners = round, leading, list(partners)
        self.ever = set(partners)
        """Also those who left: meetings held while they were partners may be entered later."""

    @classmethod
    def form(cls, *, round_: UUID, leading: UUID, partners: list[UUID], occurred_on: date) -> Coalition:
        """At least one partner, and not the leading library itself."""
        distinct = list(dict.fromkeys(partners))
        if leading in distinct:
            raise Refused("coalition.self_partner")
        if not distinct:
            raise Refused("coalition.no_partner")
        return cls._create(
            events.CoalitionFormed, id=coalition_id(round_, leading),
            round=round_, leading=leading, partners=distinct, occurred_on=occurred_on,
        )  # fmt: skip

    def add(self, partner: UUID, *, occurred_on: date) -> None:
        """One more partner."""
        if partner == self.leading:
            raise Refused("coalition.self_partner")
        if partner in self.partners:
            raise Refused("coalition.already_partner", library=partner)
        if len(self.partners) >= MAX_PARTNERS:
            raise Refused("coalition.too_many", max=MAX_PARTNERS)
        self.happened(events.PartnerAdded, occurred_on=occurred_on, partner=partner)

    def leave(self, partner: UUID, *, occurred_on: date) -> None:
        """A partner leaves; the last one cannot, because a coalition of one is none."""
        if partner not in self.partners:
            raise Refused("coalition.not_partner", library=partner)
        if len(self.partners) == 1:
            raise Refused("coalition.no_partner")
        self.happened(events.PartnerLeft, occurred_on=occurred_on, partner=partner)

    def concerns(self, library: UUID) -> bool:
        """The leading library's own."""
        return self.leading == library

    def evolve(self, event: Happened) -> None:
        """Keep the present partners."""
        if isinstance(event, events.PartnerAdded):
            self.partners.append(event.partner)
            self.ever.add(event.partner)
        elif isinstance(event, events.PartnerLeft):
            self.partners.remove(event.partner)
