"""The kinds of fact that a grant's events leave, one after another in the order of a grant's life."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Union
from uuid import UUID

from msgspec import Struct

from grants.kernel.codes import Ground, Mode
from grants.kernel.refs import AccountRef, DocumentRef, TextRef
from grants.lifecycle.stages import Stage
from grants.lifecycle.values import BudgetLine, Check, Finding, Partner, PlanRow
from grants.rounds.rules import RoundRules


class Fact(Struct, frozen=True, tag=True, kw_only=True):
    """One fact: the version it happened in, its (corrected) business day, who recorded it and in which role."""

    stage: ClassVar[Stage | None] = None
    version: int
    occurred_on: date
    actor: UUID
    actor_role: str = ""


class Application(Fact, frozen=True, tag="application"):
    stage: ClassVar[Stage | None] = Stage.APPLIED
    attempt: int
    requested: int
    plan: list[PlanRow]
    budget: list[BudgetLine]
    account: AccountRef
    consents: list[str]
    checklist: list[Check]
    rules_version: int
    library_name: str
    library_town: str
    library_terc: str
    partners: list[Partner]


class Return(Fact, frozen=True, tag="return"):
    stage: ClassVar[Stage | None] = Stage.RETURNED
    findings: list[Finding]
    due_on: date


class ReturnOff(Fact, frozen=True, tag="return_off"):
    stage: ClassVar[Stage | None] = Stage.APPLIED


class Withdrawal(Fact, frozen=True, tag="withdrawal"):
    stage: ClassVar[Stage | None] = Stage.WITHDRAWN


class Rejection(Fact, frozen=True, tag="rejection"):
    stage: ClassVar[Stage | None] = Stage.REJECTED


class Award(Fact, frozen=True, tag="award"):
    stage: ClassVar[Stage | None] = Stage.AWARDED
    amount: int
    number: int
    rules: RoundRules
    rules_version: int
    report_due_on: date


class AwardChange(Fact, frozen=True, tag="award_change"):
    old: int
    new: int


class AwardOff(Fact, frozen=True, tag="award_off"):
    stage: ClassVar[Stage | None] = Stage.APPLIED


class Agreement(Fact, frozen=True, tag="agreement"):
    stage: ClassVar[Stage | None] = Stage.AGREED
    number: str


class Amendment(Fact, frozen=True, tag="amendment"):
    amendment_no: int
    number: str
    account: AccountRef | None


class Payment(Fact, frozen=True, tag="payment"):
    payment_no: int
    amount: int
    account: AccountRef
    bank_reference: str


class Reversal(Fact, frozen=True, tag="reversal"):
    payment_no: int
    amount: int
    bank_reference: str


class Assignment(Fact, frozen=True, tag="assignment"):
    person: UUID | None


class Planned(Fact, frozen=True, tag="planned"):
    plan_no: int
    day: date
    mode: Mode
    channel: str | None
    host: UUID | None
    theme: TextRef | None


class PlanMoved(Fact, frozen=True, tag="plan_moved"):
    plan_no: int
    changes: list[list[Any]]


class PlanOff(Fact, frozen=True, tag="plan_off"):
    plan_no: int


class Meeting(Fact, frozen=True, tag="meeting"):
    meeting_no: int
    plan_no: int | None
    minutes: int
    mode: Mode
    channel: str | None
    place: TextRef | None
    host: UUID
    partners: list[UUID]
    theme: TextRef
    purposes: list[str]
    attendance: list[tuple[str, int]]

    @property
    def people(self) -> int:
        """Attendances: heads at this meeting."""
        return sum(n for _, n in self.attendance)


class WaiverAsked(Fact, frozen=True, tag="waiver_asked"):
    waiver_no: int
    ground: Ground


class WaiverYes(Fact, frozen=True, tag="waiver_yes"):
    waiver_no: int


class WaiverNo(Fact, frozen=True, tag="waiver_no"):
    waiver_no: int


class Cost(Fact, frozen=True, tag="cost"):
    cost_no: int
    document: DocumentRef
    issued_on: date
    category: str
    gross: int
    charged: int
    meeting_no: int | None
    corrected_by: UUID | None = None
    """Who corrected it last: to four eyes as much its author as who recorded it."""


class CostYes(Fact, frozen=True, tag="cost_yes"):
    cost_no: int


class CostNo(Fact, frozen=True, tag="cost_no"):
    cost_no: int


class CostOpen(Fact, frozen=True, tag="cost_open"):
    cost_no: int


class CostOff(Fact, frozen=True, tag="cost_off"):
    cost_no: int


class Report(Fact, frozen=True, tag="report"):
    stage: ClassVar[Stage | None] = Stage.REPORTED
    meetings: int
    attendances: int
    charged: int
    days_late: int = 0
    first: bool = True


class ReportBackOff(Fact, frozen=True, tag="report_back_off"):
    stage: ClassVar[Stage | None] = Stage.REPORTED


class ReportBack(Fact, frozen=True, tag="report_back"):
    stage: ClassVar[Stage | None] = Stage.AGREED
    findings: list[Finding]
    due_on: date


class Extension(Fact, frozen=True, tag="extension"):
    old: date
    new: date


class Settlement(Fact, frozen=True, tag="settlement"):
    stage: ClassVar[Stage | None] = Stage.SETTLED
    counted: int
    counted_virtual: int
    virtual_by: str
    eligible_costs: int
    cap: int
    recognised: int
    paid: int
    refund_due: int
    own_contribution: int
    outcome: str
    days_late: int


class Reopening(Fact, frozen=True, tag="reopening"):
    stage: ClassVar[Stage | None] = Stage.REPORTED


class RefundAsked(Fact, frozen=True, tag="refund_asked"):
    refund_no: int
    amount: int
    due_on: date


class RefundIn(Fact, frozen=True, tag="refund_in"):
    refund_no: int
    amount: int
    bank_reference: str


class WriteOff(Fact, frozen=True, tag="write_off"):
    write_off_no: int
    amount: int


class Cancellation(Fact, frozen=True, tag="cancellation"):
    stage: ClassVar[Stage | None] = Stage.CANCELLED
    refund_due: int


AnyFact = Union[  # noqa: UP007  msgspec reads the tagged union at run time
    Application, Return, ReturnOff, Withdrawal, Rejection, Award, AwardOff, AwardChange, Agreement, Amendment,
    Payment, Reversal, Assignment, Planned, PlanMoved, PlanOff, Meeting, WaiverAsked, WaiverYes, WaiverNo, Cost,
    CostYes, CostNo, CostOpen, CostOff, Report, ReportBack, ReportBackOff, Extension, Settlement, Reopening,
    RefundAsked, RefundIn, WriteOff, Cancellation,
]  # fmt: skip
