"""What lives ask for when plans move: changes, amendments, reversals, extensions, and corrections of any entry."""

from __future__ import annotations

from datetime import date
from typing import Any

from grants.lifecycle.commands.revising import AmendAgreement, ChangeAward, ExtendReportDeadline, ReversePayment
from grants.lifecycle.commands.settling import CorrectFact
from grants.lifecycle.deciding.correcting import AFTER_THE_END, CORRECTABLE
from grants.lifecycle.facts import plain
from grants.lifecycle.state import State
from tests.lifecycle.lives.rules import DAY, Picking, around, asks, days_around
from tests.support import builders as b
from tests.support.cast import Library, nrb
from tests.support.scenario import Ask


class Revisions(Picking):
    """Mixed into the lives."""

    @asks(ChangeAward)
    def _change_award(self, library: Library, state: State) -> Ask:
        left = self.story.round().left
        amounts = around(state.awarded, state.paid, state.awarded + left, b.FULL)
        decided = [fact.occurred_on for fact in (state.award, *state.award_changes) if fact]
        days = [*days_around(max(decided, default=None)), *decided]
        return b.change_award(self.pick(amounts), library, occurred_on=self.pick(days))

    @asks(AmendAgreement)
    def _amend(self, library: Library, state: State) -> Ask:
        days = days_around(state.agreement.occurred_on if state.agreement else None)
        account, note = self.pick([None, library.nrb, nrb(4_711), nrb(4_711)]), self.pick([None, "Inny opiekun"])
        return b.amend(library, nrb=account, note=note, occurred_on=self.pick(days))

    @asks(ReversePayment)
    def _reverse(self, library: Library, state: State) -> Ask:
        payment = self.pick([*state.payments, *state.standing_payments] or [None])
        days = days_around(payment.occurred_on if payment else None)
        number = payment.payment_no if payment and self.pick(range(8)) else 9
        return b.reverse(number, library, occurred_on=self.pick(days))

    @asks(ExtendReportDeadline)
    def _extend(self, library: Library, state: State) -> Ask:
        due = state.report_due_on or b.REPORT_DUE
        new = self.pick([due - DAY, due, due + DAY, due + 9 * DAY, due + 366 * DAY, due + 367 * DAY])
        return b.extend(new, library, occurred_on=self.pick(days_around(state.stage_since)))

    @asks(CorrectFact)
    def _correct_fact(self, library: Library, state: State) -> Ask:
        facts = self.story.grant(library.grant).facts.entries if self.story.stream(library.grant) else []
        kinds = AFTER_THE_END if state.settlement or state.cancellation else tuple(CORRECTABLE)
        fact: Any = self.pick([each for each in facts if isinstance(each, kinds)] or [None])
        if fact is None:
            return b.correct_fact(1, b.change("amount", 1, 2), library=library)
        name = self.pick(CORRECTABLE[type(fact)])
        old = plain(fact, name)
        new, stale = self._new_value(name, old, fact, state)
        change = b.change(name, old if self.pick(range(4)) else stale, new)
        return b.correct_fact(fact.version, change, library=library)

    def _new_value(self, name: str, old: Any, fact: Any, state: State) -> tuple[int | str, int | str]:
        """Another value, and one that never stood."""
        if name == "amount" or (name == "new" and isinstance(old, int)):
            others = around(state.paid, state.awarded, state.refund_due, old)
            return self.pick([max(1, value) for value in others]), 7
        if name in ("occurred_on", "new"):
            return self.pick([d.isoformat() for d in days_around(date.fromisoformat(old))]), "2013-01-01"
        return "X 9", "X 0"
