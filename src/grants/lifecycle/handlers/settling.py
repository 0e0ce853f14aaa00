"""Costs, reports, settlements, refunds, corrections of facts."""

from __future__ import annotations

from datetime import date
from typing import Any

from grants.kernel.binding import bind
from grants.kernel.codes import Role
from grants.kernel.command import Done
from grants.kernel.dates import business_day
from grants.kernel.ports import Work
from grants.kernel.refusals import Refused
from grants.libraries.library import check_nip
from grants.lifecycle.commands import settling as c
from grants.lifecycle.deciding.costs import Charge
from grants.lifecycle.facts import WriteOff
from grants.lifecycle.grant import Grant
from grants.lifecycle.handlers.applying import findings
from grants.lifecycle.handlers.corrections import CorrectedValue, bounds_of
from grants.lifecycle.handlers.ending import kept_open
from grants.lifecycle.handlers.following import follow
from grants.lifecycle.handlers.sending import day_sent, sent_by
from grants.rounds.round import Round


def record_cost(work: Work, cmd: c.RecordCost) -> Done:
    """One document is charged once in the whole programme: a claim in the same transaction."""
    grant = work.get(Grant, cmd.grant)
    check_nip(cmd.issuer_nip)
    business_day(work, cmd.issued_on)  # a document that has not been issued cannot be charged
    document = work.keep_document(cmd.document_no, cmd.issuer_nip)
    charge = Charge(
        document=document, issued_on=cmd.issued_on, category=cmd.category, gross=cmd.gross, charged=cmd.charged,
        meeting_no=cmd.meeting_no,
    )  # fmt: skip
    with sent_by(grant.facts.library):
        grant.record_cost(charge, occurred_on=day_sent(work, cmd.occurred_on))
    work.claim("document", document.key, grant.id, "cost.already_charged")
    return work.save(grant, grant=grant.id)


def accept_cost(work: Work, cmd: c.AcceptCost) -> Done:
    """Eligible."""
    grant = work.get(Grant, cmd.grant)
    grant.accept_cost(cmd.cost_no, occurred_on=business_day(work, cmd.occurred_on))
    return work.save(grant, grant=grant.id)


def reject_cost(work: Work, cmd: c.RejectCost) -> Done:
    """Not eligible: the document may be charged elsewhere."""
    grant = work.get(Grant, cmd.grant)
    document = grant.reject_cost(
        cmd.cost_no, work.keep_text(cmd.reason), occurred_on=business_day(work, cmd.occurred_on)
    )
    work.release("document", document.key)
    return work.save(grant, grant=grant.id)


def submit_report(work: Work, cmd: c.SubmitReport) -> Done:
    """Late or not, it is taken; how late is recorded, so a library's own is dated by its coming."""
    grant = work.get(Grant, cmd.grant, cmd.expected_version)
    with sent_by(grant.facts.library):
        grant.report(work.keep_text(cmd.narrative), occurred_on=day_sent(work, cmd.occurred_on))
    return work.save(grant, grant=grant.id)


def return_report(work: Work, cmd: c.ReturnReport) -> Done:
    """Findings name what must be corrected."""
    grant = work.get(Grant, cmd.grant, cmd.expected_version)
    grant.return_report(findings(work, cmd.findings), cmd.due_on, occurred_on=business_day(work, cmd.occurred_on))
    return work.save(grant, grant=grant.id)


def resubmit_report(work: Work, cmd: c.ResubmitReport) -> Done:
    """The corrected report."""
    grant = work.get(Grant, cmd.grant, cmd.expected_version)
    with sent_by(grant.facts.library):
        grant.resubmit_report(work.keep_text(cmd.narrative), occurred_on=day_sent(work, cmd.occurred_on))
    return work.save(grant, grant=grant.id)


def settle_grant(work: Work, cmd: c.SettleGrant) -> Done:
    """An override of the virtual meeting or an accepted shortfall is a manager's, with a reason."""
    if (cmd.virtual_override or cmd.shortfall_reason) and Role.MANAGER not in work.actor.roles:
        raise Refused("not_allowed", role=work.deed.role.value, allowed=[Role.MANAGER.value])
    grant = work.get(Grant, cmd.grant, cmd.expected_version)
    grant.settle(
        virtual_override=work.keep_text(cmd.virtual_override) if cmd.virtual_override else None,
        shortfall_reason=work.keep_text(cmd.shortfall_reason) if cmd.shortfall_reason else None,
        occurred_on=business_day(work, cmd.occurred_on),
    )
    return work.save(grant, grant=grant.id)


def request_refund(work: Work, cmd: c.RequestRefund) -> Done:
    """Unspent money is due back."""
    grant = work.get(Grant, cmd.grant, cmd.expected_version)
    grant.request_refund(cmd.amount, occurred_on=business_day(work, cmd.occurred_on))
    return work.save(grant, grant=grant.id)


def record_refund(work: Work, cmd: c.RecordRefund) -> Done:
    """The bank's day is the refund's day."""
    grant = work.get(Grant, cmd.grant, cmd.expected_version)
    grant.receive_refund(cmd.amount, cmd.bank_reference, occurred_on=business_day(work, cmd.occurred_on))
    return work.save(grant, grant=grant.id)


def correct_fact(work: Work, cmd: c.CorrectFact) -> Done:
    """An award's corrected amount or day is followed by the round's budget, dated by the award.

    What a manager wrote off only a manager corrects. A closed grant that owes again keeps its round open.
    """
    grant = work.get(Grant, cmd.grant)
    was_open = grant.state.open
    if grant.state.closed:
        work.get(Round, grant.facts.round).require_open()
    if isinstance(grant.facts.at(cmd.corrects), WriteOff) and Role.MANAGER not in work.actor.roles:
        raise Refused("not_allowed", role=work.deed.role.value, allowed=[Role.MANAGER.value])
    bounds = bounds_of(grant.facts.at(cmd.corrects))
    changes = [(each.field, *(_value(bounds, each.field, v) for v in (each.old, each.new))) for each in cmd.changes]
    for name, _, new in changes:
        if name == "occurred_on":
            business_day(work, date.fromisoformat(new))
    done = grant.correct_fact(
        cmd.corrects, changes, work.keep_text(cmd.reason), occurred_on=business_day(work, cmd.occurred_on)
    )
    reopened = [kept_open(work, grant, work.today)] if grant.state.open and not was_open else []
    return work.save(grant, *(follow(work, grant, done) or reopened), grant=grant.id)


def _value(bounds: type[CorrectedValue], name: str, given: int | str) -> Any:
    """Bounded like the field it replaces; Invalid names it."""
    value = getattr(bind(bounds, {name: given}), name, None)
    return value.isoformat() if isinstance(value, date) else value
