"""What lives ask for about schedules, meetings and waivers."""

from __future__ import annotations

from grants.lifecycle.commands.meetings import (
    AskWaiver,
    CorrectMeeting,
    GrantWaiver,
    RecordMeeting,
    RefuseWaiver,
    VoidMeeting,
)
from grants.lifecycle.commands.planning import CancelPlan, PlanMeeting, ReschedulePlan
from grants.lifecycle.facts import Meeting
from grants.lifecycle.plans import Plan
from grants.lifecycle.state import State
from tests.lifecycle.lives.rules import DAY, EDGES, Picking, asks
from tests.support import builders as b
from tests.support.cast import ELSEWHERE, LEADING, PARTNER, SECOND, Library
from tests.support.scenario import TODAY, Ask


class Delivering(Picking):
    """What was promised, and what was held."""

    @asks(PlanMeeting)
    def _plan_meeting(self, library: Library, state: State) -> Ask:
        mode, channel = self.pick([("in_person", None), ("virtual", "skype"), ("virtual", None), ("virtual", "telex")])
        host = self.pick([None, library.id, PARTNER.id, ELSEWHERE.id])
        return b.plan_meeting(self.pick([*EDGES, TODAY]), library, mode=mode, channel=channel, host=host)

    @asks(ReschedulePlan)
    def _reschedule_plan(self, library: Library, state: State) -> Ask:
        plan = self._some_plan(state)
        name = self.pick(["day", "mode", "host"])
        new = {"day": self.pick(EDGES), "mode": self.pick(["virtual", "in_person"]), "host": self.pick([PARTNER.id])}
        stale = {"day": b.OPENED, "mode": "virtual", "host": ELSEWHERE.id}[name]
        old = stale if plan is None or not self.pick(range(3)) else getattr(plan, name)
        number = plan.plan_no if plan else 9
        return b.reschedule(b.plan_values(**{name: old}), b.plan_values(**{name: new[name]}), number, library)

    @asks(CancelPlan)
    def _cancel_plan(self, library: Library, state: State) -> Ask:
        plan = self._some_plan(state)
        return b.cancel_plan(plan.plan_no if plan else 9, library)

    @asks(RecordMeeting)
    def _hold_meeting(self, library: Library, state: State) -> Ask:
        return b.meeting(
            self.pick([*EDGES, TODAY + DAY]), virtual=self.pick([False, True]), library=library,
            partners=self.pick([[], [library.id], *[[PARTNER.id]] * 4]), confirmed=self.pick([False, True]),
            attendance=b.people(leading_library=self.pick([0, 1, 2]), ngo=self.pick([1, 2, 5])),
            plan_no=self.pick([None, None, *state.plans]),
        )  # fmt: skip

    @asks(CorrectMeeting)
    def _correct_meeting(self, library: Library, state: State) -> Ask:
        meeting = self._some_meeting(state)
        name = self.pick(["minutes", "occurred_on", "partners", "mode"])
        new = {
            "minutes": self.pick([1, 60]), "occurred_on": self.pick(EDGES),
            "partners": self.pick([[PARTNER.id], []]), "mode": self.pick(["virtual", "in_person"]),
        }[name]  # fmt: skip
        stale = {"minutes": 7, "occurred_on": b.OPENED, "partners": [LEADING.id, SECOND.id], "mode": "virtual"}[name]
        old = stale if meeting is None or not self.pick(range(3)) else getattr(meeting, name)
        return b.correct_meeting(
            b.values(**{name: old}), b.values(**{name: new}), meeting.meeting_no if meeting else 1, library
        )

    @asks(VoidMeeting)
    def _void_meeting(self, library: Library, state: State) -> Ask:
        meeting = self._some_meeting(state)
        return b.void_meeting(meeting.meeting_no if meeting else 1, library)

    @asks(AskWaiver)
    def _ask_waiver(self, library: Library, state: State) -> Ask:
        return b.ask_waiver(library, occurred_on=self.pick([b.FIRST, TODAY]))

    @asks(GrantWaiver)
    def _grant_waiver(self, library: Library, state: State) -> Ask:
        return b.grant_waiver(library, occurred_on=self.pick([b.FIRST - DAY, b.FIRST, TODAY]))

    @asks(RefuseWaiver)
    def _refuse_waiver(self, library: Library, state: State) -> Ask:
        return b.refuse_waiver(library, occurred_on=self.pick([b.FIRST - DAY, b.FIRST, TODAY]))

    def _some_plan(self, state: State) -> Plan | None:
        plan: Plan | None = self.pick([*state.plans.values()] or [None])
        return plan

    def _some_meeting(self, state: State) -> Meeting | None:
        meeting: Meeting | None = self.pick(state.meetings or [None])
        return meeting
