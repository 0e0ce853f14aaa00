"""What undoes or ends a settlement: reopening it, and giving up what is still to come back."""

from __future__ import annotations

from datetime import date

from grants.kernel.refs import TextRef
from grants.kernel.refusals import Refused
from grants.lifecycle import events
from grants.lifecycle.deciding.core import Core


class Ending(Core):
    """A manager's two decisions after a settlement."""

    def reopen_settlement(self, reason: TextRef, *, occurred_on: date) -> None:
        """Back to the stage reported; requests for a refund lapse, and the next settlement may come to something else.

        Refused once money came back or was written off: it would have been due under nothing. That the round is
        open is the handler's, with the Round in the same save.
        """
        state = self.require("reopen_settlement")
        if state.refunds_in or state.written_off:
            raise Refused("grant.refund_started")
        asked = state.refunds_asked[-1].occurred_on if state.refunds_asked else None
        if asked is not None and occurred_on < asked:
            raise Refused("day.before_previous", day=occurred_on, previous=asked)
        self.four_eyes("settle_reopen", state.settlement, self.award_fact.rules.four_eyes)
        self.occurs(events.SettlementReopened, occurred_on=occurred_on, reason=reason)

    def write_off_refund(self, amount: int | None, ground: TextRef, *, occurred_on: date) -> None:
        """Give up a part of what is outstanding; without an amount all of it, which closes the grant."""
        state = self.require("write_off_refund")
        left = state.refund_outstanding
        given_up = left if amount is None else amount
        if not 0 < given_up <= left:
            raise Refused("refund.too_big", left=left)
        if state.stage_since is not None and occurred_on < state.stage_since:
            raise Refused("day.before_previous", day=occurred_on, previous=state.stage_since)
        asked = state.refunds_asked[-1] if state.refunds_asked else None
        self.four_eyes("refund_write_off", asked, self.award_fact.rules.four_eyes)
        self.occurs(
            events.RefundWrittenOff, occurred_on=occurred_on, write_off_no=len(state.written_off) + 1,
            amount=given_up, ground=ground,
        )  # fmt: skip
