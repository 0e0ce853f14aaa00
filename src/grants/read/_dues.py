"""What a grant waits for: who has to do what, by when. Derived from its state, so nothing falls due by itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final, Literal

from msgspec import Struct

from grants.lifecycle.facts import ReportBack
from grants.lifecycle.stages import Stage
from grants.lifecycle.state import State

Who = Literal["library", "staff"]
NEVER: Final = date(9999, 12, 31)
"""The day of what has no deadline: behind all days, so that lists sort and page by plain columns."""

KINDS: Final[dict[str, Who]] = {
    "application_correction": "library",
    "report": "library",
    "report_correction": "library",
    "refund": "library",
    "application_check": "staff",
    "waiver_decision": "staff",
    "agreement": "staff",
    "payment": "staff",
    "cost_decision": "staff",
    "settlement": "staff",
    "refund_request": "staff",
}
"""Every kind of due, and whose turn it is."""


class Due(Struct, frozen=True):
    """``since``: the day of the fact that made it due; ``due_on``: NEVER where no deadline runs."""

    kind: str
    since: date
    due_on: date = NEVER
    amount: int = 0


def dues(state: State) -> list[Due]:
    """Everything the grant waits for, the earliest deadline first."""
    found = [*_application(state), *_award(state), *_report(state), *_refund(state)]
    return sorted(found, key=lambda due: (due.due_on, due.since, due.kind))


def _application(state: State) -> Iterator[Due]:
    application, stage = state.application, state.stage
    if stage is Stage.APPLIED and application:
        yield Due("application_check", application.occurred_on)
    if stage is Stage.RETURNED and state.returned:
        yield Due("application_correction", state.returned.occurred_on, state.returned.due_on)
    pending = state.waiver_pending
    if pending is not None and stage not in (Stage.WITHDRAWN, Stage.REJECTED, Stage.CANCELLED, Stage.SETTLED):
        yield Due("waiver_decision", state.waivers[pending].occurred_on)


def _award(state: State) -> Iterator[Due]:
    if state.stage is Stage.AWARDED and state.award:
        yield Due("agreement", state.award.occurred_on, amount=state.awarded)
    if state.stage is Stage.AGREED and state.agreement and state.paid < state.awarded:
        yield Due("payment", state.agreement.occurred_on, amount=state.awarded - state.paid)
    if state.stage is Stage.SETTLED and state.settlement and state.paid < state.recognised:
        yield Due("payment", state.settlement.occurred_on, amount=state.recognised - state.paid)


def _report(state: State) -> Iterator[Due]:
    if state.stage is Stage.AGREED and state.award and state.paid:
        back = _returned_report(state)
        if back:
            yield Due("report_correction", back.occurred_on, state.correction_due_on or back.due_on)
        else:
            yield Due("report", (state.first_paid or state.payments[0]).occurred_on, state.report_due_on or NEVER)
    if state.stage is Stage.REPORTED and state.report:
        undecided = state.undecided_costs
        if undecided:
            yield Due("cost_decision", state.report.occurred_on)
        else:
            yield Due("settlement", state.report.occurred_on, amount=state.awarded)


def _returned_report(state: State) -> ReportBack | None:
    back, report = state.report_back, state.report
    return back if back and (report is None or back.version > report.version) else None


def _refund(state: State) -> Iterator[Due]:
    ended = state.stage_since
    if state.refund_to_ask > 0 and ended:
        yield Due("refund_request", ended, amount=state.refund_to_ask)
    if state.refunds_asked and state.refund_outstanding:
        asked = state.refunds_asked[-1]
        yield Due("refund", asked.occurred_on, asked.due_on, state.refund_outstanding)
