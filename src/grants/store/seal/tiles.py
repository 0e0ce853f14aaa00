"""Reading the stored tree: few rows for a proof, long runs of leaf hashes for a comparison."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Final

from sqlalchemy import Connection

from grants.store.seal.merkle import HASH, WIDTH, Edge, Tree, split
from grants.store.seal.raw import rows

_ROWS: Final = 64
_TILES: Final = "SELECT level, number, hashes FROM seal_tile"


@dataclass(frozen=True, slots=True)
class Stand:
    """How far the notary is: the position of the last sealed event, how many there are, the tree's growing end."""

    origin: str
    position: int
    edge: Edge

    @property
    def leaves(self) -> int:
        return self.edge.size


def stand(connection: Connection) -> Stand | None:
    """None in a database that nobody seals. ValueError: the row is not what a notary writes."""
    for origin, position, leaves, edge in rows(connection, "SELECT origin, position, leaves, edge FROM seal_notary"):
        return Stand(origin, position, Edge.unpack(leaves, edge))
    return None


class MissingTile(Exception):
    """A tile that must be there is not."""


@dataclass(frozen=True, slots=True)
class Stored:
    """The tiles of one database at one stand. What was asked for is kept, so make one for each question."""

    connection: Connection
    edge: Edge
    kept: dict[tuple[int, int], bytes]
    known: dict[tuple[int, int], bytes]

    @classmethod
    def at(cls, connection: Connection, edge: Edge, known: dict[tuple[int, int], bytes] | None = None) -> Stored:
        """``known``: what other questions to the same tree worked out (``Tree.known``)."""
        return cls(connection, edge, {}, {} if known is None else known)

    def tree(self, *leaves: int) -> Tree:
        """The tree, with the tiles above these leaves (or ends of trees) fetched at once."""
        wanted: set[tuple[int, int]] = set()
        level = 0
        while self.edge.size >> 8 * (level + 1):
            wanted |= {(level, max(0, leaf - back) >> 8 * (level + 1)) for leaf in leaves for back in (0, 1)}
            level += 1
        asked = sorted(wanted - self.kept.keys())
        marks = " OR ".join(["(level = ? AND number = ?)"] * len(asked))
        found = rows(self.connection, f"{_TILES} WHERE {marks}", *chain.from_iterable(asked)) if asked else ()
        self.kept.update({(level, number): hashes for level, number, hashes in found})
        return Tree(self.tile, self.known)

    def tile(self, level: int, number: int) -> bytes:
        """MissingTile where there is none."""
        if number == self.edge.size >> 8 * (level + 1):
            return b"".join(self.edge.levels[level])
        if (level, number) not in self.kept:
            found = rows(self.connection, f"{_TILES} WHERE level = ? AND number = ?", level, number)
            if not found:
                raise MissingTile(f"{level}/{number}")
            self.kept[level, number] = found[0][2]
        return self.kept[level, number]

    def leaf(self, leaf: bytes, position: int) -> int | None:
        """Which leaf an event at a position is: the first tile that reaches the position, then its place in it."""
        first = rows(self.connection, f"{_TILES} WHERE level = 0 AND position >= ? ORDER BY position LIMIT 1", position)
        number, hashes = first[0][1:] if first else (self.edge.size // WIDTH, b"".join(self.edge.levels[0]))
        self.kept[0, number] = hashes
        tile = split(hashes)
        return number * WIDTH + tile.index(leaf) if leaf in tile else None


def leaf_hashes(connection: Connection, edge: Edge, start: int, count: int) -> bytes:
    """The stored hashes of ``count`` leaves from ``start``, side by side. A tile that is gone or of another length
    leaves zeros, which are no leaf's hash.
    """
    end = min(start + count, edge.size)
    first, last = start // WIDTH, max(start, end - 1) // WIDTH
    found = rows(connection, f"{_TILES} WHERE level = 0 AND number BETWEEN ? AND ?", first, last)
    there: dict[int, bytes] = {number: hashes for _, number, hashes in found}
    full = edge.size // WIDTH
    there[full] = b"".join(edge.levels[0]) if edge.levels else b""
    length = WIDTH * HASH
    parts = [_sized(there.get(n, b""), len(there[full]) if n == full else length) for n in range(first, last + 1)]
    skip = (start - first * WIDTH) * HASH
    return b"".join(parts)[skip : skip + (end - start) * HASH] if end > start else b""


def runs(connection: Connection, edge: Edge, start: int) -> Iterator[tuple[int, bytes]]:
    """All stored leaf hashes from ``start`` on, in runs, each with the number of its first leaf."""
    for at in range(start, edge.size, _ROWS * WIDTH):
        yield at, leaf_hashes(connection, edge, at, _ROWS * WIDTH)


def _sized(hashes: bytes, length: int) -> bytes:
    return hashes if len(hashes) == length else bytes(length)
