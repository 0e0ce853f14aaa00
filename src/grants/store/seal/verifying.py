"""``grants verify``: everything recomputed from the events, then held against the stored tree, the stored heads and
heads from outside. Reads the log once, page by page, so memory stays bounded however long it is.

What is found is told as findings (something is wrong) and as gaps (something could not be checked). Neither is "ok".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from sqlalchemy import Connection, Engine, func, select

from grants.store.seal.exporting import place
from grants.store.seal.leaves import BEFORE, END, Row, leaf_hashes, pages, read
from grants.store.seal.locating import Finding, locate
from grants.store.seal.merkle import HASH, Edge, Full
from grants.store.seal.notes import Head, Note, PublicKey
from grants.store.seal.proving import heads as stored_heads
from grants.store.seal.raw import snapshot
from grants.store.seal.tables import seal_tile
from grants.store.seal.tiles import Stand, stand
from grants.store.seal.tiles import leaf_hashes as stored_hashes


@dataclass(frozen=True, slots=True)
class Told:
    """A head to hold the log against. ``source``: the file it came from; empty for one stored here."""

    source: str
    note: str


@dataclass(slots=True)
class Report:
    """``events``: all recomputed; ``sealed``: leaves of the stored tree; ``window``: events that are no leaf yet."""

    events: int = 0
    sealed: int = 0
    window: int = 0
    heads: int = 0
    newest: int | None = None
    findings: list[Finding] = field(default_factory=list)
    gaps: list[Finding] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Watched:
    source: str
    head: Head
    signed: bool


def verify(engine: Engine, keys: Sequence[PublicKey], outside: Iterable[Told] = ()) -> Report:
    """Recompute and compare. ``keys``: those whose signatures count; without one no head can be checked."""
    with snapshot(engine) as connection:
        return _verify(connection, keys, list(outside))


def _verify(connection: Connection, keys: Sequence[PublicKey], outside: Sequence[Told]) -> Report:
    report = Report()
    try:
        here = stand(connection)
    except ValueError:
        report.findings.append(Finding("seal.state"))
        return report
    if here is None:
        report.gaps.append(Finding("seal.none"))
        here = _unsealed(outside)
    own = [Told("", kept.note) for kept in stored_heads(connection)]
    told = list(_heads([*own, *outside], keys, here, report))
    counted = _Recount(connection, here, {each.head.size for each in told})
    counted.run()
    report.events, report.sealed, report.heads = counted.edge.size, here.leaves, len(told)
    report.newest = max((each.head.size for each in told if each.signed and not each.source), default=None)
    report.window = counted.window
    _judge(connection, counted, told, report)
    return report


class _Recount:
    """The tree made anew from the events, compared as it grows."""

    def __init__(self, connection: Connection, here: Stand, sizes: set[int]) -> None:
        self.connection, self.here = connection, here
        self.edge = Edge()
        self.roots = {0: self.edge.root()} if 0 in sizes else {}
        self.split: tuple[int, int] | None = None
        """The first leaf that is not as stored, and the position of the event before it."""
        self.tiles: list[Full] = []
        self.window = 0
        self._sizes = sorted(sizes - {0})
        self._last = BEFORE

    def run(self) -> None:
        for page in pages(self.connection, self.here.position):
            hashes = leaf_hashes(page)
            self._compare(page, hashes)
            self._add(hashes)
            self._last = page[-1][0]
        if self.split is None and self.edge.size != self.here.leaves:
            self.split = (self.edge.size, self._last)
        if self.split is None:
            self._upper()
        for page in pages(self.connection, END, self.here.position):
            self.window += len(page)
            self._add(leaf_hashes(page))

    def _compare(self, page: Sequence[Row], hashes: Sequence[bytes]) -> None:
        if self.split is None:
            start = self.edge.size
            there = stored_hashes(self.connection, self.here.edge, start, len(hashes))
            if there != b"".join(hashes):
                at = _first(there, hashes)
                self.split = (start + at, page[at - 1][0] if at else self._last)

    def _add(self, hashes: Sequence[bytes]) -> None:
        """Grow, stopping at every size of which a root is wanted."""
        start, done = self.edge.size, 0
        while self._sizes and self._sizes[0] <= start + len(hashes):
            size = self._sizes.pop(0)
            self._grow(hashes[done : size - start])
            done = size - start
            self.roots[size] = self.edge.root()
        self._grow(hashes[done:])

    def _grow(self, hashes: Sequence[bytes]) -> None:
        self.tiles += [tile for tile in self.edge.grow(hashes) if tile.level]

    def _upper(self) -> None:
        """The upper levels: a tile in 65,536 leaves, so all of them fit in memory."""
        columns = seal_tile.c
        rows = self.connection.execute(select(columns.level, columns.number, columns.hashes).where(columns.level > 0))
        there = {(row.level, row.number): bytes(row.hashes) for row in rows}
        made = {(tile.level, tile.number): tile.hashes for tile in self.tiles}
        self.wrong = sorted(key for key in there.keys() | made.keys() if there.get(key) != made.get(key))
        surplus = select(func.count()).select_from(seal_tile)
        surplus = surplus.where(columns.level == 0, columns.number >= self.here.leaves >> 8)
        self.odd = bool(self.connection.scalar(surplus)) or self.edge.levels != self.here.edge.levels

    wrong: Sequence[tuple[int, int]] = ()
    odd: bool = False


def _heads(told: Sequence[Told], keys: Sequence[PublicKey], here: Stand, report: Report) -> Iterator[_Watched]:
    """Every head that can be read, with whether it is signed; what cannot be read or checked is reported."""
    if not keys:
        report.gaps.append(Finding("key.none"))
    for each in told:
        try:
            note = Note.parse(each.note)
            head = Head.of(note)
        except ValueError as error:
            report.findings.append(_of(each.source, "form", reason=str(error)))
            continue
        tags = {(key.name, key.tag) for key in keys}
        known = any((name, tag) in tags for name, tag, _ in note.signatures)
        signed = any(key.signed(note) for key in keys)
        if keys and not known:
            report.findings.append(_of(each.source, "stranger", size=head.size))
        elif keys and not signed:
            report.findings.append(_of(each.source, "signature", size=head.size))
        if head.origin != here.origin:
            report.findings.append(_of(each.source, "origin", origin=head.origin, ours=here.origin))
        else:
            yield _Watched(each.source, head, signed)
    if not any(not each.source for each in told):
        report.gaps.append(Finding("head.none"))


def _unsealed(outside: Sequence[Told]) -> Stand:
    """Nothing is stored to compare with; heads from outside are compared with the events all the same."""
    for each in outside:
        with suppress(ValueError):
            return Stand(Head.of(Note.parse(each.note)).origin, 0, Edge())
    return Stand("", 0, Edge())


def _judge(connection: Connection, counted: _Recount, told: Sequence[_Watched], report: Report) -> None:
    """Where do events and leaves part, and which of the two does a signed head confirm."""
    good = [each for each in told if counted.roots.get(each.head.size) == each.head.root]
    bad = [each for each in told if each not in good]
    if counted.split is not None:
        leaf, before = counted.split
        if any(each.signed and each.head.size > leaf for each in good):
            report.findings.append(Finding("tile.leaf", {"leaf": leaf}))
        else:
            report.findings.append(locate(connection, counted.here, leaf, before))
    for level, number in counted.wrong:
        report.findings.append(Finding("tile.upper", {"level": level, "number": number}))
    if counted.odd and counted.split is None:
        report.findings.append(Finding("tile.edge"))
    sure = max((each.head.size for each in good if each.signed), default=0)
    first_inside = True
    for each in sorted(bad, key=lambda one: (bool(one.source), one.head.size)):
        if not each.source and (counted.split is not None or not first_inside):
            continue  # the first place says it; the heads behind it cannot be right
        first_inside = first_inside and bool(each.source)
        report.findings.append(_unlike(connection, counted, each, min(sure, each.head.size)))


def _unlike(connection: Connection, counted: _Recount, each: _Watched, sure: int) -> Finding:
    """A head that the events do not come to: they are too few, or other ones from some leaf on."""
    if each.head.size > counted.edge.size:
        last = _cited(connection, counted.edge.size - 1)
        return _of(
            each.source, "ahead", size=each.head.size, events=counted.edge.size, last=last,
            missing=each.head.size - counted.edge.size,
        )  # fmt: skip
    first, last = _cited(connection, sure), _cited(connection, each.head.size - 1)
    return _of(each.source, "root", size=each.head.size, sure=sure, first=first, last=last)


def _cited(connection: Connection, leaf: int) -> str:
    rows = read(connection, BEFORE, 1, skip=leaf) if leaf >= 0 else []
    return place(rows[0]) if rows else "-"


def _of(source: str, code: str, **params: object) -> Finding:
    """Heads from outside have findings of their own, which name the file."""
    return Finding(f"outside.{code}", {"source": source, **params}) if source else Finding(f"head.{code}", params)


def _first(there: bytes, hashes: Sequence[bytes]) -> int:
    """The first place where stored and computed leaves part."""
    for at, leaf in enumerate(hashes):
        if there[at * HASH : at * HASH + HASH] != leaf:
            return at
    return len(hashes)
