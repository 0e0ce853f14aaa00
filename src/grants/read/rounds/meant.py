"""What rules mean that somebody typed, before they are sent: seen as a preview on the forms of a round."""

from __future__ import annotations

from grants.rounds.commands import Rules
from grants.rounds.rules import RoundRules
from grants.rounds.typed import rules_from

__all__ = ["RoundRules", "rules_meant"]


def rules_meant(typed: Rules) -> RoundRules:
    """The rules as they would be kept; Refused where they contradict themselves."""
    rules = rules_from(typed)
    rules.check()
    return rules
