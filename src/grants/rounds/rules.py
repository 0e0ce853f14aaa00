"""The rules of a round: data, in versions, never constants in code. An award carries them whole (DOMAIN 3.5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from grants.kernel.codes import POLICIES, Policy
from grants.kernel.refusals import Refused


@dataclass(frozen=True, slots=True)
class RoundRules:
    """Everything that may differ from round to round. Money in grosze; windows include both of their days."""

    call_opens_on: date
    call_closes_on: date
    activity_from: date
    activity_to: date
    budget: int
    max_award: int
    min_meetings: int
    min_virtual: int
    channels: tuple[str, ...]
    participant_kinds: tuple[str, ...]
    purposes: tuple[str, ...]
    cost_categories: tuple[str, ...]
    checklist: tuple[str, ...]
    report_due_days: int
    refund_due_days: int
    shortfall_policy: Policy
    four_eyes: tuple[str, ...]

    def check(self) -> None:
        """Refuse rules that contradict themselves."""
        if not self.call_opens_on <= self.call_closes_on <= self.activity_to or self.activity_from > self.activity_to:
            raise Refused("round.dates_order")
        if self.budget < self.max_award:
            raise Refused("round.budget_too_small", max=self.max_award)
        if not 0 <= self.min_virtual <= self.min_meetings or self.min_meetings < 1:
            raise Refused("round.virtual_over_meetings", meetings=self.min_meetings, virtual=self.min_virtual)
        if self.shortfall_policy not in POLICIES:
            raise Refused("round.unknown_policy", policy=self.shortfall_policy)

    def call_covers(self, day: date) -> bool:
        """A call is open through the last second of its last day."""
        return self.call_opens_on <= day <= self.call_closes_on

    def activity_covers(self, day: date) -> bool:
        """Meetings and costs count inside the activity window only."""
        return self.activity_from <= day <= self.activity_to

    @property
    def report_due_on(self) -> date:
        """The last day for the report: so many days after the activity window."""
        return self.activity_to + timedelta(days=self.report_due_days)
