"""What stands behind the references of events (typed texts, documents) and who did it: one question for a whole page.

Seen wherever a page quotes a reason, a theme, a document's number or a person's name. Erased words answer with the day
and the ground of their removal, so that a page can say so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, Final
from uuid import UUID

from msgspec import Struct, field
from sqlalchemy import Connection, Date, Select, String, Text, cast, literal, null, select, union_all

from grants.kernel.refs import DocumentRef, TextRef
from grants.read.asking import Question, Rows
from grants.store.tables import account, document, person, text
from grants.store.texts import Document, Erased

__all__ = ["Document", "Erased", "Said", "account_number", "references", "said"]

MOST: Final = 900
"""Ids asked for at once: both databases take so many parameters several times over."""


class Said(Struct, frozen=True):
    """By id. What has no row is not there: it was never kept."""

    texts: dict[UUID, str | Erased] = field(default_factory=dict)
    documents: dict[UUID, Document | Erased] = field(default_factory=dict)
    people: dict[UUID, str] = field(default_factory=dict)


def said(
    connection: Connection, *, texts: Collection[UUID] = (), documents: Collection[UUID] = (),
    people: Collection[UUID] = (),
) -> Said:  # fmt: skip
    """All of it in one query (one per MOST texts)."""
    whole = Said()
    rest = list(dict.fromkeys(texts))
    asked = [*_documents(documents), *_people(people)]
    while rest or asked:
        now, rest = rest[:MOST], rest[MOST:]
        _take(whole, connection.execute(union_all(*_texts(now), *asked)))
        asked = []
    return whole


def said_question(
    *, texts: Collection[UUID] = (), documents: Collection[UUID] = (), people: Collection[UUID] = ()
) -> Question[Said]:
    """The same about one grant or one page, to be asked together with others."""
    return Question(union_all(*_texts(texts), *_documents(documents), *_people(people, always=True)), _said)


def people_question(ids: Collection[UUID]) -> Question[dict[UUID, str]]:
    """Names of people, by id."""
    return Question(select(person.c.id, person.c.name).where(person.c.id.in_(list(ids))), dict)


def account_number(connection: Connection, id_: UUID) -> str | None:
    """The whole number of an account, for who writes the application again; None once it was erased."""
    return connection.execute(select(account.c.nrb).where(account.c.id == id_)).scalar_one_or_none()


def references(values: object) -> tuple[set[UUID], set[UUID]]:
    """Ids of the texts and of the documents that an event or a fact refers to, also inside lists."""
    texts: set[UUID] = set()
    documents: set[UUID] = set()
    for value in vars(values).values():
        for each in value if isinstance(value, list) else [value]:
            found = getattr(each, "note", each)
            if isinstance(found, TextRef):
                texts.add(found.id)
            elif isinstance(found, DocumentRef):
                documents.add(found.id)
    return texts, documents


def _texts(ids: Collection[UUID]) -> list[Select[Any]]:
    columns = (literal("text").label("kind"), text.c.id, text.c.body, _none(String()).label("extra"))
    return [select(*columns, text.c.erased_on, text.c.erased_ground).where(text.c.id.in_(ids))] if ids else []


def _documents(ids: Collection[UUID]) -> list[Select[Any]]:
    number = cast(document.c.number, Text()).label("body")
    columns = (literal("document").label("kind"), document.c.id, number, document.c.issuer_nip.label("extra"))
    chosen = select(*columns, document.c.erased_on, document.c.erased_ground)
    return [chosen.where(document.c.id.in_(list(ids)))] if ids else []


def _people(ids: Collection[UUID], *, always: bool = False) -> list[Select[Any]]:
    columns = (literal("person").label("kind"), person.c.id, cast(person.c.name, Text()).label("body"))
    nothing = (_none(String()).label("extra"), _none(Date()).label("erased_on"), _none(String()).label("erased_ground"))
    return [select(*columns, *nothing).where(person.c.id.in_(list(ids)))] if ids or always else []


def _none(kind: Any) -> Any:
    return cast(null(), kind)


def _said(rows: Rows) -> Said:
    whole = Said()
    _take(whole, rows)
    return whole


def _take(whole: Said, rows: Iterable[Any]) -> None:
    for row in rows:
        gone = Erased(row.erased_on, row.erased_ground) if row.erased_on else None
        if row.kind == "text":
            whole.texts[row.id] = gone or row.body
        elif row.kind == "document":
            whole.documents[row.id] = gone or Document(row.body, row.extra)
        else:
            whole.people[row.id] = row.body
