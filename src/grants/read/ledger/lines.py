"""What makes a figure: its lines, each with the event that booked it. The page behind every number."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from msgspec import Struct
from sqlalchemy import BigInteger, ColumnElement, Connection, cast, func, select

from grants.read._paging import PAGE, Page, Paging
from grants.read.asking import Question, Rows, ask
from grants.read.ledger.corners import booked
from grants.read.ledger.tables import ledger_line


class Line(Struct, frozen=True):
    """``stream``: the grant (or round) whose event ``version`` moved the figure by ``delta``; ``library``: who
    leads the grant. Days as in the log.
    """

    position: int
    line: int
    round: UUID
    metric: str
    dimension: str
    occurred_on: date
    known_on: date
    delta: int
    stream: UUID
    version: int
    library: UUID | None


class Sought(Struct, frozen=True):
    """Which figure: ``round`` None is all rounds, ``dimension`` None all of them; ``day``, ``known``: as of; ``month``:
    by how much it moved in the month that begins on this day.
    """

    round: UUID | None
    metric: str
    dimension: str | None = None
    day: date | None = None
    known: date | None = None
    month: date | None = None


def lines(connection: Connection, sought: Sought, at: str | None = None, limit: int = PAGE) -> Page[Line]:
    """The lines in the order of the days from which they count; ``at``: a cursor of the page before or after."""
    return ask(connection, lines_question(sought, at, limit))


def lines_question(sought: Sought, at: str | None = None, limit: int = PAGE) -> Question[Page[Line]]:
    """The same, to be asked together with others."""
    line = ledger_line.c
    conditions = [*_figure(sought, line), *_month(sought, line.occurred_on)]
    if sought.day is not None:
        conditions.append(line.occurred_on <= sought.day)
    if sought.known is not None:
        conditions.append(line.known_on <= sought.known)
    key = (line.occurred_on, line.position, line.line)
    paging = Paging(select(ledger_line).where(*conditions), key, at, limit=limit)

    def page(found: Rows) -> Page[Line]:
        rows, after, before = paging.page(found)
        return Page([Line(*row) for row in rows], after, before)

    return Question(paging.statement, page)


def sum_of_cells(connection: Connection, sought: Sought) -> int:
    """What the lines add up to, out of the sums that were booked with them: it costs what the months are, not the
    lines.
    """
    return ask(connection, sum_question(sought))


def sum_question(sought: Sought) -> Question[int]:
    """The same, to be asked together with others."""
    cells = booked(sought.round, [sought.metric], sought.day or date.max, sought.known or date.max).subquery().c
    conditions = _month(sought, cells.occurred_on)
    if sought.dimension is not None:
        conditions.append(cells.dimension == sought.dimension)
    whole = cast(func.coalesce(func.sum(cells.delta), 0), BigInteger)
    return Question(select(whole.label("whole")).where(*conditions), lambda rows: int(rows[0].whole))


def _figure(sought: Sought, line: Any) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [line.metric == sought.metric]
    if sought.round is not None:
        conditions.append(line.round == sought.round)
    if sought.dimension is not None:
        conditions.append(line.dimension == sought.dimension)
    return conditions


def _month(sought: Sought, day: ColumnElement[date]) -> list[ColumnElement[bool]]:
    if sought.month is None:
        return []
    later = sought.month + timedelta(days=31)
    return [day >= sought.month, day < later.replace(day=1)]
