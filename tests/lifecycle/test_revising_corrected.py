"""A change, an amendment, a reversal or an extension that was keyed in wrongly, and what later entries stand on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from grants.kernel.refusals import Invalid
from grants.lifecycle import events as ge
from grants.rounds.events import FundsChanged, FundsReleased, FundsReserved
from tests.support import builders as b
from tests.support.builders import FULL, change, correct_fact
from tests.support.cast import SECOND, nrb
from tests.support.scenario import TODAY, Ask, Scenario, made, story

DAY = timedelta(1)
CHANGED_ON = date(2013, 2, 26)
EXTENDED = date(2013, 10, 15)


def corrected(told: Scenario, kind: type[ge.GrantEvent], *changes: tuple[str, Any, Any]) -> Scenario:
    return told.when(correct_fact(told.version_of(kind), *(change(f, str(o), str(n)) for f, o, n in changes)))


@pytest.mark.parametrize(("asks", "kind", "field", "old", "new"), [
    ([*b.agreed(), b.change_award(70_000)], ge.AwardChanged, "new", 70_000, 80_000),
    ([*b.agreed(), b.change_award(70_000)], ge.AwardChanged, "occurred_on", CHANGED_ON, b.SIGNED_ON),
    ([*b.agreed(), b.amend()], ge.AgreementAmended, "number", "PRB/I/1/A1", "A 1"),
    ([*b.agreed(), b.amend()], ge.AgreementAmended, "occurred_on", CHANGED_ON, b.SIGNED_ON),
    ([*b.paid(), b.reverse()], ge.PaymentReversed, "occurred_on", TODAY, b.PAID_ON),
    ([*b.paid(), b.reverse()], ge.PaymentReversed, "bank_reference", "S 1/2013", "S 2/2013"),
    ([*b.paid(), b.cancel(), b.reverse()], ge.PaymentReversed, "bank_reference", "S 1/2013", "S 2/2013"),
    ([*b.paid(), b.reverse()], ge.PaymentMade, "bank_reference", "P 1/2013", "P 2/2013"),
    ([*b.lived(), b.extend()], ge.ReportDeadlineExtended, "new", EXTENDED, EXTENDED + DAY),
    ([*b.lived(), b.extend()], ge.ReportDeadlineExtended, "occurred_on", TODAY, TODAY - DAY),
    ([*b.reported(), b.extend()], ge.ReportDeadlineExtended, "new", EXTENDED, EXTENDED - DAY),
])  # fmt: skip
def test_what_may_be_corrected(asks: list[Ask], kind: type[ge.GrantEvent], field: str, old: Any, new: Any) -> None:
    told = story(asks)
    version = told.version_of(kind)
    corrected(told, kind, (field, old, new))
    assert told.no is None, repr(told.no)
    assert getattr(told.grant().facts.at(version), field) == new
    corrected(told, kind, (field, old, new)).refused("fact.stale", field=field)


@pytest.mark.parametrize(("asks", "kind", "change_", "code"), [
    ([*b.agreed(), b.change_award(70_000)], ge.Awarded, ("amount", FULL, 90_000), "fact.built_upon"),
    ([*b.agreed(), b.change_award(70_000), b.change_award(60_000)], ge.Awarded, ("amount", FULL, 1), "fact.built_upon"),
    ([*b.agreed(), b.change_award(70_000)], ge.AwardChanged, ("new", 70_000, FULL), "grant.award_same"),
    ([*b.agreed(), b.change_award(70_000)], ge.AwardChanged, ("new", 70_000, FULL + 1), "grant.amount_over_max"),
    ([*b.agreed(), b.change_award(70_000), b.pay(60_000)], ge.AwardChanged, ("new", 70_000, 59_999),
     "grant.below_paid"),
    ([*b.agreed(), b.change_award(70_000)], ge.AwardChanged, ("amount", FULL, 90_000), "fact.field_not_correctable"),
    ([*b.agreed(), b.change_award(70_000)], ge.AwardChanged, ("occurred_on", CHANGED_ON, "2013-02-19"),
     "day.before_previous"),
    ([*b.agreed(), b.change_award(70_000)], ge.Awarded, ("occurred_on", b.AWARDED_ON, "2013-02-27"),
     "day.before_previous"),
    ([*b.agreed(), b.amend()], ge.AgreementAmended, ("occurred_on", CHANGED_ON, "2013-02-24"), "day.before_previous"),
    ([*b.paid(), b.reverse()], ge.PaymentMade, ("amount", FULL, 90_000), "fact.built_upon"),
    ([*b.paid(), b.reverse(occurred_on=b.PAID_ON)], ge.PaymentMade, ("occurred_on", b.PAID_ON, "2013-02-28"),
     "day.before_previous"),
    ([*b.paid(), b.reverse()], ge.PaymentReversed, ("occurred_on", TODAY, "2013-02-26"), "day.before_previous"),
    ([*b.paid(), b.reverse()], ge.PaymentReversed, ("amount", FULL, 1), "fact.field_not_correctable"),
    ([*b.lived(), b.extend(), b.report()], ge.ReportDeadlineExtended, ("new", EXTENDED, "2013-10-16"),
     "fact.built_upon"),
    ([*b.lived(), b.extend()], ge.ReportDeadlineExtended, ("new", EXTENDED, b.REPORT_DUE),
     "report.deadline_not_later"),
    ([*b.lived(), b.extend()], ge.ReportDeadlineExtended, ("new", EXTENDED, "2014-12-31"), "report.deadline_too_far"),
    ([*b.agreed(), b.pay(60_000), b.pay(40_000), *b.meetings(3), b.cost(), b.accept(), b.report(), b.settle(),
      b.ask_refund(), b.reverse(2)], ge.RefundRequested, ("amount", 25_000, 20_000), "fact.not_correctable"),
])  # fmt: skip
def test_what_may_not(asks: list[Ask], kind: type[ge.GrantEvent], change_: tuple[str, Any, Any], code: str) -> None:
    corrected(story(asks), kind, change_).refused(code)


def test_the_first_of_two_changes_is_what_the_second_began_from() -> None:
    told = story(b.agreed(), b.change_award(70_000))
    first = told.version_of(ge.AwardChanged)
    told.given(b.change_award(60_000))
    told.when(correct_fact(first, change("new", 70_000, 80_000))).refused("fact.built_upon", version=first + 1)


def test_the_rounds_money_follows_a_corrected_change() -> None:
    told = story(b.agreed(), b.change_award(70_000))
    corrected(told, ge.AwardChanged, ("new", 70_000, 80_000)).then(
        ge.FactCorrected, made(FundsChanged, number=1, old=70_000, new=80_000, occurred_on=CHANGED_ON)
    )
    assert told.round().reserved == told.grant().state.awarded == 80_000
    corrected(told, ge.AwardChanged, ("new", 80_000, 60_000), ("occurred_on", CHANGED_ON, b.SIGNED_ON)).then(
        ge.FactCorrected,
        made(FundsChanged, old=80_000, new=FULL, occurred_on=CHANGED_ON),
        made(FundsChanged, old=FULL, new=60_000, occurred_on=b.SIGNED_ON),
    )
    assert told.round().reserved == told.grant().state.awarded == 60_000
    corrected(told, ge.Awarded, ("occurred_on", b.AWARDED_ON, "2013-02-21")).then(
        ge.FactCorrected, made(FundsReleased, old=FULL), made(FundsReserved, new=FULL)
    )
    assert told.round().reserved == 60_000


def test_a_corrected_change_keeps_to_the_budget() -> None:
    told = story(b.awarded(80_000, budget=FULL), b.change_award(60_000, occurred_on=b.AWARDED_ON))
    told.given(b.form_coalition(SECOND), b.apply(SECOND), b.award(40_000, SECOND))
    corrected(told, ge.AwardChanged, ("new", 60_000, 60_001)).refused("round.budget_exceeded", left=0)
    corrected(told, ge.AwardChanged, ("occurred_on", b.AWARDED_ON, "2013-02-21")).then(
        ge.FactCorrected, FundsChanged, FundsChanged
    )


def test_a_change_of_a_withdrawn_award_is_history() -> None:
    told = story(b.awarded(), b.change_award(70_000, occurred_on=b.AWARDED_ON))
    version = told.version_of(ge.AwardChanged)
    told.given(b.withdraw(), b.apply(occurred_on=date(2013, 2, 22)), b.award(occurred_on=date(2013, 2, 23)))
    told.when(correct_fact(version, change("new", 70_000, 60_000))).refused("fact.not_correctable", corrects=version)


def test_lateness_is_counted_from_the_deadline_in_force_when_the_report_came() -> None:
    late = EXTENDED + 3 * DAY
    told = story(b.lived(), b.extend(), b.report(occurred_on=None).on(late), b.extend(EXTENDED + 9 * DAY).on(late))
    ask = correct_fact(told.version_of(ge.ReportSubmitted), change("occurred_on", str(late), str(EXTENDED + DAY))).on(
        late
    )
    told.when(ask).then(made(
        ge.FactCorrected, changes=[["occurred_on", str(late), str(EXTENDED + DAY)], ["days_late", 3, 1]]
    ))  # fmt: skip


def test_a_payment_keeps_the_account_it_went_to_when_its_day_is_corrected() -> None:
    told = story(b.agreed(), b.pay(50_000), b.amend(nrb=nrb(4_711), occurred_on=date(2013, 3, 4)))
    corrected(told, ge.PaymentMade, ("occurred_on", b.PAID_ON, "2013-03-05"))
    assert told.grant().state.payments[0].account.last4 != nrb(4_711)[-4:]


@pytest.mark.parametrize(("kind", "new"), [
    (ge.AwardChanged, "2013-10-01"), (ge.AwardChanged, "0"), (ge.ReportDeadlineExtended, "90000"),
])  # fmt: skip
def test_a_corrected_value_is_bounded_like_the_field_itself(kind: type[ge.GrantEvent], new: str) -> None:
    told = story(b.agreed(), b.change_award(70_000), b.extend())
    with pytest.raises(Invalid) as no:
        corrected(told, kind, ("new", new, new))
    assert list(no.value.problems) == ["new"]
