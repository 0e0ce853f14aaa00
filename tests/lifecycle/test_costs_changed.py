"""Costs corrected, withdrawn, and decisions on them taken back: while a document stays charged once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from grants.kernel.refusals import Invalid
from grants.lifecycle import events as ge
from tests.support import builders as b
from tests.support.builders import accept, correct_cost, cost, cost_values, reject_cost, undecide, withdraw_cost
from tests.support.cast import ACCOUNTANT, COORDINATOR, EVERYBODY, LEADING, LIBRARIAN, MANAGER, SECOND, nip
from tests.support.scenario import TODAY, Scenario, made, story

ISSUER = nip(777_000_000)
OTHER = {"document_no": "FV 9/2013", "issuer_nip": ISSUER}


def spent() -> Scenario:
    return story(b.paid(), b.meeting(), cost(60_000, 70_000))


def two_libraries() -> Scenario:
    told = story(b.ground((LEADING, SECOND)))
    for each in (LEADING, SECOND):
        told.given(b.apply(each), b.award(library=each), b.sign(each), b.pay(library=each))
    return told.given(cost(60_000))


def change(told: Scenario, old: dict[str, Any], new: dict[str, Any], **more: Any) -> Scenario:
    return told.when(correct_cost(cost_values(**old), cost_values(**new), **more))


@pytest.mark.parametrize(
    ("field", "old", "new"),
    [
        ("issued_on", b.MEETING_DAYS[0], b.MEETING_DAYS[1]),
        ("category", "travel", "catering"),
        ("gross", 70_000, 60_000),
        ("charged", 60_000, 70_000),
        ("meeting_no", 0, 1),
    ],
)
def test_every_field_of_an_undecided_cost_is_corrected_old_to_new(field: str, old: Any, new: Any) -> None:
    told = change(spent(), {field: old}, {field: new})
    plain = [v.isoformat() if isinstance(v, date) else v or None for v in (old, new)]
    told.then(made(ge.CostCorrected, cost_no=1, changes=[[field, *plain]], on_behalf_of=LEADING.id))
    assert getattr(told.grant().state.costs[1], field) == new
    change(told, {field: old}, {field: new}).refused("cost.stale", field=field)


def test_a_cost_is_untied_from_its_meeting() -> None:
    told = story(b.paid(), b.meeting(), cost(meeting_no=1))
    change(told, {"meeting_no": 1}, {"meeting_no": 0}).then(made(ge.CostCorrected, changes=[["meeting_no", 1, None]]))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ({"charged": 60_000}, {"charged": 70_001}, "cost.charged_over_gross"),
        ({"gross": 70_000}, {"gross": 59_999}, "cost.charged_over_gross"),
        ({"issued_on": b.MEETING_DAYS[0]}, {"issued_on": b.LAST + timedelta(1)}, "cost.outside_period"),
        ({"issued_on": b.MEETING_DAYS[0]}, {"issued_on": TODAY + timedelta(1)}, "day.future"),
        ({"category": "travel"}, {"category": "yachts"}, "cost.unknown_category"),
        ({"meeting_no": 0}, {"meeting_no": 2}, "meeting.unknown"),
        ({}, {"document_no": "FV 9", "issuer_nip": "1234567890"}, "library.nip_invalid"),
        ({"gross": 70_000}, {"gross": 70_000}, "cost.nothing_changed"),
        ({}, {}, "cost.nothing_changed"),
    ],
)
def test_the_rules_of_a_cost_hold_for_the_corrected_one(old: dict[str, Any], new: dict[str, Any], code: str) -> None:
    change(spent(), old, new).refused(code)


def test_a_stale_value_is_told_with_the_one_that_stands() -> None:
    change(spent(), {"gross": 1}, {"gross": 80_000}).refused("cost.stale", field="gross", old="1", current="70000")


def test_a_document_is_its_number_and_its_issuer() -> None:
    with pytest.raises(Invalid) as no:
        change(spent(), {}, {"document_no": "FV 9"})
    assert list(no.value.problems) == ["new.issuer_nip"]


def test_a_changed_document_swaps_the_claim() -> None:
    told = change(two_libraries(), {}, OTHER).then(ge.CostCorrected)
    told.when(cost(1, library=SECOND, document="FV 9/2013")).refused("cost.already_charged", owner=LEADING.grant)
    told.when(cost(1, library=SECOND)).then(ge.CostRecorded)


def test_a_document_that_is_charged_elsewhere_changes_nothing() -> None:
    told = two_libraries().given(cost(1, library=SECOND, document="FV 9/2013"))
    change(told, {}, OTHER).refused("cost.already_charged", owner=SECOND.grant)
    told.when(cost(1, library=SECOND)).refused("cost.already_charged", owner=LEADING.grant)


def test_another_spelling_of_the_same_document_keeps_its_claim() -> None:
    told = change(two_libraries(), {}, {"document_no": "fv-1 / 2013", "issuer_nip": ISSUER}).then(ge.CostCorrected)
    told.when(cost(1, library=SECOND)).refused("cost.already_charged", owner=LEADING.grant)


def test_a_withdrawn_cost_is_charged_no_more_and_sets_its_document_free() -> None:
    told = two_libraries().when(withdraw_cost()).then(made(ge.CostWithdrawn, cost_no=1, on_behalf_of=LEADING.id))
    state = told.grant().state
    assert (state.charged, state.undecided_costs, state.costs_off) == (0, [], {1})
    told.when(cost(1, library=SECOND)).then(ge.CostRecorded)
    told.when(cost(5, document="FV 5")).then(made(ge.CostRecorded, cost_no=2))
    for ask in (accept(), reject_cost(), withdraw_cost(), undecide()):
        told.when(ask).refused("cost.withdrawn", cost_no=1)
    change(told, {"gross": 60_000}, {"gross": 70_000}).refused("cost.withdrawn")


def test_no_cost_is_withdrawn_before_it_was_recorded() -> None:
    day = b.MEETING_DAYS[4] - timedelta(1)
    spent().when(withdraw_cost(occurred_on=day)).refused("day.before_previous", previous=b.MEETING_DAYS[4])


@pytest.mark.parametrize(("ask", "decision"), [(accept(), "accepted"), (reject_cost(), "rejected")])
def test_what_was_decided_is_no_longer_its_authors(ask: Any, decision: str) -> None:
    told = spent().given(ask)
    change(told, {"gross": 70_000}, {"gross": 80_000}).refused("cost.decided", cost_no=1, decision=decision)
    told.when(withdraw_cost()).refused("cost.decided", cost_no=1, decision=decision)


def test_a_cost_nobody_recorded() -> None:
    change(spent(), {"gross": 1}, {"gross": 2}, number=7).refused("cost.unknown", cost_no=7)
    spent().when(withdraw_cost(7)).refused("cost.unknown")
    spent().when(undecide(7)).refused("cost.unknown")


def test_after_the_report_costs_stay_as_they_were_told() -> None:
    told = spent().given(b.report())
    change(told, {"gross": 70_000}, {"gross": 80_000}).refused("grant.wrong_stage", allowed=["agreed"])
    told.when(withdraw_cost()).refused("grant.wrong_stage")


def test_a_wrong_decision_is_taken_back_and_taken_anew() -> None:
    told = spent().given(accept(), b.report()).when(undecide()).then(made(ge.CostDecisionWithdrawn, cost_no=1))
    state = told.grant().state
    assert (state.eligible_costs, state.undecided_costs) == (0, [1])
    told.when(b.settle()).refused("cost.undecided", n=1)
    told.when(reject_cost()).then(ge.CostRejected)


def test_the_way_back_from_a_rejection_claims_the_document_again() -> None:
    told = two_libraries().given(reject_cost()).when(undecide()).then(ge.CostDecisionWithdrawn)
    told.when(cost(1, library=SECOND)).refused("cost.already_charged", owner=LEADING.grant)
    told.given(reject_cost(), cost(1, library=SECOND))
    told.when(undecide()).refused("cost.already_charged", owner=SECOND.grant)
    assert told.grant().state.decided == {1: False}


def test_only_a_decision_that_stands_is_taken_back_and_not_before_its_day() -> None:
    told = spent()
    told.when(undecide()).refused("cost.not_decided", cost_no=1)
    told.given(accept()).when(undecide(occurred_on=b.MEETING_DAYS[4])).refused("day.before_previous", previous=TODAY)
    told.given(undecide()).when(accept(occurred_on=TODAY - timedelta(1))).refused("day.before_previous")


def test_after_the_settlement_no_decision_is_taken_back() -> None:
    story(b.settled()).when(undecide()).refused("grant.wrong_stage", allowed=["agreed", "reported"])


def test_who_recorded_or_corrected_a_cost_does_not_decide_on_it_under_four_eyes() -> None:
    told = story(b.paid(four_eyes=["costs"]), b.meeting(), cost(60_000, 70_000))
    told.given(correct_cost(cost_values(gross=70_000), cost_values(gross=80_000)).of(EVERYBODY))
    for person in (COORDINATOR, EVERYBODY):
        told.when(accept().of(person)).refused("four_eyes", pair="costs")
    told.given(accept()).when(undecide().of(EVERYBODY)).refused("four_eyes", pair="costs")
    told.when(undecide()).then(ge.CostDecisionWithdrawn)


def test_libraries_correct_and_withdraw_their_own_costs_and_staff_decide() -> None:
    told = spent()
    told.when(correct_cost(cost_values(gross=70_000), cost_values(gross=80_000)).of(LIBRARIAN)).then(
        made(ge.CostCorrected, on_behalf_of=None, occurred_on=TODAY)
    )
    told.when(undecide().of(LIBRARIAN)).refused("not_allowed")
    told.when(undecide().of(MANAGER)).refused("not_allowed")
    told.when(withdraw_cost().of(ACCOUNTANT)).refused("not_allowed")
    told.when(withdraw_cost().of(LIBRARIAN)).then(ge.CostWithdrawn)
