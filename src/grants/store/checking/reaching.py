"""Whether there is a database, and how safely it writes: asked before anything is opened that could change it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from grants.store.checking.finding import Finding
from grants.store.engine import make_engine
from grants.store.urls import Database, PostgresDatabase, SqliteDatabase


def reached(where: Database, url: str) -> Iterator[Finding]:
    """The database's kind, or why it cannot be reached; then how safely it writes. Makes no file."""
    try:
        yield from _sqlite(where) if isinstance(where, SqliteDatabase) else _postgres(where, url)
    except (sqlite3.Error, SQLAlchemyError) as error:
        reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        yield Finding("database", "trouble", "database.unreachable", {"reason": reason})


def _sqlite(where: SqliteDatabase) -> Iterator[Finding]:
    if not where.path.is_file():
        yield Finding("database", "trouble", "database.missing", {"file": str(where.path)})
        return
    with closing(sqlite3.connect(f"{where.path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        mode = str(connection.execute("PRAGMA journal_mode").fetchone()[0])
    yield Finding("database", "ok", "database.sqlite", {"file": str(where.path)})
    if mode != "wal":
        yield Finding("durability", "warning", "durability.no_wal", {"mode": mode})
    level = {"off": "trouble", "normal": "warning"}.get(where.synchronous)
    if level == "trouble":
        yield Finding("durability", "trouble", "durability.off", {"setting": "synchronous=off"})
    elif level == "warning":
        yield Finding("durability", "warning", "durability.weak", {"setting": "synchronous=normal"})
    elif mode == "wal":
        yield Finding("durability", "ok", "durability.full", {"setting": f"WAL, synchronous={where.synchronous}"})


def _postgres(where: PostgresDatabase, url: str) -> Iterator[Finding]:
    engine = make_engine(url)
    try:
        with engine.connect() as connection:
            version = str(connection.scalar(text("SHOW server_version")))
            names = ("fsync", "full_page_writes", "synchronous_commit")
            settings = {name: str(connection.scalar(text(f"SHOW {name}"))) for name in names}
    finally:
        engine.dispose()
    yield Finding("database", "ok", "database.postgresql", {"name": str(where.url.database), "version": version})
    off = [f"{name}=off" for name, value in settings.items() if value == "off"]
    if {"fsync=off", "full_page_writes=off"} & set(off):
        yield Finding("durability", "trouble", "durability.off", {"setting": ", ".join(off)})
    elif off:
        yield Finding("durability", "warning", "durability.weak", {"setting": ", ".join(off)})
    else:
        yield Finding("durability", "ok", "durability.full", {"setting": "fsync, synchronous_commit"})
