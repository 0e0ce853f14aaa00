"""The tree against one that others wrote (pymerkle), on random entries."""

from __future__ import annotations

import random

import pytest
from pymerkle import InmemoryTree

from grants.store.seal.merkle import Edge, Tree, included
from tests.seal.test_merkle import Shelf, leaf


@pytest.mark.parametrize("seed", range(8))
def test_roots_and_proofs_are_those_of_an_independent_library(seed: int) -> None:
    chance = random.Random(seed)
    entries = [chance.randbytes(chance.randrange(300)) for _ in range(chance.randrange(1, 900))]
    theirs = InmemoryTree(algorithm="sha256")
    for entry in entries:
        theirs.append_entry(entry)
    leaves = [leaf(entry) for entry in entries]
    shelf = Shelf(leaves, chance)
    assert shelf.edge.root() == theirs.get_root()
    ours = Tree(shelf.tile)
    for index in chance.sample(range(len(leaves)), min(20, len(leaves))):
        proof = ours.inclusion(index, len(leaves))
        assert included(leaves[index], index, len(leaves), proof) == theirs.get_root()
        path = theirs.prove_inclusion(index + 1).serialize()["path"]
        assert sorted([leaves[index].hex(), *(each.hex() for each in proof)]) == sorted(path)


def test_every_size_up_to_three_hundred_has_their_root() -> None:
    theirs, edge = InmemoryTree(algorithm="sha256"), Edge()
    for number in range(300):
        theirs.append_entry(b"%d" % number)
        edge.grow([leaf(b"%d" % number)])
        assert edge.root() == theirs.get_root(), number + 1


def test_another_entry_has_another_root_in_both() -> None:
    """The control: equal roots mean equal entries."""
    roots = set()
    for last in (b"two", b"Two"):
        theirs, edge = InmemoryTree(algorithm="sha256"), Edge()
        for entry in (b"one", last):
            theirs.append_entry(entry)
            edge.grow([leaf(entry)])
        roots |= {theirs.get_root(), edge.root()}
    assert len(roots) == 2
