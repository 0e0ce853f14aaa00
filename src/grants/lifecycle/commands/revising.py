"""Commands on what was promised and paid, changed by decision."""

from __future__ import annotations

from grants.kernel.command import Command
from grants.kernel.fields import Day, Id, Nrb, Number, PositiveGrosze, Reference, Text, Version


class ChangeAward(Command, frozen=True, kw_only=True):
    """Change the amount of an award, by decision; an amount keyed in wrongly is corrected instead."""

    grant: Id
    amount: PositiveGrosze
    reason: Text
    occurred_on: Day | None = None
    expected_version: Version | None = None


class AmendAgreement(Command, frozen=True, kw_only=True):
    """Record an amendment of the agreement: a new bank account, a note on what was agreed, or both."""

    grant: Id
    number: Reference
    nrb: Nrb | None = None
    note: Text | None = None
    occurred_on: Day | None = None
    expected_version: Version | None = None


class ReversePayment(Command, frozen=True, kw_only=True):
    """Record that a whole payment came back from the bank, by the bank's day."""

    grant: Id
    payment_no: Number
    bank_reference: Reference
    reason: Text
    occurred_on: Day | None = None
    expected_version: Version | None = None


class ExtendReportDeadline(Command, frozen=True, kw_only=True):
    """Let the report come later, also after its day has passed."""

    grant: Id
    due_on: Day
    reason: Text
    occurred_on: Day | None = None
    expected_version: Version | None = None
