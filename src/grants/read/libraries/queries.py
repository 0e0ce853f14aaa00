"""Questions about libraries."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any, Final
from uuid import UUID

from msgspec import Struct
from sqlalchemy import Connection, Row, select

from grants.read._paging import PAGE, Page, paged
from grants.read._searching import matching
from grants.read.libraries.view import library

_REGON: Final = re.compile("[0-9]{9}(?:[0-9]{5})?")


class LibraryNow(Struct, frozen=True):
    """A library's public data as of now."""

    id: UUID
    name: str
    regon: str
    nip: str
    terc: str
    town: str
    registered_on: date
    version: int


def listed(connection: Connection, search: str = "", at: str | None = None, limit: int = PAGE) -> Page[LibraryNow]:
    """One page of libraries in the order of town and name; ``search``: words of the name or town, or a REGON."""
    regon = "".join(search.split())
    known_by = library.c.regon == regon if _REGON.fullmatch(regon) else matching(connection, library, search)
    query = select(library) if known_by is None else select(library).where(known_by)
    rows, after, before = paged(connection, query, (library.c.sort_name, library.c.id), at, limit=limit)
    return Page([_library(row) for row in rows], after, before)


def libraries(connection: Connection, ids: Iterable[UUID]) -> dict[UUID, LibraryNow]:
    """These libraries, in one query."""
    rows = connection.execute(select(library).where(library.c.id.in_(list(ids))))
    return {row.id: _library(row) for row in rows}


def library_now(connection: Connection, id_: UUID) -> LibraryNow | None:
    """The library, or None if there is none."""
    return libraries(connection, [id_]).get(id_)


def library_by_regon(connection: Connection, regon: str) -> LibraryNow | None:
    """By its REGON: the link in "this library exists already", and what people type."""
    row = connection.execute(select(library).where(library.c.regon == regon).order_by(library.c.id).limit(1)).first()
    return _library(row) if row else None


def _library(row: Row[Any]) -> LibraryNow:
    return LibraryNow(*(row._mapping[name] for name in LibraryNow.__struct_fields__))  # noqa: SLF001  public attribute
