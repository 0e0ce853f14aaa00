"""Planning a meeting, changing a plan, calling it off. A plan promises nothing, so nothing here cannot be undone."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from litestar.exceptions import NotFoundException

from grants.kernel.codes import MODES
from grants.kernel.command import Done
from grants.kernel.refusals import Invalid, Problem
from grants.lifecycle.commands.planning import CancelPlan, PlanMeeting, PlanValues, ReschedulePlan
from grants.read.libraries import coalition_partners
from grants.read.said import said
from grants.wording.speech import counted
from web.lifecycle.application_form import Choice, choices
from web.lifecycle.doing import begun, form_page, rules_of
from web.lifecycle.grants import About, about, back_to, grant_asked, library_name
from web.lifecycle.plan_rows import missing_to_rules
from web.support.asking import After, Asked, Loaded

MAY_BE_EMPTIED: Final = ("host", "theme")


def plan_asked(it: About, asked: Asked) -> Any:
    """The row of the address."""
    found = it.state.plans.get(asked.path["plan_no"])
    if found is None:
        raise NotFoundException
    return found


def load_new(asked: Asked) -> Loaded:
    """An empty row; the coalition's libraries of today may receive it."""
    it = about(asked)
    return begun(asked, PlanMeeting, it, anchor="#schedule", context=_choices(asked, it, None))


def planned(asked: Asked, _loaded: Loaded, done: Done) -> After:
    return back_to(asked, done, "The meeting was planned.", "#schedule")


def load_change(asked: Asked) -> Loaded:
    """Every field as it stands; the values that were seen go along, so that nobody overwrites what they did not see."""
    it = about(asked)
    plan = plan_asked(it, asked)
    values = {name: getattr(plan, name) for name in PlanValues.__struct_fields__ if getattr(plan, name) is not None}
    stands = {**values, "theme": theme_of(plan, asked)}
    return begun(
        asked, ReschedulePlan, it, anchor="#schedule", fixed={"plan_no": plan.plan_no},
        known={"old": stands, "new": stands, "occurred_on": asked.today},
        context={**_choices(asked, it, plan.host), "plan": plan, **_spent(it, plan, asked)},
    )  # fmt: skip


def ready(raw: dict[str, Any], _loaded: Loaded) -> dict[str, Any]:
    """Only what differs from what was seen is a change; none at all is for the rules to refuse."""
    old, new = _record(raw, "old"), _record(raw, "new")
    for name in ("day", "mode"):
        if old.get(name) and not new.get(name):
            raise Invalid({f"new.{name}": Problem("field.required", {})})
    changed = {name: value for name, value in new.items() if value and str(value) != str(old.get(name) or "")}
    emptied = [name for name in MAY_BE_EMPTIED if old.get(name) and not new.get(name)]
    return {**raw, "old": old, "new": changed, "emptied": emptied}


def changed(asked: Asked, _loaded: Loaded, done: Done) -> After:
    return back_to(asked, done, "The plan was changed.", "#schedule")


def load_cancel(asked: Asked) -> Loaded:
    """Says what stays without it."""
    it = about(asked)
    plan = plan_asked(it, asked)
    short = missing_to_rules(it.grant, without=plan.plan_no)
    context = {
        "plan": plan, "theme": theme_of(plan, asked), "short": counted("meetings", short, asked.lang) if short else "",
        **_spent(it, plan, asked),
    }  # fmt: skip
    return begun(
        asked, CancelPlan, it, anchor="#schedule", fixed={"plan_no": plan.plan_no}, known={"occurred_on": asked.today},
        context=context,
    )  # fmt: skip


def cancelled(asked: Asked, _loaded: Loaded, done: Done) -> After:
    short = missing_to_rules(grant_asked(asked))
    if not short:
        return back_to(asked, done, "The planned meeting was called off.", "#schedule")
    words = asked.say("The planned meeting was called off. Required meetings neither held nor planned: %(n)s.")
    return back_to(asked, done, words % {"n": counted("meetings", short, asked.lang)}, "#schedule")


def theme_of(plan: Any, asked: Asked) -> str:
    """Its words; empty for none and for erased ones."""
    if plan.theme is None:
        return ""
    found = said(asked.database, texts={plan.theme.id}).texts.get(plan.theme.id)
    return found if isinstance(found, str) else ""


def _spent(it: About, plan: Any, asked: Asked) -> dict[str, str]:
    """Why this row can be neither changed nor called off, for the page to say instead of the form."""
    held = it.state.held_as(plan.plan_no)
    if held is not None:
        words = asked.say("This meeting was held already: it is meeting no. %(n)s.")
        return {"not_now": words % {"n": held.meeting_no}}
    return {"not_now": asked.say("This meeting was called off already.")} if plan.cancelled else {}


def _choices(asked: Asked, it: About, host: UUID | None) -> dict[str, Any]:
    rules = rules_of(it)
    return {
        "modes": choices("mode", MODES, asked), "channels": choices("channel", rules.channels, asked),
        "hosts": _hosts(asked, it, host),
    }  # fmt: skip


def _hosts(asked: Asked, it: About, host: UUID | None) -> list[Choice]:
    """The leading library, its partners of today, and who stands in the plan."""
    partners = [
        (str(each.library), each.name)
        for each in coalition_partners(asked.database, it.grant.round, it.grant.library)
        if each.left_on is None or each.library == host
    ]
    return [(str(it.grant.library), library_name(it.grant)), *partners]


def _record(raw: dict[str, Any], name: str) -> dict[str, Any]:
    found = raw.get(name)
    return dict(found) if isinstance(found, dict) else {}


PLAN_MEETING: Final = form_page("plans/new", PlanMeeting, "plan_meeting", load=load_new, after=planned)
RESCHEDULE_PLAN: Final = form_page(
    "plans/{plan_no:int}/reschedule", ReschedulePlan, "reschedule_plan", load=load_change, after=changed, ready=ready
)
CANCEL_PLAN: Final = form_page(
    "plans/{plan_no:int}/cancel", CancelPlan, "cancel_plan", load=load_cancel, after=cancelled
)
ROUTES: Final = [*PLAN_MEETING.routes(), *RESCHEDULE_PLAN.routes(), *CANCEL_PLAN.routes()]
