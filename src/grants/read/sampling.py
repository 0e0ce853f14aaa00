"""A random sample of the grants of a round that anybody can draw again. Seen by auditors, and by whoever checks them.

The method, ``podaj-dalej-sample-1``, is fixed for ever (a golden test holds it). The population are the grants of a
round that have a number, up to the number ``upto``. Each gets the SHA-256, in hexadecimal, of the text
``seed|CODE/LABEL|number`` (UTF-8, the number without leading zeros); the ``size`` smallest are the sample, in that
order. Drawn by amount, the population is first sorted by amount awarded, the largest first, then by number, and cut
into three bands as equal as can be (the first ones take what is left over); each band gets its share of ``size`` by
largest remainders, the first of equal ones first; within a band it is the order of the hashes again.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from itertools import accumulate, pairwise
from typing import Final, Protocol, TypeVar

from msgspec import Struct

METHOD: Final = "podaj-dalej-sample-1"
BANDS: Final = 3


class Numbered(Protocol):
    """A grant, as far as drawing goes. ``awarded`` in grosze."""

    @property
    def number(self) -> int | None: ...
    @property
    def awarded(self) -> int: ...


G = TypeVar("G", bound=Numbered)


class Drawing(Struct, frozen=True):
    """What is needed to draw once more."""

    round: str
    seed: str
    size: int
    by_amount: bool = False


def population(grants: Sequence[G], upto: int | None = None) -> list[G]:
    """Those with a number, in order; ``upto`` keeps a sample the same when more are awarded later."""
    numbered = [(each.number, each) for each in grants if each.number is not None]
    return [each for number, each in sorted(numbered, key=lambda pair: pair[0]) if upto is None or number <= upto]


def draw(grants: Sequence[G], drawing: Drawing) -> list[G]:
    """The sample, in the order in which it was drawn, band after band."""
    if not drawing.by_amount:
        return _first(grants, drawing, drawing.size)
    parts = bands(grants)
    return [
        each
        for part, share in zip(parts, shares([len(part) for part in parts], drawing.size), strict=True)
        for each in _first(part, drawing, share)
    ]


def bands(grants: Sequence[G]) -> list[list[G]]:
    """Three, the largest amounts first."""
    ordered = sorted(grants, key=lambda each: (-each.awarded, each.number or 0))
    whole, rest = divmod(len(ordered), BANDS)
    ends = accumulate([whole + (n < rest) for n in range(BANDS)], initial=0)
    return [ordered[start:end] for start, end in pairwise(ends)]


def shares(sizes: Sequence[int], size: int) -> list[int]:
    """How many of each band, by largest remainders."""
    total = sum(sizes) or 1
    parts = [divmod(size * each, total) for each in sizes]
    left = size - sum(whole for whole, _ in parts)
    order = sorted(range(len(parts)), key=lambda n: (-parts[n][1], n))
    return [whole + (n in order[: max(0, left)]) for n, (whole, _) in enumerate(parts)]


def rank(drawing: Drawing, number: int) -> str:
    """By what a grant comes earlier or later."""
    return sha256(f"{drawing.seed}|{drawing.round}|{number}".encode()).hexdigest()


def _first(grants: Sequence[G], drawing: Drawing, size: int) -> list[G]:
    return sorted(grants, key=lambda each: rank(drawing, each.number or 0))[:size]
