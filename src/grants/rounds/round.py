"""A round: its rules, its call, and the one budget that every award of the round is taken from."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from grants.kernel.envelope import Happened, Recorded
from grants.kernel.ids import round_id
from grants.kernel.refusals import Refused
from grants.rounds import events
from grants.rounds.rules import RoundRules


class Round(Recorded):
    """Holds "the money awarded never exceeds the budget" and "numbers have no gaps".

    Its state is a handful of numbers however many awards there are: a grant brings its own old amount along.
    """

    TOPIC: ClassVar[str] = "round"
    Event = events.RoundEvent
    Created = events.RoundOpened

    def __init__(self, programme: UUID, label: str, rules: RoundRules, occurred_on: date) -> None:
        self.programme, self.label, self.rules = programme, label, rules
        self.rules_version = 1
        self.reserved = 0
        self.last_number = 0
        self.call_closed_on: date | None = None
        self.closed = False
        self.since = occurred_on
        self.rules_since = occurred_on

    @classmethod
    def open(cls, *, programme: UUID, label: str, rules: RoundRules, occurred_on: date) -> Round:
        """Open a round under rules that do not contradict themselves."""
        rules.check()
        return cls._create(
            events.RoundOpened, id=round_id(programme, label),
            programme=programme, label=label, rules=rules, occurred_on=occurred_on,
        )  # fmt: skip

    @property
    def left(self) -> int:
        """Grosze of the budget not set aside for any grant."""
        return self.rules.budget - self.reserved

    def require_open(self) -> None:
        """Refuse what a closed round no longer allows."""
        if self.closed:
            raise Refused("round.closed", round=self.label)

    def require_call(self, day: date) -> None:
        """Refuse an application outside the call; ``day`` is the paper's day or the day of recording."""
        self.require_open()
        if day < self.rules.call_opens_on:
            raise Refused("round.call_not_open", opens=self.rules.call_opens_on)
        if day > self.rules.call_closes_on:
            raise Refused("round.call_closed", closed=self.rules.call_closes_on)
        if self.call_closed_on is not None and day >= self.call_closed_on:
            raise Refused("round.call_closed", closed=self.call_closed_on)

    def change_rules(self, rules: RoundRules, *, occurred_on: date) -> None:
        """New rules, after the former ones; the budget never falls below what is already set aside."""
        self.require_open()
        rules.check()
        if rules == self.rules:
            raise Refused("round.rules_same")
        if rules.budget < self.reserved:
            raise Refused("round.budget_below_reserved", reserved=self.reserved)
        if occurred_on < self.rules_since:
            raise Refused("day.before_previous", day=occurred_on, previous=self.rules_since)
        self.happened(events.RulesChanged, occurred_on=occurred_on, rules=rules, rules_version=self.rules_version + 1)

    def close_call(self, *, occurred_on: date) -> None:
        """End the call, also before its last day."""
        self.require_open()
        if self.call_closed_on is not None:
            raise Refused("round.call_already_closed")
        self._not_before(occurred_on)
        self.happened(events.CallClosed, occurred_on=occurred_on)

    def close(self, *, occurred_on: date, open_grants: int) -> None:
        """Close the round; refused while grants are open (read before deciding, as known then)."""
        self.require_open()
        if open_grants:
            raise Refused("round.grants_open", n=open_grants)
        self._not_before(occurred_on)
        self.happened(events.RoundClosed, occurred_on=occurred_on)

    def reserve(self, grant: UUID, amount: int, *, occurred_on: date) -> int:
        """Set money aside for a new award and give it the next number."""
        self.require_open()
        self._require_money(amount)
        number = self.last_number + 1
        self.happened(events.FundsReserved, occurred_on=occurred_on, grant=grant, number=number, old=0, new=amount)
        return number

    def change(self, grant: UUID, number: int, *, old: int, new: int, occurred_on: date) -> None:
        """The award changed: set the difference aside, or give it back."""
        self.require_open()
        self._require_money(new - old)
        self.happened(events.FundsChanged, occurred_on=occurred_on, grant=grant, number=number, old=old, new=new)

    def keep(self, grant: UUID, number: int, amount: int, *, occurred_on: date) -> None:
        """A grant that had ended is under way again: no money moves, but this and the round's closing exclude each
        other, because only one of them can be the next event of the round.
        """
        self.require_open()
        self.happened(events.FundsKept, occurred_on=occurred_on, grant=grant, number=number, amount=amount)

    def release(self, grant: UUID, number: int, *, old: int, occurred_on: date) -> None:
        """The award is gone before any payment: its money returns to the budget."""
        self.require_open()
        self.happened(events.FundsReleased, occurred_on=occurred_on, grant=grant, number=number, old=old, new=0)

    def move(self, grant: UUID, number: int, *, old: int, new: int, from_day: date, to_day: date) -> None:
        """The award's day was corrected: the money was set aside on another day, so it is booked anew."""
        self.require_open()
        self._require_money(new - old)
        self.happened(events.FundsReleased, occurred_on=from_day, grant=grant, number=number, old=old, new=0)
        self.happened(events.FundsReserved, occurred_on=to_day, grant=grant, number=number, old=0, new=new)

    def move_change(
        self, grant: UUID, number: int, *, before: tuple[int, int], after: tuple[int, int], from_day: date, to_day: date
    ) -> None:
        """The day of a change (old, new) was corrected: taken back on the one day, booked anew on the other."""
        self.require_open()
        self._require_money(after[1] - before[1])
        for day, old, new in ((from_day, before[1], before[0]), (to_day, after[0], after[1])):
            self.happened(events.FundsChanged, occurred_on=day, grant=grant, number=number, old=old, new=new)

    def _not_before(self, day: date) -> None:
        """Opened, call closed, closed: in this order of days."""
        if day < self.since:
            raise Refused("day.before_previous", day=day, previous=self.since)

    def _require_money(self, more: int) -> None:
        if more > self.left:
            raise Refused("round.budget_exceeded", left=self.left)

    def evolve(self, event: Happened) -> None:
        """Sums and flags only."""
        match event:
            case events.FundsReserved() | events.FundsChanged() | events.FundsReleased():
                self.reserved += event.new - event.old
                self.last_number = max(self.last_number, event.number)
            case events.RulesChanged():
                self.rules, self.rules_version = event.rules, event.rules_version
                self.rules_since = event.occurred_on
            case events.CallClosed():
                self.call_closed_on = self.since = event.occurred_on
            case events.RoundClosed():
                self.closed, self.since = True, event.occurred_on
            case _:
                pass
