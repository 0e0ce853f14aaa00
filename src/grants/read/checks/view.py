"""How the rows come about: the hits of each grant that a page touched are worked out anew, with those it shares.

Whatever corrected a fact therefore corrects what was found; counts move by the difference.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Final, TypeVar
from uuid import UUID

import msgspec
from sqlalchemy import Connection, Table, delete, insert, or_, select, tuple_

from grants.findings.events import FindingRecorded
from grants.lifecycle.facts import FACT_OF
from grants.read.checks.alone import alone
from grants.read.checks.hits import Hit, Subject, Told
from grants.read.checks.tables import NOBODY, check_count, check_finding, check_hit, check_told, check_trait
from grants.read.checks.together import Trait, pair, traits
from grants.store.projecting.views import Change, Net, nets
from grants.store.projecting.writing import Row, add, put

T = TypeVar("T")
CHUNK: Final = 200
"""Keys asked for at once: few enough for any database's limit of parameters."""
Event = tuple[UUID, int]


class Checks:
    """Keeps the hits of all grants, and how many there are of each check in each round."""

    name: Final = "checks"
    version: Final = 1
    tables: Final[tuple[Table, ...]] = (check_told, check_trait, check_hit, check_count, check_finding)

    def apply(self, connection: Connection, changes: Sequence[Change]) -> None:
        _remember(connection, changes)
        pointed = _pointed(connection, changes)
        touched = {net.grant: net for net in nets(changes)}
        affected = set(touched)
        before = {_key(row): row for row in _rows_of(connection, affected)}
        before |= {_key(row): row for row in _rows_at(connection, pointed)}
        hits = [*_looked(connection, touched), *(row for row in before.values() if not _about(row, affected))]
        after = {_key(row): row for row in _with_findings(connection, hits)}
        _replace(connection, before, after)


def _remember(connection: Connection, changes: Sequence[Change]) -> None:
    rows = [
        {"grant": c.stream, "version": c.version, "known_on": c.known_on, "first_on": c.event.occurred_on}
        for c in changes
        if type(c.event) in FACT_OF
    ]
    put(connection, check_told, rows)


def _pointed(connection: Connection, changes: Sequence[Change]) -> set[Event]:
    """Events that the page's findings point to, kept for hits that are still to come."""
    found = {
        (c.event.event_stream, c.event.event_version)
        for c in changes
        if isinstance(c.event, FindingRecorded) and c.event.event_stream and c.event.event_version
    }
    put(connection, check_finding, [{"stream": stream, "version": version} for stream, version in sorted(found)])
    return found


def _looked(connection: Connection, touched: dict[UUID, Net]) -> Iterator[Row]:
    """The hits of these grants, by themselves and with whoever shares something with them, on both sides."""
    told = _told(connection, touched)
    subjects = [Subject(grant, net.after, net.last.state, told[grant]) for grant, net in touched.items()]
    for subject in subjects:
        for hit in alone(subject):
            yield _row(hit, subject.grant, subject.facts.round, subject.facts.library, subject.name)
    mine = [trait for subject in subjects for trait in traits(subject)]
    for chunk in _chunks(touched):
        connection.execute(delete(check_trait).where(check_trait.c.grant.in_(chunk)))
    put(connection, check_trait, [msgspec.structs.asdict(trait) for trait in mine])
    yield from _shared(connection, mine, set(touched))


def _shared(connection: Connection, mine: Sequence[Trait], touched: Collection[UUID]) -> Iterator[Row]:
    """One row of two events, whatever they share: the first reason in the order of keys stands."""
    by_key: dict[tuple[str, str], list[Trait]] = defaultdict(list)
    columns = (check_trait.c.check, check_trait.c.key)
    for chunk in _chunks(sorted({(trait.check, trait.key) for trait in mine})):
        for row in connection.execute(select(check_trait).where(tuple_(*columns).in_(chunk))):
            by_key[row.check, row.key].append(Trait(*(getattr(row, name) for name in Trait.__struct_fields__)))
    seen: set[tuple[Any, ...]] = set()
    for _, shared in sorted(by_key.items()):
        for one in shared:
            for other in shared:
                if one.grant in touched or other.grant in touched:
                    hit = pair(one, other)
                    events = (one.check, one.grant, one.version, other.grant, other.version)
                    if hit is not None and events not in seen:
                        seen.add(events)
                        yield _row(hit, one.grant, one.round, one.library, one.name)


def _with_findings(connection: Connection, rows: Iterable[Row]) -> Iterator[Row]:
    """The same, each saying whether a finding points to one of its events."""
    kept = list(rows)
    events = {event for row in kept for event in _events(row)}
    found: set[Event] = set()
    columns = (check_finding.c.stream, check_finding.c.version)
    for chunk in _chunks(sorted(events)):
        found |= {tuple(row) for row in connection.execute(select(*columns).where(tuple_(*columns).in_(chunk)))}
    for row in kept:
        yield {**row, "found": any(event in found for event in _events(row))}


def _replace(connection: Connection, before: dict[Any, Row], after: dict[Any, Row]) -> None:
    """Only what differs is written, in the order of keys so that two writers never wait crosswise."""
    gone = [before[key] for key in sorted(before, key=str) if before[key] != after.get(key)]
    new = [after[key] for key in sorted(after, key=str) if before.get(key) != after[key]]
    names = [column.name for column in check_hit.primary_key]
    for chunk in _chunks([tuple(row[name] for name in names) for row in gone]):
        connection.execute(delete(check_hit).where(tuple_(*(check_hit.c[name] for name in names)).in_(chunk)))
    if new:
        connection.execute(insert(check_hit), new)
    moved: Counter[tuple[str, UUID, str]] = Counter()
    for rows, sign in ((gone, -1), (new, 1)):
        for row in rows:
            moved[row["check"], row["round"], "hits"] += sign
            moved[row["check"], row["round"], "found"] += sign if row["found"] else 0
    counted = [
        {"check": check, "round": round_, "what": what, "number": moved[check, round_, what]}
        for check, round_, what in sorted(moved)
        if moved[check, round_, what]
    ]
    add(connection, check_count, check_count.c.number, counted)
    connection.execute(delete(check_count).where(check_count.c.number == 0))


def _told(connection: Connection, grants: Collection[UUID]) -> dict[UUID, dict[int, Told]]:
    found: dict[UUID, dict[int, Told]] = defaultdict(dict)
    for chunk in _chunks(grants):
        for row in connection.execute(select(check_told).where(check_told.c.grant.in_(chunk))):
            found[row.grant][row.version] = Told(row.known_on, row.first_on)
    return found


def _rows_of(connection: Connection, grants: Collection[UUID]) -> Iterator[Row]:
    for chunk in _chunks(grants):
        query = select(check_hit).where(or_(check_hit.c.grant.in_(chunk), check_hit.c.other.in_(chunk)))
        yield from (dict(row) for row in connection.execute(query).mappings())


def _rows_at(connection: Connection, events: Collection[Event]) -> Iterator[Row]:
    columns = check_hit.c
    for chunk in _chunks(events):
        at = or_(
            tuple_(columns.grant, columns.version).in_(chunk), tuple_(columns.other, columns.other_version).in_(chunk)
        )
        yield from (dict(row) for row in connection.execute(select(check_hit).where(at)).mappings())


def _about(row: Row, grants: Collection[UUID]) -> bool:
    return row["grant"] in grants or row["other"] in grants


def _events(row: Row) -> tuple[Event, Event]:
    return (row["grant"], row["version"]), (row["other"], row["other_version"])


def _key(row: Row) -> tuple[Any, ...]:
    return tuple(row[column.name] for column in check_hit.primary_key)


def _row(hit: Hit, grant: UUID, round_: UUID, library: UUID, name: str) -> Row:
    return {
        "check": hit.check, "kind": hit.kind, "grant": grant, "version": hit.version, "other": hit.other or NOBODY,
        "other_version": hit.other_version, "round": round_, "library": library, "name": name,
        "occurred_on": hit.occurred_on, "params": msgspec.json.encode(hit.params, order="sorted").decode(),
        "found": False,
    }  # fmt: skip


def _chunks(values: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(values)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk
