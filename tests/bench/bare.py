"""The baselines: SQLite without us, the server without us."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from litestar import Litestar, MediaType, get

from tests.bench.measuring import rate

STATE = b"x" * 700
"""About as long as an event."""


def inserts(folder: Path, count: int, *, page: int = 1) -> float:
    """Rows a second, ``page`` of them a commit, as durable as the log: WAL, synchronous FULL."""
    with closing(sqlite3.connect(folder / f"bare{page}.db", isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("CREATE TABLE bare (id INTEGER PRIMARY KEY, stream TEXT, state BLOB)")

        def work() -> None:
            for _ in range(count // page):
                connection.execute("BEGIN")
                connection.executemany("INSERT INTO bare (stream, state) VALUES (?, ?)", [("s", STATE)] * page)
                connection.execute("COMMIT")

        return rate(count // page * page, work)


def worker() -> Litestar:
    """An application of one short answer, for the same server."""

    @get("/", media_type=MediaType.TEXT)
    async def hello() -> str:
        return "ok"

    return Litestar([hello], openapi_config=None)
