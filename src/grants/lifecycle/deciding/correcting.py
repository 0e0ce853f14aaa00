"""Correcting a day, an amount or a number that was keyed in wrongly (FactCorrected)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, Final

from grants.kernel.refs import TextRef
from grants.kernel.refusals import Refused
from grants.lifecycle import events
from grants.lifecycle import facts as f
from grants.lifecycle.deciding.core import Core
from grants.lifecycle.stages import Stage
from grants.lifecycle.state import State, derive

CORRECTABLE: Final[dict[type[f.Fact], tuple[str, ...]]] = {
    f.Award: ("occurred_on", "amount"),
    f.Agreement: ("occurred_on", "number"),
    f.Payment: ("occurred_on", "amount", "bank_reference"),
    f.Report: ("occurred_on",),
    f.WaiverAsked: ("occurred_on",),
    f.WaiverYes: ("occurred_on",),
    f.WaiverNo: ("occurred_on",),
    f.RefundAsked: ("occurred_on", "amount"),
    f.RefundIn: ("occurred_on", "amount", "bank_reference"),
}
"""What may be corrected where. Meetings have their own correction; texts are never corrected, only added."""

_AFTER_THE_END: Final = (f.RefundAsked, f.RefundIn)
"""Once settled or cancelled, only refunds may be corrected: the rest stands in the settlement's arithmetic."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """The fact before and after, for whoever must follow (the round's budget follows an award)."""

    before: f.AnyFact
    after: f.AnyFact


class Correcting(Core):
    """Nothing is edited: the correction is an event that names version, field, old and new value."""

    def correct_fact(
        self, corrects: int, changes: Sequence[tuple[str, Any, Any]], reason: TextRef, *, occurred_on: date
    ) -> Corrected:
        """Replace values; Refused ``fact.stale`` when an old one is not current, or with the rule it would break."""
        state = self.require("correct_fact")
        fact = self.facts.at(corrects)
        if fact is None or type(fact) not in CORRECTABLE:
            raise Refused("fact.not_correctable", corrects=corrects)
        if state.stage in (Stage.SETTLED, Stage.CANCELLED) and not isinstance(fact, _AFTER_THE_END):
            raise Refused("grant.reopen_first", stage=state.stage.value, step="correct_fact", allowed=[], grant=self.id)
        listed = [[name, old, new] for name, old, new in changes]
        self._current(fact, listed)
        if isinstance(fact, f.Report):
            listed = self._with_lateness(fact, listed)
        after = f.corrected(fact, listed)
        self._sound([after if e.version == corrects else e for e in self.facts.entries])
        self.occurs(events.FactCorrected, occurred_on=occurred_on, corrects=corrects, changes=listed, reason=reason)
        return Corrected(fact, after)

    @staticmethod
    def _current(fact: f.AnyFact, changes: list[list[Any]]) -> None:
        for name, old, _ in changes:
            if name not in CORRECTABLE[type(fact)]:
                raise Refused("fact.field_not_correctable", field=name, allowed=list(CORRECTABLE[type(fact)]))
            now = f.plain(fact, name)
            if old != now:
                raise Refused("fact.stale", field=name, old=str(old), current=str(now))
        if not any(old != new for _, old, new in changes):
            raise Refused("fact.nothing_changed")

    def _with_lateness(self, report: f.Report, changes: list[list[Any]]) -> list[list[Any]]:
        """A report's corrected day changes how late it was."""
        if not report.first:
            return changes
        day = date.fromisoformat(next(new for name, _, new in changes if name == "occurred_on"))
        late = max(0, (day - self.award_fact.report_due_on).days)
        return [*changes, ["days_late", report.days_late, late]]

    def _sound(self, entries: list[f.AnyFact]) -> None:
        """The invariants of DOMAIN 5 on the history as corrected."""
        state = derive(entries)
        steps = [e for e in entries if e.stage is not None]
        for earlier, later in pairwise(steps):
            if later.occurred_on < earlier.occurred_on:
                raise Refused("day.before_previous", day=later.occurred_on, previous=earlier.occurred_on)
        agreed = state.agreement
        for payment in state.payments:
            if agreed and payment.occurred_on < agreed.occurred_on:
                raise Refused("day.before_previous", day=payment.occurred_on, previous=agreed.occurred_on)
        _money_sound(state)


def _money_sound(state: State) -> None:
    award = state.award
    if award and not 0 < award.amount <= award.rules.max_award:
        raise Refused("grant.amount_over_max", max=award.rules.max_award, given=award.amount)
    if state.paid > state.awarded:
        raise Refused("grant.below_paid", paid=state.paid, awarded=state.awarded)
    if state.refund_received > state.refund_due or state.refund_asked > state.refund_due:
        raise Refused("refund.too_big", left=state.refund_due)
