"""Costs and their accounting documents: recorded, corrected or withdrawn while nobody decided on them, then decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from grants.kernel.refs import DocumentRef, TextRef
from grants.kernel.refusals import Refused
from grants.lifecycle import events
from grants.lifecycle import facts as f
from grants.lifecycle.deciding.changing import outdated
from grants.lifecycle.deciding.core import Core
from grants.lifecycle.facts import Cost, corrected, plain
from grants.lifecycle.state import State
from grants.rounds.rules import RoundRules

MAX_COSTS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """A cost as it is told. Grosze; ``charged`` is the part that the grant is to pay."""

    document: DocumentRef
    issued_on: date
    category: str
    gross: int
    charged: int
    meeting_no: int | None


class Costs(Core):
    """Recorded by the library, decided on by staff. That a document is charged once is a claim of the handlers."""

    def record_cost(self, charge: Charge, *, occurred_on: date) -> int:
        """Record a cost inside the activity window."""
        state = self.require("record_cost")
        check_charge(charge, self.award_fact.rules, state)
        if len(state.costs) >= MAX_COSTS:
            raise Refused("cost.too_many", max=MAX_COSTS)
        number = len(state.costs) + 1
        self.occurs(
            events.CostRecorded, occurred_on=occurred_on, cost_no=number, document=charge.document,
            issued_on=charge.issued_on, category=charge.category, gross=charge.gross, charged=charge.charged,
            meeting_no=charge.meeting_no,
        )  # fmt: skip
        return number

    def correct_cost(
        self, number: int, changes: Sequence[tuple[str, Any, Any]], reason: TextRef, *, occurred_on: date
    ) -> tuple[DocumentRef, DocumentRef]:
        """Correct what was keyed in wrongly, in plain values; the document before and after, for the claim on it."""
        state = self.require("correct_cost")
        cost = self._open(number)
        if stale := outdated(changes, lambda name: plain(cost, name)):
            raise Refused("cost.stale", field=stale.field, old=stale.old, current=stale.current)
        if all(old == new for _, old, new in changes):
            raise Refused("cost.nothing_changed", cost_no=number)
        after = corrected(cost, [list(change) for change in changes])
        if not isinstance(after, Cost):
            raise TypeError("a cost was corrected into something else")
        check_charge(after, self.award_fact.rules, state)
        self.occurs(
            events.CostCorrected, occurred_on=occurred_on, corrects=cost.version, cost_no=number,
            changes=[list(change) for change in changes], reason=reason,
        )  # fmt: skip
        return cost.document, after.document

    def withdraw_cost(self, number: int, reason: TextRef, *, occurred_on: date) -> DocumentRef:
        """The grantee no longer charges it; its document is free to be charged elsewhere."""
        self.require("withdraw_cost")
        cost = self._open(number)
        self._not_before_what_was(number, occurred_on)
        self.occurs(events.CostWithdrawn, occurred_on=occurred_on, cost_no=number, reason=reason)
        return cost.document

    def accept_cost(self, number: int, *, occurred_on: date) -> None:
        """Find a cost eligible."""
        self.require("accept_cost")
        self._undecided(number, occurred_on)
        self.occurs(events.CostAccepted, occurred_on=occurred_on, cost_no=number)

    def reject_cost(self, number: int, reason: TextRef, *, occurred_on: date) -> DocumentRef:
        """Find a cost not eligible; its document is free to be charged elsewhere."""
        self.require("reject_cost")
        cost = self._undecided(number, occurred_on)
        self.occurs(events.CostRejected, occurred_on=occurred_on, cost_no=number, reason=reason)
        return cost.document

    def withdraw_cost_decision(self, number: int, reason: TextRef, *, occurred_on: date) -> DocumentRef | None:
        """Take a wrong decision back: the cost waits again, and whoever may decide decides anew.

        The document that a rejection set free, so that it is claimed again; None after an acceptance.
        """
        state = self.require("withdraw_cost_decision")
        cost = self._standing(number)
        accepted = state.decided.get(number)
        if accepted is None:
            raise Refused("cost.not_decided", cost_no=number)
        self._not_before_what_was(number, occurred_on)
        self._other_eyes(cost)
        self.occurs(events.CostDecisionWithdrawn, occurred_on=occurred_on, cost_no=number, reason=reason)
        return None if accepted else cost.document

    def _standing(self, number: int) -> Cost:
        state = self.state
        if number in state.costs_off:
            raise Refused("cost.withdrawn", cost_no=number)
        if number not in state.costs:
            raise Refused("cost.unknown", cost_no=number)
        return state.costs[number]

    def _open(self, number: int) -> Cost:
        """A cost that its author may still change."""
        cost = self._standing(number)
        accepted = self.state.decided.get(number)
        if accepted is not None:
            raise Refused("cost.decided", cost_no=number, decision="accepted" if accepted else "rejected")
        return cost

    def _undecided(self, number: int, day: date) -> Cost:
        cost = self._standing(number)
        if number in self.state.decided:
            raise Refused("cost.already_decided", cost_no=number)
        self._not_before_what_was(number, day)
        self._other_eyes(cost)
        return cost

    def _other_eyes(self, cost: Cost) -> None:
        """Under four eyes, neither who recorded the cost nor who corrected it decides on it."""
        for author in (cost, cost.corrected_by):
            self.four_eyes("costs", author, self.award_fact.rules.four_eyes)

    def _not_before_what_was(self, number: int, day: date) -> None:
        """A decision follows the cost, its withdrawal the decision, the next decision the withdrawal."""
        kinds = (f.Cost, f.CostYes, f.CostNo, f.CostOpen)
        before = [e.occurred_on for e in self.facts.entries if isinstance(e, kinds) and e.cost_no == number]
        if before and day < max(before):
            raise Refused("day.before_previous", day=day, previous=max(before))


def check_charge(charge: Charge | Cost, rules: RoundRules, state: State) -> None:
    """The rules of one cost, as it is recorded and as it is corrected."""
    if charge.charged > charge.gross:
        raise Refused("cost.charged_over_gross", gross=charge.gross)
    if not rules.activity_covers(charge.issued_on):
        first, last = rules.activity_from, rules.activity_to
        raise Refused("cost.outside_period", day=charge.issued_on, first=first, last=last)
    if charge.category not in rules.cost_categories:
        raise Refused("cost.unknown_category", category=charge.category)
    if charge.meeting_no is not None and all(m.meeting_no != charge.meeting_no for m in state.meetings):
        raise Refused("meeting.unknown", meeting_no=charge.meeting_no)
