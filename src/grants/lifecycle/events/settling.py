"""Report, settlement, refund, and what is corrected after the end."""

from __future__ import annotations

from datetime import date
from typing import Any

from grants.kernel.refs import TextRef
from grants.lifecycle.events.base import GrantEvent
from grants.lifecycle.values import Finding


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


class ReportReturnRevoked(GrantEvent):
    """The return of the report was a mistake, and the library had not begun to correct it: it waits to be settled."""

    TOPIC = "grant.report_return_revoked.v1"
    reason: TextRef


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


class ReportDeadlineExtended(GrantEvent):
    """The report may come later: lawful also after the old day has passed."""

    TOPIC = "grant.report_deadline_extended.v1"
    old: date
    new: date
    reason: TextRef


class SettlementReopened(GrantEvent):
    """The settlement no longer stands: the grant is reported again, requests for a refund lapse."""

    TOPIC = "grant.settlement_reopened.v1"
    reason: TextRef


class RefundWrittenOff(GrantEvent):
    """The operator gave up a part of the refund, or all of it."""

    TOPIC = "grant.refund_written_off.v1"
    write_off_no: int
    amount: int
    ground: TextRef


class FactCorrected(GrantEvent):
    """A day, amount or number keyed in wrongly: ``changes`` is a list of [field, old, new]."""

    TOPIC = "grant.fact_corrected.v1"
    corrects: int
    changes: list[list[Any]]
    reason: TextRef


class CorrectedAfterClosure(GrantEvent):
    """A fact of a grant in a closed round was found wrong: [field, old, new], never what the settlement stands on."""

    TOPIC = "grant.corrected_after_closure.v1"
    corrects: int
    changes: list[list[Any]]
    reason: TextRef
