"""What is still to come of one grant: only sums and days that its facts and rules hold."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from grants.lifecycle.forecasting import Item, forecast
from tests.support.builders import (
    FULL,
    MEETING_DAYS,
    REPORT_DUE,
    agreed,
    applied,
    ask_refund,
    awarded,
    cancel,
    cost,
    extend,
    lived,
    paid,
    refund,
    reported,
    settled,
)
from tests.support.scenario import Ask, story


def coming(*asks: Ask | list[Ask]) -> dict[str, int]:
    """Sums by code."""
    sums: dict[str, int] = {}
    for item in items(*asks):
        sums[item.code] = sums.get(item.code, 0) + item.amount
    return sums


def items(*asks: Ask | list[Ask]) -> list[Item]:
    return forecast(story(*asks).grant().state)


def due(*asks: Any, code: str) -> date | None:
    return next(item.due_on for item in items(*asks) if item.code == code)


def test_an_application_promises_nothing() -> None:
    assert coming(applied()) == {"to_decide": FULL}


def test_an_award_is_still_to_be_paid_and_no_day_is_made_up() -> None:
    assert coming(awarded()) == {"to_pay": FULL, "meetings_ahead": 4}
    assert due(agreed(), code="to_pay") is None


def test_paid_money_is_accounted_for_by_the_deadline() -> None:
    assert due(paid(), code="to_report") == REPORT_DUE
    later = REPORT_DUE + timedelta(days=10)
    assert due(paid(), extend(due_on=later), code="to_report") == later


def test_if_nothing_more_happens_all_that_was_paid_comes_back() -> None:
    """After the last day of the report come the 14 days that the rules give for a refund."""
    sums = coming(paid())
    assert sums["refund_at_most"] == FULL
    assert "refund_at_least" not in sums, "if the four planned meetings are held and cost the award, nothing does"
    assert due(paid(), code="refund_at_most") == REPORT_DUE + timedelta(days=14)


def test_between_the_bounds_lies_what_is_held_and_spent() -> None:
    assert coming(lived(2))["refund_at_most"] == FULL // 2
    assert coming(lived(0, costs=0))["refund_at_most"] == FULL


def test_meetings_ahead_stand_on_their_days() -> None:
    days = [item.due_on for item in items(paid()) if item.code == "meetings_ahead"]
    assert len(days) == 4
    assert all(MEETING_DAYS[0] <= day <= MEETING_DAYS[-1] for day in days if day)


def test_a_report_that_is_in_waits_for_its_settlement() -> None:
    sums = coming(reported(3))
    assert sums == {"to_settle": FULL, "refund_at_most": 25_000, "refund_at_least": 25_000}


def test_costs_that_wait_may_still_be_accepted() -> None:
    asks = lived(4, costs=60_000)
    waiting = [*asks, cost(40_000, document="FV 2")]
    assert coming(waiting)["refund_at_most"] == 40_000
    assert "refund_at_least" not in coming(waiting)


def test_what_a_settlement_made_due_is_asked_for_and_then_awaited() -> None:
    assert coming(settled(3)) == {"refund_to_ask": 25_000}
    asked = coming(settled(3), ask_refund())
    assert asked == {"refund_asked": 25_000}
    assert coming(settled(3), ask_refund(), refund(25_000)) == {}


def test_a_cancelled_grant_owes_what_it_was_paid() -> None:
    assert coming(paid(), cancel()) == {"refund_to_ask": FULL}
    assert coming(agreed(), cancel()) == {}
