"""The schedule as rows of the grant's page: what is planned, what became of it, what this person may do about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from grants.catalogue import CATALOGUE
from grants.kernel.command import Command
from grants.lifecycle.commands.meetings import RecordMeeting
from grants.lifecycle.commands.planning import CancelPlan, PlanMeeting, ReschedulePlan
from grants.read.grants import GrantNow, Told
from grants.wording.formats import day
from grants.wording.labels import label
from web.lifecycle.hrefs import href, step_href
from web.lifecycle.quoting import Quotes
from web.lifecycle.steps import Action, Steps
from web.support.asking import Asked

MOVED: Final = "grant.meeting_rescheduled.v1"
PLANNED: Final = "grant.meeting_planned.v1"
CANCELLED: Final = "grant.plan_cancelled.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """``state``: planned, held, cancelled, overdue (nothing was recorded on its day) or missed (and cannot be now).

    ``moved``: from when to when, in words; ``note``: why it was called off; ``held``: the number of its meeting.
    """

    plan: Any
    way: str
    host: str
    theme: str
    state: str
    moved: str
    note: str
    held: int | None
    step: str | None
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class Schedule:
    """``short``: how many of the required meetings are neither held nor planned; ``new``: where one is planned."""

    rows: list[PlanRow]
    short: int
    new: Action | None


def schedule(told: Told, quotes: Quotes, asked: Asked, steps: Steps) -> Schedule:
    """Every row by its day; what became of it stays."""
    grant = told.now
    events: list[Any] = list(told.events)
    begun = max((e.originator_version for e in events if e.TOPIC == "grant.applied.v1"), default=0)
    later = [e for e in events if e.originator_version > begun and getattr(e, "plan_no", None)]
    plans = sorted(grant.state.plans.values(), key=lambda plan: (plan.day, plan.plan_no))
    rows = [_row(grant, plan, [e for e in later if e.plan_no == plan.plan_no], quotes, asked) for plan in plans]
    new = Action(label("command", PlanMeeting.__name__, asked.lang), href(grant.id, "/plans/new"))
    return Schedule(rows, missing_to_rules(grant), new if steps.open("plan_meeting") else None)


def missing_to_rules(grant: GrantNow, without: int | None = None) -> int:
    """How many of the required meetings are neither held nor planned; ``without``: as if that row were called off."""
    state = grant.state
    if state.rules is None:
        return 0
    pending = [p for p in state.plans.values() if p.plan_no != without and not p.cancelled]
    to_come = sum(state.held_as(p.plan_no) is None for p in pending)
    return max(0, state.rules.min_meetings - len(state.counted) - to_come)


def _row(grant: GrantNow, plan: Any, events: list[Any], quotes: Quotes, asked: Asked) -> PlanRow:
    held = grant.state.held_as(plan.plan_no)
    called_off = next((e for e in reversed(events) if e.TOPIC == CANCELLED), None)
    told = [e for e in events if e.TOPIC in (PLANNED, MOVED, CANCELLED)]
    state = _state(grant, plan, held, asked)
    return PlanRow(
        plan=plan, way=way(plan, asked),
        host=quotes.library(plan.host) if plan.host else "", theme=quotes.text(plan.theme), state=state,
        moved=_moved(plan, events, asked), note=quotes.text(called_off.reason) if called_off else "",
        held=held.meeting_no if held else None,
        step=step_href(grant.id, told[-1].originator_version) if told else None,
        actions=_actions(grant, plan, state, asked),
    )  # fmt: skip


def way(plan: Any, asked: Asked) -> str:
    """The channel of a virtual meeting, else that it is held in person."""
    return label("channel", plan.channel, asked.lang) if plan.channel else label("mode", plan.mode, asked.lang)


def _state(grant: GrantNow, plan: Any, held: Any, asked: Asked) -> str:
    if held is not None:
        return "held"
    if plan.cancelled:
        return "cancelled"
    if "hold_meeting" not in grant.state.may and "plan_meeting" not in grant.state.may:
        return "missed"
    return "overdue" if plan.day < asked.today else "planned"


def _moved(plan: Any, events: list[Any], asked: Asked) -> str:
    """From the first day that it had to the present one."""
    days = [old for e in events if e.TOPIC == MOVED for name, old, _ in e.changes if name == "day"]
    first = date.fromisoformat(days[0]) if days else plan.day
    if first == plan.day:
        return ""
    days_told = {"old": day(first, asked.lang), "new": day(plan.day, asked.lang)}
    return asked.say("moved from %(old)s to %(new)s") % days_told


def _actions(grant: GrantNow, plan: Any, state: str, asked: Asked) -> tuple[Action, ...]:
    """What stands may be held, moved or called off, by who may do so."""
    if state in ("held", "cancelled"):
        return ()
    place = f"/plans/{plan.plan_no}"
    wanted: tuple[tuple[type[Command], str], ...] = (
        (RecordMeeting, f"/meetings/new?plan={plan.plan_no}"), (ReschedulePlan, f"{place}/reschedule"),
        (CancelPlan, f"{place}/cancel"),
    )  # fmt: skip
    return tuple(
        Action(label("command", command.__name__, asked.lang), href(grant.id, tail))
        for command, tail in wanted
        if CATALOGUE[command].step in grant.state.may and CATALOGUE[command].roles & asked.person.roles
    )
