"""The rules of an earlier round as the beginning of the next one, with its days moved to where they can still come."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from grants.rounds.rules import RoundRules

WINDOWS: Final = ("call_opens_on", "call_closes_on", "activity_from", "activity_to")


def moved(rules: RoundRules, today: date) -> tuple[RoundRules, int]:
    """The same rules by whole years later, at least one, so that the call does not begin in the past; and how many."""
    years = max(1, today.year - rules.call_opens_on.year)
    if _later(rules.call_opens_on, years) < today:
        years += 1
    days: dict[str, date] = {name: _later(getattr(rules, name), years) for name in WINDOWS}
    return replace(rules, **days), years  # type: ignore[arg-type]  the four windows are days


def _later(day: date, years: int) -> date:
    """The same day of a later year; 29 February may have to be the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
