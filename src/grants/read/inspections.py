"""What auditors read: the log of reads, the newest first. Seen by managers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from msgspec import Struct
from sqlalchemy import BigInteger, Column, Connection, Date, Index, String, Table, Uuid, select

from grants.inspection.events import FactsRead
from grants.read._paging import PAGE, Page, paged
from grants.read.asking import Question
from grants.store.projecting.views import Change
from grants.store.projecting.writing import Row, put
from grants.store.tables import metadata
from grants.store.tables import person as people
from grants.store.types import Moment

inspection_read: Final = Table(
    "inspection_read",
    metadata,
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("person", Uuid, nullable=False),
    Column("day", Date, nullable=False),
    Column("at", Moment, nullable=False),
    Column("form", String(10), nullable=False),
    Column("subject", String(20), nullable=False),
    Column("about", Uuid),
    Column("address", String(300), nullable=False),
    Column("stream", Uuid, nullable=False),
    Column("version", BigInteger, nullable=False),
    Index("inspection_read_by_person", "person", "position"),
    Index("inspection_read_by_day", "day", "position"),
    Index("inspection_read_by_subject", "subject", "position"),
    Index("inspection_read_about", "about", "position"),
)
inspector: Final = Table(
    "inspector", metadata, Column("person", Uuid, primary_key=True), Column("last_on", Date, nullable=False)
)
"""Everybody who ever read as an auditor, for the filter."""


class Inspections:
    """A row for each read, and one for each auditor; entries never change."""

    name: Final = "inspections"
    version: Final = 1
    tables: Final[tuple[Table, ...]] = (inspection_read, inspector)

    def apply(self, connection: Connection, changes: Sequence[Change]) -> None:
        read = [_row(change, change.event) for change in changes if isinstance(change.event, FactsRead)]
        put(connection, inspection_read, read)
        last = {row["person"]: row["day"] for row in read}
        put(connection, inspector, [{"person": person, "last_on": last[person]} for person in sorted(last)])


class Read(Struct, frozen=True):
    """One entry. ``at``: when it was given; ``stream`` and ``version``: how the entry is cited."""

    position: int
    person: UUID
    day: date
    at: datetime
    form: str
    subject: str
    about: UUID | None
    address: str
    stream: UUID
    version: int


class Auditor(Struct, frozen=True):
    """Who read, and on which day last."""

    person: UUID
    name: str
    last_on: date


class Sought(Struct, frozen=True):
    """Which entries: of one person, one day, about one kind of thing or one thing; of nothing, all."""

    person: UUID | None = None
    day: date | None = None
    subject: str = ""
    about: UUID | None = None


def listed(connection: Connection, sought: Sought, at: str | None = None, limit: int = PAGE) -> Page[Read]:
    """One page, the newest first."""
    query = select(inspection_read)
    for name in Sought.__struct_fields__:
        if wanted := getattr(sought, name):
            query = query.where(inspection_read.c[name] == wanted)
    rows, after, before = paged(connection, query, (inspection_read.c.position,), at, limit=limit, down=True)
    return Page([_read(row) for row in rows], after, before)


def auditors_question() -> Question[list[Auditor]]:
    """Everybody who ever read as an auditor, by name."""
    query = select(inspector.c.person, people.c.name, inspector.c.last_on).outerjoin(
        people, people.c.id == inspector.c.person
    )
    return Question(query, lambda rows: sorted((Auditor(r[0], r[1] or "", r[2]) for r in rows), key=_by_name))


def _by_name(auditor: Auditor) -> tuple[str, int]:
    return auditor.name.casefold(), auditor.person.int


def _read(row: Any) -> Read:
    return Read(*(getattr(row, name) for name in Read.__struct_fields__))


def _row(change: Change, event: FactsRead) -> Row:
    return {
        "position": change.position, "person": event.actor, "day": event.occurred_on, "at": event.timestamp,
        "form": event.form, "subject": event.subject, "about": event.about, "address": event.address,
        "stream": change.stream, "version": change.version,
    }  # fmt: skip
