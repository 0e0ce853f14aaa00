"""Report, settlement, refund."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, timedelta

from grants.kernel.refs import TextRef
from grants.kernel.refusals import Refused
from grants.lifecycle import events
from grants.lifecycle.deciding.core import Core
from grants.lifecycle.settlement import settle
from grants.lifecycle.state import State
from grants.lifecycle.values import Finding


class Settling(Core):
    """From the report to the last refund."""

    def report(self, narrative: TextRef, *, occurred_on: date) -> None:
        """The report, once money was paid; late or not, it is taken.

        It accounts for money that was there, so it is not dated before the first payment; later ones may follow.
        """
        state = self.require("report")
        if not state.paid:
            raise Refused("grant.not_paid")
        first = state.first_paid
        if first is not None and occurred_on < first.occurred_on:
            raise Refused("day.before_previous", day=occurred_on, previous=first.occurred_on)
        if state.report is not None:
            raise Refused("grant.report_already")
        late = max(0, (occurred_on - (state.report_due_on or occurred_on)).days)
        self.occurs(
            events.ReportSubmitted, occurred_on=occurred_on, narrative=narrative, days_late=late, **_echo(state)
        )

    def resubmit_report(self, narrative: TextRef, *, occurred_on: date) -> None:
        """The corrected report, after a return."""
        state = self.require("resubmit_report")
        if state.report is None:
            raise Refused("grant.report_not_returned")
        self.occurs(events.ReportResubmitted, occurred_on=occurred_on, narrative=narrative, **_echo(state))

    def return_report(self, findings: list[Finding], due_on: date, *, occurred_on: date) -> None:
        """Return the report for correction."""
        self.require("return_report")
        if not findings:
            raise Refused("grant.no_finding")
        if due_on < occurred_on:
            raise Refused("day.due_in_past", due=due_on)
        self.occurs(events.ReportReturned, occurred_on=occurred_on, findings=findings, due_on=due_on)

    def settle(self, *, virtual_override: TextRef | None, shortfall_reason: TextRef | None, occurred_on: date) -> None:
        """Settle by the arithmetic of DOMAIN 5; a missing virtual meeting blocks, too few meetings cap the money.

        Not dated before a payment that it accounts for; what it leaves owing is paid afterwards.
        """
        state = self.require("settle")
        self.not_before_payments(state, occurred_on)
        rules = self.award_fact.rules
        if state.waiver_pending is not None:
            raise Refused("waiver.pending", waiver_no=state.waiver_pending)
        if state.undecided_costs:
            raise Refused("cost.undecided", n=len(state.undecided_costs))
        account = settle(state, rules, overridden=virtual_override is not None)
        if account.blocked:
            raise Refused("grant.virtual_unmet", virtual=account.counted_virtual, min=rules.min_virtual)
        if account.outcome == "partial" and rules.shortfall_policy == "accept" and shortfall_reason is None:
            raise Refused("grant.shortfall_reason_missing", counted=account.counted, min=rules.min_meetings)
        self.four_eyes("report_settle", state.report, rules.four_eyes)
        first = state.first_report
        self.occurs(
            events.Settled, occurred_on=occurred_on, **asdict(account), days_late=first.days_late if first else 0,
            virtual_override=virtual_override if account.virtual_by == "overridden" else None,
            shortfall_reason=shortfall_reason,
        )  # fmt: skip

    def request_refund(self, amount: int | None, *, occurred_on: date) -> int:
        """Ask for what is due and not yet asked for, or for a part of it."""
        state = self.require("request_refund")
        left = state.refund_to_ask
        asked = left if amount is None else amount
        if not 0 < asked <= left:
            raise Refused("refund.too_big", left=left)
        self._not_before_end(state, occurred_on)
        number = len(state.refunds_asked) + state.refunds_lapsed + 1
        due_on = occurred_on + timedelta(days=self.award_fact.rules.refund_due_days)
        self.occurs(events.RefundRequested, occurred_on=occurred_on, refund_no=number, amount=asked, due_on=due_on)
        return number

    def receive_refund(self, amount: int, bank_reference: str, *, occurred_on: date) -> None:
        """Money that came back, up to what is outstanding; it may come before anybody asked."""
        state = self.require("receive_refund")
        left = state.refund_outstanding
        if not 0 < amount <= left:
            raise Refused("refund.too_big", left=left)
        self._not_before_end(state, occurred_on)
        asked = state.refunds_asked[-1] if state.refunds_asked else None
        self.four_eyes("refund", asked, self.award_fact.rules.four_eyes)
        self.occurs(
            events.RefundReceived, occurred_on=occurred_on, refund_no=len(state.refunds_in) + 1, amount=amount,
            bank_reference=bank_reference,
        )  # fmt: skip

    @staticmethod
    def _not_before_end(state: State, day: date) -> None:
        since = state.stage_since
        if since is not None and day < since:
            raise Refused("day.before_previous", day=day, previous=since)


def _echo(state: State) -> dict[str, int]:
    """The totals that a report repeats, so that a reader sees what it spoke of."""
    return {
        "meetings": len(state.meetings),
        "attendances": sum(m.people for m in state.meetings),
        "charged": state.charged,
    }
