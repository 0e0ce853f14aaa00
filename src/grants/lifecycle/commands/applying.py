"""Commands on applications."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, field

from grants.kernel.codes import Ground, Mode
from grants.kernel.command import Command, Row
from grants.kernel.fields import Code, Day, Id, Nrb, PositiveGrosze, Text, Version


class Planned(Row, frozen=True, kw_only=True):
    """One planned meeting."""

    day: Day
    mode: Mode
    channel: Code | None = None


class Budgeted(Row, frozen=True, kw_only=True):
    """One line of the budget, in grosze."""

    category: Code
    amount: PositiveGrosze


class WaiverWish(Row, frozen=True, kw_only=True):
    """Asking, within the application, to be spared the virtual meeting."""

    ground: Ground
    note: Text | None = None


class Found(Row, frozen=True, kw_only=True):
    """What must be corrected, and where: a field of the form."""

    field: Code
    note: Text


Plan = Annotated[list[Planned], Meta(max_length=60)]
Budget = Annotated[list[Budgeted], Meta(max_length=40)]
Consents = Annotated[list[Code], Meta(max_length=10)]
FindingRows = Annotated[list[Found], Meta(max_length=40)]


class ApplyForGrant(Command, frozen=True, kw_only=True):
    """Apply for a grant, for the first time or again after a withdrawal."""

    round: Id
    library: Id
    requested: PositiveGrosze
    plan: Plan
    budget: Budget
    nrb: Nrb
    consents: Consents
    waiver: WaiverWish | None = None
    occurred_on: Day | None = None


class ResubmitApplication(Command, frozen=True, kw_only=True):
    """Send the whole corrected application."""

    grant: Id
    requested: PositiveGrosze
    plan: Plan
    budget: Budget
    nrb: Nrb
    consents: Consents
    waiver: WaiverWish | None = None
    occurred_on: Day | None = None
    expected_version: Version | None = None


class ReturnApplication(Command, frozen=True, kw_only=True):
    """Return an application for correction."""

    grant: Id
    due_on: Day
    findings: FindingRows = field(default_factory=list)
    occurred_on: Day | None = None
    expected_version: Version | None = None


class WithdrawApplication(Command, frozen=True, kw_only=True):
    """Withdraw an application before any payment."""

    grant: Id
    reason: Text
    occurred_on: Day | None = None
    expected_version: Version | None = None


class RejectApplication(Command, frozen=True, kw_only=True):
    """Reject an application: final."""

    grant: Id
    ground: Text
    occurred_on: Day | None = None
    expected_version: Version | None = None
