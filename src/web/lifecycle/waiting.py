"""What the programme waits for, in one sentence: the words of the box "What next"."""

from __future__ import annotations

from grants.lifecycle.stages import Stage
from grants.read.grants import GrantNow
from grants.wording.formats import day, money
from grants.wording.speech import counted
from web.support.asking import Asked


def waiting(grant: GrantNow, asked: Asked) -> str:
    """By the stage, and within the agreement by the most urgent step."""
    state, say = grant.state, asked.say
    match state.shown_stage:
        case Stage.APPLIED:
            return _applied(grant, asked)
        case Stage.RETURNED if state.returned:
            return say("The library corrects its application by %(day)s.") % {
                "day": day(state.returned.due_on, asked.lang)
            }
        case Stage.WITHDRAWN:
            return say("The application was withdrawn. It may be submitted again while the call is open.")
        case Stage.REJECTED:
            return say("The application was rejected. Nothing follows.")
        case Stage.AWARDED:
            return say("The grant is awarded; the agreement waits to be signed.")
        case Stage.AGREED:
            return _agreed(grant, asked)
        case Stage.REPORTED:
            return _reported(grant, asked)
        case Stage.SETTLED | Stage.CANCELLED:
            return _ended(grant, asked)
        case _ if state.paid < state.recognised:
            left = money(state.recognised - state.paid, asked.lang)
            return say("The grant is settled; still to be paid: %(left)s.") % {"left": left}
        case _:
            return say("The grant is closed. Nothing more has to be done.")


def _applied(grant: GrantNow, asked: Asked) -> str:
    if grant.state.waiver_pending is None:
        return asked.say("The application waits for the eligibility check.")
    return asked.say("The application waits for the eligibility check; a waiver of the virtual meeting was asked for.")


def _agreed(grant: GrantNow, asked: Asked) -> str:
    state, say = grant.state, asked.say
    if state.waiver_pending is not None:
        return say("A waiver of the virtual meeting waits for a decision.")
    if not state.paid:
        return say("The agreement is signed; to be paid: %(left)s.") % {"left": money(state.awarded, asked.lang)}
    if state.report is not None and state.report_back is not None:
        return say("The library corrects its report by %(day)s.") % {
            "day": day(state.correction_due_on or state.report_back.due_on, asked.lang)
        }
    missing = max(0, (state.rules.min_meetings if state.rules else 0) - len(state.counted))
    if missing:
        return say("Still missing for the requirement: %(n)s.") % {"n": counted("meetings", missing, asked.lang)}
    if not state.virtual_met:
        return say("Enough meetings count, but a virtual one is missing.")
    due = day(state.report_due_on, asked.lang) if state.report_due_on else ""
    return say("The requirement is met. The report is due by %(day)s.") % {"day": due}


def _reported(grant: GrantNow, asked: Asked) -> str:
    state, say = grant.state, asked.say
    if state.waiver_pending is not None:
        return say("A waiver of the virtual meeting waits for a decision.")
    if state.undecided_costs:
        return say("Costs that wait for a decision: %(n)s.") % {"n": len(state.undecided_costs)}
    if grant.account and grant.account.blocked:
        return say("The report is in, but a virtual meeting is missing and was not waived.")
    return say("The report is in; the grant waits for its settlement.")


def _ended(grant: GrantNow, asked: Asked) -> str:
    state, say = grant.state, asked.say
    if state.paid < state.recognised:
        left = money(state.recognised - state.paid, asked.lang)
        return say("The grant is settled; still to be paid: %(left)s.") % {"left": left}
    if state.refund_to_ask:
        left = money(state.refund_to_ask, asked.lang)
        return say("A refund has to be requested: %(left)s.") % {"left": left}
    due = f"{day(state.refunds_asked[-1].due_on, asked.lang)}" if state.refunds_asked else ""
    left = money(state.refund_outstanding, asked.lang)
    return say("A refund is awaited: %(left)s, by %(day)s.") % {"left": left, "day": due}
