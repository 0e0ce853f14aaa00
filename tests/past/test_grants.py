"""Any past day of any grant: the command line against the fold by hand, and the fold that must be told apart."""

import json
import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest
from sqlalchemy import Connection

from grants.bootstrap import Programme, programme
from grants.cli import past
from grants.cli.showing import grant_told
from grants.kernel.clock import day_of, system_clock
from grants.read import days
from grants.read._then import Wish
from grants.read.grants import told_then
from grants.read.rounds import first_opened
from tests.past import byhand
from tests.past.byhand import Answer, Log
from tests.past.conftest import Run

TRIPLES = 200
Triple = tuple[str, date, date]


@pytest.fixture(scope="module")
def told(log: Log, demo_url: str) -> list[tuple[Triple, Answer | None]]:
    """Random triples with what ``grants grant`` says of each; None where nothing was known then."""
    with programme(demo_url) as opened, opened.engine.connect() as connection:
        return [(triple, said(opened, connection, *triple)) for triple in triples(log)]


def said(opened: Programme, connection: Connection, grant: str, day: date, known: date) -> Answer | None:
    """The command's own functions, without opening the database for each of them anew."""
    then = days.then(connection, Wish(day, known), today=today(), first=first_opened(connection))
    found = told_then(opened.log, UUID(grant), then)
    answer: Answer = json.loads(msgspec.json.encode({**past.told(then), **grant_told(found.now)})) if found else {}
    return answer or None


def today() -> date:
    return day_of(system_clock())


def triples(log: Log) -> Iterator[Triple]:
    """Half of the grants had something corrected; most days are days on which something happened to the grant.

    One in four lies between a fact and its correction.
    """
    chance = random.Random(34)
    everyone = sorted(log.grants)
    amended = [g for g in everyone if any("corrects" in log.events[n].values for n in log.grants[g])]
    first, last = log.known_on[0], today()
    for number in range(TRIPLES):
        grant = chance.choice(amended if number % 2 else everyone)
        its = [d for n in log.grants[grant] for d in (_occurred(log, n), log.known_on[n])]
        if number % 4 == 1:
            yield _between(chance, log, grant)
            continue
        yield grant, _day(chance, its, first, last), _day(chance, its, first, last)


def _between(chance: random.Random, log: Log, grant: str) -> Triple:
    """A day from the fact to its correction, known from the correction on: where folding and filtering must differ."""
    places = log.grants[grant]
    late = chance.choice([n for n in places if "corrects" in log.events[n].values])
    early = places[log.events[late].values["corrects"] - 1]
    start, end = _occurred(log, early), log.known_on[late]
    day = start + timedelta(days=chance.randrange((end - start).days + 1))
    return grant, day, chance.choice((end, log.known_on[-1]))


def _occurred(log: Log, place: int) -> date:
    return date.fromisoformat(log.events[place].values["occurred_on"])


def _day(chance: random.Random, its: list[date], first: date, last: date) -> date:
    if chance.random() < 0.2:
        return first + timedelta(days=chance.randrange((last - first).days + 1))
    near = chance.choice(its) + timedelta(days=chance.choice((-1, 0, 0, 1)))
    return min(max(near, first), last)


def expected(log: Log, triple: Triple, fold: Callable[[Log, str, date, date], list[dict[str, Any]]]) -> Answer | None:
    grant, day, known = triple
    events = log.of(grant, known)
    if not events:
        return None
    opened = events[0].values
    return {
        "as_of": str(day), "known": str(known), "grant": str(UUID(grant)), "round": str(UUID(opened["round"])),
        "library": str(UUID(opened["library"])), "version": events[-1].version,
        **byhand.state(fold(log, grant, day, known)),
    }  # fmt: skip


def test_two_hundred_past_states_are_those_folded_by_hand(log: Log, told: list[tuple[Triple, Answer | None]]) -> None:
    for triple, answer in told:
        assert answer == expected(log, triple, byhand.as_of), triple
    assert len(told) == TRIPLES
    assert len({json.dumps(answer, sort_keys=True) for _, answer in told}) > TRIPLES // 2


def test_cutting_events_by_their_days_before_folding_is_found_out(
    log: Log, told: list[tuple[Triple, Answer | None]]
) -> None:
    wrong = [triple for triple, answer in told if answer != expected(log, triple, byhand.filtered_first)]
    assert len(wrong) >= 10, f"a fold that filters first differs on {len(wrong)} of {TRIPLES} only"


def test_the_command_says_the_same(run: Run, told: list[tuple[Triple, Answer | None]]) -> None:
    for (grant, day, known), answer in told[:4]:
        days_ = ("--as-of", str(day), "--known", known.strftime("%d.%m.%Y"))
        result = run("grant", str(UUID(grant)), *days_, "--json")
        assert (json.loads(result.stdout) if result.exit_code == 0 else None) == answer
