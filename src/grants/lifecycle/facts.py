"""A grant's stream folded into dated facts with corrections applied: one truth for the aggregate, the settlement,
the totals, what-if and every past day (DOMAIN 3.4, DESIGN 2).

Facts are kept in order of version. A correction replaces values inside the fact that it names; a voiding takes the
fact out. So "state as of day D" is: keep the facts whose (corrected) day is not after D, then derive (``state``).
"""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Final, Union
from uuid import UUID

import msgspec
from msgspec import Struct, field

from grants.kernel.codes import Ground, Mode
from grants.kernel.refs import AccountRef, DocumentRef, TextRef
from grants.lifecycle import events
from grants.lifecycle.stages import Stage
from grants.lifecycle.values import BudgetLine, Check, Finding, Partner, PlanRow
from grants.rounds.rules import RoundRules


class Fact(Struct, frozen=True, tag=True):
    """One fact: the version it happened in, its (corrected) business day, who recorded it."""

    stage: ClassVar[Stage | None] = None
    version: int
    occurred_on: date
    actor: UUID


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


class Agreement(Fact, frozen=True, tag="agreement"):
    stage: ClassVar[Stage | None] = Stage.AGREED
    number: str


class Payment(Fact, frozen=True, tag="payment"):
    payment_no: int
    amount: int
    account: AccountRef
    bank_reference: str


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


class CostYes(Fact, frozen=True, tag="cost_yes"):
    cost_no: int


class CostNo(Fact, frozen=True, tag="cost_no"):
    cost_no: int


class Report(Fact, frozen=True, tag="report"):
    stage: ClassVar[Stage | None] = Stage.REPORTED
    meetings: int
    attendances: int
    charged: int
    days_late: int = 0
    first: bool = True


class ReportBack(Fact, frozen=True, tag="report_back"):
    stage: ClassVar[Stage | None] = Stage.AGREED
    findings: list[Finding]
    due_on: date


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


class RefundAsked(Fact, frozen=True, tag="refund_asked"):
    refund_no: int
    amount: int
    due_on: date


class RefundIn(Fact, frozen=True, tag="refund_in"):
    refund_no: int
    amount: int
    bank_reference: str


class Cancellation(Fact, frozen=True, tag="cancellation"):
    stage: ClassVar[Stage | None] = Stage.CANCELLED
    refund_due: int


AnyFact = Union[  # noqa: UP007  msgspec reads the tagged union at run time
    Application, Return, Withdrawal, Rejection, Award, Agreement, Payment, Meeting, WaiverAsked, WaiverYes, WaiverNo,
    Cost, CostYes, CostNo, Report, ReportBack, Settlement, RefundAsked, RefundIn, Cancellation,
]  # fmt: skip

FACT_OF: Final[dict[type[events.GrantEvent], type[Fact]]] = {
    events.Applied: Application,
    events.ApplicationResubmitted: Application,
    events.ApplicationReturned: Return,
    events.ApplicationWithdrawn: Withdrawal,
    events.ApplicationRejected: Rejection,
    events.Awarded: Award,
    events.AgreementSigned: Agreement,
    events.PaymentMade: Payment,
    events.MeetingHeld: Meeting,
    events.WaiverRequested: WaiverAsked,
    events.WaiverGranted: WaiverYes,
    events.WaiverRefused: WaiverNo,
    events.CostRecorded: Cost,
    events.CostAccepted: CostYes,
    events.CostRejected: CostNo,
    events.ReportSubmitted: Report,
    events.ReportResubmitted: Report,
    events.ReportReturned: ReportBack,
    events.Settled: Settlement,
    events.RefundRequested: RefundAsked,
    events.RefundReceived: RefundIn,
    events.Cancelled: Cancellation,
}
_FIELDS: Final = {kind: kind.__struct_fields__ for kind in set(FACT_OF.values())}


class Facts(Struct):
    """All facts of one grant, in order of version. ``voided`` keeps what was taken out, for display and numbering."""

    round: UUID
    library: UUID
    version: int = 1
    entries: list[AnyFact] = field(default_factory=list)
    voided: list[AnyFact] = field(default_factory=list)

    def take(self, event: events.GrantEvent) -> None:
        """Fold one more event in. Never refuses."""
        self.version = event.originator_version
        kind = FACT_OF.get(type(event))
        if kind is not None:
            self.entries.append(_fact(kind, event))
        elif isinstance(event, events.MeetingVoided):
            index = self._index(event.corrects)
            self.voided.append(self.entries.pop(index))
        elif isinstance(event, (events.MeetingCorrected, events.FactCorrected)):
            index = self._index(event.corrects)
            self.entries[index] = corrected(self.entries[index], event.changes)

    def at(self, version: int) -> AnyFact | None:
        """The fact that happened in ``version``, if it stands."""
        return next((f for f in self.entries if f.version == version), None)

    def until(self, day: date) -> list[AnyFact]:
        """The facts whose (corrected) day is not after ``day``, in order of version."""
        return [f for f in self.entries if f.occurred_on <= day]

    def days(self) -> list[date]:
        """The distinct days on which something happened, in order."""
        return sorted({f.occurred_on for f in self.entries})

    def _index(self, version: int) -> int:
        return next(i for i, f in enumerate(self.entries) if f.version == version)


def begin(event: events.GrantOpened) -> Facts:
    """The facts of a stream that has just begun."""
    return Facts(round=event.round, library=event.library)


def corrected(fact: AnyFact, changes: list[list[Any]]) -> AnyFact:
    """The fact with the new values of ``changes`` ([field, old, new]) in place."""
    values = msgspec.to_builtins(fact)
    values.update({name: new for name, _, new in changes})
    return msgspec.convert(values, type(fact))


def plain(fact: AnyFact, name: str) -> Any:
    """A field's value in the plain form in which corrections quote it (ISO days, lists, numbers)."""
    return msgspec.json.decode(msgspec.json.encode(getattr(fact, name)))


def _fact(kind: type[Fact], event: events.GrantEvent) -> Any:
    values = {name: getattr(event, name) for name in _FIELDS[kind] if name != "version" and hasattr(event, name)}
    if kind is Meeting:
        values["attendance"] = [(k, n) for k, n in values["attendance"]]
    if kind is Report:
        values["first"] = isinstance(event, events.ReportSubmitted)
    return kind(version=event.originator_version, **values)
