"""Correcting a day, an amount or a number that was keyed in wrongly (FactCorrected)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Final

from grants.kernel.refs import TextRef
from grants.kernel.refusals import Refused
from grants.lifecycle import events
from grants.lifecycle import facts as f
from grants.lifecycle.deciding.core import Core
from grants.lifecycle.deciding.standing import chains, check_revised, check_standing, deadline_for
from grants.lifecycle.stages import Stage
from grants.lifecycle.state import State, derive

CORRECTABLE: Final[dict[type[f.Fact], tuple[str, ...]]] = {
    f.Award: ("occurred_on", "amount"),
    f.AwardChange: ("occurred_on", "new"),
    f.Agreement: ("occurred_on", "number"),
    f.Amendment: ("occurred_on", "number"),
    f.Payment: ("occurred_on", "amount", "bank_reference"),
    f.Reversal: ("occurred_on", "bank_reference"),
    f.Report: ("occurred_on",),
    f.Extension: ("occurred_on", "new"),
    f.WaiverAsked: ("occurred_on",),
    f.WaiverYes: ("occurred_on",),
    f.WaiverNo: ("occurred_on",),
    f.RefundAsked: ("occurred_on", "amount"),
    f.RefundIn: ("occurred_on", "amount", "bank_reference"),
    f.WriteOff: ("occurred_on", "amount"),
}
"""What may be corrected where. Meetings have their own correction; texts are never corrected, only added."""

AFTER_THE_END: Final = (f.RefundAsked, f.RefundIn, f.WriteOff, f.Reversal)
"""Once settled or cancelled, only refunds may be corrected, and the day and reference of a reversal: the rest stands in
the settlement's arithmetic.
"""


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
        if fact is None or type(fact) not in CORRECTABLE or self.gone(fact):
            raise Refused("fact.not_correctable", corrects=corrects)
        if state.stage in (Stage.SETTLED, Stage.CANCELLED) and not isinstance(fact, AFTER_THE_END):
            raise Refused("grant.reopen_first", stage=state.stage.value, step="correct_fact", allowed=[], grant=self.id)
        listed = [[name, old, new] for name, old, new in changes]
        self._current(fact, listed, CORRECTABLE[type(fact)])
        check_standing(fact, {name for name, _, _ in listed}, state, self.facts.entries)
        listed += self._consequences(fact, listed)
        after = f.corrected(fact, listed)
        check_revised(after)
        self._sound([after if e.version == corrects else e for e in self.facts.entries], after)
        self.occurs(events.FactCorrected, occurred_on=occurred_on, corrects=corrects, changes=listed, reason=reason)
        return Corrected(fact, after)

    def gone(self, fact: f.AnyFact) -> bool:
        """History that nothing stands on: an award that ended with a withdrawal, a refund asked for by a settlement
        that was reopened, a cost that was withdrawn.
        """
        state = self.state
        if isinstance(fact, f.Award):
            return state.award is None or fact.version != state.award.version
        if isinstance(fact, f.AwardChange):
            return all(fact.version != change.version for change in state.award_changes)
        if isinstance(fact, f.RefundAsked):
            return all(fact.version != asked.version for asked in state.refunds_asked)
        return isinstance(fact, f.Cost) and fact.cost_no in state.costs_off

    @staticmethod
    def _current(fact: f.AnyFact, changes: list[list[Any]], allowed: tuple[str, ...]) -> None:
        """Every field is one of ``allowed``; every old value is what stands, counting what an earlier change of the
        same command put there.
        """
        standing: dict[str, Any] = {}
        for name, old, new in changes:
            if name not in allowed:
                raise Refused("fact.field_not_correctable", field=name, allowed=list(allowed))
            now = standing.get(name, f.plain(fact, name))
            if old != now:
                raise Refused("fact.stale", field=name, old=str(old), current=str(now))
            standing[name] = new
        if all(new == f.plain(fact, name) for name, new in standing.items()):
            raise Refused("fact.nothing_changed")

    def _consequences(self, fact: f.AnyFact, changes: list[list[Any]]) -> list[list[Any]]:
        """A corrected day moves what was counted from it: how late a report was, until when a refund is due."""
        day = next((date.fromisoformat(new) for name, _, new in reversed(changes) if name == "occurred_on"), None)
        follow: list[list[Any]] = []
        if day is not None and isinstance(fact, f.Report) and fact.first:
            follow = [["days_late", fact.days_late, self._days_late(fact, day)]]
        elif day is not None and isinstance(fact, f.RefundAsked):
            due = day + timedelta(days=self.award_fact.rules.refund_due_days)
            follow = [["due_on", fact.due_on.isoformat(), due.isoformat()]]
        return [change for change in follow if change[1] != change[2]]

    def _days_late(self, report: f.Report, day: date) -> int:
        return max(0, (day - deadline_for(report, self.facts.entries, self.award_fact)).days)

    def _sound(self, entries: list[f.AnyFact], after: f.AnyFact) -> None:
        """The invariants of DOMAIN 5 on the history as corrected."""
        state = derive(entries)
        steps = [e for e in entries if e.stage is not None]
        for earlier, later in (*pairwise(steps), *_follow_one_another(entries, state)):
            if later.occurred_on < earlier.occurred_on:
                raise Refused("day.before_previous", day=later.occurred_on, previous=earlier.occurred_on)
        _money_sound(state, after)


def _follow_one_another(entries: list[f.AnyFact], state: State) -> Iterator[tuple[f.Fact, f.Fact]]:
    """Pairs beside the stages: payments follow the agreement, decisions the asking, refunds the end."""
    if state.agreement:
        yield from ((state.agreement, payment) for payment in state.payments)
    if state.first_report and (paid := state.paid_first(state.first_report.version)):
        yield paid, state.first_report
    ends = [e for e in entries if isinstance(e, (f.Settlement, f.Cancellation))]
    yield from ((p, e) for e in ends for p in (*state.payments, *state.reversals.values()) if p.version < e.version)
    yield from chains(entries, state)
    decisions = [e for e in entries if isinstance(e, (f.WaiverYes, f.WaiverNo))]
    yield from ((state.waivers[d.waiver_no], d) for d in decisions if d.waiver_no in state.waivers)
    if ends:
        end = ends[-1]
        yield from ((end, moved) for moved in (*state.refunds_asked, *state.refunds_in, *state.written_off))


def _money_sound(state: State, after: f.AnyFact) -> None:
    award = state.award
    if award and not 0 < award.amount <= award.rules.max_award:
        raise Refused("grant.amount_over_max", max=award.rules.max_award, given=award.amount)
    if award and state.application and award.amount > state.application.requested:
        raise Refused("grant.amount_over_requested", max=state.application.requested)
    if state.paid > state.awarded and isinstance(after, f.Payment):
        raise Refused("grant.overpay", left=state.awarded - (state.paid - after.amount))
    if state.paid > state.awarded:
        raise Refused("grant.below_paid", paid=state.paid, awarded=state.awarded)
    back = state.refund_received + state.refund_written_off
    if back > state.refund_due or state.refund_asked > state.refund_due:
        raise Refused("refund.too_big", left=state.refund_due)
