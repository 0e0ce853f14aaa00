"""What a grant's facts leave behind when they are taken one after another; ``state`` derives the rest from it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final
from uuid import UUID

from msgspec import structs

from grants.lifecycle import facts as f
from grants.lifecycle.plans import Plan
from grants.lifecycle.stages import Stage


@dataclass(slots=True)
class Taken:
    """A running fold: ``take`` facts in order of version."""

    stage: Stage = Stage.OPENED
    stage_since: date | None = None
    application: f.Application | None = None
    returned: f.Return | None = None
    award: f.Award | None = None
    award_changes: list[f.AwardChange] = field(default_factory=list)
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
        self.award_changes = []
        self.waivers, self.waived = {}, {}

    def _take_back(self, fact: f.AnyFact) -> None:
        """A decision that was a mistake leaves nothing that later ones could build upon."""
        match fact:
            case f.ReturnOff():
                self.returned = None
            case f.AwardOff():
                self.award, self.award_changes = None, []
            case f.ReportBackOff():
                self.report_back = None
            case _:
                pass

    def _lapse(self) -> None:
        """What is due back became another sum: whoever asked for the old one asks anew."""
        self.refunds_lapsed += len(self.refunds_asked)
        self.refunds_asked = []

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
            case f.CostOpen():
                self.decided.pop(fact.cost_no, None)
            case f.CostOff():
                self.costs_off.add(fact.cost_no)
            case _:
                self._promise(fact)
                self._schedule(fact)
                self._give_back(fact)
                self._take_back(fact)

    def _promise(self, fact: f.AnyFact) -> None:
        match fact:
            case f.AwardChange() if self.award:
                self.award = structs.replace(self.award, amount=fact.new)
                self.award_changes.append(fact)
            case f.Amendment():
                self.amendments.append(fact)
            case f.Assignment():
                self.assigned = fact.person
            case f.Payment():
                self.payments.append(fact)
            case f.Reversal():
                self.reversals[fact.payment_no] = fact
                self._lapse()
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
                self._lapse()
            case f.RefundAsked():
                self.refunds_asked.append(fact)
            case f.RefundIn():
                self.refunds_in.append(fact)
            case f.WriteOff():
                self.written_off.append(fact)
            case _:
                pass


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
