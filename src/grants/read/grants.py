"""One grant as of now: its facts and the state they add up to. Seen on the grant's page and by ``grants grant``."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from typing import Any, Protocol
from uuid import UUID

from msgspec import Struct, structs
from sqlalchemy import Connection, Select, select

from grants.kernel.envelope import Happened
from grants.kernel.refusals import Param
from grants.lifecycle import events
from grants.lifecycle.checklist import evaluate
from grants.lifecycle.deciding.after_closure import AFTER_CLOSURE
from grants.lifecycle.deciding.correcting import AFTER_THE_END, CORRECTABLE
from grants.lifecycle.deciding.standing import built_upon
from grants.lifecycle.facts import AnyFact, Award, AwardChange, Cost, Facts, Meeting, RefundAsked, begin, plain
from grants.lifecycle.halves import Halves, first_halves
from grants.lifecycle.offers import Obstacle, next_steps, obstacle, offered, why_not
from grants.lifecycle.plans import Plan
from grants.lifecycle.settlement import Account, settle
from grants.lifecycle.stages import Stage, stages_allowing
from grants.lifecycle.state import State, derive
from grants.lifecycle.values import Check
from grants.read._dues import Due, dues
from grants.read._then import Then
from grants.read.asking import Question, ask
from grants.rounds.rules import RoundRules
from grants.store.projecting import facts
from grants.store.projecting.tables import grant_facts


class GrantNow(Struct, frozen=True, dict=True):
    """``version``: what a form on this page sends as ``expected_version``; ``position``: of the last event shown."""

    id: UUID
    round: UUID
    library: UUID
    version: int
    position: int
    facts: Facts

    @cached_property
    def state(self) -> State:
        """Where it stands."""
        return derive(self.facts.entries)

    @cached_property
    def offered(self) -> list[str]:
        """The steps that would be heard now, whoever may take them."""
        return offered(self.state)

    @property
    def next_steps(self) -> list[str]:
        """What the programme waits for, most urgent first."""
        return next_steps(self.state)

    def obstacle(self, step: str) -> Obstacle | None:
        """Why ``step`` cannot be taken now; None if it can."""
        if step in self.state.may:
            return obstacle(step, self.state)
        stage = self.state.shown_stage.value
        params: dict[str, Param] = {"stage": stage, "step": step, "allowed": stages_allowing(step), "grant": self.id}
        return Obstacle(why_not(step, self.state), params)

    @property
    def first_eyes(self) -> Halves:
        """By step: pairs of the four-eyes rule, and the facts that were their first halves."""
        return first_halves(self.state)

    @property
    def dues(self) -> list[Due]:
        """What it waits for, the earliest deadline first."""
        return dues(self.state)

    @property
    def account(self) -> Account | None:
        """What a settlement would come to today; None before the award."""
        return settle(self.state, self.state.award.rules) if self.state.award else None

    def checklist(self, rules: RoundRules) -> list[Check]:
        """The eligibility checklist under these rules, as an award would evaluate it now."""
        state = self.state
        waiver = state.waiver_granted or state.waiver_pending is not None
        return evaluate(state.application, rules, waiver=waiver) if state.application else []

    @property
    def pending_plans(self) -> list[Plan]:
        """What is on the schedule, neither held nor called off, by its day; none once no meeting can be held."""
        if not {"hold_meeting", "plan_meeting"} & self.state.may:
            return []
        plans = [p for p in self.state.plans.values() if not p.cancelled and self.state.held_as(p.plan_no) is None]
        return sorted(plans, key=lambda plan: (plan.day, plan.plan_no))

    def uncounted_because(self, meeting: Meeting) -> str:
        """Why a meeting does not count: ``window``, ``partner``, or empty if it does."""
        rules = self.state.rules
        if rules is None or self.state.counts(meeting):
            return ""
        return "partner" if rules.activity_covers(meeting.occurred_on) else "window"

    def correctable(self, version: int) -> dict[str, Any]:
        """Fields of the fact in ``version`` that a correction may replace, with their plain values; empty for none."""
        fact = self.facts.at(version)
        if fact is None or "correct_fact" not in self.state.may or type(fact) not in CORRECTABLE:
            return {}
        if _over(fact, self.state):
            return {}
        ended = self.state.stage in (Stage.SETTLED, Stage.CANCELLED)
        if ended and not isinstance(fact, AFTER_THE_END):
            return {}
        built = built_upon(fact, self.state, self.facts.entries)
        return {name: plain(fact, name) for name in CORRECTABLE[type(fact)] if built is None or name != built[0]}

    def correctable_after_closure(self, version: int) -> dict[str, Any]:
        """The same for the one correction that a closed round allows; whether it is closed is the reader's to know."""
        fact = self.facts.at(version)
        if fact is None or "correct_after_closure" not in self.state.may or _over(fact, self.state):
            return {}
        return {name: plain(fact, name) for name in AFTER_CLOSURE.get(type(fact), ())}


def _over(fact: AnyFact, state: State) -> bool:
    """History that nothing stands on any more: an award with its changes that was withdrawn, a request that lapsed."""
    if isinstance(fact, Award):
        return state.award is None or fact.version != state.award.version
    if isinstance(fact, AwardChange):
        return fact not in state.award_changes
    if isinstance(fact, Cost):
        return fact.cost_no in state.costs_off
    return isinstance(fact, RefundAsked) and fact not in state.refunds_asked


class Streams(Protocol):
    """The log, as far as one grant's history needs it."""

    def stream(self, id_: UUID) -> list[Happened]: ...

    def stream_known(self, id_: UUID, position: int) -> list[Happened]: ...


class Told(Struct, frozen=True):
    """A grant with everything that happened to it, from one reading of the log: the two agree by construction."""

    now: GrantNow
    events: Sequence[Happened]


def grant(connection: Connection, id_: UUID) -> GrantNow | None:
    """The grant, or None if there is none."""
    return ask(connection, grant_question(id_))


def grant_question(id_: UUID) -> Question[GrantNow | None]:
    """The same, to be asked together with others."""
    return Question(_facts([id_]), lambda rows: _grant(rows[0]) if rows else None)


def grants(connection: Connection, ids: Iterable[UUID]) -> list[GrantNow]:
    """Several grants in one query, in no order."""
    return [_grant(row) for row in connection.execute(_facts(ids))]


def grants_question(ids: Iterable[UUID]) -> Question[dict[UUID, GrantNow]]:
    """Several by id, to be asked together with others."""
    return Question(_facts(ids), lambda rows: {row.grant: _grant(row) for row in rows})


def _facts(ids: Iterable[UUID]) -> Select[Any]:
    return select(grant_facts).where(grant_facts.c.grant.in_(list(ids)))


def _grant(row: Any) -> GrantNow:
    return GrantNow(row.grant, row.round, row.library, row.version, row.position, facts.read(row.facts))


def told(log: Streams, id_: UUID) -> Told | None:
    """The grant out of its own stream, as fresh as the log; None if it is no grant's."""
    return _told(id_, log.stream(id_))


def told_then(log: Streams, id_: UUID, then: Then) -> Told | None:
    """The grant as of a past day, as it was known then; None if nothing was known of it."""
    return told_of(log.stream_known(id_, then.position), id_, then)


def told_of(stream: Sequence[Happened], id_: UUID, then: Then | None = None) -> Told | None:
    """The same out of events that were read already: those known then, or all of them for the state of now.

    First everything that was known is folded, corrections into the facts they name, and only then the facts are cut
    by their days: an event's own day says nothing about the day of the fact that it corrects (DOMAIN 3.4).
    """
    known = _told(id_, stream)
    if known is None or then is None:
        return known
    facts = known.now.facts
    kept = structs.replace(
        facts, entries=facts.until(then.as_of), voided=[f for f in facts.voided if f.occurred_on <= then.as_of]
    )
    now = GrantNow(id_, facts.round, facts.library, facts.version, then.position, kept)
    return Told(now, _about(known.events, {1, *(f.version for f in (*kept.entries, *kept.voided))}))


def _told(id_: UUID, stream: Sequence[Happened]) -> Told | None:
    if not stream or not isinstance(stream[0], events.GrantOpened):
        return None
    known = begin(stream[0])
    for event in stream[1:]:
        if isinstance(event, events.GrantEvent):
            known.take(event)
    return Told(GrantNow(id_, known.round, known.library, known.version, 0, known), stream)


def _about(stream: Sequence[Happened], versions: Collection[int]) -> list[Happened]:
    """The events of these versions, and what corrected or voided them."""
    return [e for e in stream if e.originator_version in versions or getattr(e, "corrects", None) in versions]
