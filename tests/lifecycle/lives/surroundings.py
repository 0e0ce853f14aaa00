"""What lives ask for around the grants: programmes, rounds, libraries, coalitions, desks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from grants.findings.commands import RecordFinding
from grants.libraries import commands as lib
from grants.lifecycle.commands.assigning import AssignGrant, HandOverGrants
from grants.lifecycle.state import State
from grants.rounds import commands as rnd
from tests.lifecycle.lives.rules import DAY, Picking, around, asks
from tests.support import builders as b
from tests.support.cast import (
    ACCOUNTANT,
    COORDINATOR,
    ELSEWHERE,
    LEADING,
    MANAGER,
    PARTNER,
    PARTNER_THREE,
    PARTNER_TWO,
    SECOND,
    VIEWER,
    Library,
)
from tests.support.scenario import TODAY, Ask

NEWCOMER: Final = Library("Biblioteka Gminna w Jaworzynce", "Jaworzynka", 8)
"""Not registered when a life begins."""
ALL: Final = (LEADING, SECOND, PARTNER, PARTNER_TWO, PARTNER_THREE, ELSEWHERE, NEWCOMER)


class Surroundings(Picking):
    """Mixed into the lives. ``rules``: those of the round in which they are lived."""

    rules: dict[str, Any]

    # --- the programme and its rounds ----------------------------------------------------------------------------

    @asks(rnd.OpenProgramme)
    def _open_programme(self, library: Library, state: State) -> Ask:
        return b.open_programme(code=self.pick(["PRB", "NOWY"]))

    @asks(rnd.CloseProgramme)
    def _close_programme(self, library: Library, state: State) -> Ask:
        return b.close_programme(occurred_on=self.pick([b.OPENED - DAY, TODAY]))

    @asks(rnd.PublishSummary)
    def _publish_summary(self, library: Library, state: State) -> Ask:
        return b.publish_summary(known=TODAY - self.pick([0, 0, 1]) * DAY, **self.pick([{}, {"round": None}]))

    @asks(rnd.OpenRound)
    def _open_round(self, library: Library, state: State) -> Ask:
        silly = self.pick([{}, {}, {"budget": b.FULL - 1}, {"min_virtual": 5}, {"activity_to": b.FIRST - DAY}])
        return b.open_round(self.pick(["I", "II", "II"]), **silly)

    @asks(rnd.ChangeRules)
    def _change_rules(self, library: Library, state: State) -> Ask:
        round_ = self.story.round()
        budget, ceiling = self.pick([*around(round_.reserved), round_.rules.budget]), self.pick([60_000, b.FULL])
        return b.change_rules(**{**self.rules, "budget": max(budget, 1), "max_award": ceiling})

    @asks(rnd.CloseCall)
    def _close_call(self, library: Library, state: State) -> Ask:
        return b.close_call(occurred_on=self.pick([b.OPENED - DAY, b.CALL_CLOSES, TODAY]))

    @asks(rnd.CloseRound)
    def _close_round(self, library: Library, state: State) -> Ask:
        return b.close_round()

    # --- libraries and coalitions --------------------------------------------------------------------------------

    @asks(lib.RegisterLibrary)
    def _register(self, library: Library, state: State) -> Ask:
        wrong = self.pick([{}, {}, {"regon": "123456789"}, {"nip": "1234567890"}])
        newcomer = self.pick([NEWCOMER, NEWCOMER, PARTNER])
        ask = b.register(newcomer, **wrong)
        there = any(event.originator_id == newcomer.id for event in self.story.memory.log)
        return replace(ask, command_id=None) if there else ask  # another deed: a corrected REGON may be free again

    @asks(lib.CorrectLibrary)
    def _correct_library(self, library: Library, state: State) -> Ask:
        some = self.pick(ALL)
        regons = [some.regon, PARTNER.regon, NEWCOMER.regon]
        return b.correct_library(some, **self.pick([{"town": "Modrzewina"}, *({"regon": each} for each in regons)]))

    @asks(lib.RetireLibrary)
    def _retire(self, library: Library, state: State) -> Ask:
        day = self.pick([b.OPENED - DAY, TODAY])
        return b.retire(self.pick(ALL), self.pick([None, *ALL]), occurred_on=day)

    @asks(lib.RestoreLibrary)
    def _restore(self, library: Library, state: State) -> Ask:
        gone = [each for each in ALL if self._retired(each)]
        return b.restore(self.pick(gone or ALL), occurred_on=self.pick([b.OPENED, TODAY]))

    @asks(lib.FormCoalition)
    def _form_coalition(self, library: Library, state: State) -> Ask:
        leading = self.pick([ELSEWHERE, NEWCOMER, LEADING])
        return b.form_coalition(leading, self.pick([[], [PARTNER], [leading]]))

    @asks(lib.AddPartner)
    def _add_partner(self, library: Library, state: State) -> Ask:
        return b.add_partner(self.pick([library, *ALL]), library)

    @asks(lib.LetPartnerLeave)
    def _let_leave(self, library: Library, state: State) -> Ask:
        return b.let_leave(self.pick([PARTNER, PARTNER_TWO, PARTNER_THREE]), library)

    def _retired(self, library: Library) -> bool:
        found = self.story.memory.load(library.id)
        return getattr(found, "retired_in", None) is not None

    # --- desks ---------------------------------------------------------------------------------------------------

    @asks(AssignGrant)
    def _assign(self, library: Library, state: State) -> Ask:
        return b.assign(self.pick([None, *[COORDINATOR, MANAGER] * 3, ACCOUNTANT, VIEWER]), library)

    @asks(HandOverGrants)
    def _hand_over(self, library: Library, state: State) -> Ask:
        people = [*[COORDINATOR, MANAGER] * 3, ACCOUNTANT]
        return b.hand_over(self.pick(people), self.pick(people))

    # --- findings ------------------------------------------------------------------------------------------------

    @asks(RecordFinding)
    def _record_finding(self, library: Library, state: State) -> Ask:
        about = self.pick([{}, {"library": library.id}, {"grant": library.grant, "cost_no": self.pick([1, 2, 9])}])
        return b.record_finding(**about, **self.pick([{}, {}, {"event_version": 99}, {"event_version": 1}]))
