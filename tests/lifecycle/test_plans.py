"""The schedule: what is planned, moved, called off and held; it promises nothing and moves no figure."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from grants.lifecycle import events as ge
from grants.lifecycle.deciding.planning import MAX_PLANS
from grants.lifecycle.figures import figures
from grants.lifecycle.plans import Plan
from grants.lifecycle.state import derive
from tests.support import builders as b
from tests.support.builders import plan_values
from tests.support.cast import ELSEWHERE, LEADING, LIBRARIAN, PARTNER, PARTNER_THREE, PARTNER_TWO
from tests.support.scenario import Scenario, made, story

DAY, OTHER = b.MEETING_DAYS[1], b.MEETING_DAYS[2]
MOVE = b.reschedule(plan_values(day=DAY), plan_values(day=OTHER))


@pytest.fixture
def told() -> Scenario:
    """Awarded: the application's four rows are the schedule."""
    return story(b.awarded())


def plan(told: Scenario, number: int) -> Plan:
    return told.grant().state.plans[number]


def test_the_applications_rows_are_the_schedule(told: Scenario) -> None:
    assert [(p.plan_no, p.day) for p in told.grant().state.plans.values()] == list(enumerate(b.MEETING_DAYS[:4], 1))


def test_a_meeting_is_planned_with_host_and_theme(told: Scenario) -> None:
    told.when(b.plan_meeting(host=PARTNER.id, theme="Zbiory", mode="virtual", channel="skype")).then(
        made(ge.MeetingPlanned, plan_no=5, day=b.MEETING_DAYS[4], channel="skype", host=PARTNER.id, occurred_on=b.FIRST)
    )
    assert plan(told, 5).theme is not None


def test_a_meeting_in_person_has_no_channel(told: Scenario) -> None:
    told.when(b.plan_meeting(channel="skype")).then(made(ge.MeetingPlanned, channel=None))


@pytest.mark.parametrize(
    ("changed", "code", "params"),
    [
        ({"day": date(2013, 2, 28)}, "grant.out_of_window", {"first": b.FIRST, "last": b.LAST}),
        ({"day": date(2013, 9, 1)}, "grant.out_of_window", {"day": date(2013, 9, 1)}),
        ({"mode": "virtual"}, "meeting.channel_required", {}),
        ({"mode": "virtual", "channel": "telex"}, "meeting.unknown_channel", {"channel": "telex"}),
        ({"host": ELSEWHERE.id}, "meeting.not_in_coalition", {"libraries": [str(ELSEWHERE.id)]}),
        ({"occurred_on": date(2013, 9, 11)}, "day.future", {}),
    ],
)
def test_what_cannot_be_planned(told: Scenario, changed: dict[str, Any], code: str, params: dict[str, Any]) -> None:
    told.when(b.plan_meeting(**changed)).refused(code, **params)


def test_the_edges_of_the_window_can_be_planned(told: Scenario) -> None:
    told.given(b.plan_meeting(b.FIRST), b.plan_meeting(b.LAST))


def test_a_partner_that_left_receives_no_planned_meeting_but_the_plan_may_keep_it(told: Scenario) -> None:
    told.given(b.plan_meeting(host=PARTNER_TWO.id), b.let_leave(PARTNER_TWO))
    told.when(b.plan_meeting(host=PARTNER_TWO.id)).refused("meeting.not_in_coalition")
    told.when(b.reschedule(plan_values(day=b.MEETING_DAYS[4]), plan_values(day=OTHER), 5)).then(ge.MeetingRescheduled)
    told.given(b.add_partner(PARTNER_THREE)).when(b.plan_meeting(host=PARTNER_THREE.id)).then(ge.MeetingPlanned)


def test_the_library_plans_itself_and_staff_on_its_behalf(told: Scenario) -> None:
    told.when(b.plan_meeting(occurred_on=None).of(LIBRARIAN).on(b.FIRST)).then(
        made(ge.MeetingPlanned, on_behalf_of=None, occurred_on=b.FIRST, actor_role="library")
    )
    told.when(b.plan_meeting()).then(made(ge.MeetingPlanned, on_behalf_of=LEADING.id))
    told.when(MOVE).then(made(ge.MeetingRescheduled, on_behalf_of=LEADING.id))
    told.when(b.cancel_plan()).then(made(ge.PlanCancelled, on_behalf_of=LEADING.id))


def test_the_schedule_is_bounded(told: Scenario) -> None:
    told.given(b.plan_meeting() for _ in range(MAX_PLANS - 4))
    told.when(b.plan_meeting()).refused("plan.too_many", max=MAX_PLANS)


def test_a_plan_is_moved_by_the_value_that_was_seen(told: Scenario) -> None:
    told.when(MOVE).then(made(ge.MeetingRescheduled, plan_no=2, changes=[["day", DAY.isoformat(), OTHER.isoformat()]]))
    assert plan(told, 2).day == OTHER
    told.when(MOVE).refused("plan.stale", field="day", old=DAY.isoformat(), current=OTHER.isoformat())


def test_theme_and_host_come_and_go(told: Scenario) -> None:
    told.given(b.reschedule(plan_values(), plan_values(host=PARTNER.id, theme="Zbiory")))
    assert plan(told, 2).host == PARTNER.id
    told.given(b.reschedule(plan_values(host=PARTNER.id), plan_values(), emptied=["host", "theme"]))
    assert (plan(told, 2).host, plan(told, 2).theme) == (None, None)


def test_a_plan_moved_to_in_person_loses_its_channel(told: Scenario) -> None:
    told.when(b.reschedule(plan_values(mode="virtual"), plan_values(mode="in_person"), 1)).then(
        made(ge.MeetingRescheduled, changes=[["mode", "virtual", "in_person"], ["channel", "skype", None]])
    )


@pytest.mark.parametrize(
    ("new", "code"),
    [
        ({"day": DAY}, "plan.nothing_changed"),
        ({"day": date(2013, 9, 1)}, "grant.out_of_window"),
        ({"mode": "virtual"}, "meeting.channel_required"),
        ({"mode": "virtual", "channel": "telex"}, "meeting.unknown_channel"),
        ({"host": ELSEWHERE.id}, "meeting.not_in_coalition"),
    ],
)
def test_what_a_plan_cannot_become(told: Scenario, new: dict[str, Any], code: str) -> None:
    seen = {"day": DAY, "mode": "in_person", "channel": None, "host": None}
    told.when(b.reschedule(plan_values(**{name: seen[name] for name in new}), plan_values(**new))).refused(code)


@pytest.mark.parametrize("ask", [b.reschedule(plan_values(day=DAY), plan_values(day=OTHER), 9), b.cancel_plan(9)])
def test_an_unknown_plan(told: Scenario, ask: Any) -> None:
    told.when(ask).refused("plan.unknown", plan_no=9)


def test_what_was_called_off_stays_called_off(told: Scenario) -> None:
    told.when(b.cancel_plan()).then(made(ge.PlanCancelled, plan_no=2))
    assert plan(told, 2).cancelled
    for ask in (MOVE, b.cancel_plan()):
        told.when(ask).refused("plan.cancelled", plan_no=2)


def test_more_may_be_called_off_than_the_rules_can_spare(told: Scenario) -> None:
    told.given(b.cancel_plan(1), b.cancel_plan(2), b.cancel_plan(3), b.cancel_plan(4))


def test_a_plan_that_was_held_is_neither_moved_nor_called_off_nor_held_again() -> None:
    told = story(b.paid(), b.meeting(DAY, plan_no=2))
    assert told.grant().state.held_as(2) is not None
    for ask in (MOVE, b.cancel_plan(), b.meeting(OTHER, plan_no=2)):
        told.when(ask).refused("plan.held", plan_no=2, meeting_no=1)
    told.given(b.void_meeting(1)).when(b.meeting(OTHER, plan_no=2)).then(made(ge.MeetingHeld, plan_no=2))


def test_a_meeting_names_a_plan_that_stands_also_one_of_later() -> None:
    told = story(b.paid(), b.plan_meeting(), b.cancel_plan(3))
    told.when(b.meeting(OTHER, plan_no=3)).refused("plan.cancelled", plan_no=3)
    told.when(b.meeting(OTHER, plan_no=9)).refused("meeting.unknown_plan", plan_no=9)
    told.when(b.meeting(b.MEETING_DAYS[4], plan_no=5)).then(made(ge.MeetingHeld, plan_no=5))


def test_numbers_are_not_used_again_by_another_application() -> None:
    told = story(b.awarded(), b.plan_meeting(), b.withdraw(), b.apply(occurred_on=b.CALL_CLOSES))
    told.given(b.award(occurred_on=b.CALL_CLOSES))
    assert list(told.grant().state.plans) == [1, 2, 3, 4]
    told.when(b.plan_meeting()).then(made(ge.MeetingPlanned, plan_no=6))


def test_no_figure_moves() -> None:
    told = story(b.lived(2))
    before = figures(told.grant().state)
    told.given(b.plan_meeting(), b.reschedule(plan_values(day=DAY), plan_values(day=OTHER)), b.cancel_plan(3))
    assert figures(told.grant().state) == before


def test_a_cancellation_names_the_version_that_was_seen(told: Scenario) -> None:
    version = told.grant().version
    told.given(b.plan_meeting())
    told.when(b.cancel_plan(expected_version=version)).refused("stale")


def test_the_state_of_a_past_day_knows_the_plan_of_that_day(told: Scenario) -> None:
    later = b.reschedule(plan_values(day=DAY), plan_values(day=OTHER), occurred_on=date(2013, 4, 1))
    told.given(later)
    facts = told.grant().facts
    assert derive(facts.until(date(2013, 3, 31))).plans[2].day == DAY
    assert derive(facts.until(date(2013, 4, 1))).plans[2].day == OTHER
