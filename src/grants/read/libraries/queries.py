"""Questions about libraries."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any, Final
from uuid import UUID

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, Select, func, select

from grants.read._paging import PAGE, Page, paged
from grants.read._searching import matching
from grants.read.asking import Question, ask
from grants.read.libraries.view import library

_REGON: Final = re.compile("[0-9]{9}(?:[0-9]{5})?")
_SUCCESSOR: Final = library.alias("successor_library")


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
    retired_on: date | None = None
    successor: UUID | None = None
    successor_name: str = ""

    @property
    def works(self) -> bool:
        """Whether it may begin anything new: it has neither closed nor merged."""
        return self.retired_on is None


def listed(
    connection: Connection, search: str = "", at: str | None = None, limit: int = PAGE, *, retired: bool | None = None
) -> Page[LibraryNow]:
    """One page of libraries in the order of town and name; ``search``: words of the name or town, or a REGON.

    ``retired``: those that closed only, or those that work only.
    """
    query = _libraries().where(*sought(connection, search))
    if retired is not None:
        query = query.where(library.c.retired_on.is_not(None) if retired else library.c.retired_on.is_(None))
    rows, after, before = paged(connection, query, (library.c.sort_name, library.c.id), at, limit=limit)
    return Page([_library(row) for row in rows], after, before)


def sought(connection: Connection, search: str) -> list[ColumnElement[bool]]:
    """The condition that a library is called so, or has this REGON; none if nothing to search for was typed."""
    regon = "".join(search.split())
    known_by = library.c.regon == regon if _REGON.fullmatch(regon) else matching(connection, library, search)
    return [] if known_by is None else [known_by]


def libraries(connection: Connection, ids: Iterable[UUID]) -> dict[UUID, LibraryNow]:
    """These libraries, in one query."""
    return ask(connection, libraries_question(ids))


def libraries_question(ids: Iterable[UUID]) -> Question[dict[UUID, LibraryNow]]:
    """The same, to be asked together with others."""
    query = _libraries().where(library.c.id.in_(list(ids)))
    return Question(query, lambda rows: {row.id: _library(row) for row in rows})


def names_question(ids: Iterable[UUID]) -> Question[dict[UUID, str]]:
    """How these libraries are called now, for sentences."""
    query = select(library.c.id, library.c.name).where(library.c.id.in_(list(ids)))
    return Question(query, dict)


def library_now(connection: Connection, id_: UUID) -> LibraryNow | None:
    """The library, or None if there is none."""
    return libraries(connection, [id_]).get(id_)


def library_by_regon(connection: Connection, regon: str) -> LibraryNow | None:
    """By its REGON: the link in "this library exists already", and what people type."""
    row = connection.execute(_libraries().where(library.c.regon == regon).order_by(library.c.id).limit(1)).first()
    return _library(row) if row else None


def _libraries() -> Select[Any]:
    """Each with the name of its successor, as that one is called now."""
    name = func.coalesce(_SUCCESSOR.c.name, "").label("successor_name")
    return select(library, name).outerjoin(_SUCCESSOR, _SUCCESSOR.c.id == library.c.successor)


def _library(row: Any) -> LibraryNow:
    return LibraryNow(*(getattr(row, name) for name in LibraryNow.__struct_fields__))
