"""The figures of a past day as a public summary freezes them, and the lines and libraries behind what was frozen.

All of it is as of the end of a day and as known by the end of the same day. Nothing that is recorded later moves it, so
it is worked out when it is asked for and equals what was frozen for ever (``tests/web/public`` prove it, figure by
figure).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from msgspec import Struct
from sqlalchemy import BigInteger, Connection, Select, case, cast, func, select, tuple_

from grants.kernel.frozen import Frozen
from grants.lifecycle.figures import SUFFIX
from grants.read.asking import Question, Rows, ask
from grants.read.ledger.figures import FIGURES
from grants.read.ledger.lines import Line
from grants.read.ledger.tables import ledger_line, total_cell

LEFT_OUT: Final = frozenset({"stage", "reserved"})
"""What says where things stand in the office, and nothing to the public."""
PUBLIC: Final = tuple(code for code in FIGURES if code not in LEFT_OUT)
"""Every figure of a summary."""
BY_MONTH: Final = "meetings_held"
BATCH: Final = 5_000
"""Lines that are read at once when all of a figure's are written into a file."""
_HELD: Final = "meetings_held" + SUFFIX


class Behind(Struct, frozen=True):
    """Which frozen figure: of these rounds, known at the end of ``day``; ``dimension`` None: all of them;
    ``month``: the first day of the month in which it happened.
    """

    rounds: tuple[UUID, ...]
    metric: str
    day: date
    dimension: str | None = None
    month: date | None = None


class Holder(Struct, frozen=True):
    """A library that held meetings. ``voivodeship``: as its application said."""

    library: UUID
    voivodeship: str
    meetings: int


def frozen(connection: Connection, rounds: Sequence[UUID], day: date, *, apart: bool) -> Frozen:
    """The figures of these rounds together; ``apart``: each of them for itself as well."""
    cell = total_cell.c
    query = select(cell.round, cell.metric, cell.dimension, cell.occurred_on, _whole(cell.delta).label("moved"))
    query = query.where(cell.round.in_(list(rounds)), cell.metric.in_(PUBLIC), cell.occurred_on <= day)
    query = query.where(cell.known_on <= day).group_by(cell.round, cell.metric, cell.dimension, cell.occurred_on)
    figures: Counter[tuple[str, ...]] = Counter()
    months: Counter[tuple[str, ...]] = Counter()
    each: Counter[tuple[str, ...]] = Counter()
    for row in connection.execute(query):
        figures[row.metric, row.dimension] += row.moved
        each[str(row.round), row.metric] += row.moved
        if row.metric == BY_MONTH:
            months[f"{row.occurred_on:%Y-%m}", row.dimension] += row.moved
    return Frozen(_listed(figures), _listed(months), _listed(each) if apart else [])


def _listed(sums: Counter[tuple[str, ...]]) -> list[list[Any]]:
    return [[*key, amount] for key, amount in sorted(sums.items()) if amount]


def behind(connection: Connection, sought: Behind, after: tuple[int, int], limit: int = BATCH) -> list[Line]:
    """Lines of the figure behind the place ``after`` (position, line), in the order in which they became known."""
    return ask(connection, behind_question(sought, after, limit))


def behind_question(sought: Behind, after: tuple[int, int] = (0, 0), limit: int = BATCH) -> Question[list[Line]]:
    """The same, to be asked together with others."""
    line = ledger_line.c
    query = _narrowed(select(ledger_line), sought).where(tuple_(line.position, line.line) > after)
    return Question(query.order_by(line.position, line.line).limit(limit), _in_order)


def _in_order(rows: Rows) -> list[Line]:
    return sorted((Line(*row) for row in rows), key=lambda each: (each.position, each.line))


def worth_question(sought: Behind) -> Question[tuple[int, int]]:
    """How many lines there are, and their sum: the frozen figure, or something is broken."""
    whole = cast(func.coalesce(func.sum(ledger_line.c.delta), 0), BigInteger)
    counted: Any = select(func.count().label("number"), whole.label("whole"))
    query = _narrowed(counted, sought)
    return Question(query.select_from(ledger_line), lambda rows: (int(rows[0].number), int(rows[0].whole)))


def holders_question(rounds: Sequence[UUID], day: date) -> Question[list[Holder]]:
    """The libraries whose grants are counted as having held a meeting, with how many they held."""
    line = ledger_line.c
    with_meeting = func.sum(case((line.metric == "with_meeting", line.delta), else_=0))
    meetings = func.sum(case((line.metric == _HELD, line.delta), else_=0))
    place = func.max(case((line.metric == _HELD, line.dimension), else_=""))
    query = select(line.library, place.label("place"), cast(meetings, BigInteger).label("meetings")).where(
        line.round.in_(list(rounds)), line.metric.in_(["with_meeting", _HELD]), line.occurred_on <= day,
        line.known_on <= day,
    ).group_by(line.library).having(with_meeting > 0)  # fmt: skip
    return Question(query, _holders)


def _holders(rows: Rows) -> list[Holder]:
    return [Holder(row.library, row.place, row.meetings) for row in rows]


def _narrowed(query: Select[Any], sought: Behind) -> Select[Any]:
    line = ledger_line.c
    query = query.where(line.round.in_(sought.rounds), line.metric == sought.metric)
    query = query.where(line.occurred_on <= sought.day, line.known_on <= sought.day)
    if sought.dimension is not None:
        query = query.where(line.dimension == sought.dimension)
    if sought.month is not None:
        first = sought.month
        later = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        query = query.where(line.occurred_on >= first, line.occurred_on < later)
    return query


def _whole(column: Any) -> Any:
    """PostgreSQL's sum of bigints is numeric; ours always fits 64 bits."""
    return cast(func.sum(column), BigInteger)
