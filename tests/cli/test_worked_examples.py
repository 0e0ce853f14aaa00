"""The worked examples of the settlement (DOMAIN 5), from application to refund, through ``grants do``."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli import lines as says
from tests.cli.conftest import Do, Run
from tests.cli.lines import Line


def state(run: Run) -> dict[str, Any]:
    result = run("grant", says.grant(), "--json")
    assert result.exit_code == 0, result.output
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


def all_done(answers: list[dict[str, Any]]) -> None:
    assert [a for a in answers if not a["ok"]] == []


NO_COSTS: list[Line] = []
EXAMPLES = {
    "four meetings, costs 1,000: in full": (says.meetings(4), says.cost(100_000), 100_000, 0, 0),
    "five meetings, costs 873.40": (says.meetings(5), says.cost(87_340), 87_340, 12_660, 0),
    "three of four, costs 1,000": (says.meetings(3), says.cost(100_000), 75_000, 25_000, 25_000),
    "three of four, costs 700: the smaller, not the sum": (says.meetings(3), says.cost(70_000), 70_000, 30_000, 0),
    "costs 1,134.20: own contribution": (says.meetings(4), says.cost(113_420), 100_000, 0, 13_420),
    "nothing held": ([], NO_COSTS, 0, 100_000, 0),
}


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_settlement(example: str, do: Do, run: Run) -> None:
    held, costs, recognised, refund, own = EXAMPLES[example]
    all_done(do([*says.opened(), *says.paid(), *held, *costs, *says.settled()]))
    after = state(run)
    assert (after["recognised"], after["refund_due"], after["own_contribution"]) == (recognised, refund, own)
    assert after["stage"] == ("settled" if refund else "closed")


def test_no_virtual_meeting_but_a_waiver_settles_in_full(do: Do, run: Run) -> None:
    waiver = [
        says.on("AskWaiver", "coordinator", "2013-06-20", ground="no_internet"),
        says.on("GrantWaiver", "coordinator", "2013-06-21", reason="Brak łącza w powiecie."),
    ]
    story = [*says.meetings(4, virtual=0), *waiver, *says.cost(100_000), *says.settled()]
    all_done(do([*says.opened(), *says.paid(), *story]))
    assert (state(run)["recognised"], state(run)["waiver"]) == (100_000, "granted")


def test_no_virtual_meeting_and_no_waiver_is_refused(do: Do, run: Run) -> None:
    story = [*says.meetings(4, virtual=0), *says.cost(100_000), *says.settled()]
    *others, last = do([*says.opened(), *says.paid(), *story])
    all_done(others)
    assert last["refused"] == "grant.virtual_unmet"
    assert "virtual" in last["message"]
    assert state(run)["stage"] == "reported"


def test_a_report_twelve_days_late_settles(do: Do, run: Run) -> None:
    story = [*says.meetings(4), *says.cost(100_000), *says.settled("2013-10-03")]
    all_done(do([*says.opened(), *says.paid(), *story]))
    assert (state(run)["days_late"], state(run)["stage"]) == (12, "closed")


def test_a_second_application_is_refused_with_the_first_one_named(do: Do) -> None:
    *others, first, second = do([*says.opened(), says.application(), says.application()])
    all_done([*others, first])
    assert second["refused"] == "grant.already_applied"
    assert second["params"]["grant"] == first["ids"]["grant"]


def test_a_correction_of_a_stale_value_shows_both(do: Do, run: Run) -> None:
    def correction(old: str, new: str) -> Line:
        said = {"meeting_no": 1, "old": {"occurred_on": old}, "new": {"occurred_on": new}, "reason": "Pomyłka."}
        return says.line("CorrectMeeting", "coordinator", {"grant": says.grant(), **said})

    first, second = correction("2013-03-15", "2013-03-16"), correction("2013-03-15", "2013-03-17")
    *others, last = do([*says.opened(), *says.paid(), *says.meetings(1), first, second])
    all_done(others)
    assert (last["refused"], last["params"]["old"], last["params"]["current"]) == (
        "meeting.stale", "2013-03-15", "2013-03-16",
    )  # fmt: skip
    assert state(run)["meetings"][0]["occurred_on"] == "2013-03-16"


def test_one_document_is_charged_once_in_the_programme(do: Do) -> None:
    other = says.cost(50_000, regon=says.OTHER)[0]
    *others, last = do([*says.opened(), *says.paid(), *says.paid(says.OTHER), says.cost(100_000)[0], other])
    all_done(others)
    assert last["refused"] == "cost.already_charged"
