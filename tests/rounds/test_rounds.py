"""Programmes and their rounds: codes, windows, budget, opening and closing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from grants.kernel.ids import round_id
from grants.kernel.refusals import Refused
from grants.read.rounds.meant import rules_meant
from grants.rounds import commands as rnd
from grants.rounds import events as re
from tests.support import builders as b
from tests.support.builders import change_rules, close_call, close_programme, close_round, open_programme, open_round
from tests.support.cast import LEADING, MANAGER, PROGRAMME, ROUND, SECOND
from tests.support.scenario import TODAY, Ask, made, story

DAY = timedelta(1)


def test_a_programmes_code_opens_once() -> None:
    told = story().when(open_programme()).then(made(re.ProgrammeOpened, code="PRB", originator_id=PROGRAMME))
    told.when(open_programme(name="Another")).refused("programme.code_taken", code="PRB")
    told.when(open_programme(code="PRB2")).then(re.ProgrammeOpened)


def test_a_round_opens_once_in_its_programme_with_the_usual_lists() -> None:
    told = story(open_programme()).when(open_round()).then(made(re.RoundOpened, label="I", originator_id=ROUND))
    rules = told.round().rules
    assert "gadu_gadu" in rules.channels
    assert "ngo" in rules.participant_kinds
    assert (rules.report_due_days, rules.refund_due_days, rules.shortfall_policy) == (21, 14, "proportional")
    told.when(open_round()).refused("round.label_taken", label="I")
    told.when(open_round("II")).then(re.RoundOpened)


def test_lists_named_by_a_round_are_its_own() -> None:
    rules = story(open_programme(), open_round(channels=["pigeon"], purposes=["joint_ventures"])).round().rules
    assert (rules.channels, rules.purposes) == (("pigeon",), ("joint_ventures",))


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"call_closes_on": b.CALL_OPENS - DAY}, "round.dates_order"),
        ({"activity_to": b.CALL_CLOSES - DAY, "activity_from": b.CALL_OPENS}, "round.dates_order"),
        ({"activity_to": b.FIRST - DAY}, "round.dates_order"),
        ({"budget": b.FULL - 1}, "round.budget_too_small"),
        ({"min_meetings": 2, "min_virtual": 3}, "round.virtual_over_meetings"),
        ({"shortfall_policy": "generous"}, "round.unknown_policy"),
        ({"four_eyes": ["blink"]}, "round.unknown_code"),
        ({"checklist": ["nice_cover"]}, "round.unknown_code"),
    ],
)
def test_rules_do_not_contradict_themselves(changed: dict[str, Any], code: str) -> None:
    story(open_programme()).when(open_round(**changed)).refused(code)
    story(open_programme(), open_round()).when(change_rules(**changed)).refused(code)


@pytest.mark.parametrize(
    "changed",
    [
        {"call_closes_on": b.CALL_OPENS},
        {"activity_from": b.CALL_CLOSES, "activity_to": b.CALL_CLOSES},
        {"budget": b.FULL},
        {"min_meetings": 1, "min_virtual": 1},
        {"min_virtual": 0},
    ],
)
def test_rules_may_go_to_their_limits(changed: dict[str, Any]) -> None:
    story(open_programme()).when(open_round(**changed)).then(re.RoundOpened)


def test_new_rules_are_a_new_version_and_not_the_same_again() -> None:
    told = story(open_programme(), open_round())
    told.when(change_rules()).refused("round.rules_same")
    told.when(change_rules(budget=2 * b.FULL)).then(made(re.RulesChanged, rules_version=2))
    assert told.round().rules.budget == 2 * b.FULL


def test_the_budget_never_falls_below_what_is_set_aside() -> None:
    told = story(b.awarded(90_000))
    told.given(b.form_coalition(SECOND), b.apply(SECOND), b.award(90_000, SECOND))
    told.when(change_rules(budget=179_999)).refused("round.budget_below_reserved", reserved=180_000)
    told.when(change_rules(budget=180_000)).then(re.RulesChanged)


# --- the call ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (b.CALL_OPENS - DAY, "round.call_not_open"),
        (b.CALL_OPENS, None),
        (b.CALL_CLOSES, None),
        (b.CALL_CLOSES + DAY, "round.call_closed"),
    ],
)
def test_a_call_is_open_from_its_first_to_its_last_day(day: date, code: str | None) -> None:
    done = story(b.ground()).when(b.apply(occurred_on=day))
    assert (done.no.code if done.no else None) == code


def test_a_call_that_was_ended_early_is_judged_by_the_papers_day() -> None:
    ended = date(2013, 2, 15)
    told = story(b.ground(), close_call(occurred_on=ended))
    told.when(close_call()).refused("round.call_already_closed")
    told.when(b.apply(occurred_on=ended)).refused("round.call_closed", closed=ended)
    told.when(b.apply(occurred_on=ended - DAY))
    assert told.no is None


# --- closing -----------------------------------------------------------------------------------------------------


def test_a_round_closes_when_its_grants_are_closed_and_then_decides_nothing() -> None:
    told = story(b.settled(3), b.form_coalition(SECOND)).when(close_round()).refused("round.grants_open", n=1)
    told.given(b.refund(25_000)).when(close_round()).then(re.RoundClosed)
    for ask in (close_round(), close_call(), change_rules(budget=b.FULL), b.apply(SECOND)):
        told.when(ask).refused("round.closed", round="I")


@pytest.mark.parametrize("asks", [[b.withdraw()], [b.reject()], [b.award(), b.cancel()]])
def test_who_is_gone_does_not_keep_a_round_open(asks: list[Ask]) -> None:
    story(b.applied(), asks).when(close_round()).then(re.RoundClosed)


def test_a_programme_closes_when_its_rounds_are_closed() -> None:
    told = story(open_programme(), open_round(), open_round("II"), close_round())
    told.when(close_programme()).refused("programme.rounds_open", n=1)
    second = Ask(rnd.CloseRound(round=round_id(PROGRAMME, "II")), MANAGER)
    told.given(second).when(close_programme()).then(re.ProgrammeClosed)
    told.when(close_programme()).refused("programme.closed", code="PRB")
    told.when(open_round("III")).refused("programme.closed")


def test_nothing_ends_before_it_began() -> None:
    before = b.OPENED - DAY
    told = story(open_programme(), open_round())
    told.when(close_call(occurred_on=before)).refused("day.before_previous", day=before, previous=b.OPENED)
    told.when(close_round(occurred_on=before)).refused("day.before_previous")
    told.given(close_call(occurred_on=TODAY)).when(close_round(occurred_on=TODAY - DAY)).refused("day.before_previous")
    told.given(close_round()).when(close_programme(occurred_on=before)).refused("day.before_previous")


@pytest.mark.parametrize(
    ("before", "ask"),
    [
        ([], open_programme(occurred_on=TODAY + DAY)),
        ([open_programme(), open_round()], close_call(occurred_on=TODAY + DAY)),
        ([open_programme(), open_round()], close_round(occurred_on=TODAY + DAY)),
    ],
)
def test_no_fact_lies_in_the_future(before: list[Ask], ask: Ask) -> None:
    story(open_programme(code="PRB0"), *before).when(ask).refused("day.future", day=TODAY + DAY, today=TODAY)


def test_unknown_programmes_and_rounds() -> None:
    told = story(open_programme(), open_round())
    told.when(open_round(programme=ROUND)).refused("unknown_id", id=ROUND)
    told.when(Ask(rnd.CloseCall(round=PROGRAMME), MANAGER)).refused("unknown_id", id=PROGRAMME)
    told.when(Ask(rnd.CloseProgramme(programme=LEADING.id), MANAGER)).refused("unknown_id")
    told.when(close_round(expected_version=2)).refused("stale", expected=2, version=1)


def test_rules_change_after_the_former_ones_and_a_round_opens_after_its_programme() -> None:
    told = story(open_programme(), open_round(), change_rules(budget=2 * b.FULL))
    early = rnd.ChangeRules(round=ROUND, rules=b.rules(budget=3 * b.FULL), occurred_on=b.CALL_OPENS - DAY)
    told.when(Ask(early, MANAGER)).refused("day.before_previous", previous=b.CALL_OPENS)
    young = story(open_programme(occurred_on=b.OPENED + DAY))
    young.when(open_round()).refused("day.before_previous", day=b.OPENED, previous=b.OPENED + DAY)


def test_rules_are_understood_before_they_are_sent() -> None:
    assert rules_meant(b.rules()) == story(open_programme(), open_round()).round().rules
    with pytest.raises(Refused, match=r"round\.dates_order"):
        rules_meant(b.rules(call_closes_on=b.CALL_OPENS - DAY))
