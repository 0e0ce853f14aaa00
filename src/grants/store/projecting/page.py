"""One page of events, all views, one transaction. Its first statements move the positions, or nothing happens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, Engine, select, update
from sqlalchemy.dialects import postgresql, sqlite

from grants.kernel.envelope import Happened
from grants.store.projecting.facts import GrantFacts, changes_of
from grants.store.projecting.tables import projection
from grants.store.projecting.views import Log, View

PAGE: Final = 500
"""Events in one transaction: 14 to 50 times faster than one by one."""
FACTS: Final = GrantFacts()


class Overtaken(Exception):
    """Another projector moved the position first; its work stands and ours is rolled back."""


class ViewFailed(Exception):
    """A view could not take an event; the cause says why."""

    def __init__(self, view: str) -> None:
        super().__init__(view)
        self.view: Final = view


@dataclass(frozen=True, slots=True)
class Stand:
    """How far the views are. ``version``: which one of a view made its rows."""

    position: int = 0
    recorded_max: datetime | None = None
    version: int = 1


def begin_rows(connection: Connection, views: Sequence[View]) -> None:
    """A row for every view that has none yet."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    rows = [{"name": view.name, "position": 0, "version": view.version} for view in views]
    connection.execute(insert(projection).on_conflict_do_nothing(), rows)


def stands(connection: Connection) -> dict[str, Stand]:
    """How far each view is, read in one statement."""
    columns = projection.c
    rows = connection.execute(select(columns.name, columns.position, columns.recorded_max, columns.version))
    return {row.name: Stand(row.position, row.recorded_max, row.version) for row in rows}


def move(connection: Connection, views: Sequence[str], start: Stand, end: Stand) -> None:
    """The compare-and-set that makes two projectors harmless; Overtaken unless exactly this step was still to do.

    The facts' row goes first and alone: whoever has it has them all, so two projectors never wait crosswise.
    """
    for names in ([FACTS.name], [name for name in views if name != FACTS.name]):
        moved = connection.execute(
            update(projection)
            .where(projection.c.name.in_(names), projection.c.position == start.position)
            .values(position=end.position, recorded_max=end.recorded_max, error=None, error_position=None)
        )
        if moved.rowcount != len(names):
            raise Overtaken


def apply_page(engine: Engine, views: Sequence[View], start: Stand, page: Sequence[tuple[int, Happened]]) -> Stand:
    """Take a page of events into all views; they all stand at ``start``. Returns where they stand then."""
    moments = [event.timestamp for _, event in page]
    end = Stand(page[-1][0], max([*moments, start.recorded_max] if start.recorded_max else moments))
    with engine.begin() as connection:
        move(connection, [view.name for view in views], start, end)
        changes = changes_of(connection, page, start.recorded_max)
        for view in views:
            try:
                view.apply(connection, changes)
            except Exception as error:
                raise ViewFailed(view.name) from error
    return end


def replay(
    engine: Engine,
    log: Log,
    views: Sequence[View],
    start: Stand,
    upto: int,
    *,
    told: Callable[[int], None] | None = None,
) -> Stand:
    """Take everything behind ``start`` up to the position ``upto`` into the views; tells each page's events."""
    while page := [each for each in log.page(start.position, PAGE) if each[0] <= upto]:
        start = apply_page(engine, views, start, page)
        if told is not None:
            told(len(page))
    return start
