"""What was booked by a day, as far as it was known by another, out of few rows however much was booked.

Whole months come from their sums (a fact's month and the month of its being known both over); the days of the two
months in which the days lie come from the cells. So a total costs what its months and two months of days cost, not what
the programme has grown to.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, CompoundSelect, Select, Table, select, union_all

from grants.read.ledger.tables import total_cell, total_month

Whose = UUID | Collection[UUID] | Select[Any] | None
"""One round, these (or those that a question finds, so that each is found by its index), or all."""


def booked(whose: Whose, metrics: Collection[str], day: date, known: date) -> CompoundSelect[Any]:
    """Rows of round, metric, dimension, occurred_on and delta, to be added up; of whole months, occurred_on is the
    first.
    """
    cell, month = total_cell.c, total_month.c
    this, its = day.replace(day=1), known.replace(day=1)
    whole = select(month.round, month.metric, month.dimension, month.occurred_in.label("occurred_on"), month.delta)
    days = select(cell.round, cell.metric, cell.dimension, cell.occurred_on, cell.delta)
    return union_all(
        whole.where(*_of(total_month, whose, metrics), month.occurred_in < this, month.known_in < its),
        days.where(*_of(total_cell, whose, metrics), cell.occurred_on.between(this, day), cell.known_on <= known),
        days.where(*_of(total_cell, whose, metrics), cell.known_on.between(its, known), cell.occurred_on < this),
    )


def _of(table: Table, whose: Whose, metrics: Collection[str]) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [table.c.metric.in_(list(metrics))]
    if whose is None:
        return conditions
    if isinstance(whose, UUID):
        return [table.c.round == whose, *conditions]
    return [table.c.round.in_(whose if isinstance(whose, Select) else list(whose)), *conditions]
