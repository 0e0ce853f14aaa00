"""Meetings and costs as rows of the grant's page, each with what this person may do about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID, uuid4

from grants.catalogue import CATALOGUE
from grants.kernel.command import Command
from grants.lifecycle.commands.costs import CorrectCost, WithdrawCost, WithdrawCostDecision
from grants.lifecycle.commands.meetings import CorrectMeeting, VoidMeeting
from grants.lifecycle.commands.settling import AcceptCost, RejectCost
from grants.read.grants import Told
from grants.wording.labels import label
from grants.wording.values import Change, Teller
from web.lifecycle.counting import why_not
from web.lifecycle.hrefs import href, step_href
from web.lifecycle.quoting import Quotes
from web.lifecycle.steps import Action
from web.support.asking import Asked

CLOSED: Final = "grant.corrected_after_closure.v1"
Allowed = list[tuple[type[Command], str]]
"""Commands with the ends of their addresses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRow:
    """``why_not``: in words, empty if it counts; ``voided``: the words of its voiding, None while it stands."""

    fact: Any
    mode: str
    host: str
    partners: list[str]
    theme: str
    place: str
    kinds: str
    why_not: str
    step: str
    voided: str | None = None
    corrected: str | None = None
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CostRow:
    """``decision``: accepted, rejected, open or withdrawn; ``why``: the words of a rejection or a withdrawal;
    ``changes``: what was corrected, old to new.

    ``accept``: where one click accepts it, under ``command_id``, so that a second click changes nothing.
    """

    fact: Any
    number: str
    issuer: str
    category: str
    decision: str
    why: str
    step: str
    accept: Action | None
    command_id: UUID
    actions: tuple[Action, ...] = ()
    eyes: bool = False
    changes: tuple[Change, ...] = ()


def meetings(told: Told, quotes: Quotes, asked: Asked) -> list[MeetingRow]:
    """By number, the voided ones in their places."""
    facts = told.now.facts
    voidings, corrections = (
        _by(told, "grant.meeting_voided.v1", "corrects"),
        {**_by(told, "grant.meeting_corrected.v1", "corrects"), **_by(told, CLOSED, "corrects")},
    )
    every: list[Any] = [f for f in (*facts.entries, *facts.voided) if hasattr(f, "attendance")]
    return [
        _meeting(told, fact, (voidings.get(fact.version), corrections.get(fact.version)), quotes, asked)
        for fact in sorted(every, key=lambda fact: int(fact.meeting_no))
    ]


def _by(told: Told, topic: str, field: str) -> dict[int, Any]:
    """The last event of a stored name by what it is about."""
    return {getattr(event, field): event for event in told.events if topic == event.TOPIC}


def _meeting(told: Told, fact: Any, changed: tuple[Any, Any], quotes: Quotes, asked: Asked) -> MeetingRow:
    """``changed``: the events that voided and that corrected it last."""
    grant = told.now
    voiding, correction = changed
    kinds = ", ".join(f"{label('participant', kind, asked.lang)} {count}" for kind, count in fact.attendance)
    channel = label("channel", fact.channel, asked.lang) if fact.channel else ""
    place = f"/meetings/{fact.meeting_no}"
    allowed: Allowed = [] if voiding else [(CorrectMeeting, f"{place}/correct"), (VoidMeeting, f"{place}/void")]
    return MeetingRow(
        fact=fact, mode=channel or label("mode", fact.mode, asked.lang), host=quotes.library(fact.host),
        partners=[quotes.library(id_) for id_ in fact.partners], theme=quotes.text(fact.theme),
        place=quotes.text(fact.place), kinds=kinds, why_not="" if voiding else why_not(grant, fact, asked),
        step=step_href(grant.id, fact.version),
        voided=quotes.text(voiding.reason) if voiding else None,
        corrected=step_href(grant.id, correction.originator_version) if correction else None,
        actions=_actions(told, allowed, asked),
    )  # fmt: skip


def costs(told: Told, quotes: Quotes, asked: Asked) -> list[CostRow]:
    """By number."""
    ends = {**_by(told, "grant.cost_rejected.v1", "cost_no"), **_by(told, "grant.cost_withdrawn.v1", "cost_no")}
    return [_cost(told, fact, ends.get(no), quotes, asked) for no, fact in sorted(told.now.state.costs.items())]


def _cost(told: Told, fact: Any, end: Any, quotes: Quotes, asked: Asked) -> CostRow:
    """``end``: the event that rejected or withdrew it last."""
    grant, number = told.now, fact.cost_no
    document, issuer = quotes.document(fact.document)
    decision = _decision(grant.state, number)
    rules = grant.state.rules
    eyes = bool(rules and "costs" in rules.four_eyes and asked.person.id in (fact.actor, fact.corrected_by))
    place = f"/costs/{number}"
    open_ = decision == "open"
    accept = _actions(told, [(AcceptCost, f"{place}/accept")] if open_ and not eyes else [], asked)
    allowed: Allowed = [(RejectCost, f"{place}/reject")] if open_ and not eyes else []
    allowed += [(CorrectCost, f"{place}/correct"), (WithdrawCost, f"{place}/withdraw")] if open_ else []
    decided = decision in ("accepted", "rejected")
    why = quotes.text(end.reason) if end and decision in ("rejected", "withdrawn") else ""
    allowed += [(WithdrawCostDecision, f"{place}/undecide")] if decided and not eyes else []
    return CostRow(
        fact=fact, number=document, issuer=issuer, category=label("category", fact.category, asked.lang),
        decision=decision, why=why, step=step_href(grant.id, fact.version),
        accept=accept[0] if accept else None, command_id=uuid4(),
        actions=_actions(told, allowed, asked), eyes=eyes and open_ and _decides(asked),
        changes=tuple(_changes(told, fact.version, quotes, asked)),
    )  # fmt: skip


def _decides(asked: Asked) -> bool:
    """Whether this person takes such decisions at all."""
    return bool(CATALOGUE[AcceptCost].roles & asked.person.roles)


def _decision(state: Any, number: int) -> str:
    if number in state.costs_off:
        return "withdrawn"
    return {None: "open", True: "accepted", False: "rejected"}[state.decided.get(number)]


def _changes(told: Told, version: int, quotes: Quotes, asked: Asked) -> Iterator[Change]:
    """All corrections of an entry, the oldest first; documents as they are called."""
    teller = Teller(asked.lang)
    corrections: list[Any] = [e for e in told.events if getattr(e, "corrects", 0) == version and hasattr(e, "changes")]
    for event in corrections:
        for change, (name, old, new) in zip(teller.changes(event.changes), event.changes, strict=True):
            if name == "document":
                yield Change(change.field, quotes.document_called(old), quotes.document_called(new))
            else:
                yield change


def _actions(told: Told, allowed: Allowed, asked: Asked) -> tuple[Action, ...]:
    """Those that the stage allows and the person's role may take."""
    return tuple(
        Action(label("command", command.__name__, asked.lang), href(told.now.id, tail))
        for command, tail in allowed
        if CATALOGUE[command].step in told.now.state.may and CATALOGUE[command].roles & asked.person.roles
    )
