"""How alike two accounting documents are, as they were typed. Pure functions, for the page that shows a pair.

Numbers and issuers stand in an erasable table and so in no read model: a pair is found by its sum and its days, and
judged by its papers when somebody looks.
"""

from __future__ import annotations

import re
from typing import Final

from grants.store.texts import Document, Erased

_PARTS: Final = re.compile(r"[^\W\d_]+|\d+")
_CALLED: Final = frozenset({
    "FV", "FA", "FS", "F", "VAT", "FAKTURA", "FAKT", "RACHUNEK", "RACH", "RA", "R", "NR", "NO", "NUMER", "UMOWA", "UM",
})  # fmt: skip
"""What a document is called in front of its number."""
LONG: Final = 7
"""Characters from which on two numbers that differ in one of them are more likely a slip than two bills."""


def alike(one: Document | Erased | None, other: Document | Erased | None) -> str:
    """``both`` number and issuer, ``number``, ``issuer``, ``neither``; ``unknown`` where one was removed."""
    if not isinstance(one, Document) or not isinstance(other, Document):
        return "unknown"
    number, issuer = same_number(one.number, other.number), one.issuer_nip == other.issuer_nip
    return "both" if number and issuer else "number" if number else "issuer" if issuer else "neither"


def same_number(one: str, other: str) -> bool:
    """The same number in another spelling, or with one digit more, less, other or swapped with its neighbour."""
    first, second = bare(one), bare(other)
    return first == second or (min(len(first), len(second)) >= LONG and _one_slip(first, second))


def bare(number: str) -> str:
    """``FV nr 007/2013`` as ``7/2013``: without what the paper is called, leading zeros and the century."""
    parts = [part.lstrip("0") or "0" if part.isdigit() else part for part in _PARTS.findall(number.upper())]
    kept = [part for part in parts if part not in _CALLED]
    return "/".join(part[2:] if re.fullmatch(r"20\d\d", part) else part for part in kept)


def _one_slip(one: str, other: str) -> bool:
    """Whether a single slip of the finger makes the one of the other."""
    if abs(len(one) - len(other)) > 1:
        return False
    head = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    left, right = one[head:], other[head:]
    return (
        left[1:] == right[1:] or left[1:] == right or left == right[1:]
        or (len(left) > 1 and left[:2] == right[1::-1] and left[2:] == right[2:])
    )  # fmt: skip
