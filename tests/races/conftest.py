import sqlite3
from collections.abc import Callable, Iterator
from typing import Final

import psycopg
import pytest

from tests.races.desks import Desks
from tests.support.postgres import Database

WITHOUT_KEY: Final = {
    "stored_events": (
        "(rowid INTEGER PRIMARY KEY AUTOINCREMENT, originator_id TEXT, originator_version INTEGER,"
        " topic TEXT, state BLOB)"
    ),
    "claim": "(kind TEXT, key TEXT, owner TEXT)",
    "receipt": "(command_id TEXT, name TEXT, data_hash TEXT, answer BLOB, at TEXT)",
    "text": "(id TEXT, salt BLOB, body TEXT, erased_on TEXT, erased_ground TEXT)",
}
"""The tables whose unique keys decide races, as they must never be."""


@pytest.fixture
def desks(store_url: str) -> Iterator[Desks]:
    opened = Desks(store_url)
    yield opened
    opened.close()


@pytest.fixture
def unguard(store_url: str, request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Takes the unique key of an empty table away."""

    def on_sqlite(table: str) -> None:
        with sqlite3.connect(store_url.removeprefix("sqlite:///").partition("?")[0]) as connection:
            connection.executescript(f"DROP TABLE {table}; CREATE TABLE {table} {WITHOUT_KEY[table]}")
        connection.close()

    def on_postgresql(table: str) -> None:
        database: Database = request.getfixturevalue("postgres_database")
        with psycopg.connect(database.owner) as connection:
            connection.execute(f"ALTER TABLE {table} DROP CONSTRAINT {table}_pkey".encode())

    return on_sqlite if store_url.startswith("sqlite") else on_postgresql
