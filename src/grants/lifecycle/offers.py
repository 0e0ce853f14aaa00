"""What a page may offer on a grant: exactly what would be heard, and for the rest the reason why not now.

The stage table says what a stage allows at all (``State.may``); here stand the conditions that a stage does not show
(nothing left to pay, no cost undecided). Whoever may take the step is the catalogue's business.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from grants.kernel.refusals import Param
from grants.lifecycle.stages import Stage
from grants.lifecycle.state import State


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a step that the stage allows cannot be taken now: a refusal's code with its parameters."""

    code: str
    params: dict[str, Param]


Check = Callable[[State], Obstacle | None]
_BEFORE_AGREEMENT: Final = frozenset({Stage.OPENED, Stage.APPLIED, Stage.RETURNED, Stage.AWARDED})
_NEEDS_AGREEMENT: Final = frozenset({"pay", "hold_meeting", "record_cost", "report", "reverse", "extend"})


def _no(code: str, **params: Param) -> Obstacle:
    return Obstacle(code, params)


def _pay(state: State) -> Obstacle | None:
    limit = state.recognised if state.stage is Stage.SETTLED else state.awarded
    return None if state.paid < limit else _no("grant.overpay", left=limit - state.paid)


def _change_award(state: State) -> Obstacle | None:
    """At least what was paid, at most what was asked for and the rules allow: sometimes nothing but what stands."""
    if state.award is None or state.application is None:
        return None
    highest = min(state.award.rules.max_award, state.application.requested)
    return _no("grant.award_same", amount=state.awarded) if max(1, state.paid) >= highest else None


def _reverse(state: State) -> Obstacle | None:
    if state.refunds_in or state.written_off:
        return _no("grant.refund_started")
    return None if state.standing_payments else _no("payment.unknown", payment_no=0)


def _meeting_there(state: State) -> Obstacle | None:
    return None if state.meetings else _no("meeting.unknown", meeting_no=0)


def _ask_waiver(state: State) -> Obstacle | None:
    if state.waiver_pending is not None:
        return _no("waiver.pending", waiver_no=state.waiver_pending)
    if state.virtual_met:
        return _no("waiver.not_needed", virtual=state.counted_virtual)
    return None


def _decide_waiver(state: State) -> Obstacle | None:
    return None if state.waiver_pending is not None else _no("waiver.none_pending")


def _decide_cost(state: State) -> Obstacle | None:
    return None if state.undecided_costs else _no("cost.unknown", cost_no=0)


def _report(state: State) -> Obstacle | None:
    if state.report is not None:
        return _no("grant.report_already")
    return None if state.paid else _no("grant.not_paid")


def _resubmit_report(state: State) -> Obstacle | None:
    return None if state.report is not None else _no("grant.report_not_returned")


def _revoke_report_return(state: State) -> Obstacle | None:
    """Only while the library has not begun to correct what it was asked to."""
    if state.report is None or state.report_back is None:
        return _no("grant.report_not_returned")
    return _no("report.return_answered") if state.answered_return else None


def _settle(state: State) -> Obstacle | None:
    if state.waiver_pending is not None:
        return _no("waiver.pending", waiver_no=state.waiver_pending)
    if state.undecided_costs:
        return _no("cost.undecided", n=len(state.undecided_costs))
    return None


def _request_refund(state: State) -> Obstacle | None:
    left = state.refund_to_ask
    return None if left > 0 else _no("refund.too_big", left=left)


def _receive_refund(state: State) -> Obstacle | None:
    left = state.refund_outstanding
    return None if left > 0 else _no("refund.too_big", left=left)


def _change_cost(state: State) -> Obstacle | None:
    """Who recorded a cost may change it until somebody decides on it."""
    return None if state.undecided_costs else _no("cost.unknown", cost_no=0)


def _withdraw_cost_decision(state: State) -> Obstacle | None:
    return None if any(no in state.decided for no in state.standing_costs) else _no("cost.not_decided", cost_no=0)


def _reopen_settlement(state: State) -> Obstacle | None:
    return _no("grant.refund_started") if state.refunds_in or state.written_off else None


def _correct_fact(state: State) -> Obstacle | None:
    """After the end only refunds may be corrected, so there must be one."""
    ended = state.settlement or state.cancellation
    return _no("fact.not_correctable", corrects=0) if ended and not _refunds(state) else None


def _refunds(state: State) -> bool:
    return bool(state.refunds_asked or state.refunds_in or state.written_off or state.reversals)


CONDITIONS: Final[dict[str, Check]] = {
    "pay": _pay,
    "change_award": _change_award,
    "reverse": _reverse,
    "correct_meeting": _meeting_there,
    "void_meeting": _meeting_there,
    "ask_waiver": _ask_waiver,
    "decide_waiver": _decide_waiver,
    "accept_cost": _decide_cost,
    "reject_cost": _decide_cost,
    "correct_cost": _change_cost,
    "withdraw_cost": _change_cost,
    "withdraw_cost_decision": _withdraw_cost_decision,
    "report": _report,
    "resubmit_report": _resubmit_report,
    "revoke_report_return": _revoke_report_return,
    "settle": _settle,
    "request_refund": _request_refund,
    "receive_refund": _receive_refund,
    "write_off_refund": _receive_refund,
    "reopen_settlement": _reopen_settlement,
    "correct_fact": _correct_fact,
}


def obstacle(step: str, state: State) -> Obstacle | None:
    """Why ``step``, which the stage allows, cannot be taken now; None if it can."""
    check = CONDITIONS.get(step)
    return check(state) if check else None


def why_not(step: str, state: State) -> str:
    """The code of the refusal that helps most where the stage does not allow ``step``."""
    stage = state.shown_stage
    if step in ("amend", "change_award") and stage in _BEFORE_AGREEMENT:
        return "grant.agreement_missing" if stage is Stage.AWARDED else "grant.not_awarded"
    if step == "reverse" and state.settlement and state.closed:
        return "grant.refund_started" if state.refunds_in or state.written_off else "grant.reopen_first"
    if step in _NEEDS_AGREEMENT and stage in _BEFORE_AGREEMENT:
        return "grant.agreement_missing"
    if step == "withdraw" and state.paid:
        return "grant.already_paid"
    if step == "apply" and stage is not Stage.OPENED:
        return "grant.already_applied"
    if step == "sign" and stage in _BEFORE_AGREEMENT:
        return "grant.not_awarded"
    settled = state.stage is Stage.SETTLED
    if settled and step in ("correct_meeting", "void_meeting"):
        return "grant.reopen_first"
    if (step, stage) == ("ask_waiver", Stage.REPORTED):
        return "waiver.report_in"
    return "grant.already_settled" if settled and step == "cancel" else "grant.wrong_stage"


def offered(state: State) -> list[str]:
    """The steps that would be heard now, in no order."""
    return [step for step in sorted(state.may) if obstacle(step, state) is None]


_NEXT: Final[dict[Stage, tuple[str, ...]]] = {
    Stage.APPLIED: ("award", "return_application"),
    Stage.RETURNED: ("resubmit",),
    Stage.WITHDRAWN: ("apply",),
    Stage.AWARDED: ("sign",),
    Stage.REPORTED: ("decide_waiver", "accept_cost", "settle"),
    Stage.SETTLED: ("pay", "request_refund", "receive_refund"),
    Stage.CANCELLED: ("request_refund", "receive_refund"),
    Stage.CLOSED: ("pay",),
}
"""The ordinary next step of each stage, first choice first."""


def next_steps(state: State) -> list[str]:
    """What the programme waits for, most urgent first; only steps that would be heard."""
    wanted = _in_agreement(state) if state.stage is Stage.AGREED else _NEXT.get(state.shown_stage, ())
    heard = set(offered(state))
    return [step for step in wanted if step in heard]


def _in_agreement(state: State) -> tuple[str, ...]:
    """Between signature and report: first the money, then the meetings, then the report."""
    if state.waiver_pending is not None:
        return ("decide_waiver", "hold_meeting", "report")
    if not state.paid:
        return ("pay",)
    if state.report is not None:
        return ("resubmit_report", "hold_meeting")
    return ("report", "record_cost") if state.requirement_met else ("hold_meeting", "record_cost", "report")
