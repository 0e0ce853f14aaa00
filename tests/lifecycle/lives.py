"""Random lives of three grants in one round: every command, with boundary and silly values, lawful more often than not.

``pick`` chooses one of a list: hypothesis draws with it, the mutants' tests use a seeded random generator.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any, Final, TypeVar
from uuid import UUID

import msgspec

from grants.kernel.binding import bind
from grants.kernel.codes import FOUR_EYES, Role
from grants.kernel.refusals import Invalid
from grants.lifecycle.commands.applying import Budgeted
from grants.lifecycle.commands.awarding import AwardRow
from grants.lifecycle.deciding.after_closure import AFTER_CLOSURE
from grants.lifecycle.facts import Cost, Meeting
from grants.lifecycle.offers import offered
from grants.lifecycle.plans import Plan
from grants.lifecycle.stages import MAY
from grants.lifecycle.state import State
from tests.lifecycle.revisions import Revisions, around, days_around
from tests.support import builders as b
from tests.support.cast import (
    ACCOUNTANT,
    COORDINATOR,
    ELSEWHERE,
    EVERYBODY,
    LEADING,
    MANAGER,
    PARTNER,
    SECOND,
    THIRD,
    Library,
    Person,
    nip,
    nrb,
)
from tests.support.scenario import TODAY, Ask, Scenario, story

T = TypeVar("T")
Pick = Callable[[Sequence[Any]], Any]

OTHER_HANDS: Final = Person("Kalina", frozenset({Role.COORDINATOR, Role.MANAGER, Role.FINANCE}))
PEOPLE: Final = (*[EVERYBODY, OTHER_HANDS] * 6, COORDINATOR, MANAGER, ACCOUNTANT)
GRANTS: Final = (LEADING, SECOND, THIRD)
OTHER_ACCOUNT: Final = nrb(4_711)
DAY: Final = timedelta(1)
EDGES: Final = (b.FIRST - DAY, b.FIRST, b.MEETING_DAYS[0], b.MEETING_DAYS[2], b.LAST, b.LAST + DAY)
STEPS: Final = sorted(set().union(*MAY.values()))
BUDGET: Final = 250_000
PAID: Final = ("apply", "award", "sign", "pay")
PATHS: Final[tuple[tuple[str, ...], ...]] = (
    (),
    ("apply_for_less",),
    ("apply", "award"),
    ("apply", "award", "withdraw", "apply_again", "award_again"),
    PAID,
    (*PAID, "reverse", "change_award", "amend", "pay_less", "extend"),
    (*PAID, "hold_virtual", "hold_meeting", "record_cost", "accept_cost"),
    (*PAID, "hold_virtual", "record_cost", "accept_cost", "report"),
    (*PAID, "hold_meeting", "record_cost", "report"),
    (*PAID, "ask_waiver", "hold_meeting", "hold_virtual", "record_cost", "accept_cost", "report"),
    (*PAID, "hold_virtual", "record_cost", "accept_cost", "report", "settle"),
    (*PAID, "hold_virtual", "record_cost", "accept_cost", "report", "settle", "write_off"),
)
"""Where a life may begin: how far a grant has come without trouble."""
OVER: Final = (*PAID, "hold_virtual", "hold_meeting", "record_cost", "accept_cost", "report", "settle", "write_off")
"""So far have all come in the lives that begin in a round that is closed."""


def rules_of(policy: str, *, strict: bool) -> dict[str, Any]:
    pairs = list(FOUR_EYES) if strict else []
    return {"min_meetings": 2, "budget": BUDGET, "shortfall_policy": policy, "four_eyes": pairs}


@cache
def ground_of(policy: str, *, strict: bool) -> Scenario:
    """The round in which the lives are lived; the same for all, so made once."""
    return story(b.ground(GRANTS, **rules_of(policy, strict=strict)))


AFTER_VALUES: Final[dict[str, list[Any]]] = {
    "occurred_on": [*EDGES, *b.MEETING_DAYS, TODAY, TODAY + DAY], "minutes": [1, 60], "number": ["X 9"],
    "bank_reference": ["X 9"], "amount": [1, 50_000, b.FULL], "mode": ["virtual", "in_person"],
    "gross": [1, 70_000, b.FULL], "charged": [1, 30_000, 70_000], "issued_on": [*EDGES], "category": ["catering"],
    "partners": [[], [PARTNER.id]],
}  # fmt: skip


class Told:
    """What is being told, step by step, whether or not a step is heard."""

    def __init__(self, story_: Scenario) -> None:
        self.story = story_

    def ask(self, ask: Ask) -> bool:
        """Bound field by field, then decided; True if it was heard."""
        try:
            command = bind(type(ask.command), msgspec.to_builtins(ask.command))
        except Invalid:
            return False
        self.story.when(replace(ask, command=command))
        return self.story.no is None

    def state(self, library: Library) -> State | None:
        return self.story.grant(library.grant).state if self.story.stream(library.grant) else None

    def grants(self) -> dict[UUID, Library]:
        """The grants that exist, by id."""
        return {each.grant: each for each in GRANTS if self.story.stream(each.grant)}


class Lives(Revisions, Told):
    """Three grants and their round; ``step`` asks for something and says whether it was heard."""

    def __init__(self, pick: Pick) -> None:
        self.pick = pick
        self.rules = rules_of(pick(["proportional", "none", "accept"]), strict=pick([False, True]))
        super().__init__(ground_of(self.rules["shortfall_policy"], strict=bool(self.rules["four_eyes"])).copy())
        over = pick(range(8)) == 0
        for library in GRANTS:
            self._begin(library, OVER if over else pick(PATHS))
        if over:
            self.ask(b.close_round())

    def _begin(self, library: Library, path: Sequence[str]) -> None:
        easy: dict[str, Ask] = {
            "apply_for_less": b.apply(library, requested=60_000), "withdraw": b.withdraw(library),
            "apply_again": b.apply(library, occurred_on=date(2013, 2, 22)),
            "award_again": b.award(70_000, library, occurred_on=date(2013, 2, 23)),
            "ask_waiver": b.ask_waiver(library), "apply": b.apply(library),
            "award": b.award(80_000, library), "sign": b.sign(library),
            "pay": b.pay(80_000, library), "hold_virtual": b.meeting(virtual=True, library=library),
            "hold_meeting": b.meeting(b.MEETING_DAYS[1], library=library),
            "record_cost": b.cost(70_000, library=library, document=f"FV {library.number}"),
            "accept_cost": b.accept(library=library), "report": b.report(library),
            "write_off": b.write_off(library=library), "reverse": b.reverse(library=library, occurred_on=b.PAID_ON),
            "change_award": b.change_award(70_000, library), "amend": b.amend(library, nrb=OTHER_ACCOUNT),
            "pay_less": b.pay(60_000, library), "extend": b.extend(library=library, occurred_on=b.LAST),
            "settle": b.settle(library, shortfall_reason="Powódź"),
        }  # fmt: skip
        hands = [EVERYBODY, OTHER_HANDS]
        for n, name in enumerate(path):
            self.ask(easy[name].of(hands[n % 2] if name != "accept_cost" else OTHER_HANDS))

    def step(self) -> bool:
        """One more command on one of the grants, or on their round."""
        pick = self.pick
        if pick(range(12)) == 0:
            return self.ask(self._round_step().of(pick(PEOPLE)))
        library: Library = pick(GRANTS)
        state = self.state(library)
        lawful = pick([offered(state), sorted(state.may)]) if state else ["apply"]
        step = pick(lawful) if lawful and pick(range(8)) else pick(STEPS)
        return self.ask(getattr(self, f"_{step}")(library, state or State()).of(pick(PEOPLE)))

    # --- the round ---------------------------------------------------------------------------------------------

    def _round_step(self) -> Ask:
        reserved = self.story.round().reserved
        step = self.pick(["rules", "bulk", "bulk", "close_round"])
        if step == "close_round":
            return b.close_round()
        if step == "bulk":
            rows = [AwardRow(grant=each.grant, amount=self.pick([None, 50_000])) for each in GRANTS]
            return b.award_many(*rows, occurred_on=self.pick([None, b.AWARDED_ON]))
        budget, ceiling = self.pick([*around(reserved), BUDGET]), self.pick([60_000, b.FULL, b.FULL])
        return b.change_rules(**{**self.rules, "budget": max(budget, 1), "max_award": ceiling})

    # --- the application ---------------------------------------------------------------------------------------

    def _form(self) -> dict[str, Any]:
        requested = self.pick([*around(b.FULL), b.FULL, b.FULL, 60_000])
        lines = [Budgeted(category="travel", amount=requested)]
        waiver = self.pick([None, None, b.wish()])
        return {"requested": requested, "budget": lines, "plan": b.plan(virtual=self.pick([0, 1, 1])), "waiver": waiver}

    def _apply(self, library: Library, state: State) -> Ask:
        days = [b.APPLIED_ON, b.CALL_OPENS - DAY, b.CALL_CLOSES, b.CALL_CLOSES, b.CALL_CLOSES + DAY]
        return b.apply(library, **self._form(), occurred_on=self.pick(days))

    def _resubmit(self, library: Library, state: State) -> Ask:
        return b.resubmit(library, **self._form(), occurred_on=self._day(state))

    def _return_application(self, library: Library, state: State) -> Ask:
        return b.return_application(library, due_on=TODAY, occurred_on=self._day(state))

    def _withdraw(self, library: Library, state: State) -> Ask:
        return b.withdraw(library, occurred_on=self._day(state))

    def _reject(self, library: Library, state: State) -> Ask:
        return b.reject(library, occurred_on=self._day(state))

    # --- the award and the money -------------------------------------------------------------------------------

    def _award(self, library: Library, state: State) -> Ask:
        left = self.story.round().left
        return b.award(
            self.pick(
                [None, None, *around(state.application.requested if state.application else b.FULL, b.FULL, left)]
            ),
            library,
            occurred_on=self._day(state),
        )

    def _sign(self, library: Library, state: State) -> Ask:
        return b.sign(library, occurred_on=self._day(state))

    def _pay(self, library: Library, state: State) -> Ask:
        limits = around(state.awarded - state.paid, state.recognised - state.paid)
        return b.pay(self.pick(limits), library, occurred_on=self._day(state))

    def _cancel(self, library: Library, state: State) -> Ask:
        return b.cancel(library, occurred_on=self._day(state))

    # --- the schedule, and who looks after it -----------------------------------------------------------------------

    def _plan_meeting(self, library: Library, state: State) -> Ask:
        mode, channel = self.pick([("in_person", None), ("virtual", "skype"), ("virtual", None), ("virtual", "telex")])
        host = self.pick([None, library.id, PARTNER.id, ELSEWHERE.id])
        return b.plan_meeting(self.pick([*EDGES, TODAY]), library, mode=mode, channel=channel, host=host)

    def _reschedule_plan(self, library: Library, state: State) -> Ask:
        plan = self._some_plan(state)
        name = self.pick(["day", "mode", "host"])
        new = {"day": self.pick(EDGES), "mode": self.pick(["virtual", "in_person"]), "host": self.pick([PARTNER.id])}
        stale = {"day": b.OPENED, "mode": "virtual", "host": ELSEWHERE.id}[name]
        old = stale if plan is None or not self.pick(range(3)) else getattr(plan, name)
        number = plan.plan_no if plan else 9
        return b.reschedule(b.plan_values(**{name: old}), b.plan_values(**{name: new[name]}), number, library)

    def _cancel_plan(self, library: Library, state: State) -> Ask:
        plan = self._some_plan(state)
        return b.cancel_plan(plan.plan_no if plan else 9, library)

    def _assign(self, library: Library, state: State) -> Ask:
        person, successor = self.pick([None, COORDINATOR, MANAGER, ACCOUNTANT]), self.pick([MANAGER, COORDINATOR])
        return self.pick([b.assign(person, library), b.hand_over(person or ACCOUNTANT, successor)])  # type: ignore[no-any-return]

    # --- meetings and waivers ----------------------------------------------------------------------------------

    def _hold_meeting(self, library: Library, state: State) -> Ask:
        return b.meeting(
            self.pick([*EDGES, TODAY + DAY]), virtual=self.pick([False, True]), library=library,
            partners=self.pick([[], [library.id], *[[PARTNER.id]] * 4]), confirmed=self.pick([False, True]),
            attendance=b.people(leading_library=self.pick([0, 1, 2]), ngo=self.pick([1, 2, 5])),
            plan_no=self.pick([None, None, *state.plans]),
        )  # fmt: skip

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

    def _void_meeting(self, library: Library, state: State) -> Ask:
        meeting = self._some_meeting(state)
        return b.void_meeting(meeting.meeting_no if meeting else 1, library)

    def _ask_waiver(self, library: Library, state: State) -> Ask:
        return b.ask_waiver(library, occurred_on=self.pick([b.FIRST, TODAY]))

    def _decide_waiver(self, library: Library, state: State) -> Ask:
        decide = self.pick([b.grant_waiver, b.refuse_waiver])
        return decide(library, occurred_on=self.pick([b.FIRST - DAY, b.FIRST, TODAY]))  # type: ignore[no-any-return]

    # --- costs, report, settlement, refunds --------------------------------------------------------------------

    def _record_cost(self, library: Library, state: State) -> Ask:
        charged = self.pick([*around(state.awarded), *[30_000] * 6])
        return b.cost(
            charged, charged + self.pick([-1, 0, 0, 1]), library, self.pick(["FV 5", "FV 6"]),
            issued_on=self.pick([*EDGES, *b.MEETING_DAYS]),
        )  # fmt: skip

    def _accept_cost(self, library: Library, state: State) -> Ask:
        return b.accept(self.pick([1, 2, *state.undecided_costs, *state.undecided_costs]), library)

    def _reject_cost(self, library: Library, state: State) -> Ask:
        return b.reject_cost(self.pick([1, 2, *state.undecided_costs, *state.undecided_costs]), library)

    def _correct_cost(self, library: Library, state: State) -> Ask:
        cost: Cost | None = self.pick([*state.costs.values()] or [None])
        name = self.pick(["gross", "charged", "issued_on", "document"])
        number = cost.cost_no if cost else 1
        if name == "document":
            new = b.cost_values(document_no=self.pick(["FV 5", "FV 6"]), issuer_nip=nip(777_000_000))
            return b.correct_cost(b.cost_values(), new, number, library)
        stands = getattr(cost, name) if cost and self.pick(range(4)) else {"issued_on": b.LAST}.get(name, 7)
        new = b.cost_values(**{name: self.pick([*EDGES]) if name == "issued_on" else self.pick([1, 30_000, 70_000])})
        return b.correct_cost(b.cost_values(**{name: stands}), new, number, library)

    def _withdraw_cost(self, library: Library, state: State) -> Ask:
        return b.withdraw_cost(self.pick([1, 2, *state.undecided_costs, *state.undecided_costs]), library)

    def _withdraw_cost_decision(self, library: Library, state: State) -> Ask:
        return b.undecide(self.pick([1, 2, *state.decided]), library)

    def _report(self, library: Library, state: State) -> Ask:
        return b.report(library, occurred_on=self.pick([*days_around(state.stage_since), b.REPORTED_ON, b.REPORTED_ON]))

    def _return_report(self, library: Library, state: State) -> Ask:
        return b.return_report(library, due_on=TODAY, occurred_on=self._day(state))

    def _resubmit_report(self, library: Library, state: State) -> Ask:
        return b.resubmit_report(library, occurred_on=self._day(state))

    def _settle(self, library: Library, state: State) -> Ask:
        reasons = {name: self.pick([None, "Powódź"]) for name in ("virtual_override", "shortfall_reason")}
        return b.settle(library, **reasons, occurred_on=self._day(state))

    def _request_refund(self, library: Library, state: State) -> Ask:
        amounts = [None, *around(state.refund_due, state.refund_to_ask)]
        return b.ask_refund(self.pick(amounts), library, occurred_on=self._day(state))

    def _receive_refund(self, library: Library, state: State) -> Ask:
        return b.refund(self.pick(around(state.refund_outstanding)), library, occurred_on=self._day(state))

    def _write_off_refund(self, library: Library, state: State) -> Ask:
        amounts = [None, *around(state.refund_outstanding)]
        return b.write_off(self.pick(amounts), library, occurred_on=self._day(state))

    def _reopen_settlement(self, library: Library, state: State) -> Ask:
        return b.reopen(library, occurred_on=self._day(state))

    def _correct_after_closure(self, library: Library, state: State) -> Ask:
        facts = self.story.grant(library.grant).facts.entries if self.story.stream(library.grant) else []
        fact = self.pick([each for each in facts if isinstance(each, tuple(AFTER_CLOSURE))] or [None])
        if fact is None:
            return b.after_closure(1, b.fact_values(amount=1), b.fact_values(amount=2), library)
        name = self.pick([each for each in AFTER_CLOSURE[type(fact)] if each in AFTER_VALUES])
        new = self.pick(AFTER_VALUES[name])
        old = getattr(fact, name) if self.pick(range(4)) else new
        return b.after_closure(fact.version, b.fact_values(**{name: old}), b.fact_values(**{name: new}), library)

    def _day(self, state: State) -> date:
        day: date = self.pick(days_around(state.stage_since))
        return day

    def _some_plan(self, state: State) -> Plan | None:
        plan: Plan | None = self.pick([*state.plans.values()] or [None])
        return plan

    def _some_meeting(self, state: State) -> Meeting | None:
        meeting: Meeting | None = self.pick(state.meetings or [None])
        return meeting
