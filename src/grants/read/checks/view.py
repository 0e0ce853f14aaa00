"""How the rows come about: the hits of each grant that a page touched are worked out anew, with those it shares.

Whatever corrected a fact therefore corrects what was found; counts move by the difference.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final, TypeVar
from uuid import UUID

import msgspec
from sqlalchemy import Connection, Table, delete, func, insert, select, tuple_

from grants.findings.events import FindingRecorded
from grants.lifecycle.facts import FACT_OF
from grants.read.checks.alone import alone
from grants.read.checks.hits import Hit, Subject, Told
from grants.read.checks.limits import MOST
from grants.read.checks.tables import NOBODY, check_count, check_finding, check_hit, check_told, check_trait
from grants.read.checks.together import Trait, shared, traits
from grants.store.projecting.views import Change, nets
from grants.store.projecting.writing import Row, add, put

T = TypeVar("T")
CHUNK: Final = 200
"""Keys asked for at once: few enough for any database's limit of parameters."""
Event = tuple[UUID, int]
Shared = tuple[str, str]
"""A check and a key."""


class Checks:
    """Keeps the hits of all grants, and how many there are of each check in each round."""

    name: Final = "checks"
    version: Final = 1
    tables: Final[tuple[Table, ...]] = (check_told, check_trait, check_hit, check_count, check_finding)

    def apply(self, connection: Connection, changes: Sequence[Change]) -> None:
        _remember(connection, changes)
        pointed = _pointed(connection, changes)
        touched = {net.grant: net for net in nets(changes)}
        told = _told(connection, touched)
        subjects = [Subject(grant, net.after, net.last.state, told[grant]) for grant, net in touched.items()]
        groups = _groups(connection, _moved(connection, subjects))
        before = [*_alone_before(connection, touched), *_shared_before(connection, groups)]
        known = {_key(row) for row in before}
        before += [row for row in _rows_at(connection, pointed) if _key(row) not in known]
        stay = before[len(known) :]
        after = [*_alone(subjects), *_shared(groups), *stay]
        _replace(connection, before, list(_with_findings(connection, after)))


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


def _moved(connection: Connection, subjects: Sequence[Subject]) -> set[Shared]:
    """Writes the traits of these grants; the keys under which anything is other than before."""
    new = {trait for subject in subjects for trait in traits(subject)}
    old: set[Trait] = set()
    for chunk in _chunks(subject.grant for subject in subjects):
        old |= set(_traits(connection, select(check_trait).where(check_trait.c.grant.in_(chunk))))
    names = [column.name for column in check_trait.primary_key]
    for gone in _chunks(tuple(getattr(trait, name) for name in names) for trait in sorted(old - new, key=_order)):
        connection.execute(delete(check_trait).where(tuple_(*(check_trait.c[name] for name in names)).in_(gone)))
    put(connection, check_trait, [msgspec.structs.asdict(trait) for trait in sorted(new - old, key=_order)])
    return {(trait.check, trait.key) for trait in old ^ new}


def _groups(connection: Connection, keys: Collection[Shared]) -> dict[Shared, list[Trait]]:
    """Who shares each key: all of them, or so many that they are a crowd."""
    columns = (check_trait.c.check, check_trait.c.key)
    nth = func.row_number().over(partition_by=columns, order_by=(check_trait.c.grant, check_trait.c.version))
    found: dict[Shared, list[Trait]] = {key: [] for key in sorted(keys)}
    for chunk in _chunks(found):
        numbered = select(check_trait, nth.label("nth")).where(tuple_(*columns).in_(chunk)).subquery()
        for trait in _traits(connection, select(numbered).where(numbered.c.nth <= MOST + 1)):
            found[trait.check, trait.key].append(trait)
    return found


def _alone(subjects: Sequence[Subject]) -> Iterator[Row]:
    for subject in subjects:
        for hit in alone(subject):
            yield _row(hit, subject.grant, subject.facts.round, subject.facts.library, subject.name)


def _shared(groups: Mapping[Shared, Sequence[Trait]]) -> Iterator[Row]:
    for (_, key), group in groups.items():
        for one, hit in shared(group):
            yield {**_row(hit, one.grant, one.round, one.library, one.name), "key": key}


def _alone_before(connection: Connection, grants: Collection[UUID]) -> Iterator[Row]:
    for chunk in _chunks(grants):
        yield from _rows(connection, (check_hit.c.grant.in_(chunk)) & (check_hit.c.key == ""))


def _shared_before(connection: Connection, groups: Mapping[Shared, Sequence[Trait]]) -> Iterator[Row]:
    columns = (check_hit.c.check, check_hit.c.key)
    for chunk in _chunks(groups):
        yield from _rows(connection, tuple_(*columns).in_(chunk))


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


def _replace(connection: Connection, was: Iterable[Row], is_: Iterable[Row]) -> None:
    """Only what differs is written, in the order of keys so that two writers never wait crosswise."""
    before, after = {_key(row): row for row in was}, {_key(row): row for row in is_}
    gone = [before[key] for key in sorted(before, key=str) if before[key] != after.get(key)]
    new = [after[key] for key in sorted(after, key=str) if before.get(key) != after[key]]
    names = [column.name for column in check_hit.primary_key]
    for chunk in _chunks([tuple(row[name] for name in names) for row in gone]):
        connection.execute(delete(check_hit).where(tuple_(*(check_hit.c[name] for name in names)).in_(chunk)))
    if new:
        connection.execute(insert(check_hit), new)
    _count(connection, gone, new)


def _count(connection: Connection, gone: Sequence[Row], new: Sequence[Row]) -> None:
    """Move the counts by what came and went; one that comes to nought is no row, as if there had never been one."""
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


def _rows_at(connection: Connection, events: Collection[Event]) -> Iterator[Row]:
    columns = check_hit.c
    for chunk in _chunks(sorted(events)):
        mine = tuple_(columns.grant, columns.version).in_(chunk)
        yield from _rows(connection, mine | tuple_(columns.other, columns.other_version).in_(chunk))


def _rows(connection: Connection, where: Any) -> Iterator[Row]:
    return (dict(row) for row in connection.execute(select(check_hit).where(where)).mappings())


def _traits(connection: Connection, query: Any) -> Iterator[Trait]:
    for row in connection.execute(query):
        yield Trait(*(getattr(row, name) for name in Trait.__struct_fields__))


def _order(trait: Trait) -> tuple[Any, ...]:
    return trait.check, trait.key, trait.grant, trait.version


def _events(row: Row) -> tuple[Event, Event]:
    return (row["grant"], row["version"]), (row["other"], row["other_version"])


def _key(row: Row) -> tuple[Any, ...]:
    return tuple(row[column.name] for column in check_hit.primary_key)


def _row(hit: Hit, grant: UUID, round_: UUID, library: UUID, name: str) -> Row:
    return {
        "check": hit.check, "kind": hit.kind, "grant": grant, "version": hit.version, "other": hit.other or NOBODY,
        "other_version": hit.other_version, "key": "", "round": round_, "library": library, "name": name,
        "occurred_on": hit.occurred_on, "params": msgspec.json.encode(hit.params, order="sorted").decode(),
        "found": False,
    }  # fmt: skip


def _chunks(values: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(values)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk
