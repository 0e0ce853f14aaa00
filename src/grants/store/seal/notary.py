"""The notary follows the log, adds its events to the tree and signs heads. It has a position and a count of its own.

Several may run on one database: every page begins with a compare-and-set, as the projector's do, so every event
becomes one leaf exactly once. It gives way to commands: while they come, it rests between its pages.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from threading import Event
from typing import Final, Protocol

from sqlalchemy import Connection, Engine, LargeBinary, exists, insert, literal, select, update
from sqlalchemy.dialects import postgresql, sqlite

from grants.kernel.clock import Clock, system_clock
from grants.store.seal import keys
from grants.store.seal.leaves import UNREADABLE, Row, leaf_hashes, read
from grants.store.seal.merkle import Edge, Full
from grants.store.seal.tables import seal_head, seal_notary, seal_tile
from grants.store.seal.tiles import Stand, stand

PAGE: Final = 4096
"""Events in one transaction."""
REST: Final = 1.0
"""Seconds between two looks, and between two pages while commands are carried out: so also the longest a fresh event
waits for its seal, and at most one head a second is kept."""
LONGEST_PAUSE: Final = 60.0
_log: Final = logging.getLogger(__name__)


class Position(Protocol):
    """How far the log is, as this process knows it."""

    @property
    def position(self) -> int: ...


class NotSealed(Exception):
    """Nobody began a seal in this database: ``grants seal init``."""


class Unsealable(Exception):
    """What stands at a position is no event, so it is never sealed."""


class Overtaken(Exception):
    """Another notary was quicker; its work stands and ours is rolled back."""


def begin(engine: Engine, origin: str) -> str:
    """Begin the seal of this database, once; the origin that it has.

    Writes before it reads: SQLite refuses to whoever read first if a server wrote meanwhile.
    """
    into = postgresql.insert if engine.dialect.name == "postgresql" else sqlite.insert
    fresh = select(literal(origin), literal(0), literal(0), literal(b"", LargeBinary)).where(
        ~exists().select_from(seal_notary)
    )
    with engine.begin() as connection:
        columns = ["origin", "position", "leaves", "edge"]
        connection.execute(into(seal_notary).from_select(columns, fresh).on_conflict_do_nothing())
        return str(connection.scalar(select(seal_notary.c.origin)))


class Notary:
    """Seals one database. ``key_file``: read whenever a head is signed, so a rotation needs no restart."""

    def __init__(self, engine: Engine, key_file: Path, *, page: int = PAGE, clock: Clock = system_clock) -> None:
        self._engine, self._key_file, self._page, self._clock = engine, key_file, page, clock
        self._stand: Stand | None = None
        self._signed: tuple[int, str] | None = None

    def run(self, stop: Event, signal: Position, rest: float = REST) -> None:
        """Follow until ``stop``. Whatever breaks is logged and tried again, ever more slowly."""
        failures = 0
        while not stop.is_set():
            before = signal.position
            try:
                more = self.step()
                failures = 0
            except Exception:  # noqa: BLE001  supervision: nothing may end the thread unseen
                failures += 1
                self._stand, more = None, False
                _log.exception("notary stopped, attempt %d", failures)
                stop.wait(min(LONGEST_PAUSE, 2**failures))
            if not more or signal.position != before:
                stop.wait(rest)

    def catch_up(self) -> Stand:
        """Seal everything that is in the log now, and sign its head."""
        while self.step():
            pass
        return self._stand or self._read()

    def step(self) -> bool:
        """Take the next page, and sign a head once there is no more; whether there may be more."""
        start = self._stand or self._read()
        with self._engine.connect() as connection:
            rows = read(connection, start.position, self._page)
        try:
            self._stand = self._append(start, rows) if rows else start
        except Overtaken:
            self._stand = None
            return True
        if len(rows) == self._page:
            return True
        self._sign(self._stand)
        return False

    def _read(self) -> Stand:
        with self._engine.connect() as connection:
            found = stand(connection)
        if found is None:
            raise NotSealed
        return found

    def _append(self, start: Stand, rows: Sequence[Row]) -> Stand:
        hashes = leaf_hashes(rows)
        if UNREADABLE in hashes:
            raise Unsealable(f"position {rows[hashes.index(UNREADABLE)][0]}")
        edge = Edge(start.leaves, [list(level) for level in start.edge.levels])
        tiles = edge.grow(hashes)
        end = Stand(start.origin, rows[-1][0], edge)
        with self._engine.begin() as connection:
            _move(connection, start, end)
            if tiles:
                below = [(tile, rows[tile.last - start.leaves][0]) for tile in tiles]
                connection.execute(insert(seal_tile), [_row(tile, position) for tile, position in below])
        return end

    def _sign(self, here: Stand) -> None:
        """One head for each size and key; the tree of no events has one too."""
        key = keys.load(self._key_file)
        which = (here.leaves, key.public.tag.hex())
        if which == self._signed:
            return
        if key.name != here.origin:
            raise ValueError(f"this database is sealed as {here.origin}, the key is of {key.name}")
        root = here.edge.root()
        head = {"size": which[0], "key": which[1], "root": root, "note": str(key.head(here.leaves, root))}
        into = postgresql.insert if self._engine.dialect.name == "postgresql" else sqlite.insert
        with self._engine.begin() as connection:
            connection.execute(into(seal_head).on_conflict_do_nothing(), {**head, "at": self._clock()})
        self._signed = which


def _move(connection: Connection, start: Stand, end: Stand) -> None:
    """The compare-and-set; the first statement of the transaction."""
    there = seal_notary.c
    moved = connection.execute(
        update(seal_notary)
        .where(there.origin == start.origin, there.position == start.position, there.leaves == start.leaves)
        .values(position=end.position, leaves=end.leaves, edge=end.edge.pack())
    )
    if moved.rowcount != 1:
        raise Overtaken


def _row(tile: Full, position: int) -> dict[str, object]:
    return {"level": tile.level, "number": tile.number, "position": position, "hashes": tile.hashes}
