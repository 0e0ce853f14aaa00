"""Questions to the trail. Each finds positions in the index and reads those events from the log in one query."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol
from uuid import UUID

from msgspec import Struct
from sqlalchemy import Connection, Row, select

from grants.kernel.envelope import Happened
from grants.read._paging import PAGE, Page, paged
from grants.read.trail.view import trail, trail_library


class Events(Protocol):
    """The log, as far as the trail needs it."""

    def by_positions(self, positions: Sequence[int]) -> list[tuple[int, Happened]]: ...


class Step(Struct, frozen=True):
    """One thing that happened, and whom it concerns. ``part``: leading or partner, on a library's trail."""

    position: int
    event: Happened
    round: UUID | None
    grant: UUID | None
    library: UUID | None
    part: str = ""


def of_library(
    connection: Connection, log: Events, library: UUID, at: str | None = None, limit: int = PAGE, *, part: str = ""
) -> Page[Step]:
    """A library's trail across all rounds, also as a partner (``part`` narrows it); the newest first."""
    join = trail_library.join(trail, trail.c.position == trail_library.c.position)
    query = select(trail_library.c.position, trail_library.c.part, trail.c.round, trail.c.grant, trail.c.library)
    query = query.select_from(join).where(trail_library.c.library == library)
    query = query.where(trail_library.c.part == part) if part else query
    rows, after, before = paged(connection, query, (trail_library.c.position,), at, limit=limit, down=True)
    return Page(_steps(log, rows), after, before)


def of_grant(connection: Connection, log: Events, grant: UUID) -> list[Step]:
    """Everything about one grant in the order of the log, its round's bookings of money included."""
    return _steps(log, connection.execute(select(trail).where(trail.c.grant == grant).order_by(trail.c.position)).all())


def latest(
    connection: Connection, log: Events, round_: UUID | None = None, at: str | None = None, limit: int = PAGE
) -> Page[Step]:
    """What happened last in a round, or anywhere; the newest first."""
    query = select(trail) if round_ is None else select(trail).where(trail.c.round == round_)
    rows, after, before = paged(connection, query, (trail.c.position,), at, limit=limit, down=True)
    return Page(_steps(log, rows), after, before)


def at(connection: Connection, log: Events, positions: Sequence[int]) -> dict[int, Step]:
    """The steps at these positions: what stands behind the lines of a figure."""
    query = select(trail).where(trail.c.position.in_(set(positions))).order_by(trail.c.position)
    return {step.position: step for step in _steps(log, connection.execute(query).all())}


def command_steps(connection: Connection, log: Events, command_id: UUID) -> list[Step]:
    """Everything that one command did, whatever streams it touched."""
    query = select(trail).where(trail.c.command_id == command_id).order_by(trail.c.position)
    return _steps(log, connection.execute(query).all())


def _steps(log: Events, rows: Sequence[Row[Any]]) -> list[Step]:
    events = dict(log.by_positions([row.position for row in rows])) if rows else {}
    return [
        Step(row.position, events[row.position], row.round, row.grant, row.library, getattr(row, "part", ""))
        for row in rows
    ]
