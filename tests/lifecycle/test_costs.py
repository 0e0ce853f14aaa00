from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from grants.lifecycle import events as ge
from tests.support import builders as b
from tests.support.builders import FULL, accept, cost, meeting, reject_cost, settle
from tests.support.cast import LEADING, SECOND, nip
from tests.support.scenario import TODAY, Scenario, made, story


def in_agreement() -> Scenario:
    return story(b.paid(), meeting())


def two_in_agreement() -> Scenario:
    told = story(b.ground((LEADING, SECOND)))
    for each in (LEADING, SECOND):
        told.given(b.apply(each), b.award(library=each), b.sign(each), b.pay(library=each))
    return told


def test_a_cost_refers_to_its_document_and_never_names_it() -> None:
    done = in_agreement().when(cost(70_000, 90_000, meeting_no=1, category="catering"))
    done.then(made(
        ge.CostRecorded, cost_no=1, issued_on=b.MEETING_DAYS[0], category="catering", gross=90_000, charged=70_000,
        meeting_no=1, on_behalf_of=LEADING.id,
    ))  # fmt: skip
    assert b"FV 1/2013" not in done.memory.stored[-1].state


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"charged": 101, "gross": 100}, "cost.charged_over_gross"),
        ({"issued_on": b.FIRST - timedelta(1)}, "cost.outside_period"),
        ({"issued_on": b.LAST + timedelta(1)}, "cost.outside_period"),
        ({"issued_on": TODAY + timedelta(1)}, "day.future"),
        ({"category": "yachts"}, "cost.unknown_category"),
        ({"meeting_no": 2}, "meeting.unknown"),
        ({"issuer_nip": "1234567890"}, "library.nip_invalid"),
        ({"occurred_on": TODAY + timedelta(1)}, "day.future"),
    ],
)
def test_what_a_cost_cannot_be(changed: dict[str, Any], code: str) -> None:
    in_agreement().when(cost(**changed)).refused(code)


@pytest.mark.parametrize("day", [b.FIRST, b.LAST])
def test_the_period_includes_both_of_its_days(day: date) -> None:
    in_agreement().when(cost(issued_on=day)).then(ge.CostRecorded)


def test_a_document_is_charged_once_in_the_whole_programme() -> None:
    told = two_in_agreement().given(cost(60_000))
    told.when(cost(40_000)).refused("cost.already_charged", owner=LEADING.grant)
    told.when(cost(40_000, library=SECOND)).refused("cost.already_charged", owner=LEADING.grant)
    told.when(cost(40_000, library=SECOND, document="fv-1 / 2013")).refused("cost.already_charged")
    told.when(cost(40_000, library=SECOND, issuer_nip=nip(888_000_000))).then(made(ge.CostRecorded, cost_no=1))


def test_a_rejected_costs_document_may_be_charged_elsewhere() -> None:
    told = two_in_agreement().given(cost(60_000), reject_cost())
    told.when(cost(40_000, library=SECOND)).then(ge.CostRecorded)
    told.when(cost(60_000)).refused("cost.already_charged", owner=SECOND.grant)


def test_a_cost_is_decided_once() -> None:
    told = in_agreement().given(cost(), accept())
    told.when(accept()).refused("cost.already_decided", cost_no=1)
    told.when(reject_cost()).refused("cost.already_decided", cost_no=1)
    told.when(accept(2)).refused("cost.unknown", cost_no=2)
    told.when(reject_cost(2)).refused("cost.unknown", cost_no=2)


def test_no_decision_before_the_cost() -> None:
    day = b.MEETING_DAYS[4] - timedelta(1)
    told = in_agreement().given(cost())
    told.when(accept(occurred_on=day)).refused("day.before_previous", day=day, previous=b.MEETING_DAYS[4])
    told.when(reject_cost(occurred_on=day)).refused("day.before_previous")
    told.when(accept(occurred_on=b.MEETING_DAYS[4])).then(made(ge.CostAccepted, cost_no=1))


def test_undecided_costs_block_the_settlement_and_are_decided_after_the_report_too() -> None:
    told = story(b.paid(), b.meetings(4), cost(50_000), cost(30_000, document="FV 2"), b.report())
    told.when(settle()).refused("cost.undecided", n=2)
    told.given(accept()).when(settle()).refused("cost.undecided", n=1)
    told.when(reject_cost(2)).then(made(ge.CostRejected, cost_no=2))
    told.when(settle()).then(made(ge.Settled, eligible_costs=50_000, recognised=50_000, refund_due=50_000))


def test_numbers_of_costs_go_on() -> None:
    told = in_agreement().given(cost(FULL // 2), reject_cost())
    told.when(cost(FULL // 2, document="FV 2")).then(made(ge.CostRecorded, cost_no=2))
    state = told.grant().state
    assert (state.charged, state.eligible_costs, state.undecided_costs) == (FULL // 2, 0, [2])


def test_a_stream_holds_so_many_costs_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grants.lifecycle.deciding.costs.MAX_COSTS", 1)
    in_agreement().given(cost()).when(cost(document="FV 2")).refused("cost.too_many", max=1)
