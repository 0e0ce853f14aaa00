"""What the checks say, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from grants.wording.speech import Speech, spoken
from grants.wording.tables import TABLES


class Explained(NamedTuple):
    """A check: its name, what it looks for, why that matters, what it cannot know."""

    name: str
    looks_for: str
    matters: str
    blind: str


def explained(check: str, limits: Mapping[str, int], lang: str) -> Explained:
    """``limits``: from where on something is worth a look, by the names that the words use."""
    parts = ("audit_check_looks_for", "audit_check_matters", "audit_check_blind")
    told = (Speech(lang).tell(part, TABLES[part][check], limits) for part in parts)
    return Explained(spoken("audit_check", check, lang), *told)


def hit(check: str, kind: str, params: Mapping[str, Any], lang: str) -> str:
    """What was found."""
    return Speech(lang).tell("audit_hit", TABLES["audit_hit"][f"{check}.{kind}"], params)
