"""The tree against the vectors of RFC 6962, and against a recursion written from its text alone."""

from __future__ import annotations

import random
from hashlib import sha256

import pytest

from grants.store.seal import verify_podaj_dalej as offline
from grants.store.seal.merkle import EMPTY, Edge, Full, Tree, consistent, included

INPUTS = [
    bytes.fromhex(given)
    for given in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
"""The published vectors of Certificate Transparency, for the first 0 to 8 inputs."""


def leaf(data: bytes) -> bytes:
    return sha256(b"\x00" + data).digest()


def mth(leaves: list[bytes]) -> bytes:
    """RFC 6962, 2.1, word by word: k is the largest power of two smaller than n."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return sha256(b"\x01" + mth(leaves[:k]) + mth(leaves[k:])).digest()


def path(m: int, leaves: list[bytes]) -> list[bytes]:
    """RFC 6962, 2.1.1."""
    if len(leaves) == 1:
        return []
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return [*path(m, leaves[:k]), mth(leaves[k:])] if m < k else [*path(m - k, leaves[k:]), mth(leaves[:k])]


def subproof(m: int, leaves: list[bytes], *, whole: bool) -> list[bytes]:
    """RFC 6962, 2.1.2."""
    if m == len(leaves):
        return [] if whole else [mth(leaves)]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    if m <= k:
        return [*subproof(m, leaves[:k], whole=whole), mth(leaves[k:])]
    return [*subproof(m - k, leaves[k:], whole=False), mth(leaves[:k])]


def numbered(count: int) -> list[bytes]:
    return [leaf(str(n).encode()) for n in range(count)]


class Shelf:
    """A tree in memory: full tiles as the notary keeps them, the end from the edge."""

    def __init__(self, leaves: list[bytes], cut: random.Random) -> None:
        self.edge, self.tiles = Edge(), dict[tuple[int, int], Full]()
        while leaves:
            taken = cut.randint(1, 700)
            for tile in self.edge.grow(leaves[:taken]):
                assert (tile.level, tile.number) not in self.tiles
                self.tiles[tile.level, tile.number] = tile
            self.edge = Edge.unpack(self.edge.size, self.edge.pack())
            leaves = leaves[taken:]

    def tile(self, level: int, number: int) -> bytes:
        if number == self.edge.size >> 8 * (level + 1):
            return b"".join(self.edge.levels[level])
        return self.tiles[level, number].hashes


@pytest.mark.parametrize("count", range(9))
def test_the_root_is_that_of_the_published_vectors(count: int) -> None:
    leaves = [leaf(data) for data in INPUTS[:count]]
    edge = Edge()
    edge.grow(leaves)
    assert edge.root().hex() == offline.root_of(leaves).hex() == mth(leaves).hex() == ROOTS[count]


def test_the_empty_tree_has_the_hash_of_nothing() -> None:
    assert Edge().root() == EMPTY == mth([])
    assert Edge().pack() == b""


@pytest.mark.parametrize("count", [1, 255, 256, 257, 511, 512, 1000, 3333])
def test_however_it_grew_the_root_is_the_recursion(count: int) -> None:
    leaves = numbered(count)
    assert Shelf(leaves, random.Random(count)).edge.root() == mth(leaves) == offline.root_of(leaves)


def test_three_levels_of_tiles_give_the_root_of_the_recursion() -> None:
    leaves = numbered(65_536 + 300)
    shelf = Shelf(leaves, random.Random(3))
    assert {level for level, _ in shelf.tiles} == {0, 1}
    assert shelf.edge.root() == offline.root_of(leaves)
    tree = Tree(shelf.tile)
    for index in (0, 255, 256, 65_535, 65_536, 65_835):
        proof = tree.inclusion(index, len(leaves))
        assert included(leaves[index], index, len(leaves), proof) == shelf.edge.root()


@pytest.mark.parametrize("count", [1, 2, 3, 7, 8, 33, 257, 700])
def test_every_proof_is_the_one_of_the_recursion_and_is_accepted(count: int) -> None:
    leaves, chance = numbered(count), random.Random(count)
    tree = Tree(Shelf(leaves, chance).tile)
    for index in sorted(chance.sample(range(count), min(count, 12))):
        size = chance.randint(index + 1, count)
        root, proof = mth(leaves[:size]), tree.inclusion(index, size)
        assert proof == path(index, leaves[:size])
        assert included(leaves[index], index, size, proof) == root
        assert offline.climb(leaves[index], index, size - 1, proof)[1] == root
    for old in sorted(chance.sample(range(1, count + 1), min(count, 12))):
        new = chance.randint(old, count)
        proof = tree.consistency(old, new)
        assert proof == subproof(old, leaves[:new], whole=True)
        assert consistent(old, mth(leaves[:old]), new, mth(leaves[:new]), proof)
        offline.check_consistency((old, mth(leaves[:old])), (new, mth(leaves[:new])), proof)


def bent(proof: list[bytes], chance: random.Random) -> list[bytes]:
    """One bit turned, one hash gone, doubled, added, or two in the other order; never what it was."""
    made = list(proof)
    while made == proof:
        at = chance.randrange(len(made))
        how = chance.randrange(5)
        if how == 0:
            made[at] = bytes([made[at][0] ^ 1 << chance.randrange(8)]) + made[at][1:]
        elif how == 1:
            del made[at]
        elif how == 2:
            made.insert(at, made[at])
        elif how == 3:
            made.append(chance.randbytes(32))
        else:
            chance.shuffle(made)
    return made


def test_a_thousand_mutated_proofs_are_rejected_by_both() -> None:
    leaves, chance = numbered(400), random.Random(6962)
    tree, rejected = Tree(Shelf(leaves, chance).tile), 0
    for _ in range(500):
        index, size = chance.randrange(399), chance.randint(2, 400)
        index %= size
        root, wrong = mth(leaves[:size]), bent(tree.inclusion(index, size), chance)
        assert included(leaves[index], index, size, wrong) != root
        assert not climbs(leaves[index], index, size, wrong, root)
        old = chance.randint(1, size - 1)
        pair = (old, mth(leaves[:old])), (size, root)
        shaken = bent(tree.consistency(old, size), chance)
        assert not consistent(*pair[0], *pair[1], shaken)
        with pytest.raises(offline.Wrong):
            offline.check_consistency(*pair, shaken)
        rejected += 2
    assert rejected == 1000


def climbs(leaf_: bytes, index: int, size: int, proof: list[bytes], root: bytes) -> bool:
    try:
        return offline.climb(leaf_, index, size - 1, proof)[1] == root
    except offline.Wrong:
        return False


def test_a_right_proof_for_another_place_or_size_is_rejected() -> None:
    leaves = numbered(100)
    tree, root = Tree(Shelf(leaves, random.Random(1)).tile), mth(leaves)
    proof = tree.inclusion(37, 100)
    assert all(included(leaves[37], other, 100, proof) != root for other in range(100) if other != 37)
    assert included(leaves[36], 37, 100, proof) != root
    assert included(leaves[37], 100, 100, proof) is None
    assert included(leaves[37], -1, 100, proof) is None
    assert not consistent(5, mth(leaves[:5]), 4, mth(leaves[:4]), [])
    assert not consistent(4, mth(leaves[:5]), 4, mth(leaves[:4]), [])
    assert consistent(0, EMPTY, 4, mth(leaves[:4]), [])
    with pytest.raises(ValueError, match="not among"):
        tree.inclusion(100, 100)
    with pytest.raises(ValueError, match="not older"):
        tree.consistency(2, 1)


def test_an_edge_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="no edge"):
        Edge.unpack(3, bytes(64))
    with pytest.raises(ValueError, match="no edge"):
        Edge.unpack(3, bytes(128))
