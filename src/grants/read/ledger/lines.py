"""What makes a figure: its lines, each with the event that booked it. The page behind every number."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec import Struct
from sqlalchemy import BigInteger, ColumnElement, Connection, cast, func, select

from grants.read._paging import PAGE, Page, Paging
from grants.read.asking import Question, Rows, ask
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
    """Which figure: ``round`` None is all rounds, ``dimension`` None all of them; ``day``, ``known``: as of."""

    round: UUID | None
    metric: str
    dimension: str | None = None
    day: date | None = None
    known: date | None = None


def lines(connection: Connection, sought: Sought, at: str | None = None, limit: int = PAGE) -> Page[Line]:
    """The lines in the order in which they became known; ``at``: a cursor of the page before or after."""
    return ask(connection, lines_question(sought, at, limit))


def lines_question(sought: Sought, at: str | None = None, limit: int = PAGE) -> Question[Page[Line]]:
    """The same, to be asked together with others."""
    query = select(ledger_line).where(*_conditions(sought))
    paging = Paging(query, (ledger_line.c.position, ledger_line.c.line), at, limit=limit)

    def page(found: Rows) -> Page[Line]:
        rows, after, before = paging.page(found)
        return Page([Line(*row) for row in rows], after, before)

    return Question(paging.statement, page)


def sum_of_lines(connection: Connection, sought: Sought) -> int:
    """What the lines add up to: the same as the figure, or something is broken."""
    return ask(connection, sum_question(sought))


def sum_question(sought: Sought) -> Question[int]:
    """The same, to be asked together with others."""
    whole = cast(func.coalesce(func.sum(ledger_line.c.delta), 0), BigInteger)
    return Question(select(whole.label("whole")).where(*_conditions(sought)), lambda rows: int(rows[0].whole))


def _conditions(sought: Sought) -> list[ColumnElement[bool]]:
    line = ledger_line.c
    conditions: list[ColumnElement[bool]] = [line.metric == sought.metric]
    if sought.round is not None:
        conditions.append(line.round == sought.round)
    if sought.dimension is not None:
        conditions.append(line.dimension == sought.dimension)
    if sought.day is not None:
        conditions.append(line.occurred_on <= sought.day)
    if sought.known is not None:
        conditions.append(line.known_on <= sought.known)
    return conditions
