"""What the form of a round's rules lets people choose from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from grants.kernel import codes
from grants.wording.labels import label


def choices(lang: str, *, channels: Iterable[str] = (), kinds: Iterable[str] = ()) -> dict[str, Any]:
    """Codes with their words; a round's own channels and kinds of participants come after the usual ones."""
    return {
        "channels": _named("channel", [*codes.CHANNELS, *channels], lang),
        "kinds": _named("participant", [*codes.PARTICIPANT_KINDS, *kinds], lang),
        "purposes": _named("purpose", codes.PURPOSES, lang),
        "categories": _named("category", codes.COST_CATEGORIES, lang),
        "policies": _named("policy", codes.POLICIES, lang),
        "pairs": _named("pair", codes.FOUR_EYES, lang),
    }


def _named(table: str, values: Iterable[str], lang: str) -> list[tuple[str, str]]:
    return [(code, label(table, code, lang)) for code in dict.fromkeys(values)]
