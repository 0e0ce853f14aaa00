"""Reading one's own writes, and what happens when the projector cannot go on."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Event, Thread
from time import monotonic, sleep
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import Connection, Engine, Table, text

from grants.kernel.actor import Deed, doing
from grants.kernel.codes import Role
from grants.read import VIEWS
from grants.store.engine import make_engine
from grants.store.log import EventLog
from grants.store.projecting.views import Change, View
from grants.store.projector import Projector, Stuck
from tests.read.histories import Written, lived
from tests.store.shelf import Shelf
from tests.support.postgres import Database


@pytest.fixture
def engine(store_url: str) -> Iterator[Engine]:
    opened = make_engine(store_url)
    yield opened
    opened.dispose()


class Choosy:
    """A view that cannot take the events at some positions."""

    name = "choosy"
    version = 1
    tables: tuple[Table, ...] = ()

    def __init__(self, *poisoned: int) -> None:
        self.poisoned = set(poisoned)
        self.refused = 0
        self.taken: list[int] = []

    def apply(self, connection: Connection, changes: Sequence[Change]) -> None:
        if self.poisoned & {change.position for change in changes}:
            self.refused += 1
            raise KeyError("planted")
        self.taken += [change.position for change in changes]


@contextmanager
def running(projector: Projector) -> Iterator[None]:
    stop = Event()
    thread = Thread(target=projector.run, args=(stop,))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(30)  # a killed connection may be waited for a while before the loop looks at stop again
        assert not thread.is_alive()


def put_books(log: EventLog, number: int = 1) -> int:
    """Store something; the position it has."""
    deed = Deed(uuid4(), Role.COORDINATOR, datetime.now(UTC), uuid4(), "cli")
    with doing(deed):
        shelf = Shelf.build(str(uuid4()), number)
        for each in range(number):
            shelf.put(str(each))
        return log.save([shelf])


def test_what_was_saved_is_shown_within_milliseconds(log: EventLog) -> None:
    projector = Projector(log.engine, log, VIEWS)
    waits = []
    with running(projector):
        for _ in range(20):
            position = put_books(log)
            begun = monotonic()
            assert projector.wait_for(position)
            waits.append(monotonic() - begun)
    assert sorted(waits)[10] < 0.2, waits


def test_a_waiting_reader_cuts_the_linger_short(log: EventLog) -> None:
    projector = Projector(log.engine, log, VIEWS, linger=5)
    with running(projector):
        begun = monotonic()
        assert projector.wait_for(put_books(log), timeout=4)
        assert monotonic() - begun < 2


def test_waiting_is_bounded_and_says_so(log: EventLog) -> None:
    projector = Projector(log.engine, log, VIEWS)
    begun = monotonic()
    assert not projector.wait_for(put_books(log), timeout=0.2)
    assert 0.15 < monotonic() - begun < 1.5
    projector.catch_up()
    assert projector.wait_for(log.last_position(), timeout=0)


def test_another_process_may_be_the_one_that_projects(log: EventLog, store_url: str) -> None:
    here, there = Projector(log.engine, log, VIEWS), EventLog(store_url)
    elsewhere = Projector(there.engine, there, VIEWS)
    with running(elsewhere):
        assert here.wait_for(put_books(log), timeout=3)
    there.close()


def test_live_pages_hear_of_every_move(log: EventLog) -> None:
    projector = Projector(log.engine, log, VIEWS)
    assert projector.watch(0, 0.01) == 0
    with running(projector):
        position = put_books(log)
        assert projector.watch(0, 3) > 0
        assert projector.watch(position - 1, 3) >= position


def test_a_poisoned_event_stops_everything_loudly_and_is_never_skipped(engine: Engine) -> None:
    world = lived(2, 6)
    poisoned = world.log[77][0]
    choosy = Choosy(poisoned)
    views: list[View] = [*VIEWS, choosy]
    projector = Projector(engine, Written(world.log), views)
    with pytest.raises(Stuck) as stuck:
        projector.catch_up()
    assert (stuck.value.view, stuck.value.position) == ("choosy", poisoned)
    assert choosy.refused > 1, "a whole page and then smaller ones"
    rows = {row.name: row for row in projector.status()}
    assert {row.position for row in rows.values()} == {world.log[76][0]}, "everything before it is shown, nothing else"
    assert rows["choosy"].error == "KeyError: 'planted'"
    assert rows["choosy"].error_position == poisoned
    assert not rows["choosy"].ready
    assert rows["choosy"].lag > 0
    choosy.poisoned.clear()
    projector.catch_up()
    assert all(row.ready and not row.lag for row in projector.status())
    assert projector.compare() == []


def test_the_thread_goes_on_by_itself_when_the_cause_is_gone(log: EventLog, caplog: pytest.LogCaptureFixture) -> None:
    first = put_books(log)
    choosy = Choosy(first)
    projector = Projector(log.engine, log, [choosy])
    with running(projector):
        assert not projector.wait_for(first, timeout=0.5)
        assert [record.levelno for record in caplog.records].count(logging.ERROR) > 0
        assert choosy.refused > 0
        choosy.poisoned.clear()
        assert projector.wait_for(first, timeout=10)
    assert sorted(choosy.taken) == choosy.taken


def test_a_table_that_is_away_is_waited_for(log: EventLog, caplog: pytest.LogCaptureFixture) -> None:
    """A database that fails for a while: nothing is lost, and nothing is narrowed down to an innocent event."""

    class Away(Choosy):
        away = True

        def apply(self, connection: Connection, changes: Sequence[Change]) -> None:
            if self.away:
                self.refused += 1
                connection.execute(text("SELECT * FROM not_there"))
            super().apply(connection, changes)

    view = Away()
    projector = Projector(log.engine, log, [view])
    with running(projector):
        position = put_books(log, 5)
        while view.refused < 2:
            sleep(0.01)
        view.away = False
        assert projector.wait_for(position, timeout=10)
    assert len(view.taken) == 6


def test_a_fault_that_passed_is_no_longer_shown_though_nothing_new_happened(
    log: EventLog, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    projector = Projector(log.engine, log, VIEWS)
    projector.catch_up()
    injected = 0

    def away(after: int, timeout: float) -> bool:
        nonlocal injected
        injected += 1
        monkeypatch.undo()
        raise RuntimeError("planted")

    monkeypatch.setattr(log, "wait", away)
    with running(projector):
        begun = monotonic()
        while not injected or any(row.error for row in projector.status()):
            assert monotonic() - begun < 10
            sleep(0.02)
    assert injected == 1
    assert "planted" in caplog.text


def test_killed_connections_stop_nobody_for_long(postgres_database: Database, caplog: pytest.LogCaptureFixture) -> None:
    log = EventLog(postgres_database.app)
    projector = Projector(log.engine, log, VIEWS)
    killed = 0
    with running(projector), psycopg.connect(postgres_database.owner, autocommit=True) as admin:
        for _ in range(5):
            assert projector.wait_for(put_books(log), timeout=10)
            killed += len(admin.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND usename = 'grants_app'"
            ).fetchall())  # fmt: skip
    assert killed >= 5
    assert projector.compare() == []
    log.close()


def test_rebuilding_under_a_running_projector_loses_and_doubles_nothing(log: EventLog) -> None:
    world = lived(30, 12)
    projector = Projector(log.engine, log, VIEWS, page=15)
    half = len(world.log) // 2
    with running(projector):
        log._events.put([event for _, event in world.log[:half]])
        rebuilt = [projector.rebuild().position]
        log._events.put([event for _, event in world.log[half:]])
        rebuilt += [projector.rebuild("ledger").position, projector.rebuild().position]
        assert projector.wait_for(log.last_position(), timeout=20)
    assert rebuilt == sorted(rebuilt)
    assert projector.compare() == []


def test_events_read_back_from_the_store_give_the_rows_of_the_events_themselves(log: EventLog) -> None:
    """JSON turns tuples into lists and days into texts: none of it may reach a read model."""
    world = lived(31, 6)
    log._events.put([event for _, event in world.log])
    stored = Projector(log.engine, log, VIEWS)
    stored.catch_up()
    fresh = Written([(n, event) for n, (_, event) in zip(positions(log), world.log, strict=True)])
    assert Projector(log.engine, fresh, VIEWS).compare() == []


def positions(log: EventLog) -> list[int]:
    return [position for position, _ in log.page(0, 100_000)]
