"""Another amount for an award, an amendment, a later deadline: what was promised, changed by decision."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from grants.kernel.command import Done
from grants.lifecycle.commands.revising import AmendAgreement, ChangeAward, ExtendReportDeadline
from grants.read import ledger
from grants.wording.formats import day
from grants.wording.speech import counted
from web.lifecycle.doing import begun, form_page, rules_of
from web.lifecycle.grants import About, about, back_to
from web.support.asking import After, Asked, Loaded

FORTNIGHT: Final = timedelta(14)


def load_award(asked: Asked) -> Loaded:
    """What stands, what was paid already, and how far it may go."""
    it = about(asked)
    state = it.state
    requested = state.application.requested if state.application else 0
    context = {
        "requested": requested, "highest": min(rules_of(it).max_award, requested), "lowest": max(1, state.paid),
        "left": ledger.totals(asked.database, it.round.id).left,
    }  # fmt: skip
    known = {"occurred_on": asked.today}
    return begun(asked, ChangeAward, it, anchor="#money", known=known, context=context)


def award_changed(asked: Asked, _loaded: Loaded, done: Done) -> After:
    return back_to(asked, done, "The award was changed.", "#money")


def load_amend(asked: Asked) -> Loaded:
    """The number that follows from the agreement's, to be changed where the paper says otherwise."""
    it = about(asked)
    state = it.state
    number = f"{state.agreement.number}/A{len(state.amendments) + 1}" if state.agreement else ""
    context = {"last4": state.account.last4 if state.account else ""}
    known = {"number": number[:40], "occurred_on": asked.today}
    return begun(asked, AmendAgreement, it, anchor="#payments", known=known, context=context)


def amended(asked: Asked, _loaded: Loaded, done: Done) -> After:
    return back_to(asked, done, "The amendment was recorded.", "#payments")


def load_extend(asked: Asked) -> Loaded:
    """The deadline in force, and by how much it has passed."""
    it = about(asked)
    due = it.state.report_due_on
    known: dict[str, Any] = {"occurred_on": asked.today}
    if due is not None:
        known["due_on"] = max(due, asked.today) + FORTNIGHT
    context = {"due": due, "standing": _standing(it, asked), "first": it.state.first_report}
    return begun(asked, ExtendReportDeadline, it, anchor="#deadlines", known=known, context=context)


def _standing(it: About, asked: Asked) -> str:
    """Whether the deadline has passed, in words; empty once a report came."""
    due = it.state.report_due_on
    if due is None or it.state.first_report is not None:
        return ""
    late = (asked.today - due).days
    if late > 0:
        return asked.say("It has passed: %(n)s ago.") % {"n": counted("days", late, asked.lang)}
    return asked.say("It has not passed yet; today is %(day)s.") % {"day": day(asked.today, asked.lang)}


def extended(asked: Asked, _loaded: Loaded, done: Done) -> After:
    return back_to(asked, done, "The deadline was extended.", "#deadlines")


CHANGE_AWARD: Final = form_page("change-award", ChangeAward, "change_award", load=load_award, after=award_changed)
AMEND: Final = form_page("agreement/amend", AmendAgreement, "amend_agreement", load=load_amend, after=amended)
EXTEND: Final = form_page("report/extend", ExtendReportDeadline, "extend_deadline", load=load_extend, after=extended)
ROUTES: Final = [*CHANGE_AWARD.routes(), *AMEND.routes(), *EXTEND.routes()]
