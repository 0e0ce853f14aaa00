from __future__ import annotations

from datetime import date, timedelta

import pytest

from grants.lifecycle import events as ge
from grants.lifecycle.stages import Stage
from tests.support import builders as b
from tests.support.builders import FULL, REPORT_DUE, report, resubmit_report, return_report, settle
from tests.support.cast import COORDINATOR, MANAGER
from tests.support.scenario import made, story

REASON = "Powódź w marcu"


def test_a_report_echoes_the_totals_it_speaks_of() -> None:
    told = story(b.lived(4, costs=0), b.cost(60_000), b.cost(9_000, document="FV 2"), b.reject_cost(2))
    told.when(report()).then(made(ge.ReportSubmitted, meetings=4, attendances=20, charged=60_000, days_late=0))


def test_nothing_paid_nothing_to_report() -> None:
    story(b.agreed(), b.meeting()).when(report()).refused("grant.not_paid")


@pytest.mark.parametrize(("after", "late"), [(-1, 0), (0, 0), (1, 1), (12, 12)])
def test_days_late_are_counted_from_the_deadline(after: int, late: int) -> None:
    day = REPORT_DUE + timedelta(after)
    story(b.lived()).when(report(occurred_on=None).on(day)).then(made(ge.ReportSubmitted, days_late=late))


def test_returned_and_sent_again_the_first_day_decides_about_lateness() -> None:
    told = story(b.lived(), report()).when(return_report()).then(ge.ReportReturned)
    assert told.grant().state.stage is Stage.AGREED
    told.when(report()).refused("grant.report_already")
    much_later = REPORT_DUE + timedelta(30)
    told.when(resubmit_report(occurred_on=None).on(much_later)).then(ge.ReportResubmitted)
    told.when(settle(occurred_on=None).on(much_later)).then(made(ge.Settled, days_late=0))


def test_only_a_returned_report_is_sent_again() -> None:
    story(b.lived()).when(resubmit_report()).refused("grant.report_not_returned")


def test_a_returned_report_opens_the_grant_for_meetings_and_costs_again() -> None:
    told = story(b.reported(3), return_report())
    told.when(b.meeting(b.MEETING_DAYS[3])).then(ge.MeetingHeld)
    told.given(resubmit_report()).when(settle()).then(made(ge.Settled, counted=4, outcome="full"))


def test_a_return_names_a_finding_and_a_day_to_come() -> None:
    told = story(b.reported())
    told.when(return_report(findings=[])).refused("grant.no_finding")
    due = date(2013, 9, 2)
    told.when(return_report(due_on=due)).refused("day.due_in_past", due=due)


# --- the settlement's policies -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("policy", "held", "cap"),
    [
        ("proportional", 0, 0),
        ("proportional", 1, 25_000),
        ("proportional", 3, 75_000),
        ("none", 3, 0),
        ("none", 4, FULL),
        ("proportional", 5, FULL),
    ],
)
def test_too_few_meetings_cap_the_money_by_the_rounds_policy(policy: str, held: int, cap: int) -> None:
    told = story(b.reported(held, virtual=min(held, 1), shortfall_policy=policy))
    told.when(settle()).then(made(ge.Settled, cap=cap, recognised=cap, refund_due=FULL - cap))


def test_rounding_happens_once_and_downwards() -> None:
    told = story(b.agreed(min_meetings=3), b.pay(), b.meetings(2), b.cost(), b.accept(), report())
    told.when(settle()).then(made(ge.Settled, cap=66_666, recognised=66_666, refund_due=33_334))


def test_accepting_a_shortfall_takes_a_managers_reason() -> None:
    told = story(b.reported(3, shortfall_policy="accept"))
    told.when(settle()).refused("grant.shortfall_reason_missing", counted=3, min=4)
    told.when(settle(shortfall_reason=REASON).of(COORDINATOR)).refused("not_allowed", allowed=["manager"])
    told.when(settle(shortfall_reason=REASON).of(MANAGER)).then(
        made(ge.Settled, cap=FULL, recognised=FULL, refund_due=0, outcome="partial")
    )
    assert told.memory.texts[told.caused[0].shortfall_reason.id] == REASON  # type: ignore[attr-defined]


def test_a_full_delivery_needs_no_reason_under_any_policy() -> None:
    story(b.reported(4, shortfall_policy="accept")).when(settle()).then(made(ge.Settled, shortfall_reason=None))


def test_a_manager_may_override_the_missing_virtual_meeting() -> None:
    told = story(b.reported(virtual=0))
    told.when(settle(virtual_override=REASON).of(COORDINATOR)).refused("not_allowed", allowed=["manager"])
    told.when(settle(virtual_override=REASON)).then(made(ge.Settled, virtual_by="overridden", recognised=FULL))


def test_an_override_that_was_not_needed_is_not_recorded_as_one() -> None:
    story(b.reported()).when(settle(virtual_override=REASON)).then(
        made(ge.Settled, virtual_by="met", virtual_override=None)
    )


def test_a_meeting_without_a_partner_or_outside_the_window_is_no_settlement() -> None:
    told = story(b.paid(), b.meetings(3), b.meeting(b.LAST + timedelta(1)), b.meeting(b.MEETING_DAYS[3], partners=[]))
    told.given(b.cost(), b.accept(), report()).when(settle()).then(made(ge.Settled, counted=3, cap=75_000))


def test_less_paid_than_recognised_leaves_nothing_to_give_back() -> None:
    told = story(b.agreed(), b.pay(30_000), b.meetings(4), b.cost(80_000), b.accept(), report())
    told.when(settle()).then(made(ge.Settled, paid=30_000, recognised=80_000, refund_due=0))
