"""``grants what-if`` and ``grants forecast``: a round under other rules, and what is still to come in it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli import lines as says
from tests.cli.conftest import Do, Run


@pytest.fixture
def settled(do: Do) -> None:
    """One grant of three meetings of four, 1,000 zł of costs: 750 zł recognised."""
    answers = do([*says.opened(), *says.paid(), *says.meetings(3), *says.cost(100_000), *says.settled()])
    assert [a for a in answers if not a["ok"]] == []


def asked(run: Run, *args: str) -> dict[str, Any]:
    result = run("what-if", *args, "--json")
    assert result.exit_code == 0, result.output
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


@pytest.mark.usefixtures("settled")
def test_a_round_under_other_rules(run: Run) -> None:
    answer = asked(run, "--round", "PRB/I", "--rule", "min_meetings=3", "--rule", "max_award=90000")
    assert answer["rules"] == {"min_meetings": {"now": 4, "then": 3}, "max_award": {"now": 100_000, "then": 90_000}}
    assert answer["totals"]["recognised"] == {"now": 75_000, "then": 90_000, "difference": 15_000}
    assert answer["totals"]["cut"]["then"] == 1
    [row] = answer["grants"]
    assert row["reasons"] == ["stopped", "cut", "cap", "met"]
    assert row["refund_due"] == {"now": 25_000, "then": 10_000, "difference": -15_000}


@pytest.mark.usefixtures("settled")
def test_one_grant_under_other_rules(run: Run) -> None:
    answer = asked(run, "--grant", says.grant(), "--rule", "min_virtual=2", "--rule", "activity_to=31.12.2013")
    assert answer["then"]["refused"]
    assert answer["now"]["recognised"] == 75_000
    assert answer["then"]["recognised"] == 0
    assert answer["then"]["account"]["virtual_by"] == "unmet"


@pytest.mark.usefixtures("settled")
def test_for_people(run: Run) -> None:
    result = run("what-if", "--round", "PRB/I", "--rule", "min_meetings=3")
    assert "Amount recognised: 75000 → 100000 (+25000)" in result.stdout
    assert "the requirement would be met" in result.stdout


@pytest.mark.usefixtures("settled")
def test_a_rule_as_it_is_changes_nothing(run: Run) -> None:
    answer = asked(run, "--round", "PRB/I", "--rule", "min_meetings=4")
    assert (answer["rules"], answer["grants"]) == ({}, [])


WRONG = {
    "unknown": (["--round", "PRB/I", "--rule", "meetings=3"], "min_meetings"),
    "no value": (["--round", "PRB/I", "--rule", "min_meetings="], "NAME=VALUE"),
    "no rule": (["--round", "PRB/I"], "NAME=VALUE"),
    "not a number": (["--round", "PRB/I", "--rule", "min_meetings=few"], "--rule min_meetings"),
    "contradiction": (["--round", "PRB/I", "--rule", "min_virtual=9"], "More virtual meetings are required"),
    "neither": (["--rule", "min_meetings=3"], "--round or --grant"),
    "both": (["--round", "PRB/I", "--grant", "PRB/I/1", "--rule", "min_meetings=3"], "--round or --grant"),
}


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("call", WRONG)
def test_a_wrong_call_says_what_is_wrong(call: str, run: Run) -> None:
    args, says_ = WRONG[call]
    result = run("what-if", *args)
    assert result.exit_code == 2
    assert says_ in result.stderr


@pytest.mark.usefixtures("settled")
def test_what_there_is_not(run: Run) -> None:
    assert run("what-if", "--round", "X/Y", "--rule", "min_meetings=3").exit_code == 1
    assert run("what-if", "--grant", "nonsense", "--rule", "min_meetings=3").exit_code == 1


@pytest.mark.usefixtures("settled")
def test_a_forecast_for_scripts_and_for_people(run: Run) -> None:
    result = run("forecast", "--round", "PRB/I", "--json")
    assert result.exit_code == 0, result.output
    answer = json.loads(result.stdout)
    assert answer["totals"]["refund_to_ask"] == 25_000
    assert [item["code"] for item in answer["items"]] == ["refund_to_ask"]
    assert "Refunds due and not asked for yet: 25000" in run("forecast", "--round", "PRB/I").stdout
    assert run("forecast", "--round", "X/Y").exit_code == 1
