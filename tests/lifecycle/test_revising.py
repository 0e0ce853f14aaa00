"""Plans that move and payments that bounce: another amount, amendments, reversals, later deadlines."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from grants.lifecycle import events as ge
from grants.lifecycle.stages import Stage
from grants.rounds.events import FundsChanged, FundsReleased
from tests.support import builders as b
from tests.support.builders import FULL, amend, change_award, extend, pay, reverse
from tests.support.cast import LEADING, SECOND, nrb
from tests.support.scenario import TODAY, made, story

DAY = timedelta(1)
NEW_NRB = nrb(4_711)

# --- another amount ----------------------------------------------------------------------------------------------


def test_a_changed_award_moves_the_rounds_money_along_on_the_day_of_the_decision() -> None:
    day = date(2013, 2, 26)
    told = story(b.agreed()).when(change_award(70_000))
    told.then(
        made(ge.AwardChanged, old=FULL, new=70_000, occurred_on=day),
        made(FundsChanged, number=1, old=FULL, new=70_000, occurred_on=day),
    )
    assert (told.round().reserved, told.grant().state.awarded) == (70_000, 70_000)
    told.when(pay(70_001)).refused("grant.overpay", left=70_000)


@pytest.mark.parametrize(("amount", "code"), [
    (FULL + 1, "grant.amount_over_max"), (FULL, "grant.award_same"), (49_999, "grant.below_paid"),
])  # fmt: skip
def test_what_an_award_may_not_become(amount: int, code: str) -> None:
    story(b.agreed(), pay(50_000)).when(change_award(amount)).refused(code)


def test_an_award_is_not_raised_above_what_was_asked_for_nor_above_the_budget() -> None:
    told = story(b.ground((LEADING, SECOND), budget=FULL), b.apply(requested=60_000), b.award(50_000))
    told.when(change_award(60_001)).refused("grant.amount_over_requested", max=60_000)
    told.given(b.apply(SECOND), b.award(45_000, SECOND))
    told.when(change_award(60_000)).refused("round.budget_exceeded", left=5_000)
    told.when(change_award(55_000)).then(ge.AwardChanged, FundsChanged)
    assert told.round().left == 0


def test_a_change_is_not_dated_before_what_it_changes() -> None:
    told = story(b.agreed(), change_award(70_000))
    told.when(change_award(80_000, occurred_on=date(2013, 2, 25))).refused(
        "day.before_previous", previous=date(2013, 2, 26)
    )
    story(b.agreed()).when(change_award(80_000, occurred_on=b.AWARDED_ON - DAY)).refused(
        "day.before_previous", previous=b.AWARDED_ON
    )


def test_a_stale_page_changes_no_award() -> None:
    told = story(b.agreed())
    told.when(change_award(70_000, expected_version=3)).refused("stale", expected=3, version=4)


def test_the_settlement_goes_by_the_changed_award() -> None:
    told = story(b.agreed(), change_award(80_000), pay(80_000), b.meetings(3), b.cost(), b.accept(), b.report())
    told.when(b.settle()).then(made(ge.Settled, cap=60_000, recognised=60_000, refund_due=20_000))


def test_an_award_withdrawn_after_its_change_gives_back_the_changed_amount() -> None:
    told = story(b.awarded(), change_award(70_000, occurred_on=b.AWARDED_ON))
    told.when(b.withdraw()).then(ge.ApplicationWithdrawn, made(FundsReleased, old=70_000, new=0))
    assert told.round().reserved == 0


# --- amendments --------------------------------------------------------------------------------------------------


def test_payments_go_to_the_account_of_the_amendment() -> None:
    told = story(b.agreed()).when(amend(nrb=NEW_NRB, note=None))
    told.then(made(ge.AgreementAmended, amendment_no=1, number="PRB/I/1/A1", document=None, note=None))
    told.when(pay(nrb=LEADING.nrb)).refused("grant.nrb_changed")
    told.when(pay(nrb=NEW_NRB)).then(ge.PaymentMade)
    payment = told.grant().state.payments[0]
    assert payment.account.last4 == NEW_NRB[-4:]


def test_a_transfer_told_late_went_to_the_account_of_its_own_day() -> None:
    told = story(b.agreed(), amend(nrb=NEW_NRB, occurred_on=date(2013, 3, 4)))
    told.when(pay(50_000, nrb=NEW_NRB)).refused("grant.nrb_changed")
    told.given(pay(50_000, nrb=LEADING.nrb), pay(50_000, nrb=NEW_NRB, occurred_on=date(2013, 3, 4)))
    assert [p.account.last4 for p in told.grant().state.payments] == [LEADING.nrb[-4:], NEW_NRB[-4:]]


def test_amendments_are_numbered_and_follow_one_another() -> None:
    told = story(b.agreed(), amend())
    told.when(amend(number="A/2", occurred_on=date(2013, 2, 25))).refused("day.before_previous")
    told.when(amend(number="A/2")).then(made(ge.AgreementAmended, amendment_no=2))
    story(b.agreed()).when(amend(occurred_on=b.SIGNED_ON - DAY)).refused("day.before_previous", previous=b.SIGNED_ON)


@pytest.mark.parametrize("given", [None, LEADING.nrb])
def test_an_amendment_that_changes_nothing_is_none(given: str | None) -> None:
    story(b.agreed()).when(amend(note=None, nrb=given)).refused("grant.amendment_empty")
    story(b.agreed()).when(amend(nrb="0" * 26)).refused("grant.nrb_invalid")


# --- reversals ---------------------------------------------------------------------------------------------------


def test_a_payment_that_bounced_is_reversed_whole_and_paid_again() -> None:
    told = story(b.agreed(), pay(60_000), pay(40_000)).when(reverse(2))
    told.then(made(ge.PaymentReversed, payment_no=2, amount=40_000, bank_reference="S 1/2013", occurred_on=TODAY))
    assert (told.grant().state.paid, told.round().reserved) == (60_000, FULL)
    told.when(reverse(2)).refused("payment.already_reversed", payment_no=2)
    told.when(reverse(3)).refused("payment.unknown", payment_no=3)
    told.when(pay(40_001, occurred_on=TODAY)).refused("grant.overpay", left=40_000)
    told.when(pay(40_000, occurred_on=TODAY)).then(made(ge.PaymentMade, payment_no=3))


def test_a_reversal_is_not_dated_before_its_payment() -> None:
    story(b.paid()).when(reverse(occurred_on=b.PAID_ON - DAY)).refused("day.before_previous", previous=b.PAID_ON)
    story(b.paid()).when(reverse(occurred_on=b.PAID_ON)).then(ge.PaymentReversed)


def test_nothing_is_reversed_once_money_came_back() -> None:
    story(b.settled(3), b.refund(1)).when(reverse()).refused("grant.refund_started")
    told = story(b.settled(3), b.refund(25_000))
    told.when(reverse()).refused("grant.refund_started", stage="closed")
    story(b.settled()).when(reverse()).refused("grant.reopen_first", stage="closed")


def test_without_the_money_no_report_and_with_it_the_report_stays() -> None:
    story(b.lived(), reverse()).when(b.report(occurred_on=TODAY)).refused("grant.not_paid")
    told = story(b.reported(), reverse())
    told.when(b.settle(occurred_on=TODAY)).then(made(ge.Settled, paid=0, recognised=FULL, refund_due=0))
    told.when(pay(FULL, occurred_on=TODAY)).then(ge.PaymentMade)
    assert told.grant().state.paid == FULL


def test_a_reversal_after_the_settlement_lapses_what_was_asked_for() -> None:
    told = story(b.agreed(), pay(60_000), pay(40_000), b.meetings(3), b.cost(), b.accept(), b.report(), b.settle())
    told.given(b.ask_refund(), reverse(2))
    state = told.grant().state
    assert (state.paid, state.refund_due, state.refund_asked, state.shown_stage) == (60_000, 0, 0, Stage.CLOSED)
    told.when(pay(15_001, occurred_on=TODAY)).refused("grant.overpay", left=15_000)
    told.when(pay(15_000, occurred_on=TODAY)).then(made(ge.PaymentMade, payment_no=3))
    told = story(b.agreed(), pay(10_000), pay(90_000), b.meetings(3), b.cost(), b.accept(), b.report(), b.settle())
    told.given(b.ask_refund(), reverse(1))
    told.when(b.ask_refund(occurred_on=TODAY)).then(made(ge.RefundRequested, refund_no=2, amount=15_000))


def test_a_terminated_grant_whose_last_payment_bounced_gives_its_money_back_to_the_budget() -> None:
    told = story(b.agreed(), pay(60_000), pay(40_000), b.cancel()).when(reverse(1)).then(ge.PaymentReversed)
    told.when(reverse(2)).then(ge.PaymentReversed, made(FundsReleased, number=1, old=FULL, new=0, occurred_on=TODAY))
    assert (told.round().reserved, told.grant().state.shown_stage) == (0, Stage.CLOSED)
    told = story(b.agreed(), pay(60_000), reverse()).when(b.cancel(occurred_on=TODAY))
    told.then(made(ge.Cancelled, refund_due=0), made(FundsReleased, old=FULL))


# --- the deadline ------------------------------------------------------------------------------------------------


def test_a_deadline_is_extended_also_after_it_has_passed() -> None:
    late = b.REPORT_DUE + 5 * DAY
    told = story(b.lived()).when(extend(occurred_on=None).on(late))
    told.then(made(ge.ReportDeadlineExtended, old=b.REPORT_DUE, new=date(2013, 10, 15), occurred_on=late))
    told.when(b.report(occurred_on=None).on(date(2013, 10, 15))).then(made(ge.ReportSubmitted, days_late=0))


def test_an_extension_after_a_late_report_does_not_make_it_punctual() -> None:
    late = b.REPORT_DUE + 3 * DAY
    told = story(b.lived(), b.report(occurred_on=None).on(late))
    told.given(extend(occurred_on=None).on(late))
    told.when(b.settle(occurred_on=None).on(late)).then(made(ge.Settled, days_late=3))


@pytest.mark.parametrize(("new", "code"), [
    (b.REPORT_DUE, "report.deadline_not_later"), (b.REPORT_DUE - DAY, "report.deadline_not_later"),
    (b.REPORT_DUE + 367 * DAY, "report.deadline_too_far"),
])  # fmt: skip
def test_an_extension_is_later_and_not_absurdly_far(new: date, code: str) -> None:
    story(b.lived()).when(extend(new)).refused(code)
    story(b.lived()).when(extend(b.REPORT_DUE + 366 * DAY)).then(ge.ReportDeadlineExtended)


def test_extensions_follow_one_another() -> None:
    told = story(b.reported(), extend())
    told.when(extend(date(2013, 10, 15))).refused("report.deadline_not_later", due=date(2013, 10, 15))
    told.when(extend(date(2013, 10, 16), occurred_on=TODAY - DAY)).refused("day.before_previous", previous=TODAY)
    told.when(extend(date(2013, 10, 16))).then(made(ge.ReportDeadlineExtended, old=date(2013, 10, 15)))
    story(b.lived()).when(extend(occurred_on=b.SIGNED_ON - DAY)).refused("day.before_previous", previous=b.SIGNED_ON)
