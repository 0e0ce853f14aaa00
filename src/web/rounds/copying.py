"""The rules of an earlier round as the beginning of the next one, with its days moved to where they can still come."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from grants.read.rounds.meant import RoundRules

WINDOWS: Final = ("call_opens_on", "call_closes_on", "activity_from", "activity_to")


def moved(rules: RoundRules, today: date) -> tuple[RoundRules, int]:
    """The same rules by whole years later, at least one, so that the call does not begin in the past; and how many."""
    years = max(1, today.year - rules.call_opens_on.year)
    if _later(rules.call_opens_on, years) < today:
        years += 1
    return replace(
        rules,
        call_opens_on=_later(rules.call_opens_on, years), call_closes_on=_later(rules.call_closes_on, years),
        activity_from=_later(rules.activity_from, years), activity_to=_later(rules.activity_to, years),
    ), years  # fmt: skip


def _later(day: date, years: int) -> date:
    """The same day of a later year; 29 February may have to be the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
