"""The same views filled anew from the first event, beside the live ones: to compare, or to replace.

The scratch database is a temporary SQLite file whatever the live one is, so the application's role needs no right to
make tables, and a view that behaves differently on the two databases is found out.

Why the live tables are not swapped by rename: on PostgreSQL the application's role must not own tables; a rename waits
behind every reader and lets no other pass meanwhile; on SQLite it makes every open statement of every process stale.
Instead the rows that differ are found without any lock, and only those are replaced, in one transaction. Readers on
both databases see all old rows or all new ones. What is held for that transaction (SQLite: whoever writes; PostgreSQL:
the projectors alone) waits for as long as the wrong rows take; on sound read models there are none.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Final

from msgspec import Struct
from sqlalchemy import Connection, Engine, update

from grants.store.engine import make_engine
from grants.store.projecting import staging
from grants.store.projecting.page import FACTS, Stand, begin_rows, replay, stands
from grants.store.projecting.tables import projection
from grants.store.projecting.views import Log, View
from grants.store.tables import metadata

TRIES: Final = 3
"""How often the differences are looked for without a lock, when events come in meanwhile."""
Told = Callable[[int], None]
"""Is told how many events were read so far."""


class Rebuilt(Struct, frozen=True):
    """What a rebuild did. ``rows``: those that were wrong; ``held``: seconds during which the projectors waited."""

    position: int
    events: int
    rows: int
    seconds: float
    held: float


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


def rebuild(engine: Engine, log: Log, views: Sequence[View], told: Told = lambda _: None) -> Rebuilt:
    """Make the rows of ``views`` what the log says. Nothing waits for it but for the moment of the swap."""
    with scratch(with_facts(views)) as made, staging.session(engine) as live:
        return _Rebuild(engine, log, views, made=made, live=live, told=told).run()


class _Rebuild:
    """One rebuild under way."""

    def __init__(
        self, engine: Engine, log: Log, views: Sequence[View], *, made: Engine, live: Connection, told: Told
    ) -> None:
        self._engine, self._log, self._views, self._made, self._live = engine, log, views, made, live
        self._told = told
        self._began = perf_counter()
        self._events = 0
        self._stand = Stand()

    def run(self) -> Rebuilt:
        for _ in range(TRIES):
            with self._engine.connect() as connection:
                upto = stands(connection)[FACTS.name].position
            self._catch_up(upto)
            wrong = self._stage()
            if wrong is not None and (done := self._swap(wrong)):
                return done
        return self._swap_held()

    def _catch_up(self, upto: int) -> None:
        def read(events: int) -> None:
            self._events += events
            self._told(self._events)

        everything = with_facts(self._views)
        self._stand = replay(self._made, self._log, everything, self._stand, upto, told=read)

    def _stage(self) -> int | None:
        """Set the wrong rows ready; how many, or None if the live views went on meanwhile."""
        with self._engine.connect() as reader, self._made.connect() as rebuilt:
            if reader.dialect.name == "postgresql":  # on SQLite every transaction reads one picture
                reader.execution_options(isolation_level="REPEATABLE READ")
            if stands(reader)[FACTS.name].position != self._stand.position:
                return None
            tables = [table for view in self._views for table in view.tables]
            return staging.stage(self._live, reader, rebuilt, tables)

    def _swap(self, wrong: int) -> Rebuilt | None:
        """Replace what was staged, unless the live views went on since: what was staged is then out of date."""
        with self._live.begin() as transaction:
            began = perf_counter()
            if hold(self._live) != self._stand.position:
                transaction.rollback()
                return None
            self._replace()
        return self._done(wrong, began)

    def _swap_held(self) -> Rebuilt:
        """On a log that never rests: hold the projectors first, then look for the differences."""
        with self._live.begin():
            began = perf_counter()
            self._catch_up(hold(self._live))
            wrong = self._stage() or 0
            self._replace()
        return self._done(wrong, began)

    def _replace(self) -> None:
        staging.replace(self._live)
        stand = {"position": self._stand.position, "recorded_max": self._stand.recorded_max}
        for view in self._views:
            row = update(projection).where(projection.c.name == view.name)
            self._live.execute(row.values(**stand, version=view.version, error=None, error_position=None))

    def _done(self, wrong: int, began: float) -> Rebuilt:
        now = perf_counter()
        return Rebuilt(self._stand.position, self._events, wrong, now - self._began, now - began)


def hold(live: Connection) -> int:
    """Lock the row that every page moves first, and read how far the live facts are."""
    facts = projection.c.name == FACTS.name
    live.execute(update(projection).where(facts).values(position=projection.c.position))
    return stands(live)[FACTS.name].position
