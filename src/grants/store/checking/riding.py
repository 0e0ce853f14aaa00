"""The rows that must be true exactly when events are: receipts of commands, and claims of what only one may have."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Row, func, select

from grants.kernel.refs import DocumentRef
from grants.store.checking.finding import Case, Finding, Tally, told
from grants.store.checking.history import stored, stream_id
from grants.store.checking.reading import refs
from grants.store.receipts import decode
from grants.store.tables import claim, receipt

CHUNK: Final = 500
HOLDS: Final = {"regon": "regon", "programme_code": "code"}
"""Kinds of claims, and where the aggregate keeps what it claimed. A document's key stands in the grant's events."""


def receipts(case: Case) -> Iterator[Finding]:
    """Every version that a receipt speaks of is in the log."""
    orphans, number = Tally(), 0
    query = select(receipt.c.command_id, receipt.c.name, receipt.c.answer)
    with case.engine.connect() as asking, case.engine.connect() as connection:
        rows = asking.execution_options(yield_per=CHUNK).execute(query)
        for chunk in rows.partitions(CHUNK):
            number += len(chunk)
            spoken = [(row, decode(case.log.transcoder, bytes(row.answer)).versions) for row in chunk]
            last = _last(connection, {UUID(stream) for _, versions in spoken for stream in versions})
            for row, versions in spoken:
                if any(last.get(UUID(stream), 0) < version for stream, version in versions.items()):
                    orphans.add(f"{row.name} {row.command_id}")
    yield from told("receipts", {"receipts.orphaned": orphans}, "receipts.fine", {"number": number})


def _last(connection: Connection, streams: set[UUID]) -> dict[UUID, int]:
    """The newest version of each stream."""
    table, _ = stored(connection)
    sqlite = connection.dialect.name == "sqlite"
    keys = [stream.hex if sqlite else stream for stream in streams]
    stream = table.c.originator_id
    query = select(stream, func.max(table.c.originator_version)).where(stream.in_(keys)).group_by(stream)
    return {stream_id(key): version for key, version in connection.execute(query)}


def claims(case: Case) -> Iterator[Finding]:
    """Every claim is held by the one it names. Owners are loaded one after another."""
    wrong, number = Tally(), 0
    query = select(claim).order_by(claim.c.owner, claim.c.kind, claim.c.key)
    with case.engine.connect() as connection:
        rows = connection.execution_options(yield_per=CHUNK).execute(query)
        for owner, group in groupby(rows, key=lambda row: row.owner):
            held = list(group)
            number += len(held)
            for row in _not_held(case, owner, held):
                wrong.add(f"{row.kind} {row.key} → {owner}")
    yield from told("claims", {"claims.not_held": wrong}, "claims.fine", {"number": number})


def _not_held(case: Case, owner: UUID, rows: list[Row[Any]]) -> list[Row[Any]]:
    try:
        events = case.log.stream(owner)
        aggregate = case.log.load(owner)
    except Exception:  # noqa: BLE001  an owner that cannot be read is named by the walk through the log
        return []
    documents = {ref.key for event in events for ref in refs(vars(event).values()) if isinstance(ref, DocumentRef)}

    def holds(row: Row[Any]) -> bool:
        if row.kind == "document":
            return row.key in documents
        if row.kind in HOLDS:
            return bool(getattr(aggregate, HOLDS[row.kind], None) == row.key)
        return aggregate is not None

    return [row for row in rows if not holds(row)]
