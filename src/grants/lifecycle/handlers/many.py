"""Many grants of a round in one save: returned, signed, paid, their costs accepted, settled."""

from __future__ import annotations

from uuid import UUID

from grants.kernel.command import Done
from grants.kernel.dates import business_day
from grants.kernel.ports import Work
from grants.lifecycle.commands import many as c
from grants.lifecycle.grant import Grant
from grants.lifecycle.handlers.applying import findings
from grants.lifecycle.handlers.rows import Decided, each_row
from grants.rounds.round import Round


def return_applications(work: Work, cmd: c.ReturnApplications) -> Done:
    """The remarks for all, then the row's own. Each grant keeps texts of its own, to be erased one by one."""
    day = business_day(work, cmd.occurred_on)

    def decide(grant: Grant, row: c.ReturnRow) -> None:
        grant.return_application(findings(work, [*cmd.findings, *row.findings]), cmd.due_on, occurred_on=day)

    return _saved(work, cmd.round, each_row(work, cmd.round, cmd.rows, decide))


def sign_agreements(work: Work, cmd: c.SignAgreements) -> Done:
    """Signed on one day, under numbers of their own."""
    day = business_day(work, cmd.occurred_on)

    def decide(grant: Grant, row: c.SignRow) -> None:
        grant.sign(row.number, None, occurred_on=day)

    return _saved(work, cmd.round, each_row(work, cmd.round, cmd.rows, decide))


def record_payments(work: Work, cmd: c.RecordPayments) -> Done:
    """To the agreed accounts. A closed grant that is owed money is paid while its round is open."""
    day = business_day(work, cmd.occurred_on)

    def decide(grant: Grant, row: c.PayRow) -> None:
        if grant.state.closed:
            work.get(Round, grant.facts.round).require_open()
        grant.pay(row.amount, None, row.bank_reference, occurred_on=day)

    return _saved(work, cmd.round, each_row(work, cmd.round, cmd.rows, decide))


def accept_costs(work: Work, cmd: c.AcceptCosts) -> Done:
    """All the named costs of a grant, or none of them."""
    day = business_day(work, cmd.occurred_on)

    def decide(grant: Grant, row: c.CostsRow) -> None:
        for number in row.costs:
            grant.accept_cost(number, occurred_on=day)

    return _saved(work, cmd.round, each_row(work, cmd.round, cmd.rows, decide))


def settle_grants(work: Work, cmd: c.SettleGrants) -> Done:
    """Without exceptions: what needs a manager's reason is refused here and settled by itself."""
    day = business_day(work, cmd.occurred_on)

    def decide(grant: Grant, _row: c.SettleRow) -> None:
        grant.settle(virtual_override=None, shortfall_reason=None, occurred_on=day)

    return _saved(work, cmd.round, each_row(work, cmd.round, cmd.rows, decide))


def _saved(work: Work, round_: UUID, decided: Decided) -> Done:
    return work.save(*decided.grants, rows=decided.results, round=round_)
