"""The worked examples of the domain's settlement, one by one, in the order in which they are written down."""

from __future__ import annotations

from datetime import timedelta

from grants.lifecycle.events import ReportSubmitted, Settled
from grants.lifecycle.stages import Stage
from tests.support.builders import (
    FULL,
    LAST,
    REPORT_DUE,
    apply,
    ask_waiver,
    cost,
    grant_waiver,
    lived,
    paid,
    report,
    reported,
    settle,
)
from tests.support.cast import LEADING
from tests.support.scenario import made, story


def test_four_meetings_one_of_them_virtual_settle_in_full() -> None:
    done = story(reported()).when(settle())
    done.then(made(
        Settled, counted=4, counted_virtual=1, virtual_by="met", eligible_costs=FULL, cap=FULL, recognised=FULL,
        paid=FULL, refund_due=0, own_contribution=0, outcome="full", days_late=0, virtual_override=None,
        shortfall_reason=None,
    ))  # fmt: skip
    assert done.grant().state.shown_stage is Stage.CLOSED


def test_five_meetings_and_unspent_money_comes_back() -> None:
    story(reported(5, costs=87_340)).when(settle()).then(
        made(Settled, counted=5, cap=FULL, recognised=87_340, refund_due=12_660, outcome="full")
    )


def test_three_meetings_of_four_cap_the_money() -> None:
    done = story(reported(3)).when(settle())
    done.then(made(Settled, counted=3, cap=75_000, recognised=75_000, refund_due=25_000, outcome="partial"))
    assert done.grant().state.shown_stage is Stage.SETTLED


def test_the_refund_is_measured_from_the_smaller_of_cap_and_costs() -> None:
    story(reported(3, costs=70_000)).when(settle()).then(
        made(Settled, cap=75_000, recognised=70_000, refund_due=30_000)
    )


def test_a_granted_waiver_stands_for_the_virtual_meeting() -> None:
    done = story(paid(), ask_waiver(), grant_waiver(), lived(virtual=0)[len(paid()) :], report())
    done.when(settle()).then(made(Settled, virtual_by="waived", recognised=FULL, outcome="full"))


def test_no_virtual_meeting_and_no_waiver_blocks() -> None:
    story(reported(virtual=0)).when(settle()).refused("grant.virtual_unmet", virtual=0, min=1)


def test_what_documents_exceed_the_award_is_own_contribution() -> None:
    told = story(reported(costs=0)[:-1], cost(FULL, gross=113_420))
    told.given(reported()[-2], report()).when(settle()).then(
        made(Settled, eligible_costs=FULL, recognised=FULL, own_contribution=13_420, refund_due=0)
    )


def test_costs_above_the_award_are_recognised_up_to_it() -> None:
    story(reported(costs=113_420)).when(settle()).then(
        made(Settled, eligible_costs=113_420, recognised=FULL, own_contribution=13_420)
    )


def test_nothing_held_nothing_recognised() -> None:
    story(reported(0, virtual=0)).when(settle()).then(
        made(Settled, counted=0, virtual_by="nothing_counted", cap=0, recognised=0, refund_due=FULL)
    )


def test_a_late_report_settles_and_says_how_late() -> None:
    late = REPORT_DUE + timedelta(days=12)
    told = story(lived()).when(report(occurred_on=None).on(late)).then(made(ReportSubmitted, days_late=12))
    told.when(settle(occurred_on=None).on(late)).then(made(Settled, days_late=12))


def test_a_second_application_meets_the_first() -> None:
    story(lived()).when(apply()).refused("grant.already_applied", grant=LEADING.grant)


def test_the_report_is_due_so_many_days_after_the_window() -> None:
    award = story(paid()).grant().state.award
    assert award is not None
    assert award.report_due_on == REPORT_DUE == LAST + timedelta(days=21)
