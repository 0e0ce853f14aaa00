"""In which stage a grant stood on any past day: the lines of the figure "stage" are its history on both axes."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select, text

from grants.read.ledger.tables import ledger_line


def stage_then(grant: ColumnElement[Any], day: date, known: date) -> Any:
    """The stage of ``grant`` (a column of the question that this stands in) as of ``day``, as known on ``known``; null
    while there was no application. A grant has some ten such lines, whatever the programme has grown to.
    """
    line = ledger_line.c
    its = select(line.dimension).where(text("ledger_line.metric = 'stage'"), line.stream == grant)
    its = its.where(line.occurred_on <= day, line.known_on <= known)
    return its.group_by(line.dimension).having(func.sum(line.delta) > 0).limit(1).scalar_subquery()
