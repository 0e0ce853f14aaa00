"""A grant under other rules: the worked examples again, as they would come out. Nothing that people did is guessed."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta
from typing import Any

import pytest

from grants.lifecycle.stages import Stage
from grants.lifecycle.supposing import Case, case
from grants.rounds.rules import RoundRules
from tests.support.builders import (
    APPLIED_ON,
    FIRST,
    FULL,
    LAST,
    MEETING_DAYS,
    REPORTED_ON,
    applied,
    ask_waiver,
    awarded,
    cancel,
    extend,
    grant_waiver,
    lived,
    paid,
    plan,
    refuse_waiver,
    report,
    reported,
    reverse,
    settle,
    settled,
)
from tests.support.scenario import Ask, Scenario, story


def supposed(done: Scenario, **changes: Any) -> Case:
    return case(done.grant().facts, done.round().rules, changes)


def told(*asks: Ask | list[Ask], **changes: Any) -> Case:
    return supposed(story(*asks), **changes)


@pytest.mark.parametrize("far", [applied, awarded, paid, lived, reported, settled])
def test_under_its_own_rules_a_grant_comes_out_as_it_is(far: Any) -> None:
    done = story(far())
    own = {each.name: getattr(done.round().rules, each.name) for each in fields(RoundRules)}
    found = supposed(done, **own)
    assert found.now == found.then
    assert not found.now.stops


def test_a_minimum_of_three_recognises_what_three_of_four_capped() -> None:
    found = told(settled(3), min_meetings=3)
    assert (found.now.recognised, found.then.recognised) == (75_000, FULL)
    assert (found.now.state.refund_due, found.then.state.refund_due) == (25_000, 0)
    assert found.then.state.requirement_met
    assert found.then.state.shown_stage is Stage.CLOSED


def test_a_lower_limit_cuts_the_award_and_stops_the_application_that_asked_for_more() -> None:
    found = told(settled(), max_award=90_000)
    assert (found.then.state.awarded, found.then.recognised, found.then.state.refund_due) == (90_000, 90_000, 10_000)
    assert found.cut == 10_000
    [stop] = found.then.stops
    assert (stop.code, stop.params) == ("grant.amount_over_max", {"max": 90_000, "given": FULL})


def test_a_higher_limit_changes_no_award() -> None:
    assert told(settled(), max_award=2 * FULL).then.state.awarded == FULL


def test_full_recognition_by_policy_takes_a_manager_s_reason_as_given() -> None:
    found = told(settled(3), shortfall_policy="accept")
    assert found.then.recognised == FULL
    assert found.needs_reason
    assert not told(settled(4), shortfall_policy="accept").needs_reason


def test_the_strictest_policy_recognises_nothing() -> None:
    found = told(settled(3), shortfall_policy="none")
    assert (found.then.recognised, found.then.state.refund_due) == (0, FULL)


def test_more_virtual_meetings_refuse_the_settlement_so_nothing_is_recognised_or_due() -> None:
    found = told(settled(), min_virtual=2)
    assert found.blocked
    assert found.then.state.stage is Stage.REPORTED
    assert (found.then.recognised, found.then.state.refund_due) == (0, 0)
    assert found.then.account is not None
    assert found.then.account.recognised == FULL, "what it would come to with a waiver"
    assert [stop.code for stop in found.then.stops] == ["grant.plan_no_virtual"]


def test_a_waiver_that_was_granted_still_stands() -> None:
    done = story(paid(), ask_waiver(), grant_waiver(), lived(virtual=0)[len(paid()) :], report(), settle())
    found = supposed(done, min_virtual=2)
    assert not found.blocked
    assert found.then.recognised == FULL


def test_a_waiver_that_was_refused_after_the_award_does_not_stop_the_application() -> None:
    """The award was made while the waiver was pending; the checklist let it pass then."""
    asks = [*applied(), ask_waiver()]
    found = told(asks, awarded()[len(applied()) :], refuse_waiver(), min_virtual=2)
    assert not found.then.stops
    assert told(asks, refuse_waiver(), min_virtual=2).then.stops


def test_meetings_and_costs_outside_a_shorter_window_no_longer_count() -> None:
    """Four meetings by 18 June, the only cost of 12 March."""
    found = told(settled(virtual=2), activity_from=MEETING_DAYS[1])
    assert len(found.then.state.counted) == 3
    assert found.then.state.eligible_costs == 0
    assert (found.then.recognised, found.then.state.refund_due) == (0, FULL)
    assert {stop.code for stop in found.then.stops} <= {"grant.out_of_window"}


def test_a_meeting_outside_the_window_counts_in_a_longer_one() -> None:
    """Held on 9 July, in a round that ended on 20 June; its plan was made for days inside."""
    short = date(2013, 6, 20)
    done = story(settled(5, activity_to=short))
    found = supposed(done, activity_to=LAST)
    assert (len(found.now.state.counted), len(found.then.state.counted)) == (4, 5)
    assert found.then.recognised == found.now.recognised == FULL


def test_the_report_is_late_against_the_other_deadline() -> None:
    """Reported on 2 September, 21 days after the window ends being 21 September."""
    found = told(settled(), report_due_days=0)
    assert (found.now.days_late, found.then.days_late) == (0, (REPORTED_ON - LAST).days)


def test_an_extension_that_was_granted_stands() -> None:
    asks = [*lived(), extend(due_on=date(2013, 10, 1)), report(), settle()]
    assert told(asks, report_due_days=0).then.days_late == 0


def test_an_application_after_the_other_call_is_stopped() -> None:
    early = APPLIED_ON - timedelta(days=1)
    [stop] = told(awarded(), call_closes_on=early).then.stops
    assert (stop.code, stop.params) == ("round.call_closed", {"closed": early})
    [stop] = told(applied(), call_opens_on=APPLIED_ON + timedelta(days=1)).then.stops
    assert stop.code == "round.call_not_open"


def test_each_planned_meeting_outside_the_window_is_named() -> None:
    stops = told(applied(), activity_to=FIRST).then.stops
    assert [stop.code for stop in stops] == ["grant.out_of_window"] * len(plan())


def test_what_was_cancelled_stays_cancelled() -> None:
    found = told(lived(), cancel(), min_meetings=1)
    assert found.then.account is None
    assert found.then.state.refund_due == found.now.state.refund_due == FULL


def test_before_an_award_the_rounds_own_rules_are_changed() -> None:
    found = told(applied(), min_meetings=9)
    assert found.then.rules.min_meetings == 9
    assert [stop.code for stop in found.then.stops] == ["grant.plan_too_few"]


def test_a_payment_that_came_back_stays_back() -> None:
    found = told(paid(), reverse(), max_award=90_000)
    assert (found.now.state.paid, found.then.state.paid) == (0, 0)
