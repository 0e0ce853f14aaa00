"""The eligibility checklist: the form itself runs it, and the award runs it again (no scoring, no ranking)."""

from __future__ import annotations

from typing import Protocol

from stdnum import iban

from grants.kernel.codes import CONSENTS
from grants.kernel.refusals import Refused
from grants.lifecycle.values import BudgetLine, Check, Partner, PlanRow
from grants.rounds.rules import RoundRules

MUST_CONSENT = frozenset(CONSENTS[:2])


class Content(Protocol):
    """What the checklist looks at; an application's form and an application's fact both have it."""

    @property
    def requested(self) -> int: ...
    @property
    def plan(self) -> list[PlanRow]: ...
    @property
    def budget(self) -> list[BudgetLine]: ...
    @property
    def consents(self) -> list[str]: ...
    @property
    def partners(self) -> list[Partner]: ...


def check_nrb(nrb: str) -> None:
    """Check digits of a Polish account number (26 digits)."""
    if not iban.is_valid(f"PL{nrb}"):
        raise Refused("grant.nrb_invalid")


def evaluate(content: Content, rules: RoundRules, *, waiver: bool) -> list[Check]:
    """Every item of the round's checklist, met or not. ``waiver``: one was asked for and not refused."""
    met = {
        "leading_library": True,
        "partners_named": bool(content.partners),
        "amount_within_max": 0 < content.requested <= rules.max_award,
        "budget_adds_up": sum(line.amount for line in content.budget) == content.requested,
        "plan_complete": len(content.plan) >= rules.min_meetings,
        "virtual_planned_or_waiver": waiver or _virtual(content) >= rules.min_virtual,
        "account_valid": True,
        "consents_given": set(content.consents) >= MUST_CONSENT,
    }
    return [Check(item, met[item]) for item in rules.checklist]


def check_content(content: Content, rules: RoundRules, *, waiver: bool) -> list[Check]:
    """The checklist of a sound application; Refused with the first rule that it breaks."""
    if not content.partners:
        raise Refused("coalition.no_partner")
    if not 0 < content.requested <= rules.max_award:
        raise Refused("grant.amount_over_max", max=rules.max_award, given=content.requested)
    total = sum(line.amount for line in content.budget)
    if total != content.requested:
        raise Refused("grant.budget_sum", requested=content.requested, budget=total)
    for line in content.budget:
        if line.category not in rules.cost_categories:
            raise Refused("cost.unknown_category", category=line.category)
    if len(content.plan) < rules.min_meetings:
        raise Refused("grant.plan_too_few", planned=len(content.plan), min=rules.min_meetings)
    _check_plan(content.plan, rules)
    if not waiver and _virtual(content) < rules.min_virtual:
        raise Refused("grant.plan_no_virtual", planned=_virtual(content), min=rules.min_virtual)
    if not set(content.consents) >= MUST_CONSENT:
        raise Refused("grant.consents_missing", missing=sorted(MUST_CONSENT - set(content.consents)))
    return evaluate(content, rules, waiver=waiver)


def _check_plan(plan: list[PlanRow], rules: RoundRules) -> None:
    for row in plan:
        if not rules.activity_covers(row.day):
            raise Refused("grant.out_of_window", day=row.day, first=rules.activity_from, last=rules.activity_to)
        if row.channel is not None and row.channel not in rules.channels:
            raise Refused("meeting.unknown_channel", channel=row.channel)


def _virtual(content: Content) -> int:
    return sum(row.mode == "virtual" for row in content.plan)
