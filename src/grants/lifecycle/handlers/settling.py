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
from grants.lifecycle.deciding.correcting import Corrected
from grants.lifecycle.deciding.costs import Charge
from grants.lifecycle.facts import Award, WriteOff
from grants.lifecycle.grant import Grant
from grants.lifecycle.handlers.applying import findings
from grants.lifecycle.handlers.corrections import CorrectedValue
from grants.lifecycle.handlers.ending import kept_open
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
    changes = [(each.field, _value(each.field, each.old), _value(each.field, each.new)) for each in cmd.changes]
    for name, _, new in changes:
        if name == "occurred_on":
            business_day(work, date.fromisoformat(new))
    done = grant.correct_fact(
        cmd.corrects, changes, work.keep_text(cmd.reason), occurred_on=business_day(work, cmd.occurred_on)
    )
    if not isinstance(done.before, Award):
        reopened = [kept_open(work, grant, work.today)] if grant.state.open and not was_open else []
        return work.save(grant, *reopened, grant=grant.id)
    return work.save(grant, _follow_award(work, grant, done), grant=grant.id)


def _value(name: str, given: int | str) -> Any:
    """Bounded like the field it replaces; Invalid names it."""
    value = getattr(bind(CorrectedValue, {name: given}), name, None)
    return value.isoformat() if isinstance(value, date) else value


def _follow_award(work: Work, grant: Grant, done: Corrected) -> Round:
    round_ = work.get(Round, grant.facts.round)
    before, after = done.before, done.after
    if not isinstance(before, Award) or not isinstance(after, Award):
        raise TypeError("an award was corrected into something else")
    if before.occurred_on == after.occurred_on:
        round_.change(grant.id, before.number, old=before.amount, new=after.amount, occurred_on=before.occurred_on)
    else:
        round_.move(
            grant.id, before.number, old=before.amount, new=after.amount,
            from_day=before.occurred_on, to_day=after.occurred_on,
        )  # fmt: skip
    return round_
