"""What stands on what: an entry that a later one was built upon is not corrected beneath it, and keeps its order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from grants.kernel.refusals import Refused
from grants.lifecycle import facts as f
from grants.lifecycle.deciding.revising import check_deadline
from grants.lifecycle.state import State


def check_standing(fact: f.AnyFact, fields: Iterable[str], state: State, entries: list[f.AnyFact]) -> None:
    """Refuse to change a value that a later entry quotes: correct that one, the latest first."""
    found = built_upon(fact, state, entries)
    if found and found[0] in fields:
        raise Refused("fact.built_upon", version=found[1].version)


def built_upon(fact: f.AnyFact, state: State, entries: list[f.AnyFact]) -> tuple[str, f.Fact] | None:
    """The field that a later entry stands on, and that entry; None if every field is free."""
    later = {
        f.Award: ("amount", _changes_after),
        f.AwardChange: ("new", _changes_after),
        f.Payment: ("amount", _reversal),
        f.Extension: ("new", _deadline_used),
    }.get(type(fact))
    by = next(later[1](fact, state, entries), None) if later else None
    return (later[0], by) if later and by else None


def _changes_after(fact: f.AnyFact, state: State, _: list[f.AnyFact]) -> Iterator[f.Fact]:
    return (change for change in state.award_changes if change.version > fact.version)


def _reversal(fact: f.AnyFact, state: State, _: list[f.AnyFact]) -> Iterator[f.Fact]:
    return (r for no, r in state.reversals.items() if isinstance(fact, f.Payment) and no == fact.payment_no)


def _deadline_used(fact: f.AnyFact, _: State, entries: list[f.AnyFact]) -> Iterator[f.Fact]:
    """A later extension began from it; how late the first report was, was counted from it."""
    return (
        e for e in entries
        if e.version > fact.version and (isinstance(e, f.Extension) or (isinstance(e, f.Report) and e.first))
    )  # fmt: skip


def check_revised(after: f.AnyFact) -> None:
    """A change that was keyed in wrongly is still a change, and an extension still one, within its bound."""
    if isinstance(after, f.AwardChange) and after.new == after.old:
        raise Refused("grant.award_same", amount=after.new)
    if isinstance(after, f.Extension):
        check_deadline(after.old, after.new, after.occurred_on)


def deadline_for(fact: f.Fact, entries: list[f.AnyFact], award: f.Award) -> date:
    """The deadline that was in force when ``fact`` was recorded: the award's, until it was extended."""
    before = [e.new for e in entries if isinstance(e, f.Extension) and e.version < fact.version]
    return before[-1] if before else award.report_due_on


def chains(entries: list[f.AnyFact], state: State) -> Iterator[tuple[f.Fact, f.Fact]]:
    """Earlier and later: changes follow the award and one another, amendments and extensions the agreement, a
    reversal its payment.
    """
    if state.award:
        yield from pairwise((state.award, *state.award_changes))
    if state.agreement:
        yield from pairwise((state.agreement, *state.amendments))
        yield from pairwise((state.agreement, *(e for e in entries if isinstance(e, f.Extension))))
    yield from ((p, state.reversals[p.payment_no]) for p in state.payments if p.payment_no in state.reversals)
