"""The schedule of meetings: planned by the library, or by staff on its behalf."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec

from grants.kernel.command import Done
from grants.kernel.ids import coalition_id
from grants.kernel.ports import Work
from grants.libraries.coalition import Coalition
from grants.lifecycle.commands import planning as c
from grants.lifecycle.grant import Grant
from grants.lifecycle.handlers.sending import day_sent, sent_by
from grants.lifecycle.plans import Plan, plain_value


def plan_meeting(work: Work, cmd: c.PlanMeeting) -> Done:
    """It occurs on the day it was planned, not on the planned day."""
    grant = work.get(Grant, cmd.grant)
    channel = cmd.channel if cmd.mode == "virtual" else None
    theme = work.keep_text(cmd.theme) if cmd.theme else None
    plan = Plan(grant.next_plan_no, cmd.day, cmd.mode, channel, cmd.host, theme)
    with sent_by(grant.facts.library):
        grant.plan_meeting(plan, hosts(work, grant), occurred_on=day_sent(work, cmd.occurred_on))
    return work.save(grant, grant=grant.id)


def reschedule_plan(work: Work, cmd: c.ReschedulePlan) -> Done:
    """Old and new value of every field; the old one must still be current."""
    grant = work.get(Grant, cmd.grant)
    grant.require("reschedule_plan")
    reason = work.keep_text(cmd.reason) if cmd.reason else None
    with sent_by(grant.facts.library):
        grant.reschedule(
            cmd.plan_no, _changes(work, grant, cmd), reason, hosts(work, grant),
            occurred_on=day_sent(work, cmd.occurred_on),
        )  # fmt: skip
    return work.save(grant, grant=grant.id)


def cancel_plan(work: Work, cmd: c.CancelPlan) -> Done:
    """The row stays in the schedule, struck out."""
    grant = work.get(Grant, cmd.grant, cmd.expected_version)
    with sent_by(grant.facts.library):
        grant.cancel_plan(cmd.plan_no, work.keep_text(cmd.reason), occurred_on=day_sent(work, cmd.occurred_on))
    return work.save(grant, grant=grant.id)


def hosts(work: Work, grant: Grant) -> set[UUID]:
    """Who may receive a meeting that is to come: the leading library and its partners of today."""
    coalition = work.find(Coalition, coalition_id(grant.facts.round, grant.facts.library))
    return {grant.facts.library, *(coalition.partners if coalition else ())}


def _changes(work: Work, grant: Grant, cmd: c.ReschedulePlan) -> list[list[Any]]:
    """[field, old, new] in the plain values that events keep; for the theme the references."""
    plan = grant.plan_to_change(cmd.plan_no)
    changes: list[list[Any]] = []
    for name in c.PlanValues.__struct_fields__:
        old, new = getattr(cmd.old, name), getattr(cmd.new, name)
        if name == "theme":
            old = plain_value(plan, name)
            new = msgspec.to_builtins(work.keep_text(new)) if new else None
        if new is not None or name in cmd.emptied:
            changes.append([name, msgspec.to_builtins(old), msgspec.to_builtins(new)])
    return changes
