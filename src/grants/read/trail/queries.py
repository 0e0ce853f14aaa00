"""Questions to the trail. Each finds positions in the index and reads those events from the log in one query."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol
from uuid import UUID

from msgspec import Struct
from sqlalchemy import Connection, Row, select

from grants.kernel.envelope import Happened
from grants.read._paging import PAGE, Page, Paging
from grants.read.asking import Question, ask
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


Placed = Page[Any]
"""Places of steps in the log, found in the index; ``told`` reads the events that stand there."""


def of_library(
    connection: Connection, log: Events, library: UUID, at: str | None = None, limit: int = PAGE, *,
    part: str = "", upto: int | None = None,
) -> Page[Step]:  # fmt: skip
    """A library's trail across all rounds, also as a partner (``part`` narrows it); the newest first.

    ``upto``: what was known when that position was the log's last.
    """
    return told(log, ask(connection, library_question(library, at, limit, part=part, upto=upto)))


def library_question(
    library: UUID, at: str | None = None, limit: int = PAGE, *, part: str = "", upto: int | None = None
) -> Question[Placed]:
    """The same, to be asked together with others, for ``told``."""
    join = trail_library.join(trail, trail.c.position == trail_library.c.position)
    query = select(trail_library.c.position, trail_library.c.part, trail.c.round, trail.c.grant, trail.c.library)
    query = query.select_from(join).where(trail_library.c.library == library)
    query = query.where(trail_library.c.part == part) if part else query
    query = query if upto is None else query.where(trail_library.c.position <= upto)
    return _placed(Paging(query, (trail_library.c.position,), at, limit=limit, down=True))


def of_grant(connection: Connection, log: Events, grant: UUID) -> list[Step]:
    """Everything about one grant in the order of the log, its round's bookings of money included."""
    return _steps(log, connection.execute(select(trail).where(trail.c.grant == grant).order_by(trail.c.position)).all())


def latest(
    connection: Connection, log: Events, round_: UUID | None = None, at: str | None = None, limit: int = PAGE
) -> Page[Step]:
    """What happened last in a round, or anywhere; the newest first."""
    return told(log, ask(connection, latest_question(round_, at, limit)))


def latest_question(
    round_: UUID | None = None, at: str | None = None, limit: int = PAGE, *, upto: Any = None
) -> Question[Placed]:
    """The same, to be asked together with others, for ``told``. ``upto``: a position, or ``days.upto``."""
    query = select(trail.c.position, trail.c.round, trail.c.grant, trail.c.library)
    query = query if round_ is None else query.where(trail.c.round == round_)
    query = query if upto is None else query.where(trail.c.position <= upto)
    return _placed(Paging(query, (trail.c.position,), at, limit=limit, down=True))


def told(log: Events, placed: Placed) -> Page[Step]:
    """The steps at these places, out of the log."""
    return Page(_steps(log, placed.rows), placed.next, placed.previous)


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


def _placed(paging: Paging) -> Question[Placed]:
    return Question(paging.statement, lambda found: Page(*paging.page(found)))
