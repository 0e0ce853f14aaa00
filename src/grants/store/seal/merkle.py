"""The Merkle tree of RFC 6962, in tiles of 256 hashes. Pure: bytes in, bytes out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

WIDTH: Final = 256
HASH: Final = 32
EMPTY: Final = sha256(b"").digest()
Tile = Callable[[int, int], bytes]
"""The hashes of a tile side by side, by level and number; the last one of a level may be partial."""


def node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def fold(hashes: Sequence[bytes]) -> bytes:
    """The root over 1, 2, 4, 8 ... hashes."""
    while len(hashes) > 1:
        hashes = [sha256(b"\x01" + a + b).digest() for a, b in zip(hashes[::2], hashes[1::2], strict=True)]
    return hashes[0]


def split(hashes: bytes) -> list[bytes]:
    return [hashes[at : at + HASH] for at in range(0, len(hashes), HASH)]


@dataclass(frozen=True, slots=True)
class Full:
    """A tile that became full. ``last``: the number of the last leaf below it, from 0."""

    level: int
    number: int
    hashes: bytes
    last: int


@dataclass(slots=True)
class Edge:
    """The growing end of a tree: what is not in full tiles yet. Enough to append and to give the root."""

    size: int = 0
    levels: list[list[bytes]] = field(default_factory=list)

    @classmethod
    def unpack(cls, size: int, packed: bytes) -> Edge:
        """ValueError if the bytes are not as long as an edge of this size is."""
        hashes, levels, left, wanted = split(packed), [], size, 0
        while left:
            here = left % WIDTH
            levels.append(hashes[:here])
            hashes, left, wanted = hashes[here:], left // WIDTH, wanted + here
        if len(packed) != wanted * HASH:
            raise ValueError(f"no edge of {size} leaves has {len(packed)} bytes")
        return cls(size, levels)

    def pack(self) -> bytes:
        return b"".join(b"".join(level) for level in self.levels)

    def grow(self, leaves: Sequence[bytes]) -> list[Full]:
        """Append leaves; the tiles that became full by that, lower levels first."""
        made: list[Full] = []
        arrived, under = list(leaves), WIDTH
        level, before = 0, self.size
        while arrived:
            if level == len(self.levels):
                self.levels.append([])
            self.levels[level].extend(arrived)
            arrived = [*self._cut(level, before // under, under, made)]
            level, under = level + 1, under * WIDTH
        self.size += len(leaves)
        return made

    def _cut(self, level: int, number: int, under: int, made: list[Full]) -> list[bytes]:
        """Take the full tiles of one level off; their roots belong to the next."""
        here, roots = self.levels[level], []
        for start in range(0, len(here) - WIDTH + 1, WIDTH):
            tile = here[start : start + WIDTH]
            made.append(Full(level, number, b"".join(tile), (number + 1) * under - 1))
            roots.append(fold(tile))
            number += 1
        del here[: len(roots) * WIDTH]
        return roots

    def root(self) -> bytes:
        """The root of the whole tree: its perfect subtrees, joined from the smallest on."""
        root: bytes | None = None
        for level in self.levels:
            end, width = len(level), 1
            while end:
                if end & width:
                    peak = fold(level[end - width : end])
                    root = peak if root is None else node(peak, root)
                    end -= width
                width *= 2
        return EMPTY if root is None else root


@dataclass(frozen=True, slots=True)
class Tree:
    """A stored tree, read through its tiles. ``known``: roots of perfect subtrees, by height and number, that were
    worked out already: many proofs of one tree share them.
    """

    tile: Tile
    known: dict[tuple[int, int], bytes] = field(default_factory=dict)

    def subroot(self, start: int, end: int) -> bytes:
        """The root over the leaves from ``start`` up to ``end``, as RFC 6962 cuts them."""
        count = end - start
        if count == 0:
            return EMPTY
        if count & (count - 1) == 0 and start % count == 0:
            return self._perfect(count.bit_length() - 1, start // count)
        middle = start + _half(count)
        return node(self.subroot(start, middle), self.subroot(middle, end))

    def _perfect(self, height: int, number: int) -> bytes:
        if (height, number) not in self.known:
            self.known[height, number] = self._folded(height, number)
        return self.known[height, number]

    def _folded(self, height: int, number: int) -> bytes:
        level, within = divmod(height, 8)
        tile, slot = divmod(number << within, WIDTH)
        hashes = self.tile(level, tile)[slot * HASH : (slot + (1 << within)) * HASH]
        return fold(split(hashes)) if within else hashes

    def inclusion(self, index: int, size: int) -> list[bytes]:
        """The audit path of a leaf in the tree of ``size`` leaves (RFC 6962, 2.1.1)."""
        if not 0 <= index < size:
            raise ValueError(f"leaf {index} is not among {size}")
        start, end, path = 0, size, []
        while end - start > 1:
            middle = start + _half(end - start)
            if index < middle:
                path.append(self.subroot(middle, end))
                end = middle
            else:
                path.append(self.subroot(start, middle))
                start = middle
        return path[::-1]

    def consistency(self, old: int, new: int) -> list[bytes]:
        """The proof that the first ``old`` leaves of ``new`` are the older tree (RFC 6962, 2.1.2)."""
        if not 0 <= old <= new:
            raise ValueError(f"a tree of {old} leaves is not older than one of {new}")
        if old in {0, new}:
            return []
        start, end, path = 0, new, []
        while old != end:
            middle = start + _half(end - start)
            if old <= middle:
                path.append(self.subroot(middle, end))
                end = middle
            else:
                path.append(self.subroot(start, middle))
                start = middle
        return [*([self.subroot(start, end)] if start else []), *path[::-1]]


def included(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """The root that a proof comes to; None where its shape is wrong (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return None
    here, last, root = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return None
        if here % 2 or here == last:
            root = node(sibling, root)
            while here % 2 == 0 and here:
                here, last = here // 2, last // 2
        else:
            root = node(root, sibling)
        here, last = here // 2, last // 2
    return root if last == 0 else None


def consistent(old: int, old_root: bytes, new: int, new_root: bytes, path: Sequence[bytes]) -> bool:
    """Whether a proof shows that the older tree is the beginning of the newer (RFC 9162, 2.1.4.2)."""
    if not 0 <= old <= new:
        return False
    if old in {0, new}:
        return not path and old_root == (EMPTY if old == 0 else new_root)
    hashes = [old_root, *path] if old & (old - 1) == 0 else list(path)
    if not hashes:
        return False
    here, last = old - 1, new - 1
    while here % 2:
        here, last = here // 2, last // 2
    first = second = hashes[0]
    for sibling in hashes[1:]:
        if last == 0:
            return False
        if here % 2 or here == last:
            first, second = node(sibling, first), node(sibling, second)
            while here % 2 == 0 and here:
                here, last = here // 2, last // 2
        else:
            second = node(second, sibling)
        here, last = here // 2, last // 2
    return last == 0 and first == old_root and second == new_root


def _half(count: int) -> int:
    """The largest power of two below ``count``."""
    return 1 << (count - 1).bit_length() - 1
