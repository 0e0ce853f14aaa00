"""What lives ask for about costs, reports, settlements and refunds."""

from __future__ import annotations

from typing import Any, Final

from grants.lifecycle.commands.costs import CorrectCost, WithdrawCost, WithdrawCostDecision
from grants.lifecycle.commands.ending import CorrectAfterClosure, ReopenSettlement, WriteOffRefund
from grants.lifecycle.commands.settling import (
    AcceptCost,
    RecordCost,
    RecordRefund,
    RejectCost,
    RequestRefund,
    ResubmitReport,
    ReturnReport,
    SettleGrant,
    SubmitReport,
)
from grants.lifecycle.deciding.after_closure import AFTER_CLOSURE
from grants.lifecycle.facts import Cost
from grants.lifecycle.state import State
from tests.lifecycle.lives.rules import DAY, EDGES, Picking, around, asks, days_around
from tests.support import builders as b
from tests.support.cast import PARTNER, Library, nip
from tests.support.scenario import TODAY, Ask

AFTER_VALUES: Final[dict[str, list[Any]]] = {
    "occurred_on": [*EDGES, *b.MEETING_DAYS, TODAY, TODAY + DAY], "minutes": [1, 60], "number": ["X 9"],
    "bank_reference": ["X 9"], "amount": [1, 50_000, b.FULL], "mode": ["virtual", "in_person"],
    "gross": [1, 70_000, b.FULL], "charged": [1, 30_000, 70_000], "issued_on": [*EDGES], "category": ["catering"],
    "partners": [[], [PARTNER.id]],
}  # fmt: skip


class Accounting(Picking):
    """From the first document to the last refund."""

    @asks(RecordCost)
    def _record_cost(self, library: Library, state: State) -> Ask:
        charged = self.pick([*around(state.awarded), *[30_000] * 6])
        return b.cost(
            charged, charged + self.pick([-1, 0, 0, 1]), library, self.pick(["FV 5", "FV 6"]),
            issued_on=self.pick([*EDGES, *b.MEETING_DAYS]),
        )  # fmt: skip

    @asks(AcceptCost)
    def _accept_cost(self, library: Library, state: State) -> Ask:
        return b.accept(self.pick([1, 2, *state.undecided_costs, *state.undecided_costs]), library)

    @asks(RejectCost)
    def _reject_cost(self, library: Library, state: State) -> Ask:
        return b.reject_cost(self.pick([1, 2, *state.undecided_costs, *state.undecided_costs]), library)

    @asks(CorrectCost)
    def _correct_cost(self, library: Library, state: State) -> Ask:
        cost: Cost | None = self.pick([*state.costs.values()] or [None])
        name = self.pick(["gross", "charged", "issued_on", "document"])
        number = cost.cost_no if cost else 1
        if name == "document":
            new = b.cost_values(document_no=self.pick(["FV 5", "FV 6"]), issuer_nip=nip(777_000_000))
            return b.correct_cost(b.cost_values(), new, number, library)
        stands = getattr(cost, name) if cost and self.pick(range(4)) else {"issued_on": b.LAST}.get(name, 7)
        new = b.cost_values(**{name: self.pick([*EDGES]) if name == "issued_on" else self.pick([1, 30_000, 70_000])})
        return b.correct_cost(b.cost_values(**{name: stands}), new, number, library)

    @asks(WithdrawCost)
    def _withdraw_cost(self, library: Library, state: State) -> Ask:
        return b.withdraw_cost(self.pick([1, 2, *state.undecided_costs, *state.undecided_costs]), library)

    @asks(WithdrawCostDecision)
    def _withdraw_cost_decision(self, library: Library, state: State) -> Ask:
        return b.undecide(self.pick([1, 2, *state.decided]), library)

    @asks(SubmitReport)
    def _report(self, library: Library, state: State) -> Ask:
        return b.report(library, occurred_on=self.pick([*days_around(state.stage_since), b.REPORTED_ON, b.REPORTED_ON]))

    @asks(ReturnReport)
    def _return_report(self, library: Library, state: State) -> Ask:
        return b.return_report(library, due_on=TODAY, occurred_on=self._day(state))

    @asks(ResubmitReport)
    def _resubmit_report(self, library: Library, state: State) -> Ask:
        return b.resubmit_report(library, occurred_on=self._day(state))

    @asks(SettleGrant)
    def _settle(self, library: Library, state: State) -> Ask:
        reasons = {name: self.pick([None, "Powódź"]) for name in ("virtual_override", "shortfall_reason")}
        return b.settle(library, **reasons, occurred_on=self._day(state))

    @asks(RequestRefund)
    def _request_refund(self, library: Library, state: State) -> Ask:
        amounts = [None, *around(state.refund_due, state.refund_to_ask)]
        return b.ask_refund(self.pick(amounts), library, occurred_on=self._day(state))

    @asks(RecordRefund)
    def _receive_refund(self, library: Library, state: State) -> Ask:
        return b.refund(self.pick(around(state.refund_outstanding)), library, occurred_on=self._day(state))

    @asks(WriteOffRefund)
    def _write_off_refund(self, library: Library, state: State) -> Ask:
        amounts = [None, *around(state.refund_outstanding)]
        return b.write_off(self.pick(amounts), library, occurred_on=self._day(state))

    @asks(ReopenSettlement)
    def _reopen_settlement(self, library: Library, state: State) -> Ask:
        return b.reopen(library, occurred_on=self._day(state))

    @asks(CorrectAfterClosure)
    def _correct_after_closure(self, library: Library, state: State) -> Ask:
        facts = self.story.grant(library.grant).facts.entries if self.story.stream(library.grant) else []
        fact = self.pick([each for each in facts if isinstance(each, tuple(AFTER_CLOSURE))] or [None])
        if fact is None:
            return b.after_closure(1, b.fact_values(amount=1), b.fact_values(amount=2), library)
        name = self.pick([each for each in AFTER_CLOSURE[type(fact)] if each in AFTER_VALUES])
        new = self.pick(AFTER_VALUES[name])
        old = getattr(fact, name) if self.pick(range(4)) else new
        return b.after_closure(fact.version, b.fact_values(**{name: old}), b.fact_values(**{name: new}), library)
