"""Totals of any past day are the sum of all grants' states of that day; what cannot be shown is refused in words."""

import json
import random
from datetime import timedelta

import pytest

from tests.past import figures
from tests.past.byhand import Log
from tests.past.conftest import Run

DAYS = 6
FUTURE = "2099-12-31"


@pytest.mark.parametrize("seed", range(DAYS))
def test_totals_are_the_sum_over_all_grants_folded_by_hand(log: Log, run: Run, seed: int) -> None:
    chance = random.Random(seed)
    known = chance.choice(log.known_on)
    day = max(log.known_on[0], known - timedelta(days=chance.choice((0, 0, 3, 30, 200))))
    said = json.loads(run("totals", "--as-of", str(day), "--known", str(known), "--json").stdout)
    assert (said.pop("as_of"), said.pop("known")) == (str(day), str(known))
    by_hand = {round_: figures.plain(amounts) for round_, amounts in figures.totals(log, day, known).items()}
    assert {row["id"]: figures.plain(_bare(row)) for row in said["rounds"]} == {r: a for r, a in by_hand.items() if a}
    assert said["all"]["meetings_held"] == sum(amounts.get("meetings_held", 0) for amounts in by_hand.values())


def _bare(row: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in row.items() if name not in ("round", "id")}


def test_one_round_as_of_a_day_and_before_it_was_opened(run: Run) -> None:
    then = ("--as-of", "2012-06-30", "--known", "2012-06-30", "--json")
    (row,) = json.loads(run("totals", "--round", "PRB/I", *then).stdout)["rounds"]
    assert row in json.loads(run("totals", *then).stdout)["rounds"]
    refused = run("totals", "--round", "PRB/II", *then)
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "PRB/II: This was not there yet: state as of 30 Jun 2012" in refused.stderr


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--as-of", "2012-02-30"), "--as-of: State as of: give a day between 1990 and 2099"),
        (("--known", "yesterday"), "--known: As known on: give a day"),
        (("--as-of", "31.02.2012"), "--as-of: State as of: give a day"),
        (("--known", ""), "--known: As known on: give a day"),
        (("--as-of", FUTURE), "--as-of: The day 31 Dec 2099 (‘State as of’) has not come yet"),
        (("--known", FUTURE), "--known: The day 31 Dec 2099 (‘As known on’) has not come yet"),
        (("--known", "1990-01-01"), "there was nothing yet; the programme was opened on 5 Dec 2011."),
    ],
)
def test_a_day_that_cannot_be_shown_ends_the_call(run: Run, given: tuple[str, str], said: str) -> None:
    commands = [("totals",), ("grant", "x")] + ([("replay", "x"), ("trail", "x")] if given[0] == "--known" else [])
    for command in commands:
        result = run(*command, *given)
        assert (result.exit_code, result.stdout) == (2, "")
        assert said in result.stderr.replace("\xa0", " ")


def test_replay_and_trail_end_where_knowledge_did(log: Log, run: Run) -> None:
    grant = max(sorted(log.grants), key=lambda g: len(log.grants[g]))
    known = log.known_on[log.grants[grant][len(log.grants[grant]) // 2]]
    steps = json.loads(run("replay", grant, "--known", str(known), "--json").stdout)
    assert [step["version"] for step in steps] == [event.version for event in log.of(grant, known)]
    assert len(steps) < len(log.grants[grant])
    library = log.of(grant, known)[0].values["library"]
    told = json.loads(run("trail", library, "--known", str(known), "--limit", "9999", "--json").stdout)
    everything = json.loads(run("trail", library, "--limit", "9999", "--json").stdout)
    there = {(event.stream, event.version) for event in log.events[: log.upto(known)]}
    assert told == [row for row in everything if (row["stream"].replace("-", ""), row["version"]) in there]
    assert 0 < len(told) < len(everything)
    before = run("replay", grant, "--known", str(log.known_on[0]))
    assert (before.exit_code, before.stdout) == (1, "")
    assert "This was not there yet" in before.stderr
