"""Award, agreement, payment, cancellation, and who looks after the grant."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from grants.kernel.refs import AccountRef, FileRef, TextRef
from grants.lifecycle.events.base import GrantEvent
from grants.lifecycle.values import Check
from grants.rounds.rules import RoundRules


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


class Cancelled(GrantEvent):
    """The agreement was terminated: nothing is recognised, everything paid is due back."""

    TOPIC = "grant.cancelled.v1"
    ground: TextRef
    refund_due: int


class AwardChanged(GrantEvent):
    """The amount of the award became another, by decision (an award keyed in wrongly is FactCorrected)."""

    TOPIC = "grant.award_changed.v1"
    old: int
    new: int
    reason: TextRef


class AwardRevoked(GrantEvent):
    """The award was a mistake, found before the agreement: the application waits for a decision again."""

    TOPIC = "grant.award_revoked.v1"
    reason: TextRef


class AgreementAmended(GrantEvent):
    """An amendment of the agreement; ``account`` is the new one that payments go to, if it changed."""

    TOPIC = "grant.agreement_amended.v1"
    amendment_no: int
    number: str
    document: FileRef | None
    account: AccountRef | None
    note: TextRef | None


class PaymentReversed(GrantEvent):
    """A whole payment came back from the bank, on the bank's day (a refund is what the grantee sends back)."""

    TOPIC = "grant.payment_reversed.v1"
    payment_no: int
    amount: int
    bank_reference: str
    reason: TextRef


class GrantAssigned(GrantEvent):
    """A person of the staff looks after this grant from now on; None: nobody does."""

    TOPIC = "grant.assigned.v1"
    person: UUID | None
    previous: UUID | None
