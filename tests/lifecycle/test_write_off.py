"""Unspent money in parts: some comes back, some is given up, and together they are never more than what is due."""

from __future__ import annotations

from datetime import timedelta

import pytest

from grants.lifecycle import events as ge
from grants.lifecycle.figures import figures
from grants.lifecycle.stages import Stage
from tests.support import builders as b
from tests.support.builders import change, correct_fact, refund, write_off
from tests.support.cast import ACCOUNTANT, COORDINATOR, EVERYBODY
from tests.support.scenario import Scenario, made, story

DUE = 25_000


def owing() -> Scenario:
    return story(b.settled(3))


def test_all_that_is_outstanding_closes_the_grant() -> None:
    told = owing().given(b.ask_refund(), refund(10_000)).when(write_off())
    told.then(made(ge.RefundWrittenOff, write_off_no=1, amount=15_000))
    assert told.grant().state.shown_stage is Stage.CLOSED
    told.when(b.close_round())
    assert told.no is None


def test_due_is_received_and_written_off_and_outstanding() -> None:
    told = owing().given(refund(4_000), write_off(5_000), refund(6_000), write_off(7_000))
    found = figures(told.grant().state)
    parts = [found["refund_received", ""], found["refund_written_off", ""], found["refund_outstanding", ""]]
    assert parts == [10_000, 12_000, 3_000]
    assert sum(parts) == found["refund_due", ""] == DUE
    told.when(refund(3_001)).refused("refund.too_big", left=3_000)
    told.when(write_off(3_001)).refused("refund.too_big", left=3_000)
    told.when(b.ask_refund(3_001)).refused("refund.too_big", left=3_000)
    told.when(refund(3_000)).then(made(ge.RefundReceived, refund_no=3))
    assert told.grant().state.closed


@pytest.mark.parametrize(("amount", "good"), [(1, True), (DUE, True), (DUE + 1, False)])
def test_no_more_than_is_outstanding(amount: int, *, good: bool) -> None:
    done = owing().when(write_off(amount))
    if good:
        done.then(made(ge.RefundWrittenOff, amount=amount))
    else:
        done.refused("refund.too_big", left=DUE)


def test_of_a_cancelled_grant_too() -> None:
    told = story(b.lived(), b.cancel()).when(write_off()).then(made(ge.RefundWrittenOff, amount=b.FULL))
    assert told.grant().state.shown_stage is Stage.CLOSED


def test_not_before_the_end_and_not_where_nothing_is_due() -> None:
    day = b.SETTLED_ON - timedelta(1)
    owing().when(write_off(occurred_on=day)).refused("day.before_previous", previous=b.SETTLED_ON)
    story(b.settled(4)).when(write_off()).refused("grant.wrong_stage", stage="closed")
    story(b.reported()).when(write_off()).refused("grant.wrong_stage", allowed=["settled", "cancelled"])


def test_managers_only_and_under_four_eyes_not_who_asked_for_the_refund() -> None:
    owing().when(write_off().of(COORDINATOR)).refused("not_allowed")
    told = story(b.reported(3, four_eyes=["refund_write_off"]), b.settle(), b.ask_refund().of(EVERYBODY))
    told.when(write_off().of(EVERYBODY)).refused("four_eyes", pair="refund_write_off")
    told.when(write_off()).then(ge.RefundWrittenOff)


def test_what_came_back_and_what_was_given_up_are_corrected_within_what_is_due() -> None:
    told = owing().given(refund(10_000), write_off(15_000))
    back, off = told.version_of(ge.RefundReceived), told.version_of(ge.RefundWrittenOff)
    too_much = correct_fact(back, change("amount", 10_000, 10_001))
    told.when(too_much).refused("refund.too_big", left=DUE)
    chief = correct_fact(off, change("amount", 15_000, 15_001)).of(EVERYBODY)
    told.when(chief).refused("refund.too_big", left=DUE)
    early = correct_fact(off, change("occurred_on", "2013-09-09", "2013-09-04")).of(EVERYBODY)
    told.when(early).refused("day.before_previous", previous=b.SETTLED_ON)
    told.given(correct_fact(off, change("amount", 15_000, 14_000)).of(EVERYBODY))
    assert told.grant().state.refund_outstanding == 1_000


def test_what_a_manager_wrote_off_only_a_manager_corrects() -> None:
    told = owing().given(write_off(5_000))
    ask = correct_fact(told.version_of(ge.RefundWrittenOff), change("amount", 5_000, 20_000))
    for person in (COORDINATOR, ACCOUNTANT):
        told.when(ask.of(person)).refused("not_allowed", allowed=["manager"])
    told.when(ask.of(EVERYBODY)).then(ge.FactCorrected)
