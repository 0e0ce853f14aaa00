"""Plans that move and payments that bounce: another amount, an amended agreement, a reversal, a later deadline."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from grants.kernel.refs import AccountRef, FileRef, TextRef
from grants.kernel.refusals import Refused
from grants.lifecycle import events
from grants.lifecycle.deciding.core import Core
from grants.lifecycle.facts import Fact
from grants.lifecycle.stages import Stage

FURTHEST: Final = timedelta(366)
"""How far an extension reaches: a year beyond the deadline in force, or beyond the day it is decided on."""


def check_deadline(old: date, new: date, day: date) -> None:
    """Later than the deadline in force, and not absurdly far."""
    if new <= old:
        raise Refused("report.deadline_not_later", due=old)
    furthest = max(old, day) + FURTHEST
    if new > furthest:
        raise Refused("report.deadline_too_far", last=furthest)


class Revising(Core):
    """What was promised and paid, changed by decision. What was keyed in wrongly is corrected instead."""

    def change_award(
        self, amount: int, reason: TextRef, *, occurred_on: date, adjust: Callable[[int, int, int], None]
    ) -> None:
        """Award another amount. ``adjust`` (number, old, new) moves the round's money along, or refuses."""
        state = self.require("change_award")
        award = self.award_fact
        if amount == award.amount:
            raise Refused("grant.award_same", amount=amount)
        if not 0 < amount <= award.rules.max_award:
            raise Refused("grant.amount_over_max", max=award.rules.max_award, given=amount)
        if state.application and amount > state.application.requested:
            raise Refused("grant.amount_over_requested", max=state.application.requested)
        if amount < state.paid:
            raise Refused("grant.below_paid", paid=state.paid, awarded=amount)
        self._after(occurred_on, award, *state.award_changes)
        self.four_eyes("award_change", award, award.rules.four_eyes)
        adjust(award.number, award.amount, amount)
        self.occurs(events.AwardChanged, occurred_on=occurred_on, old=award.amount, new=amount, reason=reason)

    def amend(
        self, number: str, document: FileRef | None, account: AccountRef | None, note: TextRef | None, *,
        occurred_on: date,
    ) -> None:  # fmt: skip
        """Amend the agreement; the account that stands already is no change."""
        state = self.require("amend")
        if account and state.account and account.key == state.account.key:
            account = None
        if document is None and account is None and note is None:
            raise Refused("grant.amendment_empty")
        self._after(occurred_on, *filter(None, (state.agreement,)), *state.amendments)
        self.occurs(
            events.AgreementAmended, occurred_on=occurred_on, amendment_no=len(state.amendments) + 1, number=number,
            document=document, account=account, note=note,
        )  # fmt: skip

    def reverse(self, number: int, bank_reference: str, reason: TextRef, *, occurred_on: date) -> bool:
        """The whole payment came back from the bank. True if a terminated grant keeps nothing, so that the money
        returns to the budget.
        """
        state = self.require("reverse")
        payment = next((p for p in state.payments if p.payment_no == number), None)
        if payment is None:
            raise Refused("payment.unknown", payment_no=number)
        if number in state.reversals:
            raise Refused("payment.already_reversed", payment_no=number)
        if state.refunds_in or state.written_off:
            raise Refused("grant.refund_started")
        self._after(occurred_on, payment)
        self.four_eyes("pay_reverse", payment, self.award_fact.rules.four_eyes)
        self.occurs(
            events.PaymentReversed, occurred_on=occurred_on, payment_no=number, amount=payment.amount,
            bank_reference=bank_reference, reason=reason,
        )  # fmt: skip
        return state.stage is Stage.CANCELLED and state.paid == payment.amount

    def extend(self, new: date, reason: TextRef, *, occurred_on: date) -> None:
        """Let the report come later, also after its day has passed; how late a first report was stays as it is."""
        state = self.require("extend")
        old = state.report_due_on or occurred_on
        check_deadline(old, new, occurred_on)
        self._after(occurred_on, *filter(None, (state.agreement, state.extension)))
        self.occurs(events.ReportDeadlineExtended, occurred_on=occurred_on, old=old, new=new, reason=reason)

    @staticmethod
    def _after(day: date, *facts: Fact) -> None:
        """A decision is not dated before what it changes."""
        latest = max(fact.occurred_on for fact in facts)
        if day < latest:
            raise Refused("day.before_previous", day=day, previous=latest)
