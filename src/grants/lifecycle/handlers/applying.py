"""Applications: apply, resubmit, return, withdraw, reject."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from grants.kernel.command import Done
from grants.kernel.dates import business_day
from grants.kernel.ids import coalition_id, grant_id
from grants.kernel.ports import Work
from grants.kernel.refusals import Refused
from grants.libraries.coalition import Coalition
from grants.libraries.library import Library
from grants.lifecycle.checklist import check_nrb
from grants.lifecycle.commands import applying as c
from grants.lifecycle.deciding.applying import Content
from grants.lifecycle.grant import Grant
from grants.lifecycle.handlers.following import saved
from grants.lifecycle.handlers.sending import day_sent, sent_by
from grants.lifecycle.values import BudgetLine, Finding, Partner, PlanRow
from grants.rounds.round import Round


def apply_for_grant(work: Work, cmd: c.ApplyForGrant) -> Done:
    """The first application begins the grant's stream; a second one meets the first."""
    round_ = work.get(Round, cmd.round)
    library = work.get(Library, cmd.library)
    library.require_working()
    if work.find(Coalition, coalition_id(round_.id, library.id)) is None:
        raise Refused("grant.not_leading", library=library.id)
    day = day_sent(work, cmd.occurred_on)
    grant = work.find(Grant, grant_id(round_.id, library.id))
    if grant is not None:
        grant.require("apply")
    round_.require_call(day)
    with sent_by(library.id):
        if grant is None:
            grant = Grant.begin(round_.id, library.id, occurred_on=day)
        grant.apply(
            content(work, cmd, round_, library), round_.rules, round_.rules_version,
            waiver_asked=cmd.waiver is not None, occurred_on=day,
        )  # fmt: skip
        _ask_waiver(work, grant, cmd.waiver, day)
    return work.save(grant, grant=grant.id, round=round_.id, library=library.id)


def resubmit_application(work: Work, cmd: c.ResubmitApplication) -> Done:
    """Resubmission is the ordinary path after a return, also when the call has ended meanwhile."""
    grant = work.get(Grant, cmd.grant, cmd.expected_version)
    round_ = work.get(Round, grant.facts.round)
    library = work.get(Library, grant.facts.library)
    round_.require_open()
    day = day_sent(work, cmd.occurred_on)
    with sent_by(library.id):
        grant.resubmit(
            content(work, cmd, round_, library), round_.rules, round_.rules_version,
            waiver_asked=cmd.waiver is not None, occurred_on=day,
        )  # fmt: skip
        if grant.state.waiver_pending is None and not grant.state.waiver_granted:
            _ask_waiver(work, grant, cmd.waiver, day)
    return work.save(grant, grant=grant.id)


def return_application(work: Work, cmd: c.ReturnApplication) -> Done:
    """Findings name fields of the form."""
    grant = work.get(Grant, cmd.grant, cmd.expected_version)
    grant.return_application(findings(work, cmd.findings), cmd.due_on, occurred_on=business_day(work, cmd.occurred_on))
    return work.save(grant, grant=grant.id)


def withdraw_application(work: Work, cmd: c.WithdrawApplication) -> Done:
    """An award that is withdrawn before any payment gives its money back to the budget."""
    grant = work.get(Grant, cmd.grant, cmd.expected_version)
    day = day_sent(work, cmd.occurred_on)
    award = grant.state.award
    with sent_by(grant.facts.library):
        awarded = grant.withdraw(work.keep_text(cmd.reason), occurred_on=day)
    return saved(work, grant, award if awarded else None, day)


def reject_application(work: Work, cmd: c.RejectApplication) -> Done:
    """Rejection is final."""
    grant = work.get(Grant, cmd.grant, cmd.expected_version)
    grant.reject(work.keep_text(cmd.ground), occurred_on=business_day(work, cmd.occurred_on))
    return work.save(grant, grant=grant.id)


def content(work: Work, cmd: c.ApplyForGrant | c.ResubmitApplication, round_: Round, library: Library) -> Content:
    """The application's content with the library's public data and its partners as of now."""
    check_nrb(cmd.nrb)
    coalition = work.find(Coalition, coalition_id(round_.id, library.id))
    partners = [_partner(work, p) for p in coalition.partners] if coalition else []
    return Content(
        requested=cmd.requested,
        plan=[PlanRow(no, r.day, r.mode, r.channel) for no, r in enumerate(cmd.plan, 1)],
        budget=[BudgetLine(line.category, line.amount) for line in cmd.budget],
        account=work.keep_account(cmd.nrb),
        consents=sorted(set(cmd.consents)),
        library_name=library.name,
        library_town=library.town,
        library_terc=library.terc,
        partners=[Partner(p.id, p.name, p.town) for p in partners],
    )


def findings(work: Work, rows: Sequence[c.Found]) -> list[Finding]:
    """Staff's words go to the erasable table."""
    return [Finding(row.field, work.keep_text(row.note)) for row in rows]


def _ask_waiver(work: Work, grant: Grant, wish: c.WaiverWish | None, day: date) -> None:
    if wish is not None:
        note = work.keep_text(wish.note) if wish.note else None
        grant.ask_waiver(wish.ground, note, occurred_on=day)


def _partner(work: Work, library: UUID) -> Library:
    """A partner, whoever asks: a library's person may name partners whose pages it may not see."""
    found = work.find(Library, library)
    if found is None:
        raise Refused("unknown_id", id=library)
    return found
