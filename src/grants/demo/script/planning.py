"""The schedule after the award: a meeting more, another day, one called off."""

from __future__ import annotations

from datetime import date

from grants.demo import texts
from grants.demo.script.dossier import Dossier
from grants.kernel.codes import Mode
from grants.lifecycle.commands.applying import Planned
from grants.lifecycle.commands.planning import CancelPlan, PlanMeeting, PlanValues, ReschedulePlan


def plan_one(d: Dossier, day: date, on: date, *, mode: Mode = "in_person") -> int:
    """One more meeting, to be held on ``on`` by the leading library; its number in the schedule."""
    number = max(d.plans, default=0) + 1
    theme = d.rng.choice(texts.THEMES["closer_cooperation"])
    channel = d.channel() if mode == "virtual" else None
    command = PlanMeeting(grant=d.id, day=on, mode=mode, channel=channel, host=d.leading.id, theme=theme)
    d.step(f"plan-{number}", command, day)
    d.plans[number] = Planned(day=on, mode=mode, channel=channel)
    return number


def move(d: Dossier, day: date, number: int, on: date) -> None:
    """A planned meeting gets another day."""
    old = d.plans[number]
    command = ReschedulePlan(
        grant=d.id, plan_no=number, old=PlanValues(day=old.day), new=PlanValues(day=on), reason=texts.PLAN_MOVED
    )
    d.step(f"move-{number}", command, day)
    d.plans[number] = Planned(day=on, mode=old.mode, channel=old.channel)


def call_off(d: Dossier, day: date, number: int) -> None:
    """It will not be held."""
    d.step(f"call-off-{number}", CancelPlan(grant=d.id, plan_no=number, reason=texts.PLAN_CANCELLED), day)
