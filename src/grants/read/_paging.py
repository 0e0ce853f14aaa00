"""Pages by key: the next page begins behind the last row shown, so none is skipped, repeated or counted."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final, Generic, TypeVar
from uuid import UUID

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Select, tuple_

T = TypeVar("T")
PAGE: Final = 40
"""Rows of a page."""
LONGEST: Final = 1000
"""Characters of a cursor."""


class Page(Struct, Generic[T], frozen=True):
    """Rows, and the cursors (opaque texts for the URL) of the pages beside them, where there are any."""

    rows: list[T]
    next: str | None
    previous: str | None


def cursor(values: Sequence[Any], *, back: bool) -> str:
    """The place behind (or before) the row with this key, as a text for a URL."""
    plain = [back, *(value.isoformat() if isinstance(value, date) else value for value in values)]
    return base64.urlsafe_b64encode(msgspec.json.encode(plain)).decode().rstrip("=")


def place(text: str | None, kinds: Sequence[type]) -> tuple[bool, tuple[Any, ...]] | None:
    """Direction and key of a cursor; None for none, or for one that is not ours: the list then begins anew."""
    if not text or len(text) > LONGEST:
        return None
    try:
        plain = msgspec.json.decode(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)), type=list[Any])
        back = msgspec.convert(plain[0], bool)
        values: tuple[Any, ...] = tuple(
            msgspec.convert(value, kind) for value, kind in zip(plain[1:], kinds, strict=True)
        )
    except (ValueError, IndexError, binascii.Error):
        return None
    return None if any(_unfit(value) for value in values) else (back, values)


def _unfit(value: object) -> bool:
    """What a database would choke on."""
    return (isinstance(value, int) and abs(value) >= 2**63) or (isinstance(value, str) and "\x00" in value)


def paged(
    connection: Connection,
    query: Select[Any],
    key: Sequence[Any],
    at: str | None,
    *,
    limit: int = PAGE,
    down: bool = False,
) -> tuple[list[Any], str | None, str | None]:
    """One page of ``query`` in the order of ``key``: rows, next cursor, previous cursor.

    ``key``: columns of the query that together are unique, none of them null; ``down``: the largest first.
    """
    paging = Paging(query, key, at, limit=limit, down=down)
    return paging.page(connection.execute(paging.statement).all(), ordered=True)


def listed(
    rows: Sequence[T], key: Callable[[T], tuple[Any, ...]], kinds: Sequence[type], at: str | None, *, limit: int = PAGE
) -> Page[T]:
    """One page of rows that were worked out and stand in the order of ``key``: unique, and made of ``kinds``."""
    back, here = place(at, kinds) or (False, None)
    found = [row for row in rows if here is None or (key(row) < here if back else key(row) > here)]
    shown = found[-limit:] if back else found[:limit]
    if not shown:
        return Page([], None, None)
    first, last = key(shown[0]), key(shown[-1])
    return Page(
        shown,
        None if last == key(rows[-1]) else cursor(last, back=False),
        None if first == key(rows[0]) else cursor(first, back=True),
    )


class Paging:
    """The same for a page that is asked for together with other things (see ``asking``)."""

    def __init__(
        self, query: Select[Any], key: Sequence[Any], at: str | None, *, limit: int = PAGE, down: bool = False
    ) -> None:
        here = place(at, [_kind(column) for column in key])
        self._inside, (self._back, values) = here is not None, here or (False, ())
        self._descending = down != self._back
        self._limit, self._names = limit, [column.name for column in key]
        if here:
            whole = tuple_(*key)
            query = query.where(whole < values if self._descending else whole > values)
        order = [column.desc() if self._descending else column.asc() for column in key]
        self.statement: Final = query.order_by(*order).limit(limit + 1)

    def page(self, found: Sequence[Any], *, ordered: bool = False) -> tuple[list[Any], str | None, str | None]:
        """Rows in order, next cursor, previous cursor."""
        rows = list(found) if ordered else sorted(found, key=self._key, reverse=self._descending)
        more, rows = len(rows) > self._limit, rows[: self._limit]
        if self._back:
            rows.reverse()
        behind, before = (bool(rows), more) if self._back else (more, bool(rows) and self._inside)
        return (
            rows,
            cursor(self._key(rows[-1]), back=False) if behind else None,
            cursor(self._key(rows[0]), back=True) if before else None,
        )

    def _key(self, row: Any) -> list[Any]:
        return [getattr(row, name) for name in self._names]


def _kind(column: Any) -> type:
    kind = column.type.python_type
    return kind if kind in (str, int, date, UUID) else str
