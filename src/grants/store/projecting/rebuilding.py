"""The same views filled anew from the first event, beside the live ones: to compare, or to replace.

The scratch database is a temporary SQLite file whatever the live one is, so the application's role needs no right to
make tables, readers never see a gap, and a view that behaves differently on the two databases is found out.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, Table, delete, insert, select, update

from grants.store.engine import make_engine
from grants.store.projecting.page import FACTS, Stand, begin_rows, replay, stands
from grants.store.projecting.tables import projection
from grants.store.projecting.views import Log, View
from grants.store.tables import metadata

CHUNK: Final = 1000
"""Rows copied at once."""


@contextmanager
def scratch(views: Sequence[View]) -> Iterator[Engine]:
    """An empty database that holds the tables of ``views`` and is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="grants-rebuild-") as folder:
        engine = make_engine(f"sqlite:///{Path(folder) / 'scratch.db'}?synchronous=off")
        try:
            tables = [projection, *(table for view in views for table in view.tables)]
            metadata.create_all(engine, tables=list(dict.fromkeys(tables)))
            with engine.begin() as connection:
                begin_rows(connection, views)
            yield engine
        finally:
            engine.dispose()


def with_facts(views: Sequence[View]) -> list[View]:
    """The views with the one that all of them start from."""
    return [FACTS, *(view for view in views if view.name != FACTS.name)]


def chosen(views: Sequence[View], name: str | None) -> list[View]:
    """The view of that name, or all; ValueError names those there are."""
    found = [view for view in views if name in (None, view.name)]
    if not found:
        raise ValueError(f"no read model is called {name!r}; there are: {', '.join(v.name for v in views)}")
    return found


def rebuild(engine: Engine, log: Log, views: Sequence[View]) -> int:
    """Replace the rows of ``views`` by what the log says; returns the position up to which that was done.

    The long part runs without any lock. Then the live projector is held while the last events are caught up.
    """
    everything = with_facts(views)
    with scratch(everything) as made:
        with engine.connect() as connection:
            upto = stands(connection)[FACTS.name].position
        stand = replay(made, log, everything, Stand(), upto)
        with engine.begin() as live:
            upto = _hold(live)
            stand = replay(made, log, everything, stand, upto)
            with made.connect() as source:
                for table in (table for view in views for table in view.tables):
                    _replace(source, live, table)
            live.execute(
                update(projection)
                .where(projection.c.name.in_([view.name for view in views]))
                .values(position=upto, recorded_max=stand.recorded_max, error=None, error_position=None)
            )
    return upto


def _hold(live: Connection) -> int:
    """Lock the row that every page moves first, and read how far the live facts are."""
    facts = projection.c.name == FACTS.name
    live.execute(update(projection).where(facts).values(position=projection.c.position))
    return stands(live)[FACTS.name].position


def _replace(source: Connection, live: Connection, table: Table) -> None:
    live.execute(delete(table))
    for rows in source.execute(select(table)).mappings().partitions(CHUNK):
        copied: list[dict[str, Any]] = [dict(row) for row in rows]
        live.execute(insert(table), copied)
