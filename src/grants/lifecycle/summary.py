"""A grant's state in a few plain values: what replay compares step by step and ``grants grant`` prints."""

from __future__ import annotations

from datetime import date

from grants.lifecycle.stages import Stage
from grants.lifecycle.state import State

Value = str | int | date | None
Summary = dict[str, Value]


def summary(state: State) -> Summary:
    """Stage, money (grosze), meetings, costs, deadlines. Keys are labels' codes (``wording.labels``)."""
    ended = state.stage in (Stage.SETTLED, Stage.CANCELLED)
    return {
        "stage": state.shown_stage.value,
        "attempt": state.application.attempt if state.application else 0,
        "requested": state.application.requested if state.application else 0,
        "number": state.award.number if state.award else None,
        "awarded": state.awarded,
        "agreement": state.agreement.number if state.agreement else None,
        "paid": state.paid,
        "meetings_held": len(state.meetings),
        "meetings_counted": len(state.counted),
        "counted_virtual": state.counted_virtual,
        "attendances": sum(m.people for m in state.meetings),
        "requirement_met": "yes" if state.requirement_met else "no",
        "waiver": waiver_word(state),
        "costs_charged": state.charged,
        "costs_accepted": state.eligible_costs,
        "undecided_costs": len(state.undecided_costs),
        "report_due_on": state.report_due_on,
        "reported_on": state.first_report.occurred_on if state.first_report else None,
        "days_late": state.first_report.days_late if state.first_report else 0,
        "recognised": state.recognised,
        "own_contribution": state.settlement.own_contribution if ended and state.settlement else 0,
        "refund_due": state.refund_due,
        "refund_asked": state.refund_asked,
        "refund_received": state.refund_received,
        "refund_written_off": state.refund_written_off,
    }


def waiver_word(state: State) -> str:
    """Where the waiver of the virtual meeting stands: asked, granted, refused, or none."""
    if state.waiver_granted:
        return "granted"
    if state.waiver_pending is not None:
        return "asked"
    return "refused" if state.waived else "none"
