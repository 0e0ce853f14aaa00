"""Award, agreement, payment, cancellation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from grants.kernel.refs import AccountRef, FileRef, TextRef
from grants.kernel.refusals import Refused
from grants.lifecycle import events
from grants.lifecycle.checklist import evaluate
from grants.lifecycle.deciding.core import Core
from grants.lifecycle.stages import Stage
from grants.rounds.rules import RoundRules


class Awarding(Core):
    """Money promised and money paid."""

    def award(
        self, amount: int | None, rules: RoundRules, rules_version: int, *, occurred_on: date,
        reserve: Callable[[int], int],
    ) -> None:  # fmt: skip
        """Award under the round's rules of today. ``reserve`` sets the money aside and gives the number, or refuses."""
        state = self.require("award")
        application = state.application
        if application is None:
            stage = state.stage.value
            raise Refused("grant.wrong_stage", stage=stage, step="award", allowed=["applied"], grant=self.id)
        granted = application.requested if amount is None else amount
        if not 0 < granted <= rules.max_award:
            raise Refused("grant.amount_over_max", max=rules.max_award, given=granted)
        if granted > application.requested:
            raise Refused("grant.amount_over_requested", max=application.requested)
        self.four_eyes("apply_award", application, rules.four_eyes, "grant.own_application")
        checklist = evaluate(application, rules, waiver=state.waiver_granted or state.waiver_pending is not None)
        missing = [check.item for check in checklist if not check.met]
        if missing:
            raise Refused("grant.not_eligible", items=missing)
        self._not_before(occurred_on)
        self.occurs(
            events.Awarded, occurred_on=occurred_on, amount=granted, number=reserve(granted), rules=rules,
            rules_version=rules_version, checklist=checklist, report_due_on=rules.report_due_on,
        )  # fmt: skip

    def _not_before(self, day: date) -> None:
        since = self.state.stage_since
        if since is not None and day < since:
            raise Refused("day.before_previous", day=day, previous=since)

    def sign(self, number: str, document: FileRef | None, *, occurred_on: date) -> None:
        """Both sides signed the agreement."""
        self.require("sign")
        self.occurs(events.AgreementSigned, occurred_on=occurred_on, number=number, document=document)

    def pay(self, amount: int, account: AccountRef | None, bank_reference: str, *, occurred_on: date) -> None:
        """Pay to the agreed account, up to the award; after a settlement up to what it recognised."""
        state = self.require("pay")
        award = self.award_fact
        agreed = state.account_on(occurred_on)
        if agreed is None or (account is not None and account.key != agreed.key):
            raise Refused("grant.nrb_changed")
        limit = state.recognised if state.stage is Stage.SETTLED else state.awarded
        left = max(0, limit - state.paid)
        if amount > left:
            raise Refused("grant.overpay", left=left)
        if state.agreement and occurred_on < state.agreement.occurred_on:
            raise Refused("day.before_previous", day=occurred_on, previous=state.agreement.occurred_on)
        for first in (award, *state.award_changes):
            self.four_eyes("award_pay", first, award.rules.four_eyes)
        self.four_eyes("amend_pay", state.account_change(occurred_on), award.rules.four_eyes)
        self.occurs(
            events.PaymentMade, occurred_on=occurred_on, payment_no=len(state.payments) + 1, amount=amount,
            account=agreed, bank_reference=bank_reference,
        )  # fmt: skip

    def cancel(self, ground: TextRef, *, occurred_on: date) -> bool:
        """Terminate: nothing is recognised. True if nothing was paid, so the money goes back to the budget.

        Not dated before a payment: money is never paid to a grant that was terminated the day before.
        """
        state = self.require("cancel")
        self.not_before_payments(state, occurred_on)
        self.occurs(events.Cancelled, occurred_on=occurred_on, ground=ground, refund_due=state.paid)
        return state.paid == 0
