"""Meetings and costs as rows of the grant's page, each with what this person may do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from grants.catalogue import CATALOGUE
from grants.kernel.command import Command
from grants.lifecycle.commands.meetings import CorrectMeeting, VoidMeeting
from grants.lifecycle.commands.settling import AcceptCost, RejectCost
from grants.read.grants import Told
from grants.wording.labels import label
from web.lifecycle.counting import why_not
from web.lifecycle.hrefs import href, step_href
from web.lifecycle.quoting import Quotes
from web.lifecycle.steps import Action
from web.support.asking import Asked

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
    """``decision``: accepted, rejected or open; ``why``: the words of a rejection.

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


def meetings(told: Told, quotes: Quotes, asked: Asked) -> list[MeetingRow]:
    """By number, the voided ones in their places."""
    facts = told.now.facts
    voidings, corrections = (
        _by(told, "grant.meeting_voided.v1", "corrects"),
        _by(told, "grant.meeting_corrected.v1", "corrects"),
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
    rejections = _by(told, "grant.cost_rejected.v1", "cost_no")
    return [_cost(told, fact, rejections.get(no), quotes, asked) for no, fact in sorted(told.now.state.costs.items())]


def _cost(told: Told, fact: Any, rejection: Any, quotes: Quotes, asked: Asked) -> CostRow:
    grant = told.now
    number, issuer = quotes.document(fact.document)
    accepted = grant.state.decided.get(fact.cost_no)
    rules = grant.state.rules
    eyes = bool(rules and "costs" in rules.four_eyes and fact.actor == asked.person.id)
    place = f"/costs/{fact.cost_no}"
    open_ = accepted is None and not eyes
    accept = _actions(told, [(AcceptCost, f"{place}/accept")] if open_ else [], asked)
    return CostRow(
        fact=fact, number=number, issuer=issuer, category=label("category", fact.category, asked.lang),
        decision={None: "open", True: "accepted", False: "rejected"}[accepted],
        why=quotes.text(rejection.reason) if rejection else "", step=step_href(grant.id, fact.version),
        accept=accept[0] if accept else None, command_id=uuid4(),
        actions=_actions(told, [(RejectCost, f"{place}/reject")] if open_ else [], asked),
        eyes=eyes and accepted is None,
    )  # fmt: skip


def _actions(told: Told, allowed: Allowed, asked: Asked) -> tuple[Action, ...]:
    """Those that the stage allows and the person's role may take."""
    return tuple(
        Action(label("command", command.__name__, asked.lang), href(told.now.id, tail))
        for command, tail in allowed
        if CATALOGUE[command].step in told.now.state.may and CATALOGUE[command].roles & asked.person.roles
    )
