"""A settlement that no longer stands: back to reported, and settled otherwise; never in a closed round."""

from __future__ import annotations

from datetime import date, timedelta

from grants.lifecycle import events as ge
from grants.lifecycle.figures import contributions
from grants.lifecycle.stages import Stage
from grants.read._dues import dues
from grants.rounds.events import FundsKept
from tests.support import builders as b
from tests.support.builders import reopen
from tests.support.cast import COORDINATOR, EVERYBODY
from tests.support.scenario import TODAY, Scenario, made, story

BACK_ON = date(2013, 9, 9)


def owing() -> Scenario:
    return story(b.settled(3))


def test_a_settlement_is_reopened_and_the_round_keeps_its_money() -> None:
    told = owing().when(reopen())
    told.then(
        made(ge.SettlementReopened, occurred_on=BACK_ON), made(FundsKept, number=1, amount=b.FULL, occurred_on=BACK_ON)
    )
    state = told.grant().state
    assert (state.shown_stage, state.recognised, state.refund_due, state.open) == (Stage.REPORTED, 0, 0, True)
    told.when(b.settle()).refused("day.before_previous", previous=BACK_ON)


def test_a_closed_one_too_and_it_may_be_settled_in_part_this_time() -> None:
    told = story(b.settled(4))
    assert told.grant().state.shown_stage is Stage.CLOSED
    told.given(reopen(), b.void_meeting(4)).when(b.settle(occurred_on=TODAY)).then(
        made(ge.Settled, outcome="partial", recognised=75_000, refund_due=25_000)
    )


def test_requests_for_a_refund_lapse_and_their_numbers_go_on() -> None:
    told = owing().given(b.ask_refund())
    lapsed = told.version_of(ge.RefundRequested)
    assert [due.kind for due in dues(told.grant().state)] == ["refund"]
    told.given(reopen())
    assert [due.kind for due in dues(told.grant().state)] == ["settlement"]
    told.when(b.correct_fact(lapsed, b.change("amount", 25_000, 1))).refused("fact.not_correctable", corrects=lapsed)
    told.given(b.settle(occurred_on=TODAY)).when(b.ask_refund(occurred_on=TODAY)).then(
        made(ge.RefundRequested, refund_no=2, amount=25_000)
    )


def test_nothing_is_reopened_once_money_came_back_or_was_written_off() -> None:
    owing().given(b.refund(1)).when(reopen()).refused("grant.refund_started")
    owing().given(b.write_off(1)).when(reopen()).refused("grant.refund_started")
    owing().given(b.refund(25_000)).when(reopen()).refused("grant.refund_started")


def test_the_day_of_reopening_follows_the_settlement_and_the_requests() -> None:
    early = b.SETTLED_ON - timedelta(1)
    owing().when(reopen(occurred_on=early)).refused("day.before_previous", day=early, previous=b.SETTLED_ON)
    told = owing().given(b.ask_refund())
    told.when(reopen(occurred_on=b.SETTLED_ON)).refused("day.before_previous", previous=date(2013, 9, 6))
    told.when(reopen(occurred_on=TODAY + timedelta(1))).refused("day.future")


def test_a_cancelled_grant_has_no_settlement_to_reopen() -> None:
    told = story(b.lived(), b.cancel())
    told.when(reopen()).refused("grant.wrong_stage", stage="cancelled")
    told.given(b.refund(b.FULL)).when(reopen()).refused("grant.wrong_stage", stage="closed")


def test_never_in_a_closed_round() -> None:
    story(b.settled(4), b.close_round()).when(reopen()).refused("round.closed")


def test_a_round_does_not_close_over_a_reopened_grant() -> None:
    story(b.settled(4), reopen()).when(b.close_round()).refused("round.grants_open", n=1)


def test_managers_only_and_under_four_eyes_not_who_settled() -> None:
    owing().when(reopen().of(COORDINATOR)).refused("not_allowed", role="coordinator")
    told = story(b.reported(3, four_eyes=["settle_reopen"]), b.settle().of(EVERYBODY))
    told.when(reopen().of(EVERYBODY)).refused("four_eyes", pair="settle_reopen")
    told.when(reopen()).then(ge.SettlementReopened, FundsKept)


def test_figures_move_back_on_the_day_of_reopening() -> None:
    told = owing().given(b.ask_refund(), reopen())
    moved = contributions(told.grant().facts)
    for metric, amount in (("settled", 1), ("settled_partial", 1), ("recognised", 75_000), ("refund_due", 25_000)):
        assert moved[metric, "", b.SETTLED_ON] == amount
        assert moved[metric, "", BACK_ON] == -amount


def test_a_corrected_refund_that_opens_a_closed_grant_again_keeps_the_round() -> None:
    told = owing().given(b.refund(25_000))
    version = told.version_of(ge.RefundReceived)
    told.when(b.correct_fact(version, b.change("amount", 25_000, 20_000))).then(ge.FactCorrected, FundsKept)
