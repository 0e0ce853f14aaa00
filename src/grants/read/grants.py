"""One grant as of now: its facts and the state they add up to. Seen on the grant's page and by ``grants grant``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import Any, Protocol
from uuid import UUID

from msgspec import Struct
from sqlalchemy import Connection, select

from grants.kernel.envelope import Happened
from grants.kernel.refusals import Param
from grants.lifecycle import events
from grants.lifecycle.checklist import evaluate
from grants.lifecycle.deciding.correcting import AFTER_THE_END, CORRECTABLE
from grants.lifecycle.facts import Award, Facts, Meeting, begin, plain
from grants.lifecycle.offers import Obstacle, next_steps, obstacle, offered, why_not
from grants.lifecycle.settlement import Account, settle
from grants.lifecycle.stages import Stage, stages_allowing
from grants.lifecycle.state import State, derive
from grants.lifecycle.values import Check
from grants.read._dues import Due, dues
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

    def state_on(self, day: date) -> State:
        """Where it stood at the end of a business day, as far as known now."""
        return derive(self.facts.until(day))

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
    def first_eyes(self) -> dict[str, tuple[str, UUID]]:
        """By step: the pair of the four-eyes rule, and who took its first half."""
        state = self.state
        asked = state.waivers.get(state.waiver_pending or 0)
        halves = {
            "award": ("apply_award", state.application),
            "pay": ("award_pay", state.award),
            "decide_waiver": ("waiver", asked),
            "settle": ("report_settle", state.report),
            "receive_refund": ("refund", state.refunds_asked[-1] if state.refunds_asked else None),
        }
        return {step: (pair, fact.actor) for step, (pair, fact) in halves.items() if fact is not None}

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
        if isinstance(fact, Award) and fact is not self.state.award:
            return {}
        ended = self.state.stage in (Stage.SETTLED, Stage.CANCELLED)
        if ended and not isinstance(fact, AFTER_THE_END):
            return {}
        return {name: plain(fact, name) for name in CORRECTABLE[type(fact)]}


class Streams(Protocol):
    """The log, as far as one grant's history needs it."""

    def stream(self, id_: UUID) -> list[Happened]: ...


class Told(Struct, frozen=True):
    """A grant with everything that happened to it, from one reading of the log: the two agree by construction."""

    now: GrantNow
    events: Sequence[Happened]


def grant(connection: Connection, id_: UUID) -> GrantNow | None:
    """The grant, or None if there is none."""
    return next(iter(grants(connection, [id_])), None)


def grants(connection: Connection, ids: Iterable[UUID]) -> list[GrantNow]:
    """Several grants in one query, in no order."""
    columns = grant_facts.c
    rows = connection.execute(select(grant_facts).where(columns.grant.in_(list(ids))))
    return [
        GrantNow(row.grant, row.round, row.library, row.version, row.position, facts.read(row.facts)) for row in rows
    ]


def told(log: Streams, id_: UUID) -> Told | None:
    """The grant out of its own stream, as fresh as the log; None if it is no grant's."""
    stream = log.stream(id_)
    if not stream or not isinstance(stream[0], events.GrantOpened):
        return None
    known = begin(stream[0])
    for event in stream[1:]:
        if isinstance(event, events.GrantEvent):
            known.take(event)
    return Told(GrantNow(id_, known.round, known.library, known.version, 0, known), stream)
