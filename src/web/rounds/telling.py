"""The rules of a round in words, field by field, and what differs between two versions of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any, Final

from grants.read.rounds.meant import RoundRules
from grants.wording.formats import day, money, number
from grants.wording.labels import label
from grants.wording.values import Change

DAYS: Final = frozenset({"call_opens_on", "call_closes_on", "activity_from", "activity_to"})
MONEY: Final = frozenset({"budget", "max_award"})
LISTS: Final = {
    "channels": "channel", "participant_kinds": "participant", "purposes": "purpose", "cost_categories": "category",
    "checklist": "check", "four_eyes": "pair",
}  # fmt: skip


def differences(old: RoundRules, new: RoundRules, lang: str) -> list[Change]:
    """[field, before, after] of every field that is not the same, in the order of the rules."""
    return [
        Change(label("field", name, lang), value_in_words(name, was, lang), value_in_words(name, now, lang))
        for name in (each.name for each in fields(RoundRules))
        if (was := getattr(old, name)) != (now := getattr(new, name))
    ]


def value_in_words(name: str, value: Any, lang: str) -> str:
    """One rule's value: a day, an amount, a number, a choice or a list."""
    if name in LISTS:
        return ", ".join(label(LISTS[name], code, lang) for code in value) or label("answer", "none", lang)
    if name == "shortfall_policy":
        return label("policy", value, lang)
    write: Callable[[Any, Any], str] = day if name in DAYS else money if name in MONEY else number
    return write(value, lang)
