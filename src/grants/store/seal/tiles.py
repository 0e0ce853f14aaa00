"""Reading the stored tree: few rows for a proof, long runs of leaf hashes for a comparison."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, select, tuple_

from grants.store.seal.merkle import HASH, WIDTH, Edge, Tree, split
from grants.store.seal.tables import seal_notary, seal_tile

_ROWS: Final = 64


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
    row = connection.execute(select(seal_notary)).first()
    return None if row is None else Stand(row.origin, row.position, Edge.unpack(row.leaves, bytes(row.edge)))


class MissingTile(Exception):
    """A tile that must be there is not."""


@dataclass(frozen=True, slots=True)
class Stored:
    """The tiles of one database at one stand. What was asked for is kept, so make one for each question."""

    connection: Connection
    edge: Edge
    kept: dict[tuple[int, int], Sequence[bytes]]

    @classmethod
    def at(cls, connection: Connection, edge: Edge) -> Stored:
        return cls(connection, edge, {})

    def tree(self, *leaves: int) -> Tree:
        """The tree, with the tiles above these leaves (or ends of trees) fetched at once."""
        wanted, number = set(), 0
        while self.edge.size >> 8 * (number + 1):
            wanted |= {(number, max(0, leaf - back) >> 8 * (number + 1)) for leaf in leaves for back in (0, 1)}
            number += 1
        key = tuple_(seal_tile.c.level, seal_tile.c.number)
        found = self.connection.execute(select(seal_tile).where(key.in_(sorted(wanted)))) if wanted else ()
        for row in found:
            self.kept[row.level, row.number] = split(bytes(row.hashes))
        return Tree(self.tile)

    def tile(self, level: int, number: int) -> Sequence[bytes]:
        """MissingTile where there is none."""
        if number == self.edge.size >> 8 * (level + 1):
            return self.edge.levels[level]
        if (level, number) not in self.kept:
            query = select(seal_tile.c.hashes).where(seal_tile.c.level == level, seal_tile.c.number == number)
            hashes = self.connection.scalar(query)
            if hashes is None:
                raise MissingTile(f"{level}/{number}")
            self.kept[level, number] = split(bytes(hashes))
        return self.kept[level, number]


def leaf_hashes(connection: Connection, edge: Edge, start: int, count: int) -> bytes:
    """The stored hashes of ``count`` leaves from ``start``, side by side. A tile that is gone or of another length
    leaves zeros, which are no leaf's hash.
    """
    end = min(start + count, edge.size)
    first, last = start // WIDTH, max(start, end - 1) // WIDTH
    query = select(seal_tile.c.number, seal_tile.c.hashes).where(
        seal_tile.c.level == 0, seal_tile.c.number.between(first, last)
    )
    there = {row.number: bytes(row.hashes) for row in connection.execute(query)}
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
