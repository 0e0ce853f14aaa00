"""The first page: every round with where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from litestar import Response, get

from grants.catalogue import CATALOGUE
from grants.kernel.codes import Role
from grants.read import ledger
from grants.read.asking import ask
from grants.read.rounds import RoundNow, rounds
from grants.rounds.commands import OpenRound
from web.dashboard.board import WAY, Figures
from web.support.asking import Asked, answer
from web.support.context import WebRequest, web
from web.support.guards import EVERYONE, allow, who
from web.support.language import language, say
from web.support.page import render


@dataclass(frozen=True, slots=True)
class Listed:
    """A round on the list. ``state``: words and the colour of its tag; ``figures`` are for readers of all libraries."""

    round: RoundNow
    href: str | None
    state: tuple[str, str]
    figures: list[dict[str, Any]]


@get("/", guards=[allow(*EVERYONE)], include_in_schema=False)
async def first_page(request: WebRequest) -> Response[str]:
    """The rounds, the newest first."""
    words = say(language(request))
    found = await answer(request, listed)
    opens = _opens_rounds(request)
    return render(request, "dashboard/rounds.html", title=words("Rounds"), rounds=found, open_round=opens)


def listed(asked: Asked) -> list[Listed]:
    """All rounds; a library's person sees no figures that are about others."""
    reads = Role.LIBRARY not in asked.person.roles
    totals = ask(asked.database, ledger.by_round_question(WAY)) if reads else {}
    none = ledger.Totals({})
    out: list[Listed] = []
    for found in rounds(asked.database):
        href = f"/rounds/{found.id}"
        figures = Figures(href, totals.get(found.id, none), asked.lang).each(WAY) if reads else []
        out.append(Listed(found, href if reads else None, _state(found, asked.today, asked), figures))
    return out


def _state(found: RoundNow, today: date, asked: Asked) -> tuple[str, str]:
    words, rules = asked.say, found.rules
    if found.closed:
        return words("Round closed"), "closed"
    if found.call_open(today):
        return words("Call open"), "awarded"
    if today < rules.call_opens_on:
        return words("Call not open yet"), "neutral"
    if today <= rules.activity_to:
        return words("Meetings under way"), "agreed"
    return words("Being settled"), "reported"


def _opens_rounds(request: WebRequest) -> str | None:
    """The address of the form, where it exists and this person may use it."""
    path = "/rounds/new"
    may_do = bool(CATALOGUE[OpenRound].roles & who(request).roles)
    return path if may_do and web(request).places[0].open_to(path, who(request)) else None
