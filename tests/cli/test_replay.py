"""``grants replay``: of a grant, a library, a round, a person, a command; filters, densities, and what is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli import lines as says
from tests.cli.conftest import Do, Run

Steps = list[dict[str, Any]]


@pytest.fixture
def told(do: Do, run: Run) -> Any:
    """What ``grants replay`` answers as data, of a grant with two meetings."""
    do([*says.opened(), *says.paid(), *says.meetings(2)])

    def answer(*given: str) -> Steps:
        done = run("replay", *given, "--json")
        assert done.exit_code == 0, done.stderr
        found: Steps = json.loads(done.stdout)
        return found

    return answer


def names(steps: Steps) -> list[str]:
    return [step["name"] for step in steps]


def test_each_subject_has_its_steps(told: Any) -> None:
    grant, round_ = told(says.grant()), told("--round", "PRB/I")
    assert [step["version"] for step in grant] == list(range(1, 8))
    assert {"round.opened.v1", "coalition.formed.v1", "round.funds_reserved.v1", *names(grant)} == set(names(round_))
    partner = told("--library", says.PARTNER)
    assert {"leading", "partner"} == {step["part"] for step in partner}
    award = next(step for step in round_ if step["name"] == "grant.awarded.v1")
    assert set(names(told("--command", award["command_id"]))) == {"grant.awarded.v1", "round.funds_reserved.v1"}
    assert names(told("--person", "finance")) == ["grant.payment_made.v1"]


def test_states_stand_beside_each_other(told: Any) -> None:
    paid = told(says.grant(), "--kind", "payment")[-1]
    assert (paid["before"]["paid"], paid["after"]["paid"]) == (0, 100_000)
    assert told(says.grant(), "--limit", "1")[0]["before"] is None


def test_filters(told: Any) -> None:
    assert set(names(told(says.grant(), "--kind", "meeting"))) == {"grant.meeting_held.v1"}
    two = told(says.grant(), "--kind", "meeting", "--kind", "award")
    assert [step["version"] for step in two] == [3, 6, 7]
    assert names(told("--round", "PRB/I", "--by", "finance")) == ["grant.payment_made.v1"]
    assert told(says.grant(), "--until", "2013-01-01") == []
    day = told(says.grant())[5]["occurred_on"]
    assert [s["version"] for s in told(says.grant(), "--since", day, "--until", day, "--occurred")] == [6]
    assert [s["version"] for s in told(says.grant(), "--newest", "--limit", "2")] == [7, 6]


def test_densities(told: Any, run: Run) -> None:
    assert told
    line = run("replay", says.grant(), "--density", "line").stdout.splitlines()
    usual = run("replay", says.grant()).stdout
    full = run("replay", says.grant(), "--density", "full").stdout
    assert len(line) == 7
    assert "grant.awarded.v1" in full
    assert "grant.awarded.v1" not in usual
    assert usual.count(" · ") < full.count(" · ")
    assert "Paid: 0 → 100000" in usual
    assert "Biblioteka" in run("replay", "--round", "PRB/I", "--density", "line", "--newest").stdout.splitlines()[0]


@pytest.mark.parametrize(
    ("given", "code", "words"),
    [
        ((), 2, "Name one"), ((says.grant(), "--round", "PRB/I"), 2, "Name one"),
        (("--round", "PRB/XX"), 1, "no such round"), (("--library", "999999999"), 1, "nothing is called that"),
        (("--person", "nobody"), 1, "no such person"), (("PRB/I/123",), 1, "nothing is called that"),
        ((says.grant(), "--by", "nobody"), 1, "no such person"),
        (("--command", "00000000-0000-0000-0000-000000000007"), 1, "no such command"),
        (("00000000-0000-0000-0000-000000000007",), 1, "no such grant"),
        ((says.grant(), "--since", "wczoraj"), 2, "--since"), ((says.grant(), "--kind", "x"), 2, "x"),
        ((says.grant(), "--known", "2090-01-01"), 2, "--known"), ((says.grant(), "--limit", "0"), 2, "0"),
    ],
)  # fmt: skip
def test_what_it_cannot_answer(told: Any, run: Run, given: tuple[str, ...], code: int, words: str) -> None:
    assert told
    done = run("replay", *given)
    assert (done.exit_code, words in done.stderr) == (code, True), done.stderr


def test_nothing_is_an_empty_list(told: Any, run: Run) -> None:
    assert told("--round", "PRB/I", "--kind", "waiver") == []
    assert run("replay", "--round", "PRB/I", "--kind", "waiver").stdout == ""
