"""A story that is told step by step, whether or not a step is heard."""

from __future__ import annotations

from dataclasses import replace
from typing import Final
from uuid import UUID

import msgspec

from grants.kernel.binding import bind
from grants.kernel.refusals import Invalid
from grants.lifecycle.state import State
from tests.support.cast import LEADING, SECOND, THIRD, Library
from tests.support.scenario import Ask, Scenario

GRANTS: Final = (LEADING, SECOND, THIRD)


class Told:
    """``asked``: all of it, for whoever tells it again with less; ``wrong``: fields of the last that had no value."""

    def __init__(self, story_: Scenario) -> None:
        self.story = story_
        self.asked: list[Ask] = []
        self.wrong: list[str] = []
        self._states: dict[UUID, tuple[int, State]] = {}

    def ask(self, ask: Ask) -> bool:
        """Bound field by field, then decided; True if it was heard."""
        self.asked.append(ask)
        try:
            command = bind(type(ask.command), msgspec.to_builtins(ask.command))
            return self.tell(replace(ask, command=command))
        except Invalid as invalid:
            self.wrong = [problem.code for problem in invalid.problems.values()]
            self.story.done, self.story.no = None, None
            return False

    def tell(self, ask: Ask) -> bool:
        """Decided; True if it was heard."""
        self.wrong = []
        self.story.when(ask)
        return self.story.no is None

    def state(self, library: Library) -> State | None:
        """Where the library's grant stands; None before it began. To be read only."""
        id_ = library.grant
        version = len(self.story.memory.streams.get(id_, ()))
        known = self._states.get(id_, (0, None))
        if version and known[0] != version:
            known = self._states[id_] = (version, self.story.grant(id_).state)
        return known[1]

    def grants(self) -> dict[UUID, Library]:
        """The grants that exist, by id."""
        return {each.grant: each for each in GRANTS if self.story.memory.streams.get(each.grant)}
