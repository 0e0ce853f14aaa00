"""One walk through the whole log: can every event be read, has it its receipt, do its texts stand, is its time past."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

import msgspec
from eventsourcing.utils import TopicError
from sqlalchemy import Connection, Table, func, select

from grants.kernel.envelope import Happened
from grants.kernel.refs import AccountRef, DocumentRef, TextRef, text_digest
from grants.store.checking.finding import Case, Finding, Params, Tally, told
from grants.store.projecting.tables import projection
from grants.store.tables import account, document, receipt, text

PAGE: Final = 500
AHEAD: Final = timedelta(minutes=5)
"""How far another machine's clock may be ahead without a word."""
Ref = TextRef | AccountRef | DocumentRef
KINDS: Final[dict[type, tuple[Table, str]]] = {
    TextRef: (text, "body"), AccountRef: (account, "nrb"), DocumentRef: (document, "number"),
}  # fmt: skip


def walk(case: Case) -> Iterator[Finding]:
    """Every event once, a page at a time."""
    seen = _Walk(case.machine.now)
    after = 0
    with case.engine.connect() as connection:
        while page := case.log.examined(after, PAGE):
            after = page[-1][0].id
            for stored, event in page:
                if isinstance(event, Happened):
                    seen.event(event)
                elif not isinstance(event, TopicError):  # unknown names are another check's
                    seen.unreadable.add(f"{stored.originator_id}/{stored.originator_version}")
            seen.page(connection, [event for _, event in page if isinstance(event, Happened)])
        latest = connection.scalar(select(func.max(projection.c.recorded_max)))
    yield from seen.findings(latest)


class _Walk:
    """What the walk has seen so far."""

    def __init__(self, now: datetime) -> None:
        self.limit = now + AHEAD
        self.read = 0
        self.references = 0
        self.unreadable, self.unreceipted = Tally(), Tally()
        self.missing, self.altered, self.ahead = Tally(), Tally(), Tally()

    def event(self, event: Happened) -> None:
        self.read += 1
        if event.timestamp > self.limit:
            self.ahead.add(f"{_place(event)} ({event.timestamp:%Y-%m-%d %H:%M} UTC)")

    def page(self, connection: Connection, events: list[Happened]) -> None:
        """What the events of one page need of other tables: a question for each table."""
        wanted = {event.command_id for event in events}
        there = set(connection.scalars(select(receipt.c.command_id).where(receipt.c.command_id.in_(wanted))))
        for event in events:
            if event.command_id not in there:
                self.unreceipted.add(_place(event))
        found = [(event, ref) for event in events for ref in refs(vars(event).values())]
        self.references += len(found)
        for kind, (table, column) in KINDS.items():
            of_kind = [(event, ref) for event, ref in found if isinstance(ref, kind)]
            query = select(table).where(table.c.id.in_({ref.id for _, ref in of_kind}))
            rows = {row.id: row._asdict() for row in connection.execute(query)} if of_kind else {}
            for event, ref in of_kind:
                self._reference(event, ref, rows, column)

    def _reference(self, event: Happened, ref: Ref, rows: dict[UUID, dict[str, Any]], column: str) -> None:
        row = rows.get(ref.id)
        if row is None or (row[column] is None and row["erased_on"] is None):
            self.missing.add(f"{_place(event)} ({type(ref).__name__.removesuffix('Ref').lower()})")
        elif isinstance(ref, TextRef) and row["body"] is not None and _altered(ref, row):
            self.altered.add(_place(event))

    def findings(self, latest: datetime | None) -> Iterator[Finding]:
        number: Params = {"number": self.read}
        yield from told("events", {"events.unreadable": self.unreadable}, "events.fine", number)
        yield from told("event_receipts", {"receipts.missing": self.unreceipted}, "receipts.all", number)
        wrong = {"references.missing": self.missing, "references.altered": self.altered}
        yield from told("references", wrong, "references.fine", {"number": self.references})
        if latest is not None and latest > self.limit and not self.ahead.number:
            yield Finding("clock", "trouble", "clock.max_ahead", {"moment": f"{latest:%Y-%m-%d %H:%M} UTC"})
        else:
            yield from told("clock", {"clock.ahead": self.ahead}, "clock.fine")


def refs(values: Iterable[Any]) -> Iterator[Ref]:
    """The references in the values of an event, however deep."""
    for value in values:
        if isinstance(value, TextRef | AccountRef | DocumentRef):
            yield value
        elif isinstance(value, dict):
            yield from refs(value.values())
        elif isinstance(value, list | tuple | set | frozenset):
            yield from refs(value)
        elif isinstance(value, msgspec.Struct):
            yield from refs(msgspec.structs.asdict(value).values())
        elif dataclasses.is_dataclass(value) and not isinstance(value, type):
            yield from refs(getattr(value, field.name) for field in dataclasses.fields(value))


def _altered(ref: TextRef, row: dict[str, Any]) -> bool:
    return row["salt"] is None or text_digest(bytes(row["salt"]), row["body"]) != ref.digest


def _place(event: Happened) -> str:
    return f"{event.originator_id}/{event.originator_version}"
