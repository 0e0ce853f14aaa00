"""The rules by which random lives ask: one for each command of the catalogue, registered by the command it asks for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any, Final, TypeVar

from grants.kernel.command import Command
from grants.lifecycle.state import State
from tests.support import builders as b
from tests.support.scenario import TODAY, Ask, Scenario

Pick = Callable[[Sequence[Any]], Any]
"""Chooses one of a list: hypothesis draws with it, the campaign and the mutants use a seeded generator."""
Rule = TypeVar("Rule", bound=Callable[..., Ask])
RULES: Final[dict[type[Command], str]] = {}
"""Command -> the method that makes one, with values around the borders of its own rules."""
DAY: Final = timedelta(1)
EDGES: Final = (b.FIRST - DAY, b.FIRST, b.MEETING_DAYS[0], b.MEETING_DAYS[2], b.LAST, b.LAST + DAY)


def asks(command: type[Command]) -> Callable[[Rule], Rule]:
    """The decorated method, called with a library and its grant's state, asks for ``command``."""

    def register(method: Rule) -> Rule:
        assert command not in RULES, f"two rules for {command.__name__}"
        RULES[command] = method.__name__
        return method

    return register


def around(*limits: int) -> list[int]:
    """Silly values and every limit's neighbourhood."""
    near = [value for limit in limits if limit > 0 for value in (limit, limit - 1, limit // 2, limit, limit + 1)]
    return [-1, 0, 1, *near, *near]


def days_around(day: date | None) -> list[date]:
    near = [] if day is None else [day, day, day, day + DAY, day + DAY, day - DAY]
    return [*near, TODAY, TODAY + DAY]


class Picking:
    """What every part of the lives stands on."""

    pick: Pick
    story: Scenario

    def _day(self, state: State) -> date:
        day: date = self.pick(days_around(state.stage_since))
        return day
