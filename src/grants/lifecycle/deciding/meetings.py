"""Meetings held, corrected, voided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from grants.kernel.codes import Mode
from grants.kernel.refs import TextRef
from grants.kernel.refusals import Refused
from grants.lifecycle import events
from grants.lifecycle.deciding.changing import check_channel, outdated, without_channel
from grants.lifecycle.deciding.planning import Planning
from grants.lifecycle.facts import Meeting, corrected, plain
from grants.rounds.rules import RoundRules

MIN_PEOPLE = 2
MAX_MEETINGS = 200
"""Far above any real grant; bounds what one stream can be made to hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A meeting as it is told: everything but its number and its day."""

    plan_no: int | None
    minutes: int
    mode: Mode
    channel: str | None
    place: TextRef | None
    host: UUID
    partners: list[UUID]
    theme: TextRef
    purposes: list[str]
    attendance: list[tuple[str, int]]


class Meetings(Planning):
    """What the grant is for."""

    def hold_meeting(self, held: Held, known: set[UUID], *, occurred_on: date, confirmed: bool) -> int:
        """Record a meeting. ``known``: the leading library and its partners; ``confirmed``: a look-alike is meant."""
        state = self.require("hold_meeting")
        if len(state.meetings) + len(self.facts.voided) >= MAX_MEETINGS:
            raise Refused("meeting.too_many", max=MAX_MEETINGS)
        check_meeting(held, self.award_fact.rules, known, self.facts.library)
        if held.plan_no is not None:
            self._planned(held.plan_no)
        twin = next(
            (m for m in state.meetings
             if (m.occurred_on, m.mode, m.host) == (occurred_on, held.mode, held.host)), None,
        )  # fmt: skip
        if twin is not None and not confirmed:
            raise Refused("meeting.looks_duplicate", meeting_no=twin.meeting_no, day=occurred_on)
        number = self.next_meeting_no
        self.occurs(
            events.MeetingHeld, occurred_on=occurred_on, meeting_no=number, plan_no=held.plan_no,
            minutes=held.minutes, mode=held.mode, channel=held.channel, place=held.place, host=held.host,
            partners=held.partners, theme=held.theme, purposes=held.purposes,
            attendance=[[kind, count] for kind, count in held.attendance],
        )  # fmt: skip
        return number

    def _planned(self, number: int) -> None:
        """The planned meeting that this one is: on the schedule, not called off and not held yet."""
        plan = self.state.plans.get(number)
        if plan is None:
            raise Refused("meeting.unknown_plan", plan_no=number)
        self.require_pending(plan)

    @property
    def next_meeting_no(self) -> int:
        """Numbers are never used again, not even after a voiding."""
        every = [f.meeting_no for f in (*self.facts.entries, *self.facts.voided) if isinstance(f, Meeting)]
        return max(every, default=0) + 1

    def meeting(self, number: int) -> Meeting:
        """The meeting with this number, if it stands."""
        found = next((m for m in self.state.meetings if m.meeting_no == number), None)
        if found is None:
            raise Refused("meeting.unknown", meeting_no=number)
        return found

    def correct_meeting(
        self, number: int, changes: list[list[Any]], reason: TextRef, known: set[UUID], *, occurred_on: date
    ) -> None:
        """Correct what was keyed in wrongly. ``changes``: [field, old, new] in plain values; old must be current."""
        self.require("correct_meeting")
        meeting = self.meeting(number)
        changes = without_channel(meeting, changes)
        if stale := outdated(changes, lambda name: plain(meeting, name)):
            raise Refused("meeting.stale", field=stale.field, old=stale.old, current=stale.current)
        if not any(old != new for _, old, new in changes):
            raise Refused("meeting.nothing_changed", meeting_no=number)
        new = corrected(meeting, changes)
        stood = {meeting.host, *meeting.partners}  # libraries that were right then may have left since
        check_meeting(new, self.award_fact.rules, known | stood, self.facts.library)
        self.occurs(
            events.MeetingCorrected, occurred_on=occurred_on, corrects=meeting.version, meeting_no=number,
            changes=changes, reason=reason,
        )  # fmt: skip

    def void_meeting(self, number: int, reason: TextRef, *, occurred_on: date) -> None:
        """Take out an entry that should never have stood there."""
        self.require("void_meeting")
        meeting = self.meeting(number)
        self.occurs(
            events.MeetingVoided, occurred_on=occurred_on, corrects=meeting.version, meeting_no=number, reason=reason
        )


def check_meeting(held: Any, rules: RoundRules, known: set[UUID], leading: UUID) -> None:
    """The rules of one meeting; ``held`` is a ``Held`` or a ``Meeting`` fact. ``leading`` is not its own partner."""
    check_channel(held, rules)
    kinds = [kind for kind, _ in held.attendance]
    if len(kinds) != len(set(kinds)) or not set(kinds) <= set(rules.participant_kinds):
        raise Refused("meeting.unknown_kind", allowed=list(rules.participant_kinds))
    if any(n < 0 for _, n in held.attendance) or sum(n for _, n in held.attendance) < MIN_PEOPLE:
        raise Refused("meeting.no_attendance", min=MIN_PEOPLE)
    if not set(held.purposes) <= set(rules.purposes):
        raise Refused("meeting.unknown_purpose", allowed=list(rules.purposes))
    if leading in held.partners:
        raise Refused("coalition.self_partner")
    strangers = [str(x) for x in (held.host, *held.partners) if x not in known]
    if strangers:
        raise Refused("meeting.not_in_coalition", libraries=strangers)
