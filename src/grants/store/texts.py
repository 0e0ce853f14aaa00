"""What stands behind references in events (typed texts, account numbers, documents): read by pages, erasable."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Engine, Row, Table, select, update

from grants.kernel.refs import TextRef, text_digest
from grants.kernel.refusals import Refused
from grants.store.tables import account, document, text

CHUNK: Final = 1000


@dataclass(frozen=True, slots=True)
class Erased:
    """Removed on request: a page shows the day and the ground."""

    on: date
    ground: str


@dataclass(frozen=True, slots=True)
class Document:
    """An accounting document as typed."""

    number: str
    issuer_nip: str


def texts(engine: Engine, ids: Collection[UUID]) -> dict[UUID, str | Erased]:
    """Texts by id; an id without a row is not in the answer."""
    return {row.id: _erased(row) or row.body for row in _rows(engine, text, ids)}


def accounts(engine: Engine, ids: Collection[UUID]) -> dict[UUID, str | Erased]:
    """Account numbers by id, masked: ``** **** 1234``."""
    return {row.id: _erased(row) or f"** **** {row.nrb[-4:]}" for row in _rows(engine, account, ids)}


def account_number(engine: Engine, id_: UUID) -> str | Erased | None:
    """The whole number, for who makes the transfer."""
    found = {row.id: _erased(row) or row.nrb for row in _rows(engine, account, [id_])}
    return found.get(id_)


def documents(engine: Engine, ids: Collection[UUID]) -> dict[UUID, Document | Erased]:
    """Accounting documents by id."""
    return {row.id: _erased(row) or Document(row.number, row.issuer_nip) for row in _rows(engine, document, ids)}


def is_unaltered(engine: Engine, ref: TextRef) -> bool:
    """Whether the text that stands is the one the event speaks of; False for an erased or missing one."""
    for row in _rows(engine, text, [ref.id]):
        return row.body is not None and text_digest(bytes(row.salt), row.body) == ref.digest
    return False


def erase_text(engine: Engine, id_: UUID, day: date, ground: str) -> None:
    """Remove a text and its salt for good; what the event keeps then says nothing about anybody."""
    _erase(engine, text, id_, {"salt": None, "body": None, "erased_on": day, "erased_ground": ground})


def erase_account(engine: Engine, id_: UUID, day: date, ground: str) -> None:
    """Remove an account number; its keyed hash stays in the events and cannot be turned back."""
    _erase(engine, account, id_, {"nrb": None, "erased_on": day, "erased_ground": ground})


def erase_document(engine: Engine, id_: UUID, day: date, ground: str) -> None:
    """Remove a document's number and issuer."""
    _erase(engine, document, id_, {"number": None, "issuer_nip": None, "erased_on": day, "erased_ground": ground})


def _erase(engine: Engine, table: Table, id_: UUID, values: dict[str, date | str | None]) -> None:
    with engine.begin() as connection:
        done = connection.execute(update(table).where(table.c.id == id_, table.c.erased_on.is_(None)).values(values))
    if done.rowcount != 1:
        raise Refused("unknown_id", id=id_)


def _rows(engine: Engine, table: Table, ids: Collection[UUID]) -> Iterator[Row[*tuple[Any, ...]]]:
    wanted = list(ids)
    if not wanted:
        return
    with engine.connect() as connection:
        for start in range(0, len(wanted), CHUNK):
            yield from connection.execute(select(table).where(table.c.id.in_(wanted[start : start + CHUNK]))).all()


def _erased(row: Row[*tuple[Any, ...]]) -> Erased | None:
    return Erased(row.erased_on, row.erased_ground) if row.erased_on else None
