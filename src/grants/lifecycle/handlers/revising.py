"""Another amount, an amended agreement, a reversal, a later deadline. The round's budget follows in the same save."""

from __future__ import annotations

from grants.kernel.command import Done
from grants.kernel.dates import business_day
from grants.kernel.ports import Work
from grants.lifecycle.checklist import check_nrb
from grants.lifecycle.commands import revising as c
from grants.lifecycle.grant import Grant
from grants.lifecycle.handlers.following import saved
from grants.rounds.round import Round


def change_award(work: Work, cmd: c.ChangeAward) -> Done:
    """The grant and its round's budget, saved together."""
    grant = work.get(Grant, cmd.grant, cmd.expected_version)
    round_ = work.get(Round, grant.facts.round)
    day = business_day(work, cmd.occurred_on)
    grant.change_award(
        cmd.amount, work.keep_text(cmd.reason), occurred_on=day,
        adjust=lambda number, old, new: round_.change(grant.id, number, old=old, new=new, occurred_on=day),
    )  # fmt: skip
    return work.save(grant, round_, grant=grant.id)


def amend_agreement(work: Work, cmd: c.AmendAgreement) -> Done:
    """A new account is looked at as an application's is."""
    grant = work.get(Grant, cmd.grant, cmd.expected_version)
    account = None
    if cmd.nrb is not None:
        check_nrb(cmd.nrb)
        account = work.keep_account(cmd.nrb)
    note = work.keep_text(cmd.note) if cmd.note else None
    grant.amend(cmd.number, None, account, note, occurred_on=business_day(work, cmd.occurred_on))
    return work.save(grant, grant=grant.id)


def reverse_payment(work: Work, cmd: c.ReversePayment) -> Done:
    """The bank's day is the reversal's day. A terminated grant that keeps nothing gives its money back to the budget,
    as one that was never paid does.
    """
    grant = work.get(Grant, cmd.grant, cmd.expected_version)
    day = business_day(work, cmd.occurred_on)
    award = grant.state.award
    released = grant.reverse(cmd.payment_no, cmd.bank_reference, work.keep_text(cmd.reason), occurred_on=day)
    return saved(work, grant, award if released else None, day)


def extend_report_deadline(work: Work, cmd: c.ExtendReportDeadline) -> Done:
    """Nothing else follows from it by itself."""
    grant = work.get(Grant, cmd.grant, cmd.expected_version)
    grant.extend(cmd.due_on, work.keep_text(cmd.reason), occurred_on=business_day(work, cmd.occurred_on))
    return work.save(grant, grant=grant.id)
