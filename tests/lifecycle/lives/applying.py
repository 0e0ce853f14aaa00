"""What lives ask for until a grant is paid, or over before that."""

from __future__ import annotations

from typing import Any

from grants.lifecycle.commands.applying import (
    ApplyForGrant,
    Budgeted,
    RejectApplication,
    ResubmitApplication,
    ReturnApplication,
    WithdrawApplication,
)
from grants.lifecycle.commands.awarding import AwardGrant, CancelGrant, RecordPayment, SignAgreement
from grants.lifecycle.commands.revoking import RevokeAward, RevokeReportReturn, RevokeReturn
from grants.lifecycle.state import State
from tests.lifecycle.lives.rules import DAY, Picking, around, asks
from tests.support import builders as b
from tests.support import many as m
from tests.support.cast import Library
from tests.support.scenario import TODAY, Ask


class Applying(Picking):
    """Applications, awards, agreements, payments."""

    def _form(self) -> dict[str, Any]:
        requested = self.pick([*around(b.FULL), b.FULL, b.FULL, 60_000])
        lines = [Budgeted(category="travel", amount=requested)]
        waiver = self.pick([None, None, b.wish()])
        return {"requested": requested, "budget": lines, "plan": b.plan(virtual=self.pick([0, 1, 1])), "waiver": waiver}

    @asks(ApplyForGrant)
    def _apply(self, library: Library, state: State) -> Ask:
        days = [b.APPLIED_ON, b.CALL_OPENS - DAY, b.CALL_CLOSES, b.CALL_CLOSES, b.CALL_CLOSES + DAY]
        return b.apply(library, **self._form(), occurred_on=self.pick(days))

    @asks(ResubmitApplication)
    def _resubmit(self, library: Library, state: State) -> Ask:
        return b.resubmit(library, **self._form(), occurred_on=self._day(state))

    @asks(ReturnApplication)
    def _return_application(self, library: Library, state: State) -> Ask:
        return b.return_application(library, due_on=TODAY, occurred_on=self._day(state))

    @asks(RevokeReturn)
    def _revoke_return(self, library: Library, state: State) -> Ask:
        return m.revoke_return(library, occurred_on=self._day(state))

    @asks(RevokeAward)
    def _revoke_award(self, library: Library, state: State) -> Ask:
        return m.revoke_award(library, occurred_on=self._day(state))

    @asks(RevokeReportReturn)
    def _revoke_report_return(self, library: Library, state: State) -> Ask:
        return m.revoke_report_return(library, occurred_on=self._day(state))

    @asks(WithdrawApplication)
    def _withdraw(self, library: Library, state: State) -> Ask:
        return b.withdraw(library, occurred_on=self._day(state))

    @asks(RejectApplication)
    def _reject(self, library: Library, state: State) -> Ask:
        return b.reject(library, occurred_on=self._day(state))

    @asks(AwardGrant)
    def _award(self, library: Library, state: State) -> Ask:
        left = self.story.round().left
        return b.award(
            self.pick(
                [None, None, *around(state.application.requested if state.application else b.FULL, b.FULL, left)]
            ),
            library,
            occurred_on=self._day(state),
        )

    @asks(SignAgreement)
    def _sign(self, library: Library, state: State) -> Ask:
        return b.sign(library, occurred_on=self._day(state))

    @asks(RecordPayment)
    def _pay(self, library: Library, state: State) -> Ask:
        limits = around(state.awarded - state.paid, state.recognised - state.paid)
        return b.pay(self.pick(limits), library, occurred_on=self._day(state))

    @asks(CancelGrant)
    def _cancel(self, library: Library, state: State) -> Ask:
        return b.cancel(library, occurred_on=self._day(state))
