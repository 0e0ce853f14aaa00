"""What audits found, the newest first. Seen by auditors and by the staff who have to answer for it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from msgspec import Struct
from sqlalchemy import BigInteger, Column, ColumnElement, Connection, Date, Index, String, Table, Uuid, select

from grants.findings.events import FindingRecorded
from grants.read._paging import PAGE, Page, Paging
from grants.read.asking import Question, Rows, ask
from grants.store.projecting.views import Change
from grants.store.projecting.writing import Row, put
from grants.store.tables import metadata, text

finding: Final = Table(
    "finding",
    metadata,
    Column("finding", Uuid, primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("severity", String(20), nullable=False),
    Column("words", Uuid, nullable=False),
    Column("round", Uuid),
    Column("library", Uuid),
    Column("grant", Uuid),
    Column("cost_no", BigInteger),
    Column("event_stream", Uuid),
    Column("event_version", BigInteger),
    Column("occurred_on", Date, nullable=False),
    Column("known_on", Date, nullable=False),
    Column("actor", Uuid, nullable=False),
    Index("finding_by_position", "position"),
    Index("finding_of_round", "round", "position"),
    Index("finding_of_grant", "grant", "position"),
    Index("finding_of_library", "library", "position"),
)
"""``words``: the row of the erasable text. The digest that proves the text unaltered stands in the event."""


class Findings:
    """A row each; a finding never changes."""

    name: Final = "findings"
    version: Final = 1
    tables: Final[tuple[Table, ...]] = (finding,)

    def apply(self, connection: Connection, changes: Sequence[Change]) -> None:
        put(connection, finding, [_row(c, c.event) for c in changes if isinstance(c.event, FindingRecorded)])


class Found(Struct, frozen=True):
    """A finding. ``words`` is the id of a text; ``known_on`` the day on which it was recorded."""

    finding: UUID
    kind: str
    severity: str
    words: UUID
    round: UUID | None
    library: UUID | None
    grant: UUID | None
    cost_no: int | None
    event_stream: UUID | None
    event_version: int | None
    occurred_on: date
    known_on: date
    actor: UUID


class Sought(Struct, frozen=True):
    """Which findings: those of one round, library or grant; of nothing, all of them."""

    round: UUID | None = None
    library: UUID | None = None
    grant: UUID | None = None


def listed(connection: Connection, sought: Sought, at: str | None = None, limit: int = PAGE) -> Page[Found]:
    """One page, the newest first."""
    return ask(connection, listed_question(sought, at, limit))


def listed_question(
    sought: Sought, at: str | None = None, limit: int = PAGE, *, then: Sequence[ColumnElement[bool]] = ()
) -> Question[Page[Found]]:
    """The same, to be asked together with others. ``then``: of a past day, see ``found_by``."""
    query = select(finding).where(*then)
    for name in Sought.__struct_fields__:
        if (wanted := getattr(sought, name)) is not None:
            query = query.where(finding.c[name] == wanted)
    paging = Paging(query, (finding.c.position,), at, limit=limit, down=True)

    def page(found: Rows) -> Page[Found]:
        rows, after, before = paging.page(found)
        return Page([_found(row) for row in rows], after, before)

    return Question(paging.statement, page)


def found_by(day: date, upto: Any) -> list[ColumnElement[bool]]:
    """What had been found by ``day`` and was recorded up to the position ``upto``. A finding never changes, so its row
    says both.
    """
    return [finding.c.position <= upto, finding.c.occurred_on <= day]


def of_grants_question(grants: Collection[UUID]) -> Question[list[tuple[Found, str]]]:
    """All findings about these grants with their words (empty once erased), the newest first."""
    query = select(finding, text.c.body).outerjoin(text, text.c.id == finding.c.words)
    query = query.where(finding.c.grant.in_(list(grants)))
    return Question(query, lambda rows: [(_found(row), row.body or "") for row in sorted(rows, key=_newest)])


def finding_question(id_: UUID) -> Question[Found | None]:
    """One finding, or None if there is none."""
    return Question(select(finding).where(finding.c.finding == id_), lambda rows: _found(rows[0]) if rows else None)


def _newest(row: Any) -> int:
    return -int(row.position)


def _found(row: Any) -> Found:
    return Found(*(getattr(row, name) for name in Found.__struct_fields__))


def _row(change: Change, event: FindingRecorded) -> Row:
    return {
        "finding": change.stream, "position": change.position, "kind": event.kind, "severity": event.severity,
        "words": event.words.id, "round": event.round, "library": event.library, "grant": event.grant,
        "cost_no": event.cost_no, "event_stream": event.event_stream, "event_version": event.event_version,
        "occurred_on": event.occurred_on, "known_on": change.known_on, "actor": event.actor,
    }  # fmt: skip
