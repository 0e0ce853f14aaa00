"""Commands on awards, agreements, payments."""

from __future__ import annotations

from grants.kernel.command import Command, Row, Rows
from grants.kernel.fields import Day, Id, Nrb, PositiveGrosze, Reference, Text, Version


class AwardGrant(Command, frozen=True, kw_only=True):
    """Award a grant; without an amount, what was asked for."""

    grant: Id
    amount: PositiveGrosze | None = None
    occurred_on: Day | None = None
    expected_version: Version | None = None


class AwardRow(Row, frozen=True, kw_only=True):
    """One grant of a bulk award."""

    grant: Id
    amount: PositiveGrosze | None = None
    expected_version: Version | None = None


class AwardGrants(Command, frozen=True, kw_only=True):
    """Award many grants of a round at once; each row is decided alone."""

    round: Id
    rows: Rows[AwardRow]
    occurred_on: Day | None = None


class SignAgreement(Command, frozen=True, kw_only=True):
    """Record that both sides signed the agreement."""

    grant: Id
    number: Reference
    occurred_on: Day | None = None
    expected_version: Version | None = None


class RecordPayment(Command, frozen=True, kw_only=True):
    """Record a payment by the bank's day; the account, if given, must be the agreed one."""

    grant: Id
    amount: PositiveGrosze
    bank_reference: Reference
    occurred_on: Day | None = None
    nrb: Nrb | None = None
    expected_version: Version | None = None


class CancelGrant(Command, frozen=True, kw_only=True):
    """Terminate a grant: nothing is recognised, everything paid is due back."""

    grant: Id
    ground: Text
    occurred_on: Day | None = None
    expected_version: Version | None = None
