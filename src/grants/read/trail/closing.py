"""Whether a library had closed by a past day, as far as it was known then."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from grants.libraries.events import LibraryRestored, LibraryRetired
from grants.read.trail.view import trail


def closed_then(library: ColumnElement[Any], day: date, upto: Any) -> ColumnElement[bool]:
    """Of ``library`` (a column of the question that this stands in); ``upto``: a position, or ``days.upto``.

    A restoration takes a retirement back as if it had never been, so its own day does not count.
    """
    step = trail.alias("own_step")
    retired = and_(step.c.name == LibraryRetired.TOPIC, step.c.occurred_on <= day)
    last = select(step.c.name).where(step.c.stream == library, step.c.position <= upto)
    last = last.where(or_(retired, step.c.name == LibraryRestored.TOPIC)).order_by(step.c.version.desc()).limit(1)
    return func.coalesce(last.scalar_subquery(), "") == LibraryRetired.TOPIC
