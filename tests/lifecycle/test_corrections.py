"""Facts keyed in wrongly: what may be corrected, what follows a correction, what a correction may not break."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from grants.kernel.refusals import Invalid
from grants.lifecycle import events as ge
from grants.lifecycle.stages import Stage
from grants.rounds.events import FundsChanged, FundsKept, FundsReleased, FundsReserved
from tests.support import builders as b
from tests.support.builders import FULL, change, correct_fact
from tests.support.cast import SECOND
from tests.support.scenario import TODAY, Ask, Scenario, made, story


def corrected(told: Scenario, kind: type[ge.GrantEvent], *changes: tuple[str, Any, Any]) -> Scenario:
    return told.when(correct_fact(told.version_of(kind), *(change(f, str(o), str(n)) for f, o, n in changes)))


CASES: list[tuple[list[Ask], type[ge.GrantEvent], str, Any, Any]] = [
    (b.awarded(), ge.Awarded, "amount", FULL, 90_000),
    (b.awarded(), ge.Awarded, "occurred_on", b.AWARDED_ON, date(2013, 2, 22)),
    (b.agreed(), ge.AgreementSigned, "number", "PRB/I/1", "PRB/I/1a"),
    (b.agreed(), ge.AgreementSigned, "occurred_on", b.SIGNED_ON, date(2013, 2, 26)),
    (b.paid(), ge.PaymentMade, "amount", FULL, 99_999),
    (b.paid(), ge.PaymentMade, "bank_reference", "P 1/2013", "P 7/2013"),
    (b.paid(), ge.PaymentMade, "occurred_on", b.PAID_ON, b.SIGNED_ON),
    (b.reported(), ge.ReportSubmitted, "occurred_on", b.REPORTED_ON, date(2013, 9, 4)),
    ([*b.reported(), b.return_report(), b.resubmit_report()], ge.ReportResubmitted, "occurred_on", date(2013, 9, 4),
     date(2013, 9, 5)),
    ([*b.awarded(), b.ask_waiver()], ge.WaiverRequested, "occurred_on", b.FIRST, date(2013, 2, 28)),
    ([*b.awarded(), b.ask_waiver(), b.grant_waiver()], ge.WaiverGranted, "occurred_on", date(2013, 3, 4), b.FIRST),
    ([*b.awarded(), b.ask_waiver(), b.refuse_waiver()], ge.WaiverRefused, "occurred_on", date(2013, 3, 4), b.FIRST),
    ([*b.settled(3), b.ask_refund()], ge.RefundRequested, "amount", 25_000, 20_000),
    ([*b.settled(3), b.refund(25_000)], ge.RefundReceived, "amount", 25_000, 20_000),
    ([*b.settled(3), b.refund(25_000)], ge.RefundReceived, "bank_reference", "Z 1/2013", "Z 2/2013"),
    ([*b.settled(3), b.refund(25_000)], ge.RefundReceived, "occurred_on", date(2013, 9, 9), date(2013, 9, 8)),
]  # fmt: skip


@pytest.mark.parametrize(("asks", "kind", "field", "old", "new"), CASES)
def test_every_correctable_fact(asks: list[Ask], kind: type[ge.GrantEvent], field: str, old: Any, new: Any) -> None:
    told = story(asks)
    corrects = told.version_of(kind)
    corrected(told, kind, (field, old, new))
    plain = [value.isoformat() if isinstance(value, date) else value for value in (old, new)]
    fact = told.grant().facts.at(corrects)
    assert told.no is None, repr(told.no)
    assert getattr(fact, field) == new
    event = told.caused[0]
    assert isinstance(event, ge.FactCorrected)
    assert (event.corrects, event.occurred_on, event.changes[0]) == (corrects, TODAY, [field, *plain])
    corrected(told, kind, (field, old, new)).refused(
        "fact.stale", field=field, old=str(plain[0]), current=str(plain[1])
    )


def test_the_rounds_budget_follows_an_award_dated_by_the_award() -> None:
    told = corrected(story(b.awarded()), ge.Awarded, ("amount", FULL, 60_000))
    told.then(ge.FactCorrected, made(FundsChanged, number=1, old=FULL, new=60_000, occurred_on=b.AWARDED_ON))
    assert told.round().reserved == 60_000


def test_money_moves_with_the_awards_corrected_day() -> None:
    new = date(2013, 2, 22)
    told = corrected(story(b.awarded()), ge.Awarded, ("occurred_on", b.AWARDED_ON, new), ("amount", FULL, 60_000))
    told.then(
        ge.FactCorrected,
        made(FundsReleased, number=1, old=FULL, new=0, occurred_on=b.AWARDED_ON),
        made(FundsReserved, number=1, old=0, new=60_000, occurred_on=new),
    )
    assert (told.round().reserved, told.round().last_number) == (60_000, 1)


def test_the_budget_holds_against_corrections_too() -> None:
    told = story(b.awarded(60_000, budget=FULL))
    told.given(b.form_coalition(SECOND), b.apply(SECOND), b.award(40_000, SECOND))
    corrected(told, ge.Awarded, ("amount", 60_000, 60_001)).refused("round.budget_exceeded", left=0)


@pytest.mark.parametrize(
    ("asks", "kind", "change_", "code"),
    [
        (b.awarded(), ge.Awarded, ("amount", FULL, FULL + 1), "grant.amount_over_max"),
        (b.paid(), ge.Awarded, ("amount", FULL, FULL - 1), "grant.below_paid"),
        (b.paid(), ge.PaymentMade, ("amount", FULL, FULL + 1), "grant.overpay"),
        (b.awarded(), ge.Awarded, ("occurred_on", b.AWARDED_ON, "2013-02-10"), "day.before_previous"),
        (b.agreed(), ge.Awarded, ("occurred_on", b.AWARDED_ON, "2013-02-26"), "day.before_previous"),
        (b.paid(), ge.AgreementSigned, ("occurred_on", b.SIGNED_ON, "2013-02-28"), "day.before_previous"),
        (b.paid(), ge.PaymentMade, ("occurred_on", b.PAID_ON, "2013-02-24"), "day.before_previous"),
        (b.paid(), ge.PaymentMade, ("occurred_on", b.PAID_ON, "2013-09-11"), "day.future"),
        ([*b.awarded(), b.ask_waiver(), b.grant_waiver()], ge.WaiverRequested,
         ("occurred_on", b.FIRST, "2013-03-05"), "day.before_previous"),
        ([*b.awarded(), b.ask_waiver(), b.grant_waiver()], ge.WaiverGranted,
         ("occurred_on", "2013-03-04", "2013-02-28"), "day.before_previous"),
        ([*b.settled(3), b.refund(25_000)], ge.RefundReceived, ("amount", 25_000, 25_001), "refund.too_big"),
        ([*b.settled(3), b.ask_refund()], ge.RefundRequested, ("amount", 25_000, 25_001), "refund.too_big"),
        ([*b.settled(3), b.refund(25_000)], ge.RefundReceived,
         ("occurred_on", "2013-09-09", "2013-09-04"), "day.before_previous"),
        (b.settled(3), ge.Awarded, ("amount", FULL, 90_000), "grant.reopen_first"),
        ([*b.paid(), b.cancel()], ge.PaymentMade, ("amount", FULL, 90_000), "grant.reopen_first"),
        (b.paid(), ge.Applied, ("amount", FULL, 90_000), "fact.not_correctable"),
        (b.paid(), ge.GrantOpened, ("amount", FULL, 90_000), "fact.not_correctable"),
        (b.paid(), ge.PaymentMade, ("number", "P 1/2013", "P 2/2013"), "fact.field_not_correctable"),
        (b.paid(), ge.PaymentMade, ("amount", FULL, FULL), "fact.nothing_changed"),
    ],
)  # fmt: skip
def test_what_a_correction_may_not_break(
    asks: list[Ask], kind: type[ge.GrantEvent], change_: tuple[str, Any, Any], code: str
) -> None:
    corrected(story(asks), kind, change_).refused(code)


def test_no_award_is_corrected_above_what_was_asked_for() -> None:
    told = story(b.ground(), b.apply(requested=60_000), b.award())
    corrected(told, ge.Awarded, ("amount", 60_000, 60_001)).refused("grant.amount_over_requested", max=60_000)


def test_an_award_that_was_withdrawn_is_history_and_its_money_is_gone() -> None:
    told = story(b.awarded(), b.withdraw())
    first = told.version_of(ge.Awarded)
    told.given(b.apply(occurred_on=date(2013, 2, 22)), b.award(occurred_on=date(2013, 2, 23)))
    told.when(correct_fact(first, change("amount", FULL, 60_000))).refused("fact.not_correctable", corrects=first)
    corrected(told, ge.Awarded, ("amount", FULL, 60_000)).then(ge.FactCorrected, made(FundsChanged, number=2))
    assert told.round().reserved == 60_000


def test_lateness_follows_a_reports_corrected_day() -> None:
    late = b.REPORT_DUE + timedelta(3)
    told = story(b.lived(), b.report(occurred_on=None).on(late))
    ask = correct_fact(told.version_of(ge.ReportSubmitted), change("occurred_on", str(late), str(b.REPORT_DUE))).on(
        late
    )
    told.when(ask).then(made(
        ge.FactCorrected, changes=[["occurred_on", str(late), str(b.REPORT_DUE)], ["days_late", 3, 0]]
    ))  # fmt: skip
    told.when(b.settle(occurred_on=None).on(late)).then(made(ge.Settled, days_late=0))


def test_the_due_day_follows_a_refund_requests_corrected_day() -> None:
    told = story(b.settled(3), b.ask_refund())
    corrected(told, ge.RefundRequested, ("occurred_on", "2013-09-06", "2013-09-07"))
    told.then(made(
        ge.FactCorrected, changes=[["occurred_on", "2013-09-06", "2013-09-07"], ["due_on", "2013-09-20", "2013-09-21"]]
    ))  # fmt: skip


def test_two_changes_of_one_field_follow_one_another() -> None:
    told = corrected(story(b.paid()), ge.PaymentMade, ("amount", FULL, 90_000), ("amount", FULL, 80_000))
    told.refused("fact.stale", old=str(FULL), current="90000")
    corrected(told, ge.PaymentMade, ("amount", FULL, 90_000), ("amount", 90_000, FULL)).refused("fact.nothing_changed")
    corrected(told, ge.PaymentMade, ("amount", FULL, 90_000), ("amount", 90_000, 80_000)).then(ge.FactCorrected)
    assert told.grant().state.paid == 80_000


def test_a_refund_keyed_in_wrongly_is_corrected_after_it_closed_the_grant() -> None:
    told = story(b.settled(3), b.refund(25_000))
    assert told.grant().state.shown_stage is Stage.CLOSED
    corrected(told, ge.RefundReceived, ("amount", 25_000, 20_000)).then(ge.FactCorrected, FundsKept)
    assert (told.grant().state.shown_stage, told.grant().state.refund_outstanding) == (Stage.SETTLED, 5_000)


@pytest.mark.parametrize(
    ("field", "new"), [("amount", "0"), ("amount", "ten"), ("occurred_on", "2013-02-30"), ("rules", "none")]
)
def test_corrected_values_are_bounded_like_the_field_itself(field: str, new: str) -> None:
    told = story(b.paid())
    with pytest.raises(Invalid) as no:
        corrected(told, ge.PaymentMade, (field, new, new))
    assert list(no.value.problems) == [field]
    assert told.grant().version == 5


def test_a_correction_may_be_dated_before_the_stage_that_it_corrects() -> None:
    """Corrections are no facts themselves: what may not be dated before a stage is what changes it."""
    told = story(b.awarded())
    early = b.AWARDED_ON - timedelta(days=1)
    told.when(correct_fact(told.version_of(ge.Awarded), change("amount", str(FULL), "90000"), occurred_on=early))
    assert told.no is None, repr(told.no)
    assert told.grant().state.awarded == 90_000
