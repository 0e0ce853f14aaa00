"""Costs and their accounting documents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from grants.kernel.refs import DocumentRef, TextRef
from grants.kernel.refusals import Refused
from grants.lifecycle import events
from grants.lifecycle.deciding.core import Core
from grants.lifecycle.facts import Cost

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
    """Recorded by the library, accepted or rejected by staff."""

    def record_cost(self, charge: Charge, *, occurred_on: date) -> int:
        """Record a cost inside the activity window. That its document is charged once is a claim of the handler."""
        state = self.require("record_cost")
        rules = self.award_fact.rules
        if charge.charged > charge.gross:
            raise Refused("cost.charged_over_gross", gross=charge.gross)
        if not rules.activity_covers(charge.issued_on):
            first, last = rules.activity_from, rules.activity_to
            raise Refused("cost.outside_period", day=charge.issued_on, first=first, last=last)
        if charge.category not in rules.cost_categories:
            raise Refused("cost.unknown_category", category=charge.category)
        if charge.meeting_no is not None and all(m.meeting_no != charge.meeting_no for m in state.meetings):
            raise Refused("meeting.unknown", meeting_no=charge.meeting_no)
        if len(state.costs) >= MAX_COSTS:
            raise Refused("cost.too_many", max=MAX_COSTS)
        number = len(state.costs) + 1
        self.occurs(
            events.CostRecorded, occurred_on=occurred_on, cost_no=number, document=charge.document,
            issued_on=charge.issued_on, category=charge.category, gross=charge.gross, charged=charge.charged,
            meeting_no=charge.meeting_no,
        )  # fmt: skip
        return number

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

    def _undecided(self, number: int, day: date) -> Cost:
        state = self.state
        cost = state.costs.get(number)
        if cost is None:
            raise Refused("cost.unknown", cost_no=number)
        if number in state.decided:
            raise Refused("cost.already_decided", cost_no=number)
        if day < cost.occurred_on:
            raise Refused("day.before_previous", day=day, previous=cost.occurred_on)
        self.four_eyes("costs", cost.actor, self.award_fact.rules.four_eyes)
        return cost
