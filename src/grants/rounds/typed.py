"""The rules of a round as they were typed become the rules as events keep them. Also asked before anything is sent."""

from __future__ import annotations

from typing import Final

import msgspec

from grants.kernel import codes
from grants.kernel.refusals import Refused
from grants.rounds import commands
from grants.rounds.rules import RoundRules

USUAL: Final = {
    "channels": codes.CHANNELS,
    "participant_kinds": codes.PARTICIPANT_KINDS,
    "purposes": codes.PURPOSES,
    "cost_categories": codes.COST_CATEGORIES,
    "checklist": codes.CHECKLIST,
}
"""Lists that a round takes over when its rules name none. ``channels`` and the others stay open lists per round."""


def rules_from(typed: commands.Rules) -> RoundRules:
    """The rules as events keep them: lists left out filled in, closed lists checked."""
    values = msgspec.structs.asdict(typed)
    lists = {name: tuple(values[name] or usual) for name, usual in USUAL.items()}
    for name, allowed in (("checklist", codes.CHECKLIST), ("four_eyes", codes.FOUR_EYES)):
        for code in values[name]:
            if code not in allowed:
                raise Refused("round.unknown_code", field=name, code=code)
    return RoundRules(**{**values, **lists, "four_eyes": tuple(values["four_eyes"])})
