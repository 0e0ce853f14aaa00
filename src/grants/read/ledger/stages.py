"""In which stage a grant stood on any past day: the lines of the figure "stage" are its history on both axes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, text

from grants.read.ledger.corners import Whose, booked
from grants.read.ledger.tables import ledger_line


def rounds_then(whose: Whose, day: date, known: date, wanted: Collection[str]) -> Select[Any]:
    """The rounds (of ``whose``) that had a grant in one of the ``wanted`` stages then: no other need be read."""
    sums = booked(whose, ["stage"], day, known).subquery().c
    query = select(sums.round).where(sums.dimension.in_(list(wanted))).group_by(sums.round, sums.dimension)
    return query.having(func.sum(sums.delta) > 0)


def stage_then(grant: ColumnElement[Any], day: date, known: date) -> Any:
    """The stage of ``grant`` (a column of the question that this stands in) as of ``day``, as known on ``known``; null
    while there was no application. A grant has some ten such lines, whatever the programme has grown to.
    """
    line = ledger_line.c
    its = select(line.dimension).where(text("ledger_line.metric = 'stage'"), line.stream == grant)
    its = its.where(line.occurred_on <= day, line.known_on <= known)
    return its.group_by(line.dimension).having(func.sum(line.delta) > 0).limit(1).scalar_subquery()
