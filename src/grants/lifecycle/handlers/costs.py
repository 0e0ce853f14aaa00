"""Costs that were recorded already: corrected, withdrawn, and decisions taken back. Documents follow as claims."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from grants.kernel.command import Done
from grants.kernel.dates import business_day
from grants.kernel.ports import Work
from grants.kernel.refusals import Invalid, Problem
from grants.libraries.library import check_nip
from grants.lifecycle.commands import costs as c
from grants.lifecycle.facts import plain
from grants.lifecycle.grant import Grant
from grants.lifecycle.handlers.sending import day_sent, sent_by

FIELDS: Final = ("issued_on", "category", "gross", "charged", "meeting_no")
TAKEN: Final = "cost.already_charged"


def correct_cost(work: Work, cmd: c.CorrectCost) -> Done:
    """A changed document gives its claim back and takes the new one in the same save, or nothing changes."""
    grant = work.get(Grant, cmd.grant)
    if cmd.new.issued_on is not None:
        business_day(work, cmd.new.issued_on)
    changes = [(name, *pair) for name in FIELDS if (pair := _pair(cmd, name))]
    document = _document(work, cmd.new)
    cost = grant.state.costs.get(cmd.cost_no)
    if document is not None:
        changes.append(("document", plain(cost, "document") if cost else None, document))
    with sent_by(grant.facts.library):
        before, after = grant.correct_cost(
            cmd.cost_no, changes, work.keep_text(cmd.reason), occurred_on=day_sent(work, cmd.occurred_on)
        )
    if before.key != after.key:
        work.claim("document", after.key, grant.id, TAKEN)
        work.release("document", before.key)
    return work.save(grant, grant=grant.id)


def withdraw_cost(work: Work, cmd: c.WithdrawCost) -> Done:
    """The document may be charged elsewhere."""
    grant = work.get(Grant, cmd.grant)
    with sent_by(grant.facts.library):
        document = grant.withdraw_cost(
            cmd.cost_no, work.keep_text(cmd.reason), occurred_on=day_sent(work, cmd.occurred_on)
        )
    work.release("document", document.key)
    return work.save(grant, grant=grant.id)


def withdraw_cost_decision(work: Work, cmd: c.WithdrawCostDecision) -> Done:
    """After a rejection the document is claimed again, which is refused if it was charged elsewhere meanwhile."""
    grant = work.get(Grant, cmd.grant)
    document = grant.withdraw_cost_decision(
        cmd.cost_no, work.keep_text(cmd.reason), occurred_on=business_day(work, cmd.occurred_on)
    )
    if document is not None:
        work.claim("document", document.key, grant.id, TAKEN)
    return work.save(grant, grant=grant.id)


def _pair(cmd: c.CorrectCost, name: str) -> tuple[Any, Any] | None:
    """Old and new value of a field in the plain form that events keep; None for one that stays."""
    new = getattr(cmd.new, name)
    return None if new is None else (_plain(name, getattr(cmd.old, name)), _plain(name, new))


def _plain(name: str, value: Any) -> Any:
    return value or None if name == "meeting_no" else msgspec.to_builtins(value)


def _document(work: Work, new: c.CostValues) -> Any:
    """The new document as events refer to it; None if it stays."""
    if new.document_no is None and new.issuer_nip is None:
        return None
    missing = [name for name in ("document_no", "issuer_nip") if getattr(new, name) is None]
    if new.document_no is None or new.issuer_nip is None:
        raise Invalid({f"new.{name}": Problem("field.required", {}) for name in missing})
    check_nip(new.issuer_nip)
    return msgspec.to_builtins(work.keep_document(new.document_no, new.issuer_nip))
