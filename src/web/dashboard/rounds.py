"""The first page: every round with where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from litestar import Response, get

from grants.catalogue import CATALOGUE
from grants.kernel.codes import Role
from grants.read import ledger
from grants.read.asking import ask
from grants.read.rounds import RoundNow, rounds
from grants.rounds.commands import CloseRound, OpenRound
from web.dashboard.board import WAY, Figures
from web.dashboard.standing import ready_to_close, standing
from web.support.asking import Asked, answer
from web.support.context import WebRequest, web
from web.support.guards import EVERYONE, allow, may, who
from web.support.language import language, say
from web.support.page import render

SHORT: Final = ("applied", "awarded", "settled")
"""Figures of a closed round, which takes one line."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A round on the list. ``state``: words and the colour of its tag; ``figures`` are for readers of all libraries;
    ``close``: where it is closed, for who may, once nothing keeps it open.
    """

    round: RoundNow
    href: str | None
    state: tuple[str, str]
    figures: list[dict[str, Any]]
    close: str = ""

    @property
    def heads(self) -> list[tuple[str, str]]:
        """Of the columns of its figures."""
        return [(figure["label"], "numeric") for figure in self.figures]


@get("/", guards=[allow(*EVERYONE)], include_in_schema=False)
async def first_page(request: WebRequest) -> Response[str]:
    """The rounds under way, then the closed ones; the newest first."""
    words = say(language(request))
    found = await answer(request, listed)
    return render(
        request, "dashboard/rounds.html", title=words("Rounds"), open_round=_opens_rounds(request),
        rounds=[each for each in found if not each.round.closed], closed=[each for each in found if each.round.closed],
    )  # fmt: skip


def listed(asked: Asked) -> list[Listed]:
    """All rounds; a library's person sees no figures that are about others."""
    reads = Role.LIBRARY not in asked.person.roles
    totals = ask(asked.database, ledger.by_round_question((*WAY, "stage")))
    none = ledger.Totals({})
    return [_listed(asked, each, totals.get(each.id, none), reads=reads) for each in rounds(asked.database)]


def _listed(asked: Asked, found: RoundNow, totals: ledger.Totals, *, reads: bool) -> Listed:
    href = f"/rounds/{found.id}"
    figures = Figures(href, totals, asked.lang).each(SHORT if found.closed else WAY) if reads else []
    closes = may(CloseRound).permits(asked.person) and ready_to_close(found, totals, asked.today)
    state = standing(found, totals, asked)
    return Listed(found, href if reads else None, state, figures, f"{href}/close" if closes else "")


def _opens_rounds(request: WebRequest) -> str | None:
    """The address of the form, where it exists and this person may use it."""
    path = "/rounds/new"
    may_do = bool(CATALOGUE[OpenRound].roles & who(request).roles)
    return path if may_do and web(request).places[0].open_to(path, who(request)) else None
