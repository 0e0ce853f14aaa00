"""Applying, returning, resubmitting, withdrawing, rejecting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from grants.kernel.refs import AccountRef, TextRef
from grants.kernel.refusals import Refused
from grants.lifecycle import events
from grants.lifecycle.checklist import check_content
from grants.lifecycle.deciding.core import Core
from grants.lifecycle.stages import Stage
from grants.lifecycle.values import BudgetLine, Finding, Partner, PlanRow
from grants.rounds.rules import RoundRules


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What an application says, with the library's public data and its partners as of that day."""

    requested: int
    plan: list[PlanRow]
    budget: list[BudgetLine]
    account: AccountRef
    consents: list[str]
    library_name: str
    library_town: str
    library_terc: str
    partners: list[Partner]


class Applying(Core):
    """From nothing to a decision about the application."""

    def apply(
        self, content: Content, rules: RoundRules, rules_version: int, *, waiver_asked: bool, occurred_on: date
    ) -> None:
        """Apply for the first time, or again after a withdrawal."""
        state = self.require("apply")
        attempt = state.application.attempt + 1 if state.application else 1
        self._content(
            events.Applied, content, rules, rules_version, attempt=attempt, occurred_on=occurred_on,
            waiver_asked=waiver_asked,
        )  # fmt: skip

    def resubmit(
        self, content: Content, rules: RoundRules, rules_version: int, *, waiver_asked: bool, occurred_on: date
    ) -> None:
        """Send the whole corrected application."""
        state = self.require("resubmit")
        attempt = state.application.attempt if state.application else 1
        self._content(
            events.ApplicationResubmitted, content, rules, rules_version, attempt=attempt, occurred_on=occurred_on,
            waiver_asked=waiver_asked or self._waiver_stands(),
        )  # fmt: skip

    def _waiver_stands(self) -> bool:
        state = self.state
        return state.waiver_granted or state.waiver_pending is not None

    def _content(
        self, event: type[events.GrantEvent], content: Content, rules: RoundRules, rules_version: int, *,
        attempt: int, occurred_on: date, waiver_asked: bool,
    ) -> None:  # fmt: skip
        checklist = check_content(content, rules, waiver=waiver_asked)
        self.occurs(
            event, occurred_on=occurred_on, attempt=attempt, requested=content.requested, plan=content.plan,
            budget=content.budget, account=content.account, consents=content.consents, checklist=checklist,
            rules_version=rules_version, library_name=content.library_name, library_town=content.library_town,
            library_terc=content.library_terc, partners=content.partners,
        )  # fmt: skip

    def return_application(self, findings: list[Finding], due_on: date, *, occurred_on: date) -> None:
        """Return for correction: the ordinary negative answer."""
        self.require("return_application")
        if not findings:
            raise Refused("grant.no_finding")
        if due_on < occurred_on:
            raise Refused("day.due_in_past", due=due_on)
        self.occurs(events.ApplicationReturned, occurred_on=occurred_on, findings=findings, due_on=due_on)

    def reject(self, ground: TextRef, *, occurred_on: date) -> None:
        """Reject: rare, and final."""
        self.require("reject")
        self.occurs(events.ApplicationRejected, occurred_on=occurred_on, ground=ground)

    def withdraw(self, reason: TextRef, *, occurred_on: date) -> bool:
        """Step back before any payment; True if an award's money must go back to the budget."""
        awarded = self.require("withdraw").stage is Stage.AWARDED
        self.occurs(events.ApplicationWithdrawn, occurred_on=occurred_on, reason=reason)
        return awarded
