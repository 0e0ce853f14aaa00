"""The ground all decisions stand on: the grant's facts, its state, its stage guard, four eyes."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from grants.kernel.actor import current
from grants.kernel.envelope import Happened, Recorded
from grants.kernel.refusals import Refused
from grants.lifecycle import events
from grants.lifecycle.facts import FACT_OF, Award, Fact, Facts
from grants.lifecycle.offers import why_not
from grants.lifecycle.stages import stages_allowing
from grants.lifecycle.state import State, derive


class Core(Recorded):
    """Facts, state and guards of one grant."""

    def __init__(self, round: UUID, library: UUID) -> None:  # noqa: A002  the event's own word
        self.facts = Facts(round=round, library=library)
        self._state: State | None = None

    @property
    def state(self) -> State:
        """Where the grant stands now; derived once per version."""
        if self._state is None:
            self._state = derive(self.facts.entries)
        return self._state

    def evolve(self, event: Happened) -> None:
        """Feed the facts; whatever is derived from them is derived anew."""
        if isinstance(event, events.GrantEvent):
            self.facts.take(event)
            self._state = None

    def concerns(self, library: UUID) -> bool:
        """A library's person sees its own grant only."""
        return self.facts.library == library

    def require(self, step: str) -> State:
        """The state, if ``step`` may be taken from here; else Refused with the reason that helps most."""
        state = self.state
        if step not in state.may:
            stage = state.shown_stage
            raise Refused(
                why_not(step, state), stage=stage.value, step=step, allowed=stages_allowing(step), grant=self.id
            )
        return state

    @property
    def award_fact(self) -> Award:
        """The award; guards have made sure that there is one."""
        award = self.state.award
        if award is None:
            raise Refused("grant.not_awarded", grant=self.id)
        return award

    @staticmethod
    def not_before_payments(state: State, day: date) -> None:
        """What ends a grant looks back on every payment: none may lie after it and yet be counted in it."""
        last = max((p.occurred_on for p in (*state.payments, *state.reversals.values())), default=None)
        if last is not None and day < last:
            raise Refused("day.before_previous", day=day, previous=last)

    def four_eyes(self, pair: str, first: Fact | UUID | None, rules: tuple[str, ...], code: str = "four_eyes") -> None:
        """Refuse when the rules ask for two people and the same one took the first step (a fact, or its author)."""
        deed = current()
        author = first.actor if isinstance(first, Fact) else first
        if pair in rules and author == deed.actor:
            role = first.actor_role if isinstance(first, Fact) else ""
            raise Refused(code, pair=pair, role=role or deed.role.value)

    def occurs(self, event: type[events.GrantEvent], *, occurred_on: date, **fields: Any) -> None:
        """Record ``event``; one that changes the stage is not dated before the previous one that did. What corrects a
        fact is none itself.
        """
        since, kind = self.state.stage_since, FACT_OF.get(event)
        if since is not None and occurred_on < since and kind is not None and kind.stage is not None:
            raise Refused("day.before_previous", day=occurred_on, previous=since)
        self.happened(event, occurred_on=occurred_on, **fields)
