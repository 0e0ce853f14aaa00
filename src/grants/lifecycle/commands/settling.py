"""Commands on costs, reports, settlements, refunds and corrections."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, field

from grants.kernel.command import Command, Row
from grants.kernel.fields import Code, Day, Grosze, Id, Line, Nip, Number, PositiveGrosze, Reference, Text, Version
from grants.lifecycle.commands.applying import FindingRows


class RecordCost(Command, frozen=True, kw_only=True):
    """Record a cost with its accounting document."""

    grant: Id
    document_no: Line
    issuer_nip: Nip
    issued_on: Day
    category: Code
    gross: PositiveGrosze
    charged: PositiveGrosze
    meeting_no: Number | None = None
    occurred_on: Day | None = None


class AcceptCost(Command, frozen=True, kw_only=True):
    """Find a cost eligible."""

    grant: Id
    cost_no: Number
    occurred_on: Day | None = None


class RejectCost(Command, frozen=True, kw_only=True):
    """Find a cost not eligible."""

    grant: Id
    cost_no: Number
    reason: Text
    occurred_on: Day | None = None


class SubmitReport(Command, frozen=True, kw_only=True):
    """Hand in the report."""

    grant: Id
    narrative: Text
    occurred_on: Day | None = None
    expected_version: Version | None = None


class ReturnReport(Command, frozen=True, kw_only=True):
    """Return a report for correction."""

    grant: Id
    due_on: Day
    findings: FindingRows = field(default_factory=list)
    occurred_on: Day | None = None
    expected_version: Version | None = None


class ResubmitReport(Command, frozen=True, kw_only=True):
    """Hand in the corrected report."""

    grant: Id
    narrative: Text
    occurred_on: Day | None = None
    expected_version: Version | None = None


class SettleGrant(Command, frozen=True, kw_only=True):
    """Settle a grant; a manager may override the virtual requirement or accept a shortfall, with a reason."""

    grant: Id
    virtual_override: Text | None = None
    shortfall_reason: Text | None = None
    occurred_on: Day | None = None
    expected_version: Version | None = None


class RequestRefund(Command, frozen=True, kw_only=True):
    """Ask for unspent money; without an amount, all that is due."""

    grant: Id
    amount: PositiveGrosze | None = None
    occurred_on: Day | None = None
    expected_version: Version | None = None


class RecordRefund(Command, frozen=True, kw_only=True):
    """Record unspent money that came back, by the bank's day."""

    grant: Id
    amount: PositiveGrosze
    bank_reference: Reference
    occurred_on: Day | None = None
    expected_version: Version | None = None


class FactChange(Row, frozen=True, kw_only=True):
    """A field with the value that stands and the one that should: an ISO day, grosze, or a number's text."""

    field: Code
    old: Grosze | Line
    new: Grosze | Line


class CorrectFact(Command, frozen=True, kw_only=True):
    """Correct a day, amount or number keyed in wrongly; ``corrects`` is the version of the fact in the grant."""

    grant: Id
    corrects: Version
    changes: Annotated[list[FactChange], Meta(min_length=1, max_length=5)]
    reason: Text
    occurred_on: Day | None = None
