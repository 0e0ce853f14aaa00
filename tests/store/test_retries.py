"""What the bus does when a save fails: faults are planted and counted, and each test has its control."""

import sqlite3
from collections.abc import Callable, Sequence
from uuid import UUID, uuid4

import psycopg
import pytest
from eventsourcing.persistence import DatabaseError, OperationalError

from grants.kernel.envelope import Recorded
from grants.kernel.refusals import Refused
from grants.store import bus as bus_module
from grants.store.bus import ATTEMPTS, Bus
from grants.store.conflicts import somebody_else
from grants.store.log import EventLog
from grants.store.riders import Rider
from tests.store.conftest import Built
from tests.store.shelf import ALICE, CATALOGUE, NOON, NothingKnown, PutBook


class Faulty:
    """Before each of the first ``times`` saves something happens."""

    def __init__(self, log: EventLog, fault: Callable[[], None], times: int) -> None:
        self.save, self.fault, self.times, self.injected = log.save, fault, times, 0
        log.save = self.failing  # type: ignore[method-assign]

    def failing(self, aggregates: Sequence[Recorded], riders: Sequence[Rider] = ()) -> int:
        if self.injected < self.times:
            self.injected += 1
            self.fault()
        return self.save(aggregates, riders)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bus_module, "JITTER_SECONDS", 0)


@pytest.fixture
def meddle(log: EventLog, store_url: str) -> Callable[[UUID], Callable[[], None]]:
    """Somebody in another process adds to the same shelf."""

    def meddling(shelf: UUID) -> Callable[[], None]:
        def put() -> None:
            other = EventLog(store_url)
            Bus(other, NothingKnown(), lambda: NOON, CATALOGUE).issue(
                ALICE.asks(PutBook(shelf=shelf, title=str(uuid4())))
            )
            other.close()

        return put

    return meddling


def test_a_command_that_lost_a_race_decides_again(
    bus: Bus, log: EventLog, built: Built, meddle: Callable[[UUID], Callable[[], None]], quick: None
) -> None:
    shelf = built()
    faults = Faulty(log, meddle(shelf), ATTEMPTS - 1)
    done = bus.issue(ALICE.asks(PutBook(shelf=shelf, title="Lalka", note="words")))
    assert faults.injected == ATTEMPTS - 1
    assert done.versions == {str(shelf): 1 + ATTEMPTS}


def test_after_so_many_lost_races_it_says_so_and_stores_nothing(
    bus: Bus, log: EventLog, built: Built, meddle: Callable[[UUID], Callable[[], None]], quick: None
) -> None:
    shelf = built()
    faults = Faulty(log, meddle(shelf), ATTEMPTS)
    with pytest.raises(Refused, match="busy"):
        bus.issue(ALICE.asks(PutBook(shelf=shelf, title="Lalka")))
    assert faults.injected == ATTEMPTS
    assert len(log.stream(shelf)) == 1 + ATTEMPTS


def test_what_the_user_looked_at_is_not_decided_again(
    bus: Bus, log: EventLog, built: Built, meddle: Callable[[UUID], Callable[[], None]]
) -> None:
    shelf = built()
    faults = Faulty(log, meddle(shelf), 1)
    with pytest.raises(Refused) as refused:
        bus.issue(ALICE.asks(PutBook(shelf=shelf, title="Lalka", expected_version=1)))
    assert (refused.value.code, faults.injected) == ("stale", 1)


def locked() -> None:
    error = sqlite3.OperationalError("database is locked")
    error.sqlite_errorname = "SQLITE_BUSY"
    raise OperationalError(error) from error


def deadlocked() -> None:
    error = psycopg.errors.DeadlockDetected("deadlock detected")
    raise OperationalError(str(error)) from error


def full() -> None:
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorname = "SQLITE_FULL"
    raise OperationalError(error) from error


def gone() -> None:
    error = psycopg.errors.AdminShutdown("terminating connection due to administrator command")
    raise OperationalError(str(error)) from error


@pytest.mark.parametrize("fault", [locked, deadlocked])
def test_a_lock_not_given_in_time_is_asked_for_again(
    bus: Bus, log: EventLog, built: Built, fault: Callable[[], None], quick: None
) -> None:
    shelf = built()
    faults = Faulty(log, fault, 3)
    assert bus.issue(ALICE.asks(PutBook(shelf=shelf, title="Lalka"))).versions == {str(shelf): 2}
    assert faults.injected == 3


@pytest.mark.parametrize("fault", [full, gone])
def test_a_broken_database_is_not_called_busy(bus: Bus, log: EventLog, built: Built, fault: Callable[[], None]) -> None:
    shelf = built()
    faults = Faulty(log, fault, 1)
    with pytest.raises(OperationalError):
        bus.issue(ALICE.asks(PutBook(shelf=shelf, title="Lalka")))
    assert faults.injected == 1


def test_an_answer_lost_after_the_commit_is_given_when_asked_again(bus: Bus, log: EventLog, built: Built) -> None:
    shelf, save = built(), log.save
    lost = []

    def lose(aggregates: Sequence[Recorded], riders: Sequence[Rider] = ()) -> int:
        lost.append(save(aggregates, riders))
        raise DatabaseError("the connection went away after the commit")

    issue = ALICE.asks(PutBook(shelf=shelf, title="Lalka"))
    log.save = lose  # type: ignore[method-assign]
    with pytest.raises(DatabaseError):
        bus.issue(issue)
    log.save = save  # type: ignore[method-assign]
    assert bus.issue(issue).position == lost[0]
    assert len(log.stream(shelf)) == 2


def test_an_error_of_ours_is_nobody_else() -> None:
    assert not somebody_else(ValueError("a bug"))
