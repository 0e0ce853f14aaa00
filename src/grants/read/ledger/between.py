"""By how much each figure of a round moved between two known days, and the lines that moved it.

Old and new are sums of cells, so they cost what two past totals cost; the lines are found by their place in the log.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from msgspec import Struct
from sqlalchemy import BigInteger, ColumnElement, cast, func, select

from grants.read._paging import Page, Paging
from grants.read.asking import Question, Rows
from grants.read.ledger.figures import FIGURES
from grants.read.ledger.lines import Line
from grants.read.ledger.tables import ledger_line, total
from grants.read.ledger.totals import Totals, as_of_question


class Part(Struct, frozen=True):
    """One value of a figure's dimension; empty for a figure without one. Counts, or money in grosze."""

    dimension: str
    old: int
    new: int

    @property
    def difference(self) -> int:
        return self.new - self.old


class Move(Struct, frozen=True):
    """A figure that is not what it was: over all its dimensions, and the parts that moved.

    The whole may stand still while its parts move: a grant that went from one stage to another.
    """

    metric: str
    old: int
    new: int
    parts: list[Part]

    @property
    def difference(self) -> int:
        return self.new - self.old


class Stretch(Struct, frozen=True):
    """A part of the log: behind ``after``, up to and with ``upto``. Positions, or expressions for them."""

    after: Any
    upto: Any

    def holds(self, position: Any) -> ColumnElement[bool]:
        """Whether a position lies inside, as a condition."""
        found: ColumnElement[bool] = (position > self.after) & (position <= self.upto)
        return found


def known_question(round_: UUID, known: date, metrics: Collection[str] = ()) -> Question[Totals]:
    """All that had been recorded by the end of the day ``known``, whatever its own day: no fact lies in the future."""
    return as_of_question(round_, date.max, known, metrics)


def moves(old: Totals, new: Totals) -> list[Move]:
    """What differs between the two, in the order of the figures."""
    found = (_move(metric, old, new) for metric in FIGURES)
    return [move for move in found if move.parts]


def _move(metric: str, old: Totals, new: Totals) -> Move:
    before, after = old.by(metric), new.by(metric)
    parts = [Part(code, before.get(code, 0), after.get(code, 0)) for code in sorted({*before, *after})]
    return Move(metric, old.sum(metric), new.sum(metric), [part for part in parts if part.difference])


def moved_question(
    round_: UUID, metric: str, dimension: str | None, stretch: Stretch, at: str | None
) -> Question[Page[Line]]:
    """The lines of a figure (``dimension``: of one part) inside the stretch, as they became known."""
    query = select(ledger_line).where(*_inside(round_, metric, dimension, stretch))
    paging = Paging(query, (ledger_line.c.position, ledger_line.c.line), at)

    def page(found: Rows) -> Page[Line]:
        rows, after, before = paging.page(found)
        return Page([Line(*row) for row in rows], after, before)

    return Question(paging.statement, page)


def moved_sum_question(round_: UUID, metric: str, dimension: str | None, stretch: Stretch) -> Question[int]:
    """What those lines add up to, on all their pages."""
    whole = cast(func.coalesce(func.sum(ledger_line.c.delta), 0), BigInteger)
    query = select(whole.label("whole")).where(*_inside(round_, metric, dimension, stretch))
    return Question(query, lambda rows: int(rows[0].whole))


def _inside(round_: UUID, metric: str, dimension: str | None, stretch: Stretch) -> list[ColumnElement[bool]]:
    """The parts are named even where all are meant: then each is found by its places, and no other line is passed."""
    line = ledger_line.c
    parts = select(total.c.dimension).where(total.c.round == round_, total.c.metric == metric)
    its = line.dimension.in_(parts) if dimension is None else line.dimension == dimension
    return [line.round == round_, line.metric == metric, its, stretch.holds(line.position)]
