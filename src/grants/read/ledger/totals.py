"""The figures of a round or of all rounds: as of now, as of any two days, and month by month."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from msgspec import Struct
from sqlalchemy import BigInteger, Column, ColumnElement, Connection, Select, cast, func, select

from grants.read.asking import Question, Rows, ask
from grants.read.ledger.corners import Whose, booked
from grants.read.ledger.figures import FIGURES
from grants.read.ledger.tables import total


class Totals(Struct, frozen=True):
    """Amounts by (metric, dimension); what never moved is nought."""

    amounts: dict[tuple[str, str], int]

    def of(self, metric: str, dimension: str = "") -> int:
        return self.amounts.get((metric, dimension), 0)

    def by(self, metric: str) -> dict[str, int]:
        """The figure broken down by its dimension, noughts left out, in the order of the codes."""
        return {d: amount for (m, d), amount in sorted(self.amounts.items()) if m == metric and amount}

    def sum(self, metric: str) -> int:
        """The figure over all its dimensions."""
        return sum(self.by(metric).values())

    @property
    def left(self) -> int:
        """Grosze of the budget not set aside for any grant."""
        return self.of("budget") - self.of("reserved")


def added(several: Iterable[Totals]) -> Totals:
    """The sum of what stands side by side."""
    amounts: Counter[tuple[str, str]] = Counter()
    for one in several:
        for key, amount in one.amounts.items():
            amounts[key] += amount
    return Totals(dict(amounts))


class Point(Struct, frozen=True):
    """By how much a figure moved in the month that begins on ``month``."""

    month: date
    dimension: str
    amount: int


def totals(connection: Connection, round_: UUID | None = None) -> Totals:
    """As of now; over all rounds without one."""
    return ask(connection, totals_question(round_))


def totals_question(round_: UUID | None, metrics: Collection[str] = ()) -> Question[Totals]:
    """As of now, of one round or over all; ``metrics``: those alone."""
    query = select(total.c.metric, total.c.dimension, _whole(total.c.amount).label("amount"))
    query = _within(query, total.c.round, round_).group_by(total.c.metric, total.c.dimension)
    return Question(query.where(total.c.metric.in_(list(metrics))) if metrics else query, _totals)


def by_round_question(metrics: Collection[str], rounds: Collection[UUID] = ()) -> Question[dict[UUID, Totals]]:
    """As of now, every round (or these) for itself: what stands side by side."""
    query = select(total.c.round, total.c.metric, total.c.dimension, total.c.amount)
    query = query.where(total.c.amount != 0, total.c.metric.in_(list(metrics)))
    return Question(query.where(total.c.round.in_(list(rounds))) if rounds else query, _by_round)


def by_round_then_question(
    metrics: Collection[str], rounds: Collection[UUID], day: date, known: date
) -> Question[dict[UUID, Totals]]:
    """The same as of any two days; a round of which nothing was known then is left out."""
    sums = booked(rounds, metrics, day, known).subquery().c
    query = select(sums.round, sums.metric, sums.dimension, _whole(sums.delta).label("amount"))
    query = query.group_by(sums.round, sums.metric, sums.dimension)
    return Question(query, lambda rows: _by_round([row for row in rows if row.amount]))


def _by_round(rows: Rows) -> dict[UUID, Totals]:
    found: dict[UUID, dict[tuple[str, str], int]] = defaultdict(dict)
    for row in rows:
        found[row.round][row.metric, row.dimension] = row.amount
    return {round_: Totals(amounts) for round_, amounts in found.items()}


def totals_as_of(connection: Connection, round_: UUID | None, day: date, known: date) -> Totals:
    """What had happened by ``day``, as far as it was known by the end of the day ``known``."""
    return ask(connection, as_of_question(round_, day, known))


def as_of_question(round_: Whose, day: date, known: date, metrics: Collection[str] = ()) -> Question[Totals]:
    """The same, to be asked together with others; ``metrics``: those alone."""
    sums = booked(round_, metrics or FIGURES, day, known).subquery().c
    query = select(sums.metric, sums.dimension, _whole(sums.delta).label("amount"))
    return Question(query.group_by(sums.metric, sums.dimension), _totals)


def series(connection: Connection, round_: UUID | None, metric: str) -> list[Point]:
    """How a figure moved month by month (by the day it happened) and dimension: meetings by mode, people by kind."""
    return ask(connection, series_question(round_, metric))


def series_question(
    round_: UUID | None, metric: str, day: date = date.max, known: date = date.max
) -> Question[list[Point]]:
    """The same, to be asked together with others; ``day`` and ``known``: as of the past."""
    sums = booked(round_, [metric], day, known).subquery().c
    query = select(sums.occurred_on, sums.dimension, _whole(sums.delta).label("moved"))
    return Question(query.group_by(sums.occurred_on, sums.dimension), _points)


def _points(rows: Rows) -> list[Point]:
    months: dict[tuple[date, str], int] = defaultdict(int)
    for row in rows:
        months[row.occurred_on.replace(day=1), row.dimension] += row.moved
    return [Point(month, dimension, amount) for (month, dimension), amount in sorted(months.items()) if amount]


def _totals(rows: Rows) -> Totals:
    return Totals({(metric, dimension): amount for metric, dimension, amount in rows if amount})


def _within(query: Select[Any], column: Column[UUID], round_: UUID | None) -> Select[Any]:
    return query if round_ is None else query.where(column == round_)


def _whole(column: ColumnElement[Any]) -> Any:
    """PostgreSQL's sum of bigints is numeric; ours always fits 64 bits."""
    return cast(func.sum(column), BigInteger)
