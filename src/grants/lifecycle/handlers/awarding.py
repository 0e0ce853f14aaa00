"""Awards, agreements, payments, cancellations. The round's budget is decided upon in the same save."""

from __future__ import annotations

from datetime import date

from grants.kernel.command import Done
from grants.kernel.dates import business_day
from grants.kernel.ports import Work
from grants.lifecycle.checklist import check_nrb
from grants.lifecycle.commands import awarding as c
from grants.lifecycle.grant import Grant
from grants.lifecycle.handlers.following import saved
from grants.lifecycle.handlers.rows import each_row
from grants.rounds.round import Round


def award_grant(work: Work, cmd: c.AwardGrant) -> Done:
    """One award: the grant and its round's budget, saved together."""
    grant = work.get(Grant, cmd.grant, cmd.expected_version)
    round_ = work.get(Round, grant.facts.round)
    _award(grant, round_, cmd.amount, business_day(work, cmd.occurred_on))
    return work.save(grant, round_, grant=grant.id)


def award_grants(work: Work, cmd: c.AwardGrants) -> Done:
    """Many awards of one round in one save; a refused row becomes its result and leaves the save."""
    round_ = work.get(Round, cmd.round)
    day = business_day(work, cmd.occurred_on)

    def decide(grant: Grant, row: c.AwardRow) -> None:
        _award(grant, round_, row.amount, day)

    decided = each_row(work, round_.id, cmd.rows, decide)
    return work.save(*decided.grants, round_, rows=decided.results, round=round_.id)


def _award(grant: Grant, round_: Round, amount: int | None, day: date) -> None:
    round_.require_open()
    grant.award(
        amount, round_.rules, round_.rules_version, occurred_on=day,
        reserve=lambda granted: round_.reserve(grant.id, granted, occurred_on=day),
    )  # fmt: skip


def sign_agreement(work: Work, cmd: c.SignAgreement) -> Done:
    """Both sides signed."""
    grant = work.get(Grant, cmd.grant, cmd.expected_version)
    grant.sign(cmd.number, None, occurred_on=business_day(work, cmd.occurred_on))
    return work.save(grant, grant=grant.id)


def record_payment(work: Work, cmd: c.RecordPayment) -> Done:
    """The bank's day is the payment's day. A closed grant that is owed money is paid while its round is open."""
    grant = work.get(Grant, cmd.grant, cmd.expected_version)
    if grant.state.closed:
        work.get(Round, grant.facts.round).require_open()
    account = None
    if cmd.nrb is not None:
        check_nrb(cmd.nrb)
        account = work.keep_account(cmd.nrb)
    grant.pay(cmd.amount, account, cmd.bank_reference, occurred_on=business_day(work, cmd.occurred_on))
    return work.save(grant, grant=grant.id)


def cancel_grant(work: Work, cmd: c.CancelGrant) -> Done:
    """Before any payment the money returns to the budget; afterwards it stays set aside."""
    grant = work.get(Grant, cmd.grant, cmd.expected_version)
    award = grant.state.award
    day = business_day(work, cmd.occurred_on)
    unpaid = grant.cancel(work.keep_text(cmd.ground), occurred_on=day)
    work.get(Round, grant.facts.round).require_open()
    return saved(work, grant, award if unpaid else None, day)
