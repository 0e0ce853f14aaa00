"""Read models of a told story, filled twice in memory: page by page as it went on, and anew from its first event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from sqlalchemy import Connection, Table, create_engine

from grants.kernel.envelope import Happened
from grants.read import VIEWS
from grants.store.projecting.facts import changes_of
from grants.store.projecting.rebuilding import with_facts
from grants.store.projecting.staging import unequal
from grants.store.tables import metadata
from tests.lifecycle.lives.rules import Pick

ALL: Final = with_facts(VIEWS)
TABLES: Final[list[Table]] = list(dict.fromkeys(table for view in ALL for table in view.tables))
PAGES: Final = (1, 5, 20, 40)
"""Events that a projector may find waiting."""


@cache
def databases() -> tuple[Connection, Connection]:
    """Two empty ones, made once: every comparison is rolled back."""
    made = []
    for _ in range(2):
        connection = create_engine("sqlite://").connect()
        metadata.create_all(connection, tables=TABLES)
        connection.commit()
        made.append(connection)
    return made[0], made[1]


def compare(log: Sequence[Happened], pick: Pick) -> int:
    """Every row of every view is the same either way; the number of rows compared. AssertionError names the first."""
    live, rebuilt = databases()
    try:
        fill(live, log, cut(log, pick))
        fill(rebuilt, log, [len(log)])
        return sum(same(table, live, rebuilt) for table in TABLES)
    finally:
        live.rollback()
        rebuilt.rollback()


def cut(log: Sequence[Happened], pick: Pick) -> Iterator[int]:
    """Where the pages of a projector that follows would have ended; the ground is one page."""
    end = min(len(log), 12)
    while end < len(log):
        yield end
        end += pick(PAGES)
    yield len(log)


def fill(connection: Connection, log: Sequence[Happened], ends: Iterator[int] | list[int]) -> None:
    """Take the log into all views, page by page, as the projector does."""
    start, latest = 0, None
    for end in ends:
        page = [(position, log[position - 1]) for position in range(start + 1, end + 1)]
        changes = changes_of(connection, page, latest)
        for view in ALL:
            view.apply(connection, changes)
        moments = [event.timestamp for _, event in page]
        start, latest = end, max([*moments, latest] if latest else moments)


def same(table: Table, live: Connection, rebuilt: Connection) -> int:
    """The number of rows; AssertionError with the first that differs."""
    text = f"SELECT * FROM {table.name}"
    rows, anew = (Counter(map(tuple, db.exec_driver_sql(text))) for db in (live, rebuilt))
    if rows != anew:
        key, old, new = next(iter(unequal(table, live, rebuilt)))
        raise AssertionError(f"{table.name} {key}: live {old}, rebuilt {new}")
    return rows.total()
