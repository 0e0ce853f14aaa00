"""Mistaken decisions taken back; the money of an award returns to the round's budget in the same save."""

from __future__ import annotations

from grants.kernel.command import Done
from grants.kernel.dates import business_day
from grants.kernel.ports import Work
from grants.lifecycle.commands import revoking as c
from grants.lifecycle.grant import Grant
from grants.lifecycle.handlers.following import saved


def revoke_award(work: Work, cmd: c.RevokeAward) -> Done:
    """The number stays used; another award gets the next one."""
    grant = work.get(Grant, cmd.grant, cmd.expected_version)
    grant.require("revoke_award")
    award, day = grant.award_fact, business_day(work, cmd.occurred_on)
    grant.revoke_award(work.keep_text(cmd.reason), occurred_on=day)
    return saved(work, grant, award, day)


def revoke_return(work: Work, cmd: c.RevokeReturn) -> Done:
    """The remarks stay in the trail and ask for nothing any more."""
    grant = work.get(Grant, cmd.grant, cmd.expected_version)
    grant.revoke_return(work.keep_text(cmd.reason), occurred_on=business_day(work, cmd.occurred_on))
    return work.save(grant, grant=grant.id)


def revoke_report_return(work: Work, cmd: c.RevokeReportReturn) -> Done:
    """Likewise for a report."""
    grant = work.get(Grant, cmd.grant, cmd.expected_version)
    grant.revoke_report_return(work.keep_text(cmd.reason), occurred_on=business_day(work, cmd.occurred_on))
    return work.save(grant, grant=grant.id)
