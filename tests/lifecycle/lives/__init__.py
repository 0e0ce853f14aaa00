"""Random lives of three grants in one round: every command, with boundary and silly values, lawful more often than not.

``pick`` chooses one of a list: hypothesis draws with it, the campaign and the mutants use a seeded random generator.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from typing import Final

from msgspec import structs

from grants.catalogue import CATALOGUE
from grants.findings.commands import RecordFinding
from grants.kernel.command import Command
from grants.lifecycle.offers import offered
from grants.lifecycle.stages import MAY
from grants.lifecycle.state import State
from grants.rounds.commands import CloseRound
from tests.lifecycle.lives.accounting import Accounting
from tests.lifecycle.lives.applying import Applying
from tests.lifecycle.lives.beginnings import OVER, PATHS, PEOPLE, ground_of, paths, rules_of
from tests.lifecycle.lives.delivering import Delivering
from tests.lifecycle.lives.revisions import Revisions
from tests.lifecycle.lives.rules import RULES, Pick
from tests.lifecycle.lives.surroundings import Surroundings
from tests.lifecycle.lives.telling import GRANTS, Told
from tests.lifecycle.lives.together import Together
from tests.support import builders as b
from tests.support.cast import AUDITOR, Library
from tests.support.scenario import NOW, Ask

__all__ = ["GRANTS", "RULES", "Lives", "Pick", "Told"]

STEPS: Final = sorted(set().union(*MAY.values()))
AROUND: Final = [*[command for command, entry in CATALOGUE.items() if entry.step is None], *[CloseRound] * 3]
BY_STEP: Final[dict[str, list[type[Command]]]] = defaultdict(list)
"""A step with the commands that take it; what does many at once comes up less often."""
for _command, _entry in CATALOGUE.items():
    if _entry.step:
        BY_STEP[_entry.step] += [_command] * (1 if "rows" in _command.__struct_fields__ else 3)


class Lives(Applying, Delivering, Accounting, Revisions, Surroundings, Together, Told):
    """Three grants and their round; ``step`` asks for something and says whether it was heard."""

    def __init__(self, pick: Pick) -> None:
        self.pick = pick
        self.rules = rules_of(pick(["proportional", "none", "accept"]), strict=pick([False, True]))
        super().__init__(ground_of(self.rules["shortfall_policy"], strict=bool(self.rules["four_eyes"])).copy())
        self.hours = 0
        over = pick(range(8)) == 0
        for library in GRANTS:
            for ask in paths(library)[OVER if over else pick(PATHS)]:
                self._begin(ask)
        if over:
            self._begin(b.close_round())

    def _begin(self, ask: Ask) -> None:
        """Nothing silly in it, so nothing to bind."""
        self.asked.append(ask)
        self.tell(ask)

    def step(self) -> bool:
        """One more command on one of the grants, or around them; days go by meanwhile."""
        pick = self.pick
        self.hours += 7
        library: Library = pick(GRANTS)
        state = self.state(library)
        if pick(range(10)) == 0:
            return self.ask(self._asking(pick(AROUND), library, state))
        lawful = pick([offered(state), sorted(state.may)]) if state else ["apply"]
        step = pick(lawful) if lawful and pick(range(8)) else pick(STEPS)
        return self.ask(self._asking(pick(BY_STEP[step]), library, state))

    def _asking(self, command: type[Command], library: Library, state: State | None) -> Ask:
        ask: Ask = getattr(self, RULES[command])(library, state or State())
        stale = "expected_version" in command.__struct_fields__ and not self.pick(range(30))
        wanted = structs.replace(ask.command, expected_version=self.pick([1, 7])) if stale else ask.command
        # moments are taken before the commit: now and then an earlier one comes later
        moment = NOW + timedelta(hours=self.hours - self.pick([0, 0, 0, 30]))
        people = [AUDITOR, *PEOPLE] if command is RecordFinding else PEOPLE
        return replace(ask, command=wanted, by=self.pick(people), at=max(NOW, moment))
