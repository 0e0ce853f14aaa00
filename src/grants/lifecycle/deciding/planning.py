"""The schedule: meetings planned, moved, called off. It promises nothing: only meetings that are held count."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from grants.kernel.refs import TextRef
from grants.kernel.refusals import Refused
from grants.lifecycle import events
from grants.lifecycle.deciding.changing import check_channel, outdated, without_channel
from grants.lifecycle.deciding.core import Core
from grants.lifecycle.facts import Application, Planned
from grants.lifecycle.plans import Plan, plain_value
from grants.rounds.rules import RoundRules

MAX_PLANS = 100
"""Rows that one schedule may come to hold, the cancelled ones included: far above any real one."""


class Planning(Core):
    """What is to be held, so that the library and the operator know what comes."""

    def plan_meeting(self, plan: Plan, known: set[UUID], *, occurred_on: date) -> None:
        """One more row, under the next number. ``known``: the leading library and its partners of today."""
        state = self.require("plan_meeting")
        if len(state.plans) >= MAX_PLANS:
            raise Refused("plan.too_many", max=MAX_PLANS)
        check_plan(plan, self.award_fact.rules, known)
        self.occurs(
            events.MeetingPlanned, occurred_on=occurred_on, plan_no=plan.plan_no, day=plan.day, mode=plan.mode,
            channel=plan.channel, host=plan.host, theme=plan.theme,
        )  # fmt: skip

    @property
    def next_plan_no(self) -> int:
        """Numbers are never used again within one application, the cancelled ones included."""
        rows = [row.plan_no for f in self.facts.entries if isinstance(f, Application) for row in f.plan]
        return max([0, *rows, *(f.plan_no for f in self.facts.entries if isinstance(f, Planned))]) + 1

    def plan_to_change(self, number: int) -> Plan:
        """The row with this number, while its meeting is neither held nor called off."""
        plan = self.state.plans.get(number)
        if plan is None:
            raise Refused("plan.unknown", plan_no=number)
        self.require_pending(plan)
        return plan

    def require_pending(self, plan: Plan) -> None:
        """Refuse what was called off, and what a meeting has already used."""
        if plan.cancelled:
            raise Refused("plan.cancelled", plan_no=plan.plan_no)
        held = self.state.held_as(plan.plan_no)
        if held is not None:
            raise Refused("plan.held", plan_no=plan.plan_no, meeting_no=held.meeting_no)

    def reschedule(
        self, number: int, changes: list[list[Any]], reason: TextRef | None, known: set[UUID], *, occurred_on: date
    ) -> None:
        """Another day, mode, host or theme. ``changes``: [field, old, new] in plain values; old must be current."""
        self.require("reschedule_plan")
        plan = self.plan_to_change(number)
        changes = without_channel(plan, changes)
        if stale := outdated(changes, lambda name: plain_value(plan, name)):
            raise Refused("plan.stale", field=stale.field, old=stale.old, current=stale.current)
        changes = [change for change in changes if change[1] != change[2]]
        if not changes:
            raise Refused("plan.nothing_changed", plan_no=number)
        stood = {plan.host} if plan.host else set()  # the host of the plan may have left the coalition since
        check_plan(plan.moved(changes), self.award_fact.rules, known | stood)
        self.occurs(events.MeetingRescheduled, occurred_on=occurred_on, plan_no=number, changes=changes, reason=reason)

    def cancel_plan(self, number: int, reason: TextRef, *, occurred_on: date) -> None:
        """Call it off. Fewer rows than the required meetings may stay: meetings are what counts."""
        self.require("cancel_plan")
        self.plan_to_change(number)
        self.occurs(events.PlanCancelled, occurred_on=occurred_on, plan_no=number, reason=reason)


def check_plan(plan: Plan, rules: RoundRules, known: set[UUID]) -> None:
    """The rules of one row."""
    if not rules.activity_covers(plan.day):
        raise Refused("grant.out_of_window", day=plan.day, first=rules.activity_from, last=rules.activity_to)
    check_channel(plan, rules)
    if plan.host is not None and plan.host not in known:
        raise Refused("meeting.not_in_coalition", libraries=[str(plan.host)])
