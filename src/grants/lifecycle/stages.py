"""The stages of a grant, and what may follow each: one table that the guards and the pages' buttons both read."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Stage(StrEnum):
    """Where a grant stands. "Paid", "3 of 4 meetings", "overdue" are facts beside it, not stages."""

    OPENED = "opened"
    APPLIED = "applied"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    REJECTED = "rejected"
    AWARDED = "awarded"
    AGREED = "agreed"
    REPORTED = "reported"
    SETTLED = "settled"
    CANCELLED = "cancelled"
    CLOSED = "closed"


PLANNING: Final = frozenset({"plan_meeting", "reschedule_plan", "cancel_plan"})
LOOKED_AFTER: Final = frozenset({"assign"})
"""Whoever works on a grant may change as long as there is work."""

MAY: Final[dict[Stage, frozenset[str]]] = {
    Stage.OPENED: frozenset({"apply"}),
    Stage.APPLIED: frozenset({
        "return_application", "reject", "withdraw", "award", "ask_waiver", "decide_waiver",
    }) | LOOKED_AFTER,
    Stage.RETURNED: frozenset({"resubmit", "withdraw", "reject", "revoke_return"}) | LOOKED_AFTER,
    Stage.WITHDRAWN: frozenset({"apply"}),
    Stage.REJECTED: frozenset(),
    Stage.AWARDED: frozenset({
        "sign", "withdraw", "cancel", "change_award", "revoke_award", "ask_waiver", "decide_waiver", "correct_fact",
    }) | PLANNING | LOOKED_AFTER,
    Stage.AGREED: frozenset({
        "pay", "hold_meeting", "correct_meeting", "void_meeting", "record_cost", "accept_cost", "reject_cost",
        "correct_cost", "withdraw_cost", "withdraw_cost_decision",
        "ask_waiver", "decide_waiver", "report", "resubmit_report", "cancel", "correct_fact",
        "change_award", "amend", "reverse", "extend", "revoke_report_return",
    }) | PLANNING | LOOKED_AFTER,
    Stage.REPORTED: frozenset({
        "return_report", "accept_cost", "reject_cost", "withdraw_cost_decision", "decide_waiver",
        "correct_meeting", "void_meeting", "settle", "cancel", "correct_fact", "reverse", "extend",
    }) | LOOKED_AFTER,
    Stage.SETTLED: frozenset({
        "pay", "reverse", "request_refund", "receive_refund", "write_off_refund", "reopen_settlement", "correct_fact",
    }) | LOOKED_AFTER,
    Stage.CANCELLED: frozenset({
        "reverse", "request_refund", "receive_refund", "write_off_refund", "correct_fact",
    }) | LOOKED_AFTER,
    Stage.CLOSED: frozenset({"correct_fact", "reopen_settlement", "correct_after_closure"}),
}  # fmt: skip

SPINE: Final = (Stage.APPLIED, Stage.AWARDED, Stage.AGREED, Stage.REPORTED, Stage.SETTLED)
"""The ordinary way, for the tracker on a grant's page."""

ENDED: Final = frozenset({Stage.WITHDRAWN, Stage.REJECTED, Stage.CLOSED})
"""Stages in which a grant no longer keeps its round open."""


def stages_allowing(step: str) -> list[str]:
    """The stages in which ``step`` may be taken, in order."""
    return [stage.value for stage, steps in MAY.items() if step in steps]
