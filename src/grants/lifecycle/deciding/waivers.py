"""The waiver of the virtual meeting, where technical conditions do not allow one."""

from __future__ import annotations

from datetime import date

from grants.kernel.codes import Ground
from grants.kernel.refs import TextRef
from grants.kernel.refusals import Refused
from grants.lifecycle import events
from grants.lifecycle.deciding.core import Core
from grants.lifecycle.facts import WaiverAsked
from grants.lifecycle.state import State


class Waivers(Core):
    """Asked for once at a time, granted or refused, with ground, person and reason."""

    def ask_waiver(self, ground: Ground, note: TextRef | None, *, occurred_on: date) -> int:
        """Ask; refused when nothing needs waiving or one is waiting."""
        state = self.require("ask_waiver")
        self._needed(state)
        if state.waiver_pending is not None:
            raise Refused("waiver.pending", waiver_no=state.waiver_pending)
        number = sum(isinstance(fact, WaiverAsked) for fact in self.facts.entries) + 1
        self.occurs(events.WaiverRequested, occurred_on=occurred_on, waiver_no=number, ground=ground, note=note)
        return number

    def decide_waiver(self, reason: TextRef, *, granted: bool, four_eyes: tuple[str, ...], occurred_on: date) -> None:
        """Grant or refuse the one that is waiting. ``four_eyes``: the round's, until an award brings its own."""
        state = self.require("decide_waiver")
        number = state.waiver_pending
        if number is None:
            raise Refused("waiver.none_pending")
        asked = state.waivers[number]
        if occurred_on < asked.occurred_on:
            raise Refused("day.before_previous", day=occurred_on, previous=asked.occurred_on)
        if granted:
            self._needed(state)
        self.four_eyes("waiver", asked, state.award.rules.four_eyes if state.award else four_eyes)
        event = events.WaiverGranted if granted else events.WaiverRefused
        self.occurs(event, occurred_on=occurred_on, waiver_no=number, reason=reason)

    def _needed(self, state: State) -> None:
        if state.virtual_met:
            raise Refused("waiver.not_needed", virtual=state.counted_virtual)
