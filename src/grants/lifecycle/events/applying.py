"""From the application to its rejection."""

from __future__ import annotations

from datetime import date

from grants.kernel.refs import AccountRef, TextRef
from grants.lifecycle.events.base import GrantEvent
from grants.lifecycle.values import BudgetLine, Check, Finding, Partner, PlanRow


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


class ApplicationReturnRevoked(GrantEvent):
    """The return was a mistake: the application waits for a decision again, as it was."""

    TOPIC = "grant.application_return_revoked.v1"
    reason: TextRef


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
