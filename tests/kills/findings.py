"""What must be true after the kills, looked up in the log itself and not through receipts."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from grants.bootstrap import programme
from grants.kernel.command import Done
from grants.kernel.envelope import Happened
from grants.store.log import EventLog
from grants.store.urls import SqliteDatabase, database

PAGE: Final = 1000


@dataclass(frozen=True)
class Findings:
    """All zero and "ok" if nothing is wrong."""

    lost: int
    """Events that were acknowledged and are not in the log."""
    doubled: int
    """Events of a command beyond those that were acknowledged."""
    strange: int
    """Events of commands that nobody acknowledged; and streams whose versions have gaps."""
    differing: int
    """Rows of read models that are not what a rebuild gives."""
    integrity: str

    @property
    def good(self) -> bool:
        return self == Findings(0, 0, 0, 0, "ok")

    def __str__(self) -> str:
        return (
            f"acknowledged events lost {self.lost}, doubled {self.doubled}, strange {self.strange}, "
            f"rows differing from a rebuild {self.differing}, integrity {self.integrity}"
        )


def look(url: str, acknowledged: Mapping[UUID, Done]) -> Findings:
    """Read the whole log; then let the projector finish and compare."""
    with programme(url) as opened:
        lost, doubled, strange = _against(list(_events(opened.log)), acknowledged)
        opened.projector.catch_up()
        differing = len(opened.projector.compare())
    return Findings(lost, doubled, strange, differing, integrity(url))


def _events(log: EventLog) -> Iterable[Happened]:
    after = 0
    while page := log.page(after, PAGE):
        after = page[-1][0]
        yield from (event for _, event in page)


def _against(events: list[Happened], acknowledged: Mapping[UUID, Done]) -> tuple[int, int, int]:
    stored: dict[UUID, Counter[str]] = defaultdict(Counter)
    versions: dict[UUID, list[int]] = defaultdict(list)
    for event in events:
        stored[event.command_id][event.TOPIC] += 1
        versions[event.originator_id].append(event.originator_version)
    lost = doubled = 0
    for id_, done in acknowledged.items():
        told = Counter(done.events)
        lost += (told - stored[id_]).total() + _missing(done, versions)
        doubled += (stored[id_] - told).total()
    strange = sum(counts.total() for id_, counts in stored.items() if id_ not in acknowledged)
    strange += sum(sorted(each) != list(range(1, len(each) + 1)) for each in versions.values())
    return lost, doubled, strange


def _missing(done: Done, versions: Mapping[UUID, list[int]]) -> int:
    """Acknowledged versions that their streams do not have."""
    return sum(version not in versions.get(UUID(stream), ()) for stream, version in done.versions.items())


def integrity(url: str) -> str:
    """SQLite's own word on the file; PostgreSQL was not killed, only its client."""
    where = database(url)
    if not isinstance(where, SqliteDatabase):
        return "ok"
    connection = sqlite3.connect(where.path)
    try:
        rows = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    finally:
        connection.close()
    return "; ".join(rows) if not broken else f"{len(broken)} broken references"
