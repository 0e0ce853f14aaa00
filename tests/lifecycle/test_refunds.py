from __future__ import annotations

from datetime import date, timedelta

import pytest

from grants.lifecycle import events as ge
from grants.lifecycle.stages import Stage
from tests.support import builders as b
from tests.support.builders import ask_refund, refund
from tests.support.scenario import Scenario, made, story

DUE = 25_000


def owing() -> Scenario:
    return story(b.settled(3))


def test_without_an_amount_everything_due_is_asked_for_by_a_day_of_the_rules() -> None:
    owing().when(ask_refund()).then(
        made(ge.RefundRequested, refund_no=1, amount=DUE, due_on=date(2013, 9, 6) + timedelta(14))
    )


@pytest.mark.parametrize(("amount", "good"), [(1, True), (DUE - 1, True), (DUE, True), (DUE + 1, False)])
def test_no_more_is_asked_for_or_received_than_is_due(amount: int, *, good: bool) -> None:
    for ask, event in ((ask_refund(amount), ge.RefundRequested), (refund(amount), ge.RefundReceived)):
        done = owing().when(ask)
        if good:
            done.then(made(event, amount=amount))
        else:
            done.refused("refund.too_big", left=DUE)


def test_a_refund_in_parts_closes_the_grant_with_the_last_one() -> None:
    told = owing().given(ask_refund(), refund(10_000))
    state = told.grant().state
    assert (state.shown_stage, state.refund_outstanding, state.open) == (Stage.SETTLED, 15_000, True)
    told.when(refund(15_001)).refused("refund.too_big", left=15_000)
    told.when(refund(15_000)).then(made(ge.RefundReceived, refund_no=2))
    assert told.grant().state.shown_stage is Stage.CLOSED
    told.when(refund(1)).refused("grant.wrong_stage", stage="closed")
    told.when(ask_refund(1)).refused("grant.wrong_stage", stage="closed")


def test_what_was_asked_for_is_not_asked_for_twice() -> None:
    told = owing().given(ask_refund(20_000))
    told.when(ask_refund(5_001)).refused("refund.too_big", left=5_000)
    told.when(ask_refund()).then(made(ge.RefundRequested, refund_no=2, amount=5_000))
    told.when(ask_refund()).refused("refund.too_big", left=0)


def test_what_came_unasked_is_not_asked_for() -> None:
    told = owing().given(refund(10_000))
    told.when(ask_refund(15_001)).refused("refund.too_big", left=15_000)
    told.when(ask_refund()).then(made(ge.RefundRequested, amount=15_000))


def test_no_refund_before_the_settlement() -> None:
    day = b.SETTLED_ON - timedelta(1)
    owing().when(ask_refund(occurred_on=day)).refused("day.before_previous", day=day, previous=b.SETTLED_ON)
    owing().when(refund(1, occurred_on=day)).refused("day.before_previous", day=day, previous=b.SETTLED_ON)
    owing().when(refund(1, occurred_on=b.SETTLED_ON)).then(ge.RefundReceived)


def test_after_a_cancellation_everything_paid_comes_back() -> None:
    told = story(b.lived(), b.cancel()).when(ask_refund()).then(made(ge.RefundRequested, amount=b.FULL))
    told.given(refund(b.FULL))
    state = told.grant().state
    assert (state.paid, state.recognised, state.refund_received, state.shown_stage) == (b.FULL, 0, b.FULL, Stage.CLOSED)


def test_an_open_refund_keeps_the_round_open() -> None:
    told = owing().when(b.close_round()).refused("round.grants_open", n=1)
    told.given(refund(DUE)).when(b.close_round())
    assert told.no is None
