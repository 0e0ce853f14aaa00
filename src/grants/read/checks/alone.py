"""What looks wrong in one grant by itself. Pure functions: a grant's facts in, hits out; money in grosze.

What is found is worth a look and not forbidden; from where on stands in ``limits``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations
from typing import Final

from grants.lifecycle import facts as f
from grants.lifecycle.settlement import money_cap
from grants.lifecycle.stages import Stage
from grants.lifecycle.state import State
from grants.read.checks.hits import Hit, Params, Subject
from grants.read.checks.limits import (
    DECIDED_WITHIN,
    LAST_DAYS,
    MEETING_WITHIN,
    PAYMENT_WITHIN,
    REFUND_WITHIN,
    ROUND,
    SEVERAL,
)

TOLD_WITHIN: Final[dict[type[f.Fact], int]] = {
    f.Meeting: MEETING_WITHIN, f.Payment: PAYMENT_WITHIN, f.RefundIn: REFUND_WITHIN,
}  # fmt: skip
DECISIONS: Final = (
    f.Return, f.Rejection, f.Award, f.AwardChange, f.Agreement, f.Amendment, f.WaiverYes, f.WaiverNo, f.CostYes,
    f.CostNo, f.ReportBack, f.Extension, f.Settlement, f.WriteOff, f.Cancellation,
)  # fmt: skip


def alone(subject: Subject) -> Iterator[Hit]:
    """Everything that looks wrong in this grant."""
    for look in LOOKS:
        yield from look(subject)


def alike(subject: Subject) -> Iterator[Hit]:
    """Two meetings of the grant on one day with as many people, or the same to the last detail on two days."""
    for first, second in combinations(subject.state.meetings, 2):
        kind = _alike(first, second)
        if kind:
            params: Params = {"people": second.people, "day": str(second.occurred_on), "before": str(first.occurred_on)}
            yield Hit("meetings_alike", kind, second.version, second.occurred_on, params, subject.grant, first.version)


def _alike(first: f.Meeting, second: f.Meeting) -> str:
    if first.occurred_on == second.occurred_on and first.people == second.people:
        return "same_day"
    copied = (first.attendance, first.minutes, first.mode, sorted(first.partners), first.host) == (
        second.attendance, second.minutes, second.mode, sorted(second.partners), second.host
    )  # fmt: skip
    return "copied" if copied else ""


def last_days(subject: Subject) -> Iterator[Hit]:
    """All meetings that count fall on the last days of the activity window."""
    state = subject.state
    counted = sorted(state.counted, key=lambda meeting: (meeting.occurred_on, meeting.version))
    if state.rules is None or len(counted) < state.rules.min_meetings or len(counted) <= 1:
        return
    begin, last = state.rules.activity_to - timedelta(days=LAST_DAYS), counted[-1]
    if counted[0].occurred_on > begin:
        params: Params = {"n": len(counted), "day": str(counted[0].occurred_on), "end": str(state.rules.activity_to)}
        yield Hit("last_days", "all", last.version, last.occurred_on, params)


def paid_before(subject: Subject) -> Iterator[Hit]:
    """Money left before the agreement was signed, by the days that stand today."""
    agreement = subject.state.agreement
    for payment in subject.state.payments:
        if agreement is not None and payment.occurred_on < agreement.occurred_on:
            params: Params = {"amount": payment.amount, "day": str(payment.occurred_on)}
            params["signed"] = str(agreement.occurred_on)
            yield Hit("paid_before", "agreement", payment.version, payment.occurred_on, params)


def overrides(subject: Subject) -> Iterator[Hit]:
    """A rule was set aside by a decision, lawfully and with a reason."""
    state = subject.state
    if state.settlement is not None and state.stage is Stage.SETTLED:
        yield from _settled_otherwise(state, state.settlement)
    for fact in subject.facts.entries:
        if isinstance(fact, f.Extension) and fact.occurred_on > fact.old:
            yield Hit("overrides", "extended", fact.version, fact.occurred_on, {"old": str(fact.old)})
        if isinstance(fact, f.WriteOff):
            yield Hit("overrides", "written_off", fact.version, fact.occurred_on, {"amount": fact.amount})


def _settled_otherwise(state: State, settled: f.Settlement) -> Iterator[Hit]:
    if settled.virtual_by == "overridden":
        yield Hit("overrides", "no_virtual", settled.version, settled.occurred_on)
    rules = state.rules
    if rules is None or settled.counted >= rules.min_meetings or not settled.recognised:
        return
    if settled.cap == state.awarded == money_cap(state.awarded, settled.counted, rules):
        params: Params = {"n": settled.counted, "min": rules.min_meetings, "amount": settled.recognised}
        yield Hit("overrides", "shortfall", settled.version, settled.occurred_on, params)


def backdated(subject: Subject) -> Iterator[Hit]:
    """A decision bears a day long before it was recorded, or an entry's day was moved back."""
    for fact in subject.facts.entries:
        told = subject.told.get(fact.version)
        if told is None:
            continue
        if fact.occurred_on < told.first_on:
            params: Params = {"day": str(fact.occurred_on), "first": str(told.first_on)}
            yield Hit("backdated", "moved", fact.version, fact.occurred_on, params)
        elif isinstance(fact, DECISIONS) and (late := _days(fact.occurred_on, told.known_on)) > DECIDED_WITHIN:
            yield Hit("backdated", "decision", fact.version, fact.occurred_on, {"n": late, "known": str(told.known_on)})


def late(subject: Subject) -> Iterator[Hit]:
    """A meeting, a transfer or a refund was recorded long after it happened."""
    for fact in subject.facts.entries:
        told, within = subject.told.get(fact.version), TOLD_WITHIN.get(type(fact))
        if told is not None and within is not None and (days := _days(fact.occurred_on, told.known_on)) > within:
            kind = {f.Meeting: "meeting", f.Payment: "payment", f.RefundIn: "refund"}[type(fact)]
            yield Hit("late", kind, fact.version, fact.occurred_on, {"n": days, "known": str(told.known_on)})


def round_sums(subject: Subject) -> Iterator[Hit]:
    """Every sum that the grant is charged with is round."""
    state = subject.state
    charged = [cost for no, cost in sorted(state.standing_costs.items()) if state.decided.get(no) is not False]
    if len(charged) >= SEVERAL and all(cost.charged % ROUND == 0 for cost in charged):
        last = charged[-1]
        params: Params = {"n": len(charged), "amount": sum(cost.charged for cost in charged)}
        yield Hit("round_sums", "all", last.version, last.occurred_on, params)


def _days(first: date, last: date) -> int:
    return (last - first).days


LOOKS: Final[Sequence[Callable[[Subject], Iterator[Hit]]]] = (
    alike, last_days, paid_before, overrides, backdated, late, round_sums,
)  # fmt: skip
