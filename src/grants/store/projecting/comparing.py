"""The proof that the live rows are what the log says: rebuilt beside them and compared row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Engine, String, Table, select

from grants.store.projecting.page import FACTS, Stand, replay, stands
from grants.store.projecting.rebuilding import scratch, with_facts
from grants.store.projecting.views import Log, View


class Difference(Struct, frozen=True):
    """One row that differs. ``columns``: name, live value, rebuilt value; a missing row has None throughout."""

    view: str
    table: str
    key: str
    columns: list[tuple[str, str | None, str | None]]


def compare(engine: Engine, log: Log, views: Sequence[View]) -> list[Difference]:
    """Every row of ``views`` that is not what a rebuild gives. Reads one unchanging picture of the live rows."""
    everything = with_facts(views)
    with scratch(everything) as made, engine.connect() as live:
        if engine.dialect.name == "postgresql":  # on SQLite every transaction reads one picture
            live.execution_options(isolation_level="REPEATABLE READ")
        positions = stands(live)
        replay(made, log, everything, Stand(), positions[FACTS.name].position)
        with made.connect() as rebuilt:
            return [
                difference
                for view in views
                for table in view.tables
                for difference in _differing(view.name, table, live, rebuilt)
            ]


def _differing(view: str, table: Table, live: Connection, rebuilt: Connection) -> Iterator[Difference]:
    for key, old, new in _side_by_side(_rows(live, table), _rows(rebuilt, table)):
        columns = [
            (column.name, _shown(old, column.name), _shown(new, column.name))
            for column in table.columns
            if old is None or new is None or old[column.name] != new[column.name]
        ]
        if columns:
            yield Difference(view, table.name, "/".join(str(part) for part in key), columns)


def _rows(connection: Connection, table: Table) -> Iterator[tuple[tuple[Any, ...], dict[str, Any]]]:
    """Rows in an order that both databases and Python agree on."""
    bytewise = connection.dialect.name == "postgresql"
    key = list(table.primary_key)
    order = [c.collate("C") if bytewise and isinstance(c.type, String) else c for c in key]
    result = connection.execution_options(yield_per=500).execute(select(table).order_by(*order))
    for row in result.mappings():
        yield tuple(row[c.name] for c in key), dict(row)


def _side_by_side(
    left: Iterable[tuple[Any, Any]], right: Iterable[tuple[Any, Any]]
) -> Iterator[tuple[tuple[Any, ...], Any, Any]]:
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


def _shown(row: dict[str, Any] | None, column: str) -> str | None:
    if row is None:
        return None
    value = row[column]
    return value.hex()[:80] if isinstance(value, bytes) else str(value)
