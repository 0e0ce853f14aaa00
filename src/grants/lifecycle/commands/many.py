"""Commands on many grants of a round at once. Each row is decided alone: what is refused leaves the others be."""

from __future__ import annotations

from msgspec import field

from grants.kernel.command import Command, Row, Rows
from grants.kernel.fields import Day, Id, Number, PositiveGrosze, Reference, Version
from grants.lifecycle.commands.applying import FindingRows


class ReturnRow(Row, frozen=True, kw_only=True):
    """One application; what is to be corrected in it besides what is said to all."""

    grant: Id
    findings: FindingRows = field(default_factory=list)
    expected_version: Version | None = None


class ReturnApplications(Command, frozen=True, kw_only=True):
    """Return many applications of a round for correction, with the same remarks, remarks of their own, or both."""

    round: Id
    rows: Rows[ReturnRow]
    due_on: Day
    findings: FindingRows = field(default_factory=list)
    occurred_on: Day | None = None


class SignRow(Row, frozen=True, kw_only=True):
    """One signed agreement with its own number."""

    grant: Id
    number: Reference
    expected_version: Version | None = None


class SignAgreements(Command, frozen=True, kw_only=True):
    """Record many agreements of a round that were signed on the same day."""

    round: Id
    rows: Rows[SignRow]
    occurred_on: Day | None = None


class PayRow(Row, frozen=True, kw_only=True):
    """One transfer."""

    grant: Id
    amount: PositiveGrosze
    bank_reference: Reference
    expected_version: Version | None = None


class RecordPayments(Command, frozen=True, kw_only=True):
    """Record many payments of a round by the bank's day."""

    round: Id
    rows: Rows[PayRow]
    occurred_on: Day | None = None


class CostsRow(Row, frozen=True, kw_only=True):
    """The costs of one grant, by number: all of them are accepted, or none."""

    grant: Id
    costs: Rows[Number]
    expected_version: Version | None = None


class AcceptCosts(Command, frozen=True, kw_only=True):
    """Find the costs of many grants of a round eligible."""

    round: Id
    rows: Rows[CostsRow]
    occurred_on: Day | None = None


class SettleRow(Row, frozen=True, kw_only=True):
    """One grant to settle."""

    grant: Id
    expected_version: Version | None = None


class SettleGrants(Command, frozen=True, kw_only=True):
    """Settle many grants of a round whose settlement needs nobody's reason; an exception is settled by itself."""

    round: Id
    rows: Rows[SettleRow]
    occurred_on: Day | None = None
