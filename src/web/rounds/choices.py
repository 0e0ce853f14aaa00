"""What the form of a round's rules lets people choose from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from grants.kernel import codes
from grants.read.rounds.meant import RoundRules
from grants.wording.labels import label
from web.support.asking import Asked


def choices(asked: Asked, own: RoundRules | None = None) -> dict[str, Any]:
    """Codes with their words; what lists ``own`` has of its own comes after the usual codes."""
    lang, policies = asked.lang, _policies(asked)
    channels, kinds = (own.channels, own.participant_kinds) if own else ((), ())
    return {
        "channels": _named("channel", [*codes.CHANNELS, *channels], lang),
        "kinds": _named("participant", [*codes.PARTICIPANT_KINDS, *kinds], lang),
        "purposes": _named("purpose", [*codes.PURPOSES, *(own.purposes if own else ())], lang),
        "categories": _named("category", [*codes.COST_CATEGORIES, *(own.cost_categories if own else ())], lang),
        "checks": _named("check", codes.CHECKLIST, lang),
        "policies": [(code, words, policies[code]) for code, words in _named("policy", codes.POLICIES, lang)],
        "pairs": [(code, label("pair", code, lang), label("pair_help", code, lang)) for code in codes.FOUR_EYES],
    }


def _named(table: str, values: Iterable[str], lang: str) -> list[tuple[str, str]]:
    return [(code, label(table, code, lang)) for code in dict.fromkeys(values)]


def _policies(asked: Asked) -> dict[str, str]:
    """What each way of settling too few meetings does, by the arithmetic of an example."""
    return {
        "proportional": asked.say("With 3 of 4 meetings at most three quarters of the award are recognised"),
        "none": asked.say("With too few meetings everything paid is to be returned"),
        "accept": asked.say("The whole award may be recognised, if a manager gives a reason at the settlement"),
    }
