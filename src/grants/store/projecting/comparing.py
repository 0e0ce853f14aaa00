"""The proof that the live rows are what the log says: rebuilt beside them and compared row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Engine, Table

from grants.store.projecting.page import FACTS, Stand, replay, stands
from grants.store.projecting.rebuilding import scratch, with_facts
from grants.store.projecting.staging import unequal
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
    for key, old, new in unequal(table, live, rebuilt):
        columns = [
            (str(column.key), _shown(old, column.name), _shown(new, column.name))
            for column in table.columns
            if old is None or new is None or old[column.name] != new[column.name]
        ]
        yield Difference(view, f"{table.name}", "/".join(str(part) for part in key), columns)


def _shown(row: dict[str, Any] | None, column: str) -> str | None:
    if row is None:
        return None
    value = row[column]
    return value.hex()[:80] if isinstance(value, bytes) else str(value)
