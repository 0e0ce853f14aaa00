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


REASON = "Powódź w lipcu."
POLICIES = {
    "proportional": ({}, "coordinator", 75_000, 25_000),
    "none": ({}, "coordinator", 0, 100_000),
    "accept": ({"shortfall_reason": REASON}, "manager", 100_000, 0),
}


@pytest.mark.parametrize("policy", POLICIES)
def test_three_of_four_meetings_under_each_policy(policy: str, do: Do, run: Run) -> None:
    more, role, recognised, refund = POLICIES[policy]
    report, _ = says.settled()
    settle = says.on("SettleGrant", role, "2013-10-15", **more)
    all_done(do([*says.opened(shortfall_policy=policy), *says.paid(), *says.meetings(3), *says.cost(100_000), report,
                 settle]))  # fmt: skip
    assert (state(run)["recognised"], state(run)["refund_due"]) == (recognised, refund)


def test_a_shortfall_is_accepted_by_a_manager_with_a_reason_and_by_nobody_else(do: Do, run: Run) -> None:
    report, bare = says.settled()
    coordinator = says.on("SettleGrant", "coordinator", "2013-10-15", shortfall_reason=REASON)
    story = [*says.opened(shortfall_policy="accept"), *says.paid(), *says.meetings(3), *says.cost(100_000), report]
    *others, last = do([*story, bare])
    all_done(others)
    assert last["refused"] == "grant.shortfall_reason_missing"
    (other,) = do([coordinator])
    assert (other["refused"], other["params"]["allowed"]) == ("not_allowed", ["manager"])
    assert state(run)["stage"] == "reported"


def test_a_reopened_settlement_comes_to_something_else_and_the_rest_is_written_off(do: Do, run: Run) -> None:
    story = [
        *says.opened(), *says.paid(), *says.meetings(4), *says.cost(100_000), *says.settled(),
        says.on("ReopenSettlement", "manager", "2013-10-20", reason="Spotkanie wpisane dwa razy."),
        says.on("VoidMeeting", "coordinator", "2013-10-21", meeting_no=4, reason="Wpisane dwa razy."),
        says.on("SettleGrant", "coordinator", "2013-10-22"),
        says.on("RecordRefund", "finance", "2013-10-25", amount=20_000, bank_reference="Z/1"),
        says.on("WriteOffRefund", "manager", "2013-10-30", ground="Nieściągalne."),
    ]  # fmt: skip
    all_done(do(story))
    after = state(run)
    assert (after["recognised"], after["refund_due"], after["refund_written_off"], after["stage"]) == (
        75_000, 25_000, 5_000, "closed",
    )  # fmt: skip


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
    override = {"virtual_override": "Awaria łącza."}
    (desk,) = do([says.on("SettleGrant", "coordinator", "2013-10-15", **override)])
    assert (desk["refused"], desk["params"]["allowed"]) == ("not_allowed", ["manager"])
    assert "manager" in desk["message"]
    all_done(do([says.on("SettleGrant", "manager", "2013-10-15", **override)]))
    assert (state(run)["recognised"], state(run)["stage"]) == (100_000, "closed")


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
