"""Recording a meeting that was held: by the library, or by staff on its behalf. Then the next one is a click away."""

from __future__ import annotations

from typing import Any, Final

from grants.kernel.command import Done
from grants.lifecycle.commands.meetings import RecordMeeting
from grants.wording.formats import day
from web.lifecycle.application_form import Choice
from web.lifecycle.counting import why_not
from web.lifecycle.doing import begun, form_page
from web.lifecycle.grants import About, about, grant_asked
from web.lifecycle.hrefs import href
from web.lifecycle.meeting_form import meeting_context
from web.lifecycle.plan_rows import way
from web.lifecycle.planning import theme_of
from web.support.asking import After, Asked, Loaded
from web.support.shell import Link


def load(asked: Asked) -> Loaded:
    """The leading library is the host unless somebody says otherwise; planned meetings not held yet may be named."""
    it = about(asked)
    context = {**meeting_context(asked, it), "plans": _plans(it, asked)}
    known = {"host": it.grant.library, **_as_planned(it, asked)}
    return begun(asked, RecordMeeting, it, anchor="#meetings", known=known, context=context)


def _plans(it: About, asked: Asked) -> list[Choice]:
    return [(str(row.plan_no), f"{day(row.day, asked.lang)}, {way(row, asked)}") for row in it.grant.pending_plans]


def _as_planned(it: About, asked: Asked) -> dict[str, Any]:
    """What the row named in the address says; its day only once it has come."""
    plan = next((row for row in it.grant.pending_plans if str(row.plan_no) == asked.query.get("plan")), None)
    if plan is None:
        return {}
    told: dict[str, Any] = {"plan_no": plan.plan_no, "mode": plan.mode, "channel": plan.channel, "host": plan.host}
    told |= {"theme": theme_of(plan, asked), "occurred_on": plan.day if plan.day <= asked.today else None}
    return {name: value for name, value in told.items() if value}


def after(asked: Asked, _loaded: Loaded, _done: Done) -> After:
    """Says whether it counts, and offers to record another."""
    grant = grant_asked(asked)
    rules, home = grant.state.rules, href(grant.id)
    new = max(grant.state.meetings, key=lambda meeting: meeting.version, default=None)
    why = why_not(grant, new, asked) if new else ""
    if why:
        text = asked.say("The meeting was recorded, but it does not count: %(why)s.") % {"why": why}
    else:
        so_far = {"have": len(grant.state.counted), "need": rules.min_meetings if rules else 0}
        text = asked.say("The meeting was recorded. Meetings that count: %(have)s of %(need)s.") % so_far
    return After(href=f"{home}#meetings", text=text, link=Link(asked.say("Record another"), f"{home}/meetings/new"))


RECORD_MEETING: Final = form_page("meetings/new", RecordMeeting, "record_meeting", load=load, after=after)
ROUTES: Final = [*RECORD_MEETING.routes()]
