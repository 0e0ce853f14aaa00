"""Where a grant stands, derived from its facts: read by the guards, the settlement, the figures and the pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final
from uuid import UUID

from msgspec import structs

from grants.kernel.refs import AccountRef
from grants.lifecycle import facts as f
from grants.lifecycle.plans import Plan
from grants.lifecycle.stages import ENDED, MAY, Stage
from grants.rounds.rules import RoundRules


@dataclass(slots=True)
class State:
    """A running fold: ``take`` facts in order of version; everything else is derived. Sums are in grosze."""

    stage: Stage = Stage.OPENED
    stage_since: date | None = None
    application: f.Application | None = None
    returned: f.Return | None = None
    award: f.Award | None = None
    agreement: f.Agreement | None = None
    amendments: list[f.Amendment] = field(default_factory=list)
    assigned: UUID | None = None
    payments: list[f.Payment] = field(default_factory=list)
    reversals: dict[int, f.Reversal] = field(default_factory=dict)
    plans: dict[int, Plan] = field(default_factory=dict)
    meetings: list[f.Meeting] = field(default_factory=list)
    waivers: dict[int, f.WaiverAsked] = field(default_factory=dict)
    waived: dict[int, bool] = field(default_factory=dict)
    costs: dict[int, f.Cost] = field(default_factory=dict)
    costs_off: set[int] = field(default_factory=set)
    decided: dict[int, bool] = field(default_factory=dict)
    report: f.Report | None = None
    first_report: f.Report | None = None
    report_back: f.ReportBack | None = None
    extension: f.Extension | None = None
    settlement: f.Settlement | None = None
    cancellation: f.Cancellation | None = None
    refunds_asked: list[f.RefundAsked] = field(default_factory=list)
    refunds_lapsed: int = 0
    refunds_in: list[f.RefundIn] = field(default_factory=list)
    written_off: list[f.WriteOff] = field(default_factory=list)

    def take(self, fact: f.AnyFact) -> None:
        """Take one more fact. Total: any subset of a lawful history can be folded, because days may be corrected."""
        if isinstance(fact, f.Application) and self.application and fact.attempt > self.application.attempt:
            self._begin_anew()
        if fact.stage is not None:
            self.stage, self.stage_since = fact.stage, fact.occurred_on
        name = _SINGLE.get(type(fact))
        if name is not None:
            setattr(self, name, fact)
        else:
            self._collect(fact)
        if isinstance(fact, f.Report) and fact.first:
            self.first_report = fact
        if isinstance(fact, f.Application):
            self.plans = {row.plan_no: Plan(row.plan_no, row.day, row.mode, row.channel) for row in fact.plan}

    def _begin_anew(self) -> None:
        """A new attempt brings a whole new application: what the withdrawn one was given ended with it."""
        self.returned = self.award = self.extension = None
        self.waivers, self.waived = {}, {}

    def _collect(self, fact: f.AnyFact) -> None:
        """Facts of which there may be many, by what they are about."""
        match fact:
            case f.Meeting():
                self.meetings.append(fact)
            case f.WaiverAsked():
                self.waivers[fact.waiver_no] = fact
            case f.WaiverYes() | f.WaiverNo():
                self.waived[fact.waiver_no] = isinstance(fact, f.WaiverYes)
            case f.Cost():
                self.costs[fact.cost_no] = fact
            case f.CostYes() | f.CostNo():
                self.decided[fact.cost_no] = isinstance(fact, f.CostYes)
            case f.CostOff():
                self.costs_off.add(fact.cost_no)
            case _:
                self._promise(fact)
                self._schedule(fact)
                self._give_back(fact)

    def _promise(self, fact: f.AnyFact) -> None:
        match fact:
            case f.AwardChange() if self.award:
                self.award = structs.replace(self.award, amount=fact.new)
            case f.Amendment():
                self.amendments.append(fact)
            case f.Assignment():
                self.assigned = fact.person
            case f.Payment():
                self.payments.append(fact)
            case f.Reversal():
                self.reversals[fact.payment_no] = fact
            case _:
                pass

    def _schedule(self, fact: f.AnyFact) -> None:
        match fact:
            case f.Planned():
                self.plans[fact.plan_no] = Plan(fact.plan_no, fact.day, fact.mode, fact.channel, fact.host, fact.theme)
            case f.PlanMoved() if fact.plan_no in self.plans:
                self.plans[fact.plan_no] = self.plans[fact.plan_no].moved(fact.changes)
            case f.PlanOff() if fact.plan_no in self.plans:
                self.plans[fact.plan_no] = replace(self.plans[fact.plan_no], cancelled=True)
            case _:
                pass

    def _give_back(self, fact: f.AnyFact) -> None:
        match fact:
            case f.Reopening():
                self.settlement = None
                self.refunds_lapsed += len(self.refunds_asked)
                self.refunds_asked = []
            case f.RefundAsked():
                self.refunds_asked.append(fact)
            case f.RefundIn():
                self.refunds_in.append(fact)
            case f.WriteOff():
                self.written_off.append(fact)
            case _:
                pass

    # --- money -------------------------------------------------------------------------------------------------

    @property
    def rules(self) -> RoundRules | None:
        """The rules the award carries; none before it."""
        return self.award.rules if self.award else None

    @property
    def awarded(self) -> int:
        return self.award.amount if self.award else 0

    @property
    def paid(self) -> int:
        """Payments less reversals; refunds are counted apart."""
        return sum(p.amount for p in self.payments) - sum(r.amount for r in self.reversals.values())

    @property
    def account(self) -> AccountRef | None:
        """The account that payments go to: the application's, until an amendment brought another."""
        amended = [a.account for a in self.amendments if a.account]
        return amended[-1] if amended else self.application.account if self.application else None

    @property
    def report_due_on(self) -> date | None:
        """The deadline in force: the award's, until it was extended."""
        return self.extension.new if self.extension else self.award.report_due_on if self.award else None

    @property
    def recognised(self) -> int:
        return self.settlement.recognised if self.settlement and self.stage is Stage.SETTLED else 0

    @property
    def refund_due(self) -> int:
        """What the grantee owes: only a settlement or a cancellation makes it due."""
        ended = self.stage in (Stage.SETTLED, Stage.CANCELLED)
        return max(0, self.paid - self.recognised) if ended else 0

    @property
    def refund_asked(self) -> int:
        return sum(r.amount for r in self.refunds_asked)

    @property
    def refund_received(self) -> int:
        return sum(r.amount for r in self.refunds_in)

    @property
    def refund_written_off(self) -> int:
        return sum(w.amount for w in self.written_off)

    @property
    def refund_outstanding(self) -> int:
        """What is still to come: due, neither received nor written off."""
        return max(0, self.refund_due - self.refund_received - self.refund_written_off)

    @property
    def refund_to_ask(self) -> int:
        """What is due and was neither asked for nor received without asking."""
        return max(0, min(self.refund_due - self.refund_asked, self.refund_outstanding))

    @property
    def standing_costs(self) -> dict[int, f.Cost]:
        """Costs by number, without those that were withdrawn."""
        return {no: cost for no, cost in self.costs.items() if no not in self.costs_off}

    @property
    def eligible_costs(self) -> int:
        """Sum of what accepted costs charge to the grant."""
        return sum(c.charged for no, c in self.standing_costs.items() if self.decided.get(no))

    @property
    def accepted_gross(self) -> int:
        """Sum of the documents behind accepted costs."""
        return sum(c.gross for no, c in self.standing_costs.items() if self.decided.get(no))

    @property
    def charged(self) -> int:
        """What the grantee charges, rejected costs left out."""
        return sum(c.charged for no, c in self.standing_costs.items() if self.decided.get(no) is not False)

    @property
    def undecided_costs(self) -> list[int]:
        return [no for no in self.standing_costs if no not in self.decided]

    # --- meetings ----------------------------------------------------------------------------------------------

    def counts(self, meeting: f.Meeting) -> bool:
        """Held inside the activity window with at least one partner library represented (DOMAIN 5)."""
        return bool(self.award and meeting.partners and self.award.rules.activity_covers(meeting.occurred_on))

    @property
    def counted(self) -> list[f.Meeting]:
        return [m for m in self.meetings if self.counts(m)]

    @property
    def counted_virtual(self) -> int:
        return sum(m.mode == "virtual" for m in self.counted)

    @property
    def waiver_granted(self) -> bool:
        return any(self.waived.values())

    @property
    def waiver_pending(self) -> int | None:
        """The number of a waiver that was asked for and not yet decided."""
        return next((no for no in self.waivers if no not in self.waived), None)

    @property
    def virtual_met(self) -> bool:
        """Enough counted virtual meetings, or waived."""
        needed = self.award.rules.min_virtual if self.award else 1
        return self.waiver_granted or self.counted_virtual >= needed

    @property
    def requirement_met(self) -> bool:
        """Enough counted meetings, and the virtual one held or waived."""
        if self.award is None:
            return False
        return len(self.counted) >= self.award.rules.min_meetings and self.virtual_met

    # --- ends --------------------------------------------------------------------------------------------------

    @property
    def closed(self) -> bool:
        """Settled or cancelled, and every refund that is due is in."""
        return self.stage in (Stage.SETTLED, Stage.CANCELLED) and self.refund_outstanding == 0

    @property
    def shown_stage(self) -> Stage:
        """The stage as people speak of it: ``closed`` is derived."""
        return Stage.CLOSED if self.closed else self.stage

    @property
    def may(self) -> frozenset[str]:
        """The steps that the stage table allows from here; a closed grant paid too little may still be paid."""
        if self.closed:
            return MAY[Stage.CLOSED] | ({"pay"} if self.paid < self.recognised else frozenset())
        return MAY[self.stage]

    @property
    def open(self) -> bool:
        """Whether it still keeps its round from closing."""
        return self.shown_stage not in ENDED and self.stage is not Stage.OPENED


_SINGLE: Final[dict[type[f.Fact], str]] = {
    f.Application: "application",
    f.Return: "returned",
    f.Award: "award",
    f.Agreement: "agreement",
    f.Report: "report",
    f.ReportBack: "report_back",
    f.Extension: "extension",
    f.Settlement: "settlement",
    f.Cancellation: "cancellation",
}


def derive(entries: Iterable[f.AnyFact]) -> State:
    """The state that these facts, in order of version, add up to."""
    state = State()
    for fact in entries:
        state.take(fact)
    return state
