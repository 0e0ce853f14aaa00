"""Which database: ``GRANTS_DATABASE_URL`` read into what the recorders and SQLAlchemy need.

``sqlite:///var/grants.db`` (relative), ``sqlite:////srv/grants.db`` (absolute), optionally ``?synchronous=normal``;
``postgresql://user:password@host/name``, optionally ``?sslmode=require`` or a socket folder as ``?host=``.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, make_url

DEFAULT: Final = "sqlite:///var/grants.db"
SYNCHRONOUS: Final = ("full", "normal", "off", "extra")


@dataclass(frozen=True, slots=True)
class SqliteDatabase:
    """One file. ``synchronous`` is SQLite's own word: ``full`` loses no acknowledged command in a power cut."""

    path: Path
    synchronous: str = "full"


@dataclass(frozen=True, slots=True)
class PostgresDatabase:
    """One server. ``connection`` holds libpq's own keywords; kept out of the repr, for it has the password."""

    url: URL

    @property
    def connection(self) -> dict[str, Any]:
        named = self.url.translate_connect_args(username="user", database="dbname")
        return {**named, **self.url.query}


Database = SqliteDatabase | PostgresDatabase


def database(url: str) -> Database:
    """Read ``url``; ValueError names what is wrong without repeating a password."""
    try:
        parsed = make_url(url)
    except Exception as error:
        raise ValueError("the database URL cannot be read: sqlite:///FILE or postgresql://...") from error
    match parsed.drivername.partition("+")[0]:
        case "sqlite":
            return _sqlite(parsed)
        case "postgresql" | "postgres":
            return PostgresDatabase(parsed.set(drivername="postgresql+psycopg"))
        case other:
            raise ValueError(f"no such kind of database: {other}; sqlite:///FILE or postgresql://...")


def relaxed(url: str) -> str:
    """The same database for who writes only what the log can give again (the read models): not synced to disk at each
    commit on SQLite. One WAL holds both in order, so a power cut never leaves a read model ahead of the log.
    """
    where = database(url)
    if not isinstance(where, SqliteDatabase) or where.synchronous not in ("full", "extra"):
        return url
    return make_url(url).update_query_dict({"synchronous": "normal"}).render_as_string(hide_password=False)


def _sqlite(parsed: URL) -> SqliteDatabase:
    if not parsed.database or ":memory:" in parsed.database:
        raise ValueError("SQLite needs a file: the log and the read models are opened by several connections")
    synchronous = str(parsed.query.get("synchronous", "full")).lower()
    if synchronous not in SYNCHRONOUS:
        raise ValueError(f"synchronous is one of {', '.join(SYNCHRONOUS)}")
    return SqliteDatabase(Path(parsed.database), synchronous)
