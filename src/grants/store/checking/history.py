"""The log as the database keeps it: versions without holes, in the order of positions, under names that we know."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from eventsourcing.utils import TopicError, resolve_topic
from sqlalchemy import ColumnElement, Connection, Table, func, select

from grants.store.checking.finding import Case, Finding, Tally, told
from grants.store.tables import events_on_postgresql, events_on_sqlite


def stored(connection: Connection) -> tuple[Table, ColumnElement[int]]:
    """The table of events and its column of positions."""
    if connection.dialect.name == "sqlite":
        table = events_on_sqlite.tables["stored_events"]
        return table, table.c.rowid
    table = events_on_postgresql.tables["stored_events"]
    return table, table.c.notification_id


def stream_id(key: UUID | str) -> UUID:
    """A stream's id out of either database's column."""
    return key if isinstance(key, UUID) else UUID(key)


def order(case: Case) -> Iterator[Finding]:
    """Every stream has the versions 1 to n, each behind the one before. The index gives both without sorting."""
    holes, swapped = Tally(), Tally()
    with case.engine.connect() as connection:
        table, position = stored(connection)
        for row in connection.execution_options(yield_per=500).execute(_holes(table)):
            holes.add(f"{stream_id(row.stream)} ({row.number}/{row.last})")
        for row in connection.execution_options(yield_per=500).execute(_swapped(table, position)):
            swapped.add(f"{stream_id(row.stream)}/{row.version}")
    found = {"log.holes": holes, "log.disorder": swapped}
    yield from told("log", found, "log.fine", {"number": case.log.count()})


def _holes(table: Table) -> Any:
    stream, version = table.c.originator_id, table.c.originator_version
    number, last = func.count(), func.max(version)
    wrong = (number != last) | (func.min(version) != 1)
    query = select(stream.label("stream"), number.label("number"), last.label("last"))
    return query.group_by(stream).having(wrong)


def _swapped(table: Table, position: ColumnElement[int]) -> Any:
    stream, version = table.c.originator_id, table.c.originator_version
    before = func.lag(position).over(partition_by=stream, order_by=version)
    rows = select(
        stream.label("stream"), version.label("version"), position.label("here"), before.label("before")
    ).subquery()
    return select(rows.c.stream, rows.c.version).where(rows.c.here <= rows.c.before)


def names(case: Case) -> Iterator[Finding]:
    """Every stored name is one that this version of the program can read."""
    unknown = Tally()
    with case.engine.connect() as connection:
        table, _ = stored(connection)
        known = list(connection.scalars(select(table.c.topic).distinct().order_by(table.c.topic)))
    for name in known:
        try:
            resolve_topic(name)
        except TopicError:
            unknown.add(name)
    yield from told("names", {"names.unknown": unknown}, "names.fine", {"number": len(known)})
