from __future__ import annotations

from datetime import date

import pytest

from grants.kernel.ids import derived, grant_id, round_id
from grants.lifecycle import events as ge
from grants.lifecycle.commands.awarding import AwardRow
from grants.lifecycle.stages import Stage
from grants.rounds.events import FundsReleased, FundsReserved
from tests.support import builders as b
from tests.support.builders import FULL, apply, award, award_many, cancel, ground, pay, sign, withdraw
from tests.support.cast import ELSEWHERE, LEADING, LIBRARIES, PROGRAMME, ROUND, SECOND, THIRD, nrb
from tests.support.scenario import Ask, made, story

THREE = (LEADING, SECOND, THIRD)


def three_applied(**rules: object) -> list[Ask]:
    return [*ground(THREE, **rules), *(apply(each) for each in THREE)]


def test_an_award_carries_the_whole_rules_and_reserves_the_money() -> None:
    done = story(b.applied()).when(award())
    done.then(
        made(ge.Awarded, amount=FULL, number=1, rules_version=1, report_due_on=b.REPORT_DUE, occurred_on=b.AWARDED_ON),
        made(FundsReserved, grant=LEADING.grant, number=1, old=0, new=FULL, occurred_on=b.AWARDED_ON),
    )
    awarded = done.stream()[-1]
    assert isinstance(awarded, ge.Awarded)
    assert awarded.rules == done.round().rules
    assert all(check.met for check in awarded.checklist)


def test_a_grant_is_judged_by_the_rules_of_its_award_whatever_the_round_says_later() -> None:
    told = story(b.reported(3), b.change_rules(min_meetings=3))
    told.when(b.settle()).then(made(ge.Settled, cap=75_000, outcome="partial"))


@pytest.mark.parametrize(("amount", "good"), [(1, True), (FULL - 1, True), (FULL, True), (FULL + 1, False)])
def test_an_award_may_be_lower_than_asked_never_above_the_ceiling(amount: int, *, good: bool) -> None:
    done = story(b.applied()).when(award(amount))
    if good:
        done.then(made(ge.Awarded, amount=amount), made(FundsReserved, new=amount))
    else:
        done.refused("grant.amount_over_max", max=FULL, given=amount)


def test_nobody_is_awarded_more_than_was_asked_for() -> None:
    told = story(ground(), apply(requested=60_000))
    told.when(award(60_001)).refused("grant.amount_over_requested", max=60_000)


def test_rules_that_changed_since_the_application_may_make_it_ineligible() -> None:
    told = story(b.applied(), b.change_rules(min_meetings=5, max_award=90_000))
    told.when(award(80_000)).refused("grant.not_eligible", items=["amount_within_max", "plan_complete"])


def test_a_waiver_refused_after_the_application_makes_it_ineligible() -> None:
    told = story(ground(), apply(plan=b.plan(virtual=0), waiver=b.wish()))
    told.given(b.refuse_waiver(occurred_on=date(2013, 2, 12)))
    told.when(award()).refused("grant.not_eligible", items=["virtual_planned_or_waiver"])


def test_the_budget_of_the_round_is_never_exceeded() -> None:
    told = story(three_applied(budget=2 * FULL + 50_000))
    told.given(award(), award(library=SECOND))
    told.when(award(50_001, THIRD)).refused("round.budget_exceeded", left=50_000)
    told.when(award(50_000, THIRD)).then(made(ge.Awarded, number=3), FundsReserved)
    assert told.round().left == 0


def test_numbers_are_given_once_and_without_gaps() -> None:
    told = story(three_applied(), award(), withdraw(), award(library=SECOND))
    told.when(award(library=THIRD)).then(made(ge.Awarded, number=3), FundsReserved)


# --- many at once ------------------------------------------------------------------------------------------------


def test_a_bulk_award_decides_each_row_alone() -> None:
    told = story(three_applied(budget=2 * FULL))
    rows = [AwardRow(grant=each.grant) for each in (LEADING, ELSEWHERE, SECOND, THIRD, LEADING)]
    told.when(award_many(*rows)).then(
        made(ge.Awarded, originator_id=LEADING.grant, number=1),
        made(ge.Awarded, originator_id=SECOND.grant, number=2),
        FundsReserved,
        FundsReserved,
    )
    assert told.done is not None
    assert [(row.id, row.refused) for row in told.done.rows] == [
        (LEADING.grant, None),
        (ELSEWHERE.grant, "unknown_id"),
        (SECOND.grant, None),
        (THIRD.grant, "round.budget_exceeded"),
        (LEADING.grant, "unknown_id"),
    ]
    assert told.done.rows[3].params == {"left": 0}
    assert told.grant(THIRD.grant).version == 2
    assert told.round().reserved == 2 * FULL


def test_every_row_of_a_bulk_award_has_a_causation_of_its_own_and_its_money_the_same() -> None:
    told = story(three_applied()).when(award_many(*(AwardRow(grant=each.grant) for each in THREE)))
    command = told.caused[0].command_id
    expected = [derived("row", command, str(n)) for n in range(3)]
    assert [e.causation_id for e in told.caused if isinstance(e, ge.Awarded)] == expected
    assert [e.causation_id for e in told.caused if isinstance(e, FundsReserved)] == expected
    assert {e.command_id for e in told.caused} == {command}


def test_a_bulk_award_of_nothing_stores_nothing() -> None:
    told = story(three_applied(), award(), award(library=SECOND))
    told.when(award_many(AwardRow(grant=LEADING.grant), AwardRow(grant=SECOND.grant))).refused("bulk.none_done", n=2)
    rows = told.no.params["rows"] if told.no else []
    assert rows == [f"{LEADING.grant} grant.wrong_stage", f"{SECOND.grant} grant.wrong_stage"]


def test_a_row_that_was_looked_at_in_an_older_version_is_stale_alone() -> None:
    told = story(three_applied())
    rows = [AwardRow(grant=LEADING.grant, expected_version=1), AwardRow(grant=SECOND.grant, expected_version=2)]
    told.when(award_many(*rows)).then(made(ge.Awarded, originator_id=SECOND.grant), FundsReserved)
    assert told.done is not None
    assert told.done.rows[0].refused == "stale"


def test_a_grant_of_another_round_is_unknown_to_this_rounds_bulk() -> None:
    told = story(three_applied(), b.open_round("II"))
    other = b.form_coalition(SECOND, [LIBRARIES[1]], round=round_id(PROGRAMME, "II"))
    told.given(other, apply(SECOND, round=round_id(PROGRAMME, "II")))
    row = AwardRow(grant=grant_id(round_id(PROGRAMME, "II"), SECOND.id))
    told.when(award_many(row)).refused("bulk.none_done", rows=[f"{row.grant} unknown_id"])


# --- agreement and payment ---------------------------------------------------------------------------------------


def test_an_agreement_follows_the_award() -> None:
    story(b.awarded()).when(sign()).then(made(ge.AgreementSigned, number="PRB/I/1", document=None))
    story(b.applied()).when(sign()).refused("grant.not_awarded")


def test_payments_in_parts_up_to_the_award() -> None:
    told = story(b.agreed(), pay(40_000))
    told.when(pay(60_001)).refused("grant.overpay", left=60_000)
    told.when(pay(60_000)).then(made(ge.PaymentMade, payment_no=2, amount=60_000, occurred_on=b.PAID_ON))
    told.when(pay(1)).refused("grant.overpay", left=0)


def test_the_award_is_the_limit_not_the_ceiling() -> None:
    story(b.awarded(70_000), sign()).when(pay(70_001)).refused("grant.overpay", left=70_000)


def test_money_goes_to_the_agreed_account_only() -> None:
    told = story(b.agreed())
    told.when(pay(nrb=nrb(4_711))).refused("grant.nrb_changed")
    told.when(pay(nrb="0" * 26)).refused("grant.nrb_invalid")
    told.when(pay(nrb=LEADING.nrb)).then(ge.PaymentMade)


def test_no_payment_before_the_agreement_was_signed() -> None:
    day = date(2013, 2, 24)
    story(b.agreed()).when(pay(occurred_on=day)).refused("day.before_previous", day=day, previous=b.SIGNED_ON)
    story(b.agreed()).when(pay(occurred_on=b.SIGNED_ON)).then(ge.PaymentMade)


# --- cancellation ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("asks", [b.awarded(), b.agreed()])
def test_cancelled_before_a_payment_the_money_returns_and_the_grant_is_closed(asks: list[Ask]) -> None:
    done = story(asks).when(cancel())
    done.then(made(ge.Cancelled, refund_due=0), made(FundsReleased, old=FULL, new=0))
    assert done.round().reserved == 0
    assert done.grant().state.shown_stage is Stage.CLOSED
    done.when(cancel()).refused("grant.wrong_stage", stage="closed")


def test_cancelled_after_a_payment_everything_paid_is_due_back_and_stays_set_aside() -> None:
    done = story(b.lived()).when(cancel())
    done.then(made(ge.Cancelled, refund_due=FULL))
    state = done.grant().state
    assert (state.stage, state.recognised, state.refund_due, state.open) == (Stage.CANCELLED, 0, FULL, True)
    assert done.round().reserved == FULL
    done.given(b.refund(FULL))
    assert done.grant().state.shown_stage is Stage.CLOSED


def test_a_stale_version_is_refused() -> None:
    told = story(b.agreed())
    told.when(pay(expected_version=3)).refused("stale", expected=3, version=4)
    told.when(pay(expected_version=4)).then(ge.PaymentMade)


def test_the_closed_round_awards_nothing() -> None:
    told = story(ground(), b.close_round())
    told.when(apply()).refused("round.closed")
    told.when(award_many(AwardRow(grant=LEADING.grant))).refused("bulk.none_done")
    assert told.round(ROUND).closed
