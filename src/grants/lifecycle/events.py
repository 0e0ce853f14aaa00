"""What happens to a grant: stored names and shapes are for ever (golden files in tests/store/wire).

``occurred_on`` is the business day of the fact itself: the meeting's, the bank's, the signature's or the decision's.
Money is in grosze. Typed texts stand behind references. ``corrects`` is a version in the same stream.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from eventsourcing.domain import Aggregate

from grants.kernel.codes import Ground, Mode
from grants.kernel.envelope import Happened
from grants.kernel.refs import AccountRef, DocumentRef, FileRef, TextRef
from grants.lifecycle.values import BudgetLine, Check, Finding, Partner, PlanRow
from grants.rounds.rules import RoundRules


class GrantEvent(Happened):
    """Base of a grant's events."""


class GrantOpened(GrantEvent, Aggregate.Created):
    """The stream of a round and a leading library begins; says nothing else."""

    TOPIC = "grant.opened.v1"
    round: UUID
    library: UUID


class Applied(GrantEvent):
    """A library applied (``attempt`` 2 after a withdrawal); its name, town, TERC and partners as of that day."""

    TOPIC = "grant.applied.v1"
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


class ApplicationReturned(GrantEvent):
    """Staff returned the application for correction, by a day."""

    TOPIC = "grant.application_returned.v1"
    findings: list[Finding]
    due_on: date


class ApplicationResubmitted(GrantEvent):
    """The whole new content."""

    TOPIC = "grant.application_resubmitted.v1"
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


class ApplicationWithdrawn(GrantEvent):
    """The library stepped back before any payment."""

    TOPIC = "grant.application_withdrawn.v1"
    reason: TextRef


class ApplicationRejected(GrantEvent):
    """Staff rejected the application: rare, and final."""

    TOPIC = "grant.application_rejected.v1"
    ground: TextRef


class Awarded(GrantEvent):
    """The grant was awarded, with the whole rules it will be judged by: it never asks the round again."""

    TOPIC = "grant.awarded.v1"
    amount: int
    number: int
    rules: RoundRules
    rules_version: int
    checklist: list[Check]
    report_due_on: date


class AgreementSigned(GrantEvent):
    """Both sides signed."""

    TOPIC = "grant.agreement_signed.v1"
    number: str
    document: FileRef | None


class PaymentMade(GrantEvent):
    """Money left for the agreed account, on the bank's day."""

    TOPIC = "grant.payment_made.v1"
    payment_no: int
    amount: int
    account: AccountRef
    bank_reference: str


class MeetingHeld(GrantEvent):
    """A meeting took place. ``attendance``: [kind, count] pairs; ``partners``: partner libraries represented."""

    TOPIC = "grant.meeting_held.v1"
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
    attendance: list[list[Any]]


class MeetingCorrected(GrantEvent):
    """A meeting's facts were keyed in wrongly: ``changes`` is a list of [field, old, new]."""

    TOPIC = "grant.meeting_corrected.v1"
    corrects: int
    meeting_no: int
    changes: list[list[Any]]
    reason: TextRef


class MeetingVoided(GrantEvent):
    """The meeting's entry should never have stood there."""

    TOPIC = "grant.meeting_voided.v1"
    corrects: int
    meeting_no: int
    reason: TextRef


class FactCorrected(GrantEvent):
    """A day, amount or number keyed in wrongly: ``changes`` is a list of [field, old, new]."""

    TOPIC = "grant.fact_corrected.v1"
    corrects: int
    changes: list[list[Any]]
    reason: TextRef


class WaiverRequested(GrantEvent):
    """Technical conditions do not allow a virtual meeting, says the library."""

    TOPIC = "grant.waiver_requested.v1"
    waiver_no: int
    ground: Ground
    note: TextRef | None


class WaiverGranted(GrantEvent):
    """The virtual meeting is not required of this grant."""

    TOPIC = "grant.waiver_granted.v1"
    waiver_no: int
    reason: TextRef


class WaiverRefused(GrantEvent):
    """The virtual meeting stays required."""

    TOPIC = "grant.waiver_refused.v1"
    waiver_no: int
    reason: TextRef


class CostRecorded(GrantEvent):
    """A cost with its accounting document. ``gross`` is the document's sum, ``charged`` what the grant is to pay."""

    TOPIC = "grant.cost_recorded.v1"
    cost_no: int
    document: DocumentRef
    issued_on: date
    category: str
    gross: int
    charged: int
    meeting_no: int | None


class CostAccepted(GrantEvent):
    """Staff found the cost eligible."""

    TOPIC = "grant.cost_accepted.v1"
    cost_no: int


class CostRejected(GrantEvent):
    """Staff found the cost not eligible; its document may be charged elsewhere."""

    TOPIC = "grant.cost_rejected.v1"
    cost_no: int
    reason: TextRef


class ReportSubmitted(GrantEvent):
    """The report came, with the totals it echoes. ``days_late`` against the deadline then in force."""

    TOPIC = "grant.report_submitted.v1"
    narrative: TextRef
    meetings: int
    attendances: int
    charged: int
    days_late: int


class ReportReturned(GrantEvent):
    """Staff returned the report for correction, by a day."""

    TOPIC = "grant.report_returned.v1"
    findings: list[Finding]
    due_on: date


class ReportResubmitted(GrantEvent):
    """The corrected report."""

    TOPIC = "grant.report_resubmitted.v1"
    narrative: TextRef
    meetings: int
    attendances: int
    charged: int


class Settled(GrantEvent):
    """The settlement with its arithmetic (DOMAIN 5). ``outcome``: full or partial delivery of the meetings."""

    TOPIC = "grant.settled.v1"
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
    virtual_override: TextRef | None
    shortfall_reason: TextRef | None


class RefundRequested(GrantEvent):
    """The operator asked for unspent money back, by a day."""

    TOPIC = "grant.refund_requested.v1"
    refund_no: int
    amount: int
    due_on: date


class RefundReceived(GrantEvent):
    """Unspent money came back, on the bank's day."""

    TOPIC = "grant.refund_received.v1"
    refund_no: int
    amount: int
    bank_reference: str


class Cancelled(GrantEvent):
    """The agreement was terminated: nothing is recognised, everything paid is due back."""

    TOPIC = "grant.cancelled.v1"
    ground: TextRef
    refund_due: int
