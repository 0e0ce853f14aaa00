"""After the settlement: reopened, written off, corrected when the round was closed already."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import msgspec

from grants.kernel.command import Done
from grants.kernel.dates import business_day
from grants.kernel.ports import Work
from grants.kernel.refusals import Refused
from grants.lifecycle.commands import ending as c
from grants.lifecycle.commands.meetings import Attended
from grants.lifecycle.facts import AnyFact, plain
from grants.lifecycle.grant import Grant
from grants.lifecycle.handlers.meetings import known_libraries
from grants.rounds.round import Round

TEXTS: Final = ("theme", "place")
DAYS: Final = ("occurred_on", "issued_on")


def reopen_settlement(work: Work, cmd: c.ReopenSettlement) -> Done:
    """The round is saved along: it cannot close over a grant that is reopened at the same moment."""
    grant = work.get(Grant, cmd.grant, cmd.expected_version)
    day = business_day(work, cmd.occurred_on)
    grant.reopen_settlement(work.keep_text(cmd.reason), occurred_on=day)
    return work.save(grant, kept_open(work, grant, day), grant=grant.id)


def kept_open(work: Work, grant: Grant, day: date) -> Round:
    """The round of a grant that is under way again since ``day``; Refused ``round.closed`` once it is closed."""
    round_ = work.get(Round, grant.facts.round)
    award = grant.award_fact
    round_.keep(grant.id, award.number, award.amount, occurred_on=day)
    return round_


def write_off_refund(work: Work, cmd: c.WriteOffRefund) -> Done:
    """What will not come back any more; the ground stays in the trail."""
    grant = work.get(Grant, cmd.grant, cmd.expected_version)
    grant.write_off_refund(cmd.amount, work.keep_text(cmd.ground), occurred_on=business_day(work, cmd.occurred_on))
    return work.save(grant, grant=grant.id)


def correct_after_closure(work: Work, cmd: c.CorrectAfterClosure) -> Done:
    """Lawful only once the round is closed: before that, everything has an ordinary correction or can be reopened."""
    grant = work.get(Grant, cmd.grant)
    grant.require("correct_after_closure")
    round_ = work.get(Round, grant.facts.round)
    if not round_.closed:
        raise Refused("closure.round_open", round=round_.label)
    for name in DAYS:
        business_day(work, getattr(cmd.new, name))
    grant.correct_after_closure(
        cmd.corrects, _changes(work, grant.facts.at(cmd.corrects), cmd), work.keep_text(cmd.reason),
        known_libraries(work, grant), occurred_on=business_day(work, cmd.occurred_on),
    )  # fmt: skip
    return work.save(grant, grant=grant.id)


def _changes(work: Work, fact: AnyFact | None, cmd: c.CorrectAfterClosure) -> list[tuple[str, Any, Any]]:
    """[field, old, new] in plain values; a text's old value is the reference that stands."""
    changes: list[tuple[str, Any, Any]] = []
    for name in c.FactValues.__struct_fields__:
        new = getattr(cmd.new, name)
        if new is None:
            continue
        if name in TEXTS:
            stands = plain(fact, name) if fact is not None and hasattr(fact, name) else None
            changes.append((name, stands, msgspec.to_builtins(work.keep_text(new))))
        else:
            changes.append((name, _plain(name, getattr(cmd.old, name)), _plain(name, new)))
    return changes


def _plain(name: str, value: Any) -> Any:
    if name == "meeting_no":
        return value or None
    if isinstance(value, list) and value and isinstance(value[0], Attended):
        return [[each.kind, each.count] for each in value if each.count]
    return msgspec.to_builtins(value)
