"""How names are searched and sorted: letters without their marks, and the order of the Polish alphabet."""

from __future__ import annotations

import unicodedata
from typing import Final

_AFTER: Final = {"ą": "a{", "ć": "c{", "ę": "e{", "ł": "l{", "ń": "n{", "ó": "o{", "ś": "s{", "ź": "z{", "ż": "z|"}
"""Each Polish letter as its neighbour and a character behind z: plain byte order is then alphabetical order."""


def folded(text: str) -> str:
    """Lower case, without diacritics (Łódź is found as lodz), words parted by single blanks."""
    bare = unicodedata.normalize("NFKD", text.casefold().replace("ł", "l"))
    kept = "".join(c if c.isalnum() else " " for c in bare if not unicodedata.combining(c))
    return " ".join(kept.split())


def sort_key(text: str) -> str:
    """A text whose byte order is the Polish alphabetical order of ``text``."""
    lower = unicodedata.normalize("NFC", text.casefold())
    return "".join(_AFTER.get(c, c) for c in _without_foreign_marks(lower))[:200]


def _without_foreign_marks(text: str) -> str:
    return "".join(c if c in _AFTER else unicodedata.normalize("NFKD", c)[:1] for c in text)
