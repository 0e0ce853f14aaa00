"""The dashboard of a programme, above its rounds; moves by itself as theirs do."""

from __future__ import annotations

from functools import partial
from typing import Final
from uuid import UUID

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import ServerSentEvent

from grants.kernel.codes import Role
from grants.read.rounds import programme_now
from grants.rounds.commands import CloseProgramme, OpenRound, PublishSummary
from grants.wording.catalogues import Lang
from web.dashboard.programme_board import Board, board
from web.support.asking import Asked, answer, reading
from web.support.context import Web, WebRequest, web
from web.support.guards import READERS, allow, may, who
from web.support.language import language, say
from web.support.page import render
from web.support.people import Person, visibility
from web.support.shell import Link

LONGEST: Final = 4
"""Digits of a page's number."""


@get("/programmes/{id_:uuid}", guards=[allow(*READERS)], include_in_schema=False)
async def programme_dashboard(request: WebRequest, id_: FromPath[UUID]) -> Response[str]:
    """The page, whole or (for htmx) the board alone."""

    def load(asked: Asked) -> Board:
        found = board(asked, id_, lists=_reads_lists(asked.person), page=_page(asked.query.get("page", "")))
        if found is None:
            raise NotFoundException
        return found

    shown = await answer(request, load)
    words = say(language(request))
    return render(
        request, "dashboard/programme.html", fragment="dashboard/_programme.html", title=shown.programme.name,
        caption=f"{shown.programme.code} · {shown.programme.funder}", back=Link(words("All rounds"), "/"), board=shown,
        now=web(request).programme.clock(), actions=_actions(request, shown),
    )  # fmt: skip


@get("/programmes/{id_:uuid}/live", guards=[allow(*READERS)], include_in_schema=False)
async def programme_live(request: WebRequest, id_: FromPath[UUID]) -> ServerSentEvent:
    """Server-sent events; the board at once, then whenever it differs."""

    def there(asked: Asked) -> None:
        if programme_now(asked.database, id_) is None:
            raise NotFoundException

    await answer(request, there)
    ours, lang, person = web(request), language(request), who(request)
    lists = _reads_lists(person)
    key = ("programme", str(id_), lang, visibility(person), "lists" if lists else "figures")
    return ours.hub.stream(key, partial(_draw, ours, id_, lang, lists=lists))


def _draw(ours: Web, id_: UUID, lang: Lang, *, lists: bool) -> str:
    shown = reading(ours.programme, lang, lambda asked: board(asked, id_, lists=lists))
    return ours.templates.get_template("dashboard/programme_live.html").render(lang=lang, board=shown)


def _page(text: str) -> int:
    """What is no number of a page is the first."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < LONGEST else 0


def _reads_lists(person: Person) -> bool:
    """A viewer sees figures, not files."""
    return person.roles != {Role.VIEWER}


def _actions(request: WebRequest, shown: Board) -> list[Link]:
    words, person, programme = say(language(request)), who(request), shown.programme
    running = programme.closed_on is None
    ended = running and all(each.closed for each in shown.rounds)
    offered = (
        (_reads_lists(person), words("Trail of the programme"), f"{shown.href}/trail"),
        (running and may(OpenRound).permits(person), words("Open a round"), f"/rounds/new?programme={programme.id}"),
        (ended and may(CloseProgramme).permits(person), words("Close the programme"), f"{shown.href}/close"),
        (True, words("Public summaries"), "/public"),
        (may(PublishSummary).permits(person), words("Publish a summary"), f"{shown.href}/publish"),
    )
    return [Link(label, href) for yes, label, href in offered if yes]


ROUTES = [programme_dashboard, programme_live]
