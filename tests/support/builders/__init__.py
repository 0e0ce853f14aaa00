"""Asks with ordinary values; a test names only what its rule is about. Money in grosze, days of 2013."""

# ruff: noqa: I001  (a name a line would be two hundred lines)

from __future__ import annotations

from tests.support.builders.applying import (
    apply, budget, form, found, plan, reject, resubmit, return_application, wish, withdraw,
)  # fmt: skip
from tests.support.builders.awarding import (
    amend, assign, award, award_many, cancel, change_award, extend, hand_over, pay, reverse, sign,
)  # fmt: skip
from tests.support.builders.days import (
    APPLIED_ON, AWARDED_ON, CALL_CLOSES, CALL_OPENS, CONSENTS, FIRST, FULL, LAST, MEETING_DAYS, OPENED, PAID_ON,
    REPORT_DUE, REPORTED_ON, SETTLED_ON, SIGNED_ON,
)  # fmt: skip
from tests.support.builders.ending import (
    after_closure, ask_refund, change, correct_fact, fact_values, refund, reopen, write_off,
)  # fmt: skip
from tests.support.builders.findings import record_finding
from tests.support.builders.meetings import (
    ask_waiver, cancel_plan, correct_meeting, grant_waiver, meeting, meetings, people, plan_meeting, plan_values,
    refuse_waiver, reschedule, values, void_meeting,
)  # fmt: skip
from tests.support.builders.rounds import (
    add_partner, change_rules, close_call, close_programme, close_round, correct_library, form_coalition, let_leave,
    publish_summary,
    open_programme, open_round, register, restore, retire, rules,
)  # fmt: skip
from tests.support.builders.settling import (
    accept, correct_cost, cost, cost_values, reject_cost, report, resubmit_report, return_report, settle, undecide,
    withdraw_cost,
)  # fmt: skip
from tests.support.builders.stories import (
    agreed, applied, awarded, ground, lived, paid, reported, settled,
)  # fmt: skip

__all__ = [
    "APPLIED_ON", "AWARDED_ON", "CALL_CLOSES", "CALL_OPENS", "CONSENTS", "FIRST", "FULL", "LAST", "MEETING_DAYS",
    "OPENED", "PAID_ON", "REPORTED_ON", "REPORT_DUE", "SETTLED_ON", "SIGNED_ON", "accept", "add_partner",
    "after_closure", "agreed", "amend", "applied", "apply", "ask_refund", "ask_waiver", "assign", "award",
    "award_many", "awarded", "budget", "cancel", "cancel_plan", "change", "change_award", "change_rules",
    "close_call", "close_programme", "close_round", "correct_cost", "correct_fact", "correct_library",
    "correct_meeting", "cost", "cost_values", "extend", "fact_values", "form", "form_coalition", "found",
    "grant_waiver", "ground", "hand_over", "let_leave", "lived", "meeting", "meetings", "open_programme",
    "open_round", "paid", "pay", "people", "plan", "plan_meeting", "plan_values", "publish_summary",
    "record_finding", "refund",
    "refuse_waiver", "register", "reject", "reject_cost", "reopen", "report", "reported", "reschedule", "restore",
    "resubmit", "resubmit_report", "retire", "return_application", "return_report", "reverse", "rules", "settle",
    "settled", "sign", "undecide", "values", "void_meeting", "wish", "withdraw", "withdraw_cost", "write_off",
]  # fmt: skip
