"""What is still to come of a grant that is under way: money and days, if plans hold and if nothing more happens. Pure.

Nothing is guessed: every item is a sum or a day that stands in the grant's facts or follows from its rules. What is not
known (the day of a payment, the sum of costs nobody has recorded) is not made up; two bounds are told instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from grants.lifecycle.plans import Plan
from grants.lifecycle.settlement import money_cap, settle
from grants.lifecycle.stages import Stage
from grants.lifecycle.state import State

Code = Literal[
    "to_decide", "to_pay", "meetings_ahead", "to_report", "to_settle", "refund_asked", "refund_to_ask",
    "refund_at_least", "refund_at_most",
]  # fmt: skip
CODES: Final[tuple[Code, ...]] = (
    "to_decide", "to_pay", "meetings_ahead", "to_report", "to_settle", "refund_asked", "refund_to_ask",
    "refund_at_least", "refund_at_most",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """``amount``: grosze, or one meeting; ``due_on``: None where no day is known."""

    code: Code
    amount: int
    due_on: date | None = None


def forecast(state: State) -> list[Item]:
    """Everything that is still to come; nothing for what has ended."""
    items = [*_before(state), *_money(state), *_meetings(state), *_report(state), *_refund(state), *_expected(state)]
    return [item for item in items if item.amount]


def _before(state: State) -> Iterator[Item]:
    """An application that nobody has decided on: what it asks for is promised by nobody."""
    if state.application and state.stage in (Stage.APPLIED, Stage.RETURNED):
        yield Item("to_decide", state.application.requested)


def _money(state: State) -> Iterator[Item]:
    """The rest of the award, or of what a settlement recognised. Neither rules nor agreements set a day for it."""
    if state.stage in (Stage.AWARDED, Stage.AGREED):
        yield Item("to_pay", state.awarded - state.paid)
    if state.stage is Stage.SETTLED:
        yield Item("to_pay", state.owed)


def _meetings(state: State) -> Iterator[Item]:
    for plan in _pending(state):
        yield Item("meetings_ahead", 1, plan.day)


def _report(state: State) -> Iterator[Item]:
    """Money to be accounted for: by the deadline in force, or by that of a correction; then to be settled by staff."""
    if state.stage is Stage.AGREED:
        yield Item("to_report", state.paid, _reports_on(state))
    if state.stage is Stage.REPORTED:
        yield Item("to_settle", state.paid)


def _refund(state: State) -> Iterator[Item]:
    """What a settlement or a termination made due."""
    yield Item("refund_to_ask", state.refund_to_ask)
    if state.refunds_asked:
        yield Item("refund_asked", state.refund_outstanding - state.refund_to_ask, state.refunds_asked[-1].due_on)


def _expected(state: State) -> Iterator[Item]:
    """Refunds of grants not settled yet, in two bounds.

    At most: if nothing more happens, neither a meeting nor a cost nor a decision; a settlement that a missing virtual
    meeting blocks recognises nothing. At least: if every meeting on the schedule is held and counts, and the costs
    reach the award (once the report is in: if every cost that waits is accepted).
    """
    if state.award is None or state.stage not in (Stage.AGREED, Stage.REPORTED):
        return
    due = _refund_due_on(state)
    account = settle(state, state.award.rules)
    yield Item("refund_at_most", max(0, state.paid - (0 if account.blocked else account.recognised)), due)
    held = len(state.counted) + sum(state.award.rules.activity_covers(plan.day) for plan in _pending(state))
    costs = state.awarded if state.stage is Stage.AGREED else state.charged
    reached = min(costs, state.awarded, money_cap(state.awarded, held, state.award.rules))
    yield Item("refund_at_least", max(0, state.paid - reached), due)


def _pending(state: State) -> list[Plan]:
    """On the schedule, neither held nor called off, while meetings can be held."""
    if state.stage not in (Stage.AWARDED, Stage.AGREED):
        return []
    return [p for p in state.plans.values() if not p.cancelled and state.held_as(p.plan_no) is None]


def _reports_on(state: State) -> date | None:
    back, report = state.report_back, state.report
    returned = back is not None and (report is None or back.version > report.version)
    return state.correction_due_on if returned else state.report_due_on


def _refund_due_on(state: State) -> date | None:
    """If the report comes on its last day, and is settled and the refund asked for on that day; for a report that is in
    nothing says when it will be settled.
    """
    on = _reports_on(state) if state.stage is Stage.AGREED else None
    return on + timedelta(days=state.award.rules.refund_due_days) if on and state.award else None
