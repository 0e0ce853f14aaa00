"""SQLAlchemy's door to the same database, for read models, people and texts. One engine per process."""

from __future__ import annotations

import sqlite3
from typing import Final, cast

from sqlalchemy import Connection, Engine, create_engine, event

from grants.store.urls import SqliteDatabase, database

BUSY_SECONDS: Final = 10
BEGIN: Final = "sqlite_begin"
"""Execution option of a connection: ``IMMEDIATE`` takes SQLite's write lock at once (before reading)."""


def make_engine(url: str) -> Engine:
    """An engine whose transactions are real on SQLite as well (DDL included), in WAL, with foreign keys."""
    where = database(url)
    if isinstance(where, SqliteDatabase):
        return _sqlite_engine(where)
    return create_engine(where.url, pool_size=5, max_overflow=5, pool_pre_ping=True)


def _sqlite_engine(where: SqliteDatabase) -> Engine:
    where.path.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        f"sqlite+pysqlite:///{where.path}",
        connect_args={"check_same_thread": False, "timeout": BUSY_SECONDS},
        pool_size=5,
        max_overflow=15,
    )

    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # the driver's own BEGIN comes too late, and never before DDL
        for pragma in ("journal_mode=WAL", f"synchronous={where.synchronous}", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    def begin(connection: Connection) -> None:
        driver = cast("sqlite3.Connection", connection.connection.driver_connection)
        driver.execute(f"BEGIN {connection.get_execution_options().get(BEGIN, 'DEFERRED')}")

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", begin)
    return engine
