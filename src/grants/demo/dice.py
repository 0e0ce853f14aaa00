"""Chance that always falls the same way: every thing draws from a seed of its own, so that a change to one grant of
the demo leaves the others as they were.
"""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Final, TypeVar

SEED: Final = 2013
"""The year in which the source's programme ended."""

T = TypeVar("T")


def dice(name: str) -> Random:
    """The dice of one thing of the demo."""
    return Random(f"{SEED}:{name}")  # noqa: S311  a story is drawn, not a secret


def weighted(rng: Random, weights: Mapping[T, int]) -> T:
    """One key, as often as its weight among all weights."""
    return rng.choices(list(weights), weights=list(weights.values()))[0]


def deal(rng: Random, among: list[int], wanted: Mapping[str, int]) -> dict[int, str]:
    """Each card of ``wanted`` (a word and how many of it) to a number of its own; the other numbers get none."""
    cards = [word for word, n in wanted.items() for _ in range(n)]
    return dict(zip(rng.sample(among, len(cards)), cards, strict=True))
