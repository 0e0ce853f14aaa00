"""The library's own conformance cases, on our recorders, and what ours add to them."""

import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import ClassVar
from uuid import UUID, uuid4

import psycopg
import pytest
from eventsourcing.persistence import IntegrityError, StoredEvent
from eventsourcing.tests import persistence as cases
from psycopg.sql import SQL, Identifier
from sqlalchemy import func, select

from grants.store import riders
from grants.store.log import EventLog
from grants.store.migrating import migrate
from grants.store.postgres import PostgresRecorder
from grants.store.sqlite import SqliteRecorder
from grants.store.tables import claim
from grants.store.urls import PostgresDatabase, SqliteDatabase, database
from tests.support.postgres import Database, Server
from tests.support.stores import prepared

pytestmark = pytest.mark.slow


class Quiet:
    """Some of the library's cases end before the threads that read: none may read from what is being closed.

    ``setUp`` comes when the recorder stands: its own threads end with it, later.
    """

    def setUp(self) -> None:
        self.before = set(threading.enumerate())

    def tearDown(self) -> None:
        for late in set(threading.enumerate()) - self.before:
            late.join(10)


class OnSqlite(Quiet):
    """Gives each conformance case a migrated file of its own."""

    def setUp(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        url = f"sqlite:///{self.folder.name}/grants.db?synchronous=off"
        migrate(url)
        where = database(url)
        assert isinstance(where, SqliteDatabase)
        self.recorder = SqliteRecorder(where)
        super().setUp()

    def tearDown(self) -> None:
        super().tearDown()
        self.recorder.close()
        self.folder.cleanup()

    def create_recorder(self) -> SqliteRecorder:
        return self.recorder


class TestSqliteConformance(OnSqlite, cases.ApplicationRecorderTestCase[SqliteRecorder]): ...


class TestSqlitePositions(OnSqlite, cases.NonInterleavingNotificationIDsBaseCase): ...


class OnPostgres(Quiet):
    """Gives each conformance case a migrated database, under the application's role."""

    server: ClassVar[Server]

    @pytest.fixture(autouse=True, scope="class")
    @classmethod
    def _server(cls, postgres_server: Server) -> None:
        cls.server = postgres_server

    def setUp(self) -> None:
        self.lifetime = self.server.database(prepared)
        where = database(self.lifetime.__enter__().app)
        assert isinstance(where, PostgresDatabase)
        self.recorder = PostgresRecorder(where)
        super().setUp()

    def tearDown(self) -> None:
        super().tearDown()
        self.recorder.close()
        self.lifetime.__exit__(None, None, None)

    def create_recorder(self) -> PostgresRecorder:
        return self.recorder


@pytest.mark.postgres
class TestPostgresConformance(OnPostgres, cases.ApplicationRecorderTestCase[PostgresRecorder]):
    EXPECT_CONTIGUOUS_NOTIFICATION_IDS = False

    def test_who_listens_is_told(self) -> None:
        """Not the library's case of a subscription: it may miss what is written before its thread begins to listen, and
        waits for ever; nothing of ours subscribes.
        """
        with self.recorder.datastore.get_connection() as connection:
            connection.execute(SQL("LISTEN {}").format(Identifier(self.recorder.channel_name)))
            assert list(connection.notifies(timeout=0.05)) == []  # the control
            self.recorder.insert_events([stored(uuid4(), 1)])
            assert [told.channel for told in connection.notifies(timeout=10, stop_after=1)] == [
                self.recorder.channel_name
            ]


@pytest.mark.postgres
class TestPostgresPositions(OnPostgres, cases.NonInterleavingNotificationIDsBaseCase): ...


Recorder = SqliteRecorder | PostgresRecorder


def stored(stream: UUID, version: int) -> StoredEvent:
    return StoredEvent(stream, version, "test", b"{}")


@pytest.fixture
def recorder(log: EventLog) -> Recorder:
    return log._recorder


def claims(log: EventLog) -> int:
    with log.engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(claim)) or 0


def test_an_event_conflict_leaves_no_rider(log: EventLog, recorder: Recorder) -> None:
    stream = uuid4()
    recorder.insert_events([stored(stream, 1)], riders=[riders.claim("k", "one", stream)])
    with pytest.raises(IntegrityError):
        recorder.insert_events([stored(stream, 1)], riders=[riders.claim("k", "two", stream)])
    assert (claims(log), log.last_position()) == (1, 1)
    recorder.insert_events([stored(stream, 2)], riders=[riders.claim("k", "two", stream)])  # the control
    assert claims(log) == 2


def test_a_rider_conflict_leaves_no_event(log: EventLog, recorder: Recorder) -> None:
    stream = uuid4()
    recorder.insert_events([stored(stream, 1)], riders=[riders.claim("k", "one", stream)])
    taken = [riders.claim("k", "two", stream), riders.claim("k", "one", stream)]
    with pytest.raises(IntegrityError):
        recorder.insert_events([stored(stream, 2), stored(stream, 3)], riders=taken)
    assert (claims(log), len(recorder.select_events(stream))) == (1, 1)
    recorder.insert_events([stored(stream, 2)], riders=taken[:1])  # the control
    assert (claims(log), len(recorder.select_events(stream))) == (2, 2)


def test_riders_keep_their_order(log: EventLog, recorder: Recorder) -> None:
    stream, other = uuid4(), uuid4()
    recorder.insert_events([stored(stream, 1)], riders=[riders.claim("k", "one", stream)])
    moved = [riders.release("k", "one"), riders.claim("k", "one", other)]
    recorder.insert_events([stored(stream, 2)], riders=moved)
    with log.engine.connect() as connection:
        assert connection.scalars(select(claim.c.owner)).all() == [other]


def test_events_are_found_by_position_and_by_version(recorder: Recorder) -> None:
    stream = uuid4()
    ids = list(recorder.insert_events([stored(stream, n) for n in range(1, 601)]) or ())
    found = recorder.select_positions([*ids[500:], ids[0], 99_999])
    assert [n.originator_version for n in found] == [1, *range(501, 601)]
    assert recorder.select_position(stream, 600) == ids[-1]
    assert recorder.select_position(stream, 601) is None


def test_positions_appear_in_order_to_a_reader_at_the_tail(log: EventLog, recorder: Recorder) -> None:
    """8 writers, 800 events. A reader that once saw a position must never see a lower one appear later."""
    writing, seen = Event(), list[int]()

    def write(writer: int) -> None:
        stream = uuid4()
        for n in range(50):
            recorder.insert_events(
                [stored(stream, 2 * n), stored(stream, 2 * n + 1)], riders=[riders.claim("k", f"{writer}/{n}", stream)]
            )

    def follow() -> None:
        while True:
            over = writing.is_set()
            page = recorder.select_notifications(seen[-1] if seen else 0, 7, inclusive_of_start=False)
            seen.extend(n.id for n in page)
            if over and not page:
                return

    with ThreadPoolExecutor(9) as pool:
        reader = pool.submit(follow)
        for done in [pool.submit(write, n) for n in range(8)]:
            done.result()
        writing.set()
        reader.result()
    assert len(seen) == 800
    assert seen == sorted(set(seen))
    assert claims(log) == 400


@pytest.mark.postgres
def test_without_the_lock_a_reader_at_the_tail_misses_events(postgres_database: Database) -> None:
    """The control of the test above: an insert that commits late is stepped over when nothing serialises writers."""
    insert = "INSERT INTO stored_events (originator_id, originator_version, topic, state) VALUES (%s, 1, 't', '{}')"
    read = "SELECT notification_id FROM stored_events WHERE notification_id > %s"
    with psycopg.connect(postgres_database.app) as slow, psycopg.connect(postgres_database.app) as quick:
        slow.execute(insert, (uuid4(),))
        quick.execute(insert, (uuid4(),))
        quick.commit()
        seen = [row[0] for row in quick.execute(read, (0,))]
        slow.commit()
        late = [row[0] for row in quick.execute(read, (seen[-1],))]
    assert (len(seen), late) == (1, [])


@pytest.fixture
def kept(postgres_database: Database) -> Iterator[psycopg.Connection]:
    log = EventLog(postgres_database.app)
    log._recorder.insert_events([stored(uuid4(), 1)])
    log.close()
    with psycopg.connect(postgres_database.app, autocommit=True) as connection:
        yield connection


@pytest.mark.postgres
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE stored_events SET topic = 'x'", "DELETE FROM stored_events", "TRUNCATE stored_events",
        "DROP TABLE stored_events", "UPDATE receipt SET name = 'x'", "DELETE FROM receipt",
        "UPDATE secret SET value = ''", "CREATE TABLE x (y int)", "ALTER TABLE stored_events ADD COLUMN x int",
    ],
)  # fmt: skip
def test_the_application_role_cannot_rewrite_history(kept: psycopg.Connection, statement: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        kept.execute(statement)


@pytest.mark.postgres
def test_the_owner_can_which_shows_that_the_role_is_what_stops_it(postgres_database: Database) -> None:
    log = EventLog(postgres_database.app)
    log._recorder.insert_events([stored(uuid4(), 1)])
    log.close()
    with psycopg.connect(postgres_database.owner, autocommit=True) as connection:
        assert connection.execute("DELETE FROM stored_events").rowcount == 1


def test_an_embedded_log_only_grows_and_never_issues_a_position_twice(sqlite_url: str) -> None:
    log = EventLog(sqlite_url)
    log._recorder.insert_events([stored(uuid4(), 1), stored(uuid4(), 1)])
    log.close()
    where = database(sqlite_url)
    assert isinstance(where, SqliteDatabase)
    with sqlite3.connect(where.path) as connection:
        for statement in ("UPDATE stored_events SET topic = 'x'", "DELETE FROM stored_events"):
            with pytest.raises(sqlite3.IntegrityError, match="the event log only grows"):
                connection.execute(statement)
        connection.execute("DROP TRIGGER stored_events_no_delete")
        assert connection.execute("DELETE FROM stored_events").rowcount == 2
    connection.close()
    log = EventLog(sqlite_url)
    assert log._recorder.insert_events([stored(uuid4(), 1)]) == [3]
    log.close()


@pytest.mark.parametrize(("setting", "level"), [("", 2), ("?synchronous=normal", 1), ("?synchronous=OFF", 0)])
def test_synchronous_is_a_setting_and_full_by_default(tmp_path: Path, setting: str, level: int) -> None:
    log = EventLog(f"sqlite:///{tmp_path}/grants.db{setting}")
    assert isinstance(log._recorder, SqliteRecorder)
    with log._recorder.datastore.transaction(commit=False) as cursor, log.engine.connect() as connection:
        cursor.execute("PRAGMA synchronous")
        assert cursor.fetchone()[0] == level
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == level
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    log.close()
