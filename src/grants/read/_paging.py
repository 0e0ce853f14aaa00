"""Pages by key: the next page begins behind the last row shown, so none is skipped, repeated or counted."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from datetime import date
from typing import Any, Final, Generic, TypeVar
from uuid import UUID

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Row, Select, tuple_

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
) -> tuple[list[Row[Any]], str | None, str | None]:
    """One page of ``query`` in the order of ``key``: rows, next cursor, previous cursor.

    ``key``: columns of the query that together are unique, none of them null; ``down``: the largest first.
    """
    here = place(at, [_kind(column) for column in key])
    back, values = here or (False, ())
    descending = down != back
    if here:
        whole = tuple_(*key)
        query = query.where(whole < values if descending else whole > values)
    order = [column.desc() if descending else column.asc() for column in key]
    found = list(connection.execute(query.order_by(*order).limit(limit + 1)))
    more, rows = len(found) > limit, found[:limit]
    if back:
        rows.reverse()
    behind, before = (bool(rows), more) if back else (more, bool(rows) and here is not None)
    names = [column.name for column in key]
    return (
        rows,
        cursor([getattr(rows[-1], n) for n in names], back=False) if behind else None,
        cursor([getattr(rows[0], n) for n in names], back=True) if before else None,
    )


def _kind(column: Any) -> type:
    kind = column.type.python_type
    return kind if kind in (str, int, date, UUID) else str
