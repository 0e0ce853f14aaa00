"""Sixteen threads at once, twenty rounds each, through two buses on two logs, as two processes would."""

from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from grants.kernel.command import Done
from grants.kernel.refusals import Refused
from grants.store.bus import Bus
from grants.store.issue import Issue
from grants.store.log import EventLog
from tests.store.conftest import Built
from tests.store.shelf import ALICE, CATALOGUE, NOON, BuildShelf, NothingKnown, PutBook, Shelf, TakeTitle

pytestmark = [pytest.mark.slow, pytest.mark.alike(2)]
THREADS, ROUNDS = 16, 20


@pytest.fixture
def buses(bus: Bus, store_url: str) -> Iterator[list[Bus]]:
    """Two buses that share nothing but the database."""
    other = EventLog(store_url)
    yield [bus, Bus(other, NothingKnown(), lambda: NOON, CATALOGUE)]
    other.close()


def race(buses: Sequence[Bus], issues: Sequence[Issue]) -> list[Done | str]:
    """All commands at once, spread over the buses; each one's answer or refusal code."""
    start = Barrier(len(issues))

    def run(n: int) -> Done | str:
        start.wait()
        try:
            return buses[n % len(buses)].issue(issues[n])
        except Refused as refused:
            return refused.code

    with ThreadPoolExecutor(len(issues)) as pool:
        return list(pool.map(run, range(len(issues))))


def refusals(answers: list[Done | str]) -> Counter[str]:
    return Counter(a if isinstance(a, str) else "done" for a in answers)


def test_one_command_id_takes_effect_once_and_everyone_gets_the_same_answer(
    buses: list[Bus], log: EventLog, built: Built
) -> None:
    shelf = built()
    for round_ in range(ROUNDS):
        issue = ALICE.asks(PutBook(shelf=shelf, title=f"{round_}"))
        answers = race(buses, [issue] * THREADS)
        assert answers == [answers[0]] * THREADS
        assert isinstance(answers[0], Done)
    assert [e.originator_version for e in log.stream(shelf)] == list(range(1, ROUNDS + 2))


def test_a_command_id_raced_with_a_version_is_answered_not_called_stale(buses: list[Bus], built: Built) -> None:
    shelf = built()
    for round_ in range(ROUNDS):
        issue = ALICE.asks(PutBook(shelf=shelf, title=f"{round_}", expected_version=round_ + 1))
        assert refusals(race(buses, [issue] * THREADS)) == {"done": THREADS}


def test_a_claim_is_won_once_and_the_others_learn_its_owner(buses: list[Bus], log: EventLog, built: Built) -> None:
    shelves = [built(f"shelf{n}") for n in range(THREADS)]
    for round_ in range(ROUNDS):
        issues = [ALICE.asks(PutBook(shelf=s, title=f"{round_}", unique=True)) for s in shelves]
        answers = race(buses, issues)
        assert refusals(answers) == {"done": 1, "test_shelf.title_taken": THREADS - 1}
    assert log.last_position() >= THREADS + ROUNDS
    assert sum(len(log.stream(s)) - 1 for s in shelves) == ROUNDS


def test_a_released_claim_can_be_won_again(bus: Bus, built: Built) -> None:
    one, other = built("one"), built("other")
    bus.issue(ALICE.asks(PutBook(shelf=one, title="Lalka", unique=True)))
    with pytest.raises(Refused) as refused:
        bus.issue(ALICE.asks(PutBook(shelf=other, title="Lalka", unique=True)))
    assert refused.value.params == {"owner": one}
    bus.issue(ALICE.asks(TakeTitle(shelf=one, title="Lalka")))
    assert bus.issue(ALICE.asks(PutBook(shelf=other, title="Lalka", unique=True))).versions == {str(other): 2}


def test_a_stream_that_derives_its_id_is_made_once(buses: list[Bus]) -> None:
    for round_ in range(ROUNDS):
        answers = race(buses, [ALICE.asks(BuildShelf(name=f"{round_}")) for _ in range(THREADS)])
        assert refusals(answers) == {"done": 1, "test_shelf.exists": THREADS - 1}


def test_the_last_places_are_given_out_exactly_and_nobody_is_told_to_come_back_later(
    buses: list[Bus], log: EventLog, built: Built
) -> None:
    for round_ in range(ROUNDS):
        shelf = built(f"{round_}", places=5)
        answers = race(buses[:1], [ALICE.asks(PutBook(shelf=shelf, title=f"{n}")) for n in range(THREADS)])
        assert refusals(answers) == {"done": 5, "test_shelf.full": THREADS - 5}
        assert len(log.stream(shelf)) == 6


def test_the_last_places_hold_between_processes_too(buses: list[Bus], log: EventLog, built: Built) -> None:
    for round_ in range(ROUNDS):
        shelf = built(f"{round_}", places=5)
        answers = race(buses, [ALICE.asks(PutBook(shelf=shelf, title=f"{n}")) for n in range(THREADS)])
        assert refusals(answers) == {"done": 5, "test_shelf.full": THREADS - 5}
        assert len(log.stream(shelf)) == 6


def test_of_two_decisions_on_what_both_looked_at_one_wins_and_the_other_is_stale(
    buses: list[Bus], built: Built
) -> None:
    shelf = built()
    for round_ in range(ROUNDS):
        issues = [ALICE.asks(PutBook(shelf=shelf, title=f"{n}", expected_version=round_ + 1)) for n in range(THREADS)]
        assert refusals(race(buses, issues)) == {"done": 1, "stale": THREADS - 1}


def test_a_kept_aggregate_is_shared_by_nobody(log: EventLog, built: Built) -> None:
    """Long streams are kept between commands; the shelves of two threads must never be one object."""
    shelf = built(places=100_000)
    bus = Bus(log, NothingKnown(), lambda: NOON, CATALOGUE)
    for n in range(80):
        bus.issue(ALICE.asks(PutBook(shelf=shelf, title=f"{n}")))
    first, second = log.load(shelf), log.load(shelf)
    assert first is not None
    assert second is not None
    assert first is not second
    assert first.version == second.version == 81
    assert isinstance(first, Shelf)
    first.books.append("spoilt by a refused command")
    for round_ in range(5):
        race([bus], [ALICE.asks(PutBook(shelf=shelf, title=f"{round_}/{n}")) for n in range(THREADS)])
    kept = log.load(shelf)
    assert isinstance(kept, Shelf)
    assert kept.version == 81 + THREADS * 5
    assert len(kept.books) == len(set(kept.books)) == 80 + THREADS * 5
