"""What counts and why: the requirement as a checklist, each line with the clause of the rules that it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from grants.lifecycle.stages import Stage
from grants.read.grants import GrantNow
from grants.read.rounds import RoundNow
from grants.wording.formats import day
from grants.wording.labels import label
from grants.wording.speech import counted
from web.support.asking import Asked

Line = dict[str, Any]
_OVER: Final = frozenset({Stage.REPORTED, Stage.SETTLED, Stage.CANCELLED})
"""No meeting can be added any more: what is missing stays missing."""


def lines(grant: GrantNow, round_: RoundNow, asked: Asked) -> list[Line]:
    """Before the award the eligibility checklist, afterwards meetings, the virtual one, costs and the report."""
    if grant.state.award is None:
        return [
            {"ok": check.met, "text": _sentence(label("check", check.item, asked.lang))}
            for check in grant.checklist(round_.rules)
        ]
    return [*_meetings(grant, asked), _virtual(grant, asked), *_uncounted(grant, asked), *_paper(grant, asked)]


def why_not(grant: GrantNow, meeting: Any, asked: Asked) -> str:
    """Why a meeting does not count, in words; empty if it does."""
    rules = grant.state.rules
    reason = grant.uncounted_because(meeting)
    if rules is None or not reason:
        return ""
    if reason == "partner":
        return asked.say("nobody from a Partner Library took part")
    window = {"first": day(rules.activity_from, asked.lang), "last": day(rules.activity_to, asked.lang)}
    return asked.say("it lies outside the activity window, %(first)s to %(last)s") % window


def _meetings(grant: GrantNow, asked: Asked) -> Iterator[Line]:
    state, say = grant.state, asked.say
    rules = state.rules
    if rules is None:
        return
    have, need = len(state.counted), rules.min_meetings
    missing = max(0, need - have)
    over = state.stage in _OVER
    yield {
        "ok": True if not missing else False if over else None,
        "text": say("Meetings that count: %(have)s of %(need)s required") % {"have": have, "need": need},
        "clause": say("at least %(n)s") % {"n": counted("meetings", need, asked.lang)},
        "reason": say("Still missing: %(n)s") % {"n": counted("meetings", missing, asked.lang)} if missing else None,
        "href": "#meetings",
    }


def _virtual(grant: GrantNow, asked: Asked) -> Line:
    state, say = grant.state, asked.say
    rules = state.rules
    need = rules.min_virtual if rules else 1
    clause = say("virtual: at least %(n)s") % {"n": need}
    held = [m for m in state.counted if m.mode == "virtual"]
    if len(held) >= need and held:
        told = ", ".join(
            f"{day(m.occurred_on, asked.lang)} ({label('channel', m.channel or 'other', asked.lang)})" for m in held
        )
        return {
            "ok": True,
            "text": say("Virtual meeting: %(held)s") % {"held": told},
            "clause": clause,
            "href": "#meetings",
        }
    if need == 0:
        return {"ok": True, "text": say("A virtual meeting is not required"), "clause": clause}
    if state.waiver_granted:
        return {"ok": True, "text": say("Virtual meeting: waived"), "clause": clause, "href": "#waiver"}
    if state.settlement and state.settlement.virtual_by == "overridden":
        return {"ok": True, "text": say("Virtual meeting: not required, by a manager’s decision"), "clause": clause}
    if state.waiver_pending is not None:
        return {"ok": None, "text": say("Virtual meeting: a waiver was asked for"), "clause": clause, "href": "#waiver"}
    ok = False if state.stage in _OVER else None
    return {"ok": ok, "text": say("Virtual meeting: missing"), "clause": clause}


def _uncounted(grant: GrantNow, asked: Asked) -> Iterator[Line]:
    for meeting in grant.state.meetings:
        if why := why_not(grant, meeting, asked):
            known = {"no": meeting.meeting_no, "day": day(meeting.occurred_on, asked.lang)}
            text = asked.say("Meeting no. %(no)s of %(day)s does not count") % known
            yield {"ok": False, "text": text, "reason": why, "href": f"#meeting-{meeting.meeting_no}"}


def _paper(grant: GrantNow, asked: Asked) -> Iterator[Line]:
    state, say = grant.state, asked.say
    if state.costs:
        open_ = len(state.undecided_costs)
        text = say("Costs decided: %(n)s of %(all)s") % {"n": len(state.costs) - open_, "all": len(state.costs)}
        yield {"ok": None if open_ else True, "text": text, "href": "#costs"}
    if state.first_report is not None:
        late = state.first_report.days_late
        text = say("Report: %(n)s late") % {"n": counted("days", late, asked.lang)} if late else say("Report: on time")
        yield {"ok": not late, "text": text, "href": "#report"}


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
