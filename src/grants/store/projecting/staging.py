"""The rows of a rebuilt view that differ from the live ones, set ready in temporary tables and put in by the database.

Temporary tables belong to one connection and need no right but TEMPORARY, which PostgreSQL gives to everybody; on
neither database does filling them wait for anybody or make anybody wait.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, Final

from sqlalchemy import Column, Connection, Engine, MetaData, String, Table, delete, insert, select

CHUNK: Final = 1000
"""Rows set ready at once."""
NEXT: Final = "next_"
GONE: Final = "gone_"
_STAGED: Final = "grants.staged"
Row = dict[str, Any]
Pair = tuple[tuple[Any, ...], Row | None, Row | None]


@contextmanager
def session(engine: Engine) -> Iterator[Connection]:
    """A connection that nobody gets afterwards, so that its temporary tables go with it."""
    with engine.connect() as connection:
        connection.info[_STAGED] = []
        try:
            yield connection
        finally:
            connection.invalidate()


def stage(live: Connection, reader: Connection, rebuilt: Connection, tables: Sequence[Table]) -> int:
    """Set ready what ``replace`` will do, instead of what was set ready before; the number of rows that differ.

    ``reader`` sees one unchanging picture of the live rows. Commits, unless ``live`` is in a transaction already.
    """
    if live.in_transaction():
        return _stage(live, reader, rebuilt, tables)
    with live.begin():
        return _stage(live, reader, rebuilt, tables)


def _stage(live: Connection, reader: Connection, rebuilt: Connection, tables: Sequence[Table]) -> int:
    wrong = 0
    ready: list[Table] = live.info[_STAGED]
    for table in ready:
        for copy in _copies(table):
            copy.drop(live)
    ready.clear()
    for table in tables:
        differing = unequal(table, reader, rebuilt)
        while chunk := list(islice(differing, CHUNK)):
            if table not in ready:
                ready.append(table)
                for copy in _copies(table):
                    copy.create(live)
            _keep(live, table, chunk)
            wrong += len(chunk)
    return wrong


def replace(live: Connection) -> None:
    """Put the rows that were set ready in place of the live ones, all inside the caller's transaction."""
    for table in live.info[_STAGED]:
        new, old = _copies(table)
        same = [table.c[column.name] == old.c[column.name] for column in table.primary_key]
        live.execute(delete(table).where(select(1).select_from(old).where(*same).exists()))
        names = [column.name for column in table.columns]
        live.execute(insert(table).from_select(names, select(*(new.c[name] for name in names))))


def unequal(table: Table, live: Connection, rebuilt: Connection) -> Iterator[Pair]:
    """Key, live row, rebuilt row, wherever the two differ; None for a row that is missing."""
    return (each for each in _side_by_side(_rows(live, table), _rows(rebuilt, table)) if each[1] != each[2])


def _keep(live: Connection, table: Table, chunk: Sequence[Pair]) -> None:
    new, old = _copies(table)
    if rows := [after for _, _, after in chunk if after is not None]:
        live.execute(insert(new), rows)
    key = [column.name for column in table.primary_key]
    if rows := [{name: before[name] for name in key} for _, before, _ in chunk if before is not None]:
        live.execute(insert(old), rows)


def _copies(table: Table) -> tuple[Table, Table]:
    """Where the rows to put in and the keys to take out stand meanwhile."""
    own = MetaData()
    new, old = (
        Table(f"{prefix}{table.name}", own, *(_plain(column) for column in columns), prefixes=["TEMPORARY"])
        for prefix, columns in ((NEXT, table.columns), (GONE, table.primary_key))
    )
    return new, old


def _plain(column: Column[Any]) -> Column[Any]:
    return Column(column.name, column.type, primary_key=column.primary_key, autoincrement=False)


def _rows(connection: Connection, table: Table) -> Iterator[tuple[tuple[Any, ...], Row]]:
    """Rows in an order that both databases and Python agree on."""
    bytewise = connection.dialect.name == "postgresql"
    key = list(table.primary_key)
    order = [c.collate("C") if bytewise and isinstance(c.type, String) else c for c in key]
    result = connection.execution_options(yield_per=500).execute(select(table).order_by(*order))
    for row in result.mappings():
        yield tuple(row[c.name] for c in key), dict(row)


def _side_by_side(left: Iterable[tuple[Any, Row]], right: Iterable[tuple[Any, Row]]) -> Iterator[Pair]:
    """Two sorted runs as one, each key once."""
    lefts, rights = iter(left), iter(right)
    one, other = next(lefts, None), next(rights, None)
    while one is not None or other is not None:
        if other is None or (one is not None and one[0] < other[0]):
            assert one is not None  # noqa: S101  the loop's condition
            yield one[0], one[1], None
            one = next(lefts, None)
        elif one is None or other[0] < one[0]:
            yield other[0], None, other[1]
            other = next(rights, None)
        else:
            yield one[0], one[1], other[1]
            one, other = next(lefts, None), next(rights, None)
