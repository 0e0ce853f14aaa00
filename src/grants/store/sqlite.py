"""The event recorder of the embedded default.

What differs from the library's own: riders, a position that is never issued twice (AUTOINCREMENT), and ``synchronous``
as a setting.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from eventsourcing.persistence import Notification, StoredEvent
from eventsourcing.sqlite import (
    SQLiteApplicationRecorder,
    SQLiteConnection,
    SQLiteConnectionPool,
    SQLiteCursor,
    SQLiteDatastore,
)

from grants.store.engine import BUSY_SECONDS
from grants.store.riders import Rider, Value
from grants.store.types import moment_text
from grants.store.urls import SqliteDatabase

CHUNK: Final = 500
"""Bound parameters of one statement; SQLite allows 32,766."""


class _Pool(SQLiteConnectionPool):
    """Sets ``synchronous`` on every connection, for it is not kept in the file."""

    synchronous = "full"

    def _create_connection(self) -> SQLiteConnection:
        connection = super()._create_connection()
        connection.cursor().execute(f"PRAGMA synchronous={self.synchronous}")
        return connection


def _datastore(where: SqliteDatabase) -> SQLiteDatastore:
    where.path.parent.mkdir(parents=True, exist_ok=True)
    store = SQLiteDatastore(str(where.path), lock_timeout=BUSY_SECONDS)
    store.pool = _Pool(
        db_name=str(where.path), lock_timeout=BUSY_SECONDS, pool_size=5, max_overflow=15, pool_timeout=30
    )
    store.pool.synchronous = where.synchronous
    return store


class SqliteRecorder(SQLiteApplicationRecorder):
    """Keeps events and the rows that ride with them, in one transaction."""

    def __init__(self, where: SqliteDatabase) -> None:
        super().__init__(_datastore(where))
        self.insert_events_statement = (
            "INSERT INTO stored_events (originator_id, originator_version, topic, state) VALUES (?,?,?,?)"
        )

    def _insert_events(
        self, c: SQLiteCursor, stored_events: Sequence[StoredEvent], *, riders: Iterable[Rider] = (), **kwargs: Any
    ) -> Sequence[int] | None:
        for rider in riders:
            c.execute(rider.statement, {name: _plain(value) for name, value in rider.values.items()})
        return super()._insert_events(c, stored_events, **kwargs)

    def select_positions(self, positions: Sequence[int]) -> list[Notification]:
        """The events at ``positions``, in order of position."""
        found: list[Notification] = []
        with self.datastore.transaction(commit=False) as c:
            for start in range(0, len(positions), CHUNK):
                chunk = positions[start : start + CHUNK]
                marks = ",".join("?" * len(chunk))
                c.execute(f"SELECT * FROM stored_events WHERE rowid IN ({marks})", chunk)  # noqa: S608
                found += [self._notification(row) for row in c.fetchall()]
        return sorted(found, key=lambda each: each.id)

    def select_position(self, stream: UUID, version: int) -> int | None:
        """Where in the log a stream's version stands."""
        with self.datastore.transaction(commit=False) as c:
            c.execute(
                "SELECT rowid FROM stored_events WHERE originator_id=? AND originator_version=?", (stream.hex, version)
            )
            row = c.fetchone()
        return None if row is None else int(row[0])

    def select_version(self, stream: UUID, upto: int) -> int:
        """The last version of a stream that stands at or before a position; 0 for none."""
        with self.datastore.transaction(commit=False) as c:
            c.execute(
                "SELECT max(originator_version) FROM stored_events WHERE originator_id=? AND rowid<=?",
                (stream.hex, upto),
            )
            return int(c.fetchone()[0] or 0)

    def count_events(self) -> int:
        with self.datastore.transaction(commit=False) as c:
            c.execute("SELECT count(*) FROM stored_events")
            return int(c.fetchone()[0])

    def close(self) -> None:
        self.datastore.close()

    @staticmethod
    def _notification(row: sqlite3.Row) -> Notification:
        return Notification(
            id=row["rowid"],
            originator_id=UUID(row["originator_id"]),
            originator_version=row["originator_version"],
            topic=row["topic"],
            state=row["state"],
        )


def _plain(value: Value) -> str | int | bytes | None:
    """A value as SQLAlchemy's types read it back on SQLite."""
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, datetime):
        return moment_text(value)
    return value.isoformat() if isinstance(value, date) else value
