"""The list of libraries of a past day: which there were, in today's order of names; the rest is folded from the log.

A registration is never moved nor taken back, so its row says since when a library was there and was known. Whether it
had closed then is an expression of whoever keeps what happened; what a row says beside it comes from its own events.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, Select, and_, not_, or_, select

from grants.kernel.envelope import Happened
from grants.read._paging import Page, Paging
from grants.read.asking import Question, Rows
from grants.read.libraries.queries import LibraryNow, sought
from grants.read.libraries.then import library_then
from grants.read.libraries.view import library

LIBRARY: Final = library.c.id
"""What the expression for having closed is to be made for."""
REGISTERED: Final = 1
"""The version of a library to which nothing else has happened."""


class Past(Struct, frozen=True):
    """``upto``: the last position that was known then, as an expression; ``closed``: whether LIBRARY had closed."""

    day: date
    upto: Any
    closed: ColumnElement[bool]


class Listed(Struct, frozen=True):
    """``ids``: of the libraries of a page; ``streams``: the same as a SELECT, so that their events are found in the
    same breath.
    """

    ids: Question[Page[UUID]]
    streams: Select[Any]


def listed_then(
    connection: Connection, past: Past, search: str = "", at: str | None = None, *, retired: bool | None = None
) -> Listed:
    """As ``listed``. ``search`` looks among today's names and numbers. The few that had closed cost the rows of all
    libraries passed on the way to them.
    """
    query = select(LIBRARY, library.c.sort_name)
    query = query.where(library.c.row_id <= past.upto, library.c.registered_on <= past.day)
    query = query.where(*_narrowed(past, retired=retired), *sought(connection, search))
    paging = Paging(query, (library.c.sort_name, LIBRARY), at)

    def page(found: Rows) -> Page[UUID]:
        rows, after, before = paging.page(found)
        return Page([row.id for row in rows], after, before)

    return Listed(Question(paging.statement, page), select(paging.statement.subquery().c.id))


def _narrowed(past: Past, *, retired: bool | None) -> list[ColumnElement[bool]]:
    """Of most libraries the row itself says that they never closed."""
    if retired is None:
        return []
    untouched = library.c.version == REGISTERED
    return [and_(not_(untouched), past.closed) if retired else or_(untouched, not_(past.closed))]


def folded_then(ids: Sequence[UUID], events: Mapping[UUID, Sequence[Happened]], day: date) -> list[LibraryNow]:
    """The rows in the order of ``ids``, out of what was known of each. Successors go without their names."""
    found = [library_then([(n, e) for n, e in enumerate(events.get(id_, ()))], id_, day) for id_ in ids]
    return [each for each in found if each is not None]
