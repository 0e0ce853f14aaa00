"""Which part of the log was known by the end of a day. Asked by every page that shows a past state (DOMAIN 3.4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import BigInteger, Column, Connection, Date, Table, cast, func, select

from grants.read._then import Then, Wish, lawful
from grants.read.asking import Question, ask
from grants.store.projecting.views import Change
from grants.store.projecting.writing import put
from grants.store.tables import metadata

known_day: Final = Table(
    "known_day",
    metadata,
    Column("known_on", Date, primary_key=True),
    Column("position", BigInteger, nullable=False),
)


class KnownDays:
    """Keeps the last position of each day of recording; the running maximum makes both go up together."""

    name: Final = "days"
    version: Final = 1
    tables: Final[tuple[Table, ...]] = (known_day,)

    def apply(self, connection: Connection, changes: Sequence[Change]) -> None:
        """The last change of each day stays."""
        last = {change.known_on: change.position for change in changes}
        put(connection, known_day, [{"known_on": day, "position": position} for day, position in last.items()])


def then(connection: Connection, wish: Wish, *, today: date, first: date | None) -> Then:
    """The moment that is wished for. Refused for a day that has not come, or before ``first``, the programme's own."""
    as_of, known = lawful(wish, today=today, first=first)
    return Then(as_of, known, known_by(connection, known))


def known_by(connection: Connection, day: date) -> int:
    """The last position known by the end of ``day``; 0 if nothing was."""
    return ask(connection, known_question(day))


def known_question(day: date) -> Question[int]:
    """The same, to be asked together with others."""
    return Question(select(upto(day).label("position")), lambda rows: rows[0].position)


def upto(day: date) -> Any:
    """The same as an expression, for a question about the log that is asked in the same breath."""
    last = select(func.max(known_day.c.position)).where(known_day.c.known_on <= day).scalar_subquery()
    return cast(func.coalesce(last, 0), BigInteger)
