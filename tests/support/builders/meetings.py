"""The schedule, meetings and waivers."""

from __future__ import annotations

from datetime import date
from typing import Any

from grants.lifecycle.commands import meetings as me
from grants.lifecycle.commands import planning as pl
from tests.support import cast
from tests.support.builders.days import FIRST, MEETING_DAYS
from tests.support.cast import COORDINATOR, LEADING, MANAGER, PARTNER
from tests.support.scenario import Ask


def plan_meeting(day: date = MEETING_DAYS[4], library: cast.Library = LEADING, **changed: Any) -> Ask:
    values: dict[str, Any] = {"day": day, "mode": "in_person", "occurred_on": FIRST, **changed}
    return Ask(pl.PlanMeeting(grant=library.grant, **values), COORDINATOR)


def plan_values(**some: Any) -> pl.PlanValues:
    return pl.PlanValues(**some)


def reschedule(
    old: pl.PlanValues, new: pl.PlanValues, number: int = 2, library: cast.Library = LEADING, **more: Any
) -> Ask:
    return Ask(pl.ReschedulePlan(grant=library.grant, plan_no=number, old=old, new=new, **more), COORDINATOR)


def cancel_plan(number: int = 2, library: cast.Library = LEADING, **more: Any) -> Ask:
    return Ask(pl.CancelPlan(grant=library.grant, plan_no=number, reason="Remont sali", **more), COORDINATOR)


def people(**counts: int) -> list[me.Attended]:
    return [me.Attended(kind=kind, count=count) for kind, count in counts.items()]


def meeting(
    day: date = MEETING_DAYS[0], *, virtual: bool = False, library: cast.Library = LEADING, **changed: Any
) -> Ask:
    values: dict[str, Any] = {
        "grant": library.grant, "occurred_on": day, "minutes": 90, "mode": "virtual" if virtual else "in_person",
        "channel": "skype" if virtual else None, "host": library.id, "theme": "Katalog w chmurze",
        "attendance": people(leading_library=2, partner_library=3), "partners": [PARTNER.id],
        "purposes": ["exchange_experience"], **changed,
    }  # fmt: skip
    return Ask(me.RecordMeeting(**values), COORDINATOR)


def meetings(count: int, *, virtual: int = 1, library: cast.Library = LEADING) -> list[Ask]:
    """``count`` meetings that count, the first ``virtual`` of them virtual."""
    return [meeting(MEETING_DAYS[n], virtual=n < virtual, library=library) for n in range(count)]


def values(**some: Any) -> me.MeetingValues:
    return me.MeetingValues(**some)


def correct_meeting(
    old: me.MeetingValues, new: me.MeetingValues, number: int = 1, library: cast.Library = LEADING, **more: Any
) -> Ask:
    command = me.CorrectMeeting(grant=library.grant, meeting_no=number, old=old, new=new, reason="Pomyłka", **more)
    return Ask(command, COORDINATOR)


def void_meeting(number: int = 1, library: cast.Library = LEADING, **more: Any) -> Ask:
    return Ask(me.VoidMeeting(grant=library.grant, meeting_no=number, reason="Wpisane dwa razy", **more), COORDINATOR)


def ask_waiver(library: cast.Library = LEADING, **changed: Any) -> Ask:
    values: dict[str, Any] = {"ground": "no_internet", "note": "Łącze nie działa", "occurred_on": FIRST, **changed}
    return Ask(me.AskWaiver(grant=library.grant, **values), COORDINATOR)


def grant_waiver(library: cast.Library = LEADING, **changed: Any) -> Ask:
    values: dict[str, Any] = {"reason": "Potwierdzone", "occurred_on": date(2013, 3, 4), **changed}
    return Ask(me.GrantWaiver(grant=library.grant, **values), MANAGER)


def refuse_waiver(library: cast.Library = LEADING, **changed: Any) -> Ask:
    values: dict[str, Any] = {"reason": "Łącze jest", "occurred_on": date(2013, 3, 4), **changed}
    return Ask(me.RefuseWaiver(grant=library.grant, **values), MANAGER)
