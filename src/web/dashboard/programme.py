"""The dashboard of a programme, above its rounds; moves by itself as theirs do."""

from __future__ import annotations

from functools import partial
from typing import Final
from uuid import UUID

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import ServerSentEvent

from grants.read.rounds import ProgrammeNow, programme_now
from grants.rounds.commands import CloseProgramme, OpenRound, PublishSummary
from grants.wording.catalogues import Lang
from web.dashboard.programme_board import Board, board, board_then
from web.support.asking import Asked, answer, reading
from web.support.context import Web, WebRequest, web
from web.support.guards import READERS, allow, may, opens_files, who
from web.support.language import language, say
from web.support.page import render
from web.support.past import Past, wished
from web.support.people import visibility
from web.support.shell import Link

LONGEST: Final = 4
"""Digits of a page's number."""


@get("/programmes/{id_:uuid}", guards=[allow(*READERS)], include_in_schema=False)
async def programme_dashboard(request: WebRequest, id_: FromPath[UUID]) -> Response[str]:
    """The page, whole or (for htmx) the board alone; as of now, or of any past day (``as_of``, ``known``)."""
    programme, shown, past = await answer(request, lambda asked: load(asked, id_))
    words, wrong = say(language(request)), bool(past.errors)
    return render(
        request, "dashboard/programme.html", fragment="dashboard/_programme.html" if shown else None,
        title=programme.name, caption=f"{programme.code} · {programme.funder}", back=Link(words("All rounds"), "/"),
        board=shown, past=past, now=web(request).programme.clock(),
        actions=_actions(request, shown) if shown and not past.then else [], failed=wrong, status=422 if wrong else 200,
    )  # fmt: skip


def load(asked: Asked, id_: UUID) -> tuple[ProgrammeNow, Board | None, Past]:
    """No board where the day cannot be shown. NotFoundException for a programme that there is not."""
    past, page = wished(asked, f"/programmes/{id_}"), _page(asked.query.get("page", ""))
    if past.then or past.errors:
        return board_then(asked, id_, past, page)
    found = board(asked, id_, lists=opens_files(asked.person), page=page)
    if found is None:
        raise NotFoundException
    return found.programme, found, past


@get("/programmes/{id_:uuid}/live", guards=[allow(*READERS)], include_in_schema=False)
async def programme_live(request: WebRequest, id_: FromPath[UUID]) -> ServerSentEvent:
    """Server-sent events; the board at once, then whenever it differs."""

    def there(asked: Asked) -> None:
        if programme_now(asked.database, id_) is None:
            raise NotFoundException

    await answer(request, there)
    ours, lang, person = web(request), language(request), who(request)
    lists = opens_files(person)
    key = ("programme", str(id_), lang, visibility(person), "lists" if lists else "figures")
    return ours.hub.stream(key, partial(_draw, ours, id_, lang, lists=lists))


def _draw(ours: Web, id_: UUID, lang: Lang, *, lists: bool) -> str:
    shown = reading(ours.programme, lang, lambda asked: board(asked, id_, lists=lists))
    return ours.templates.get_template("dashboard/programme_live.html").render(lang=lang, board=shown)


def _page(text: str) -> int:
    """What is no number of a page is the first."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < LONGEST else 0


def _actions(request: WebRequest, shown: Board) -> list[Link]:
    words, person, programme = say(language(request)), who(request), shown.programme
    running = programme.closed_on is None
    ended = running and all(each.closed for each in shown.rounds)
    offered = (
        (opens_files(person), words("Trail of the programme"), f"{shown.href}/trail"),
        (running and may(OpenRound).permits(person), words("Open a round"), f"/rounds/new?programme={programme.id}"),
        (ended and may(CloseProgramme).permits(person), words("Close the programme"), f"{shown.href}/close"),
        (True, words("Public summaries"), "/public"),
        (may(PublishSummary).permits(person), words("Publish a summary"), f"{shown.href}/publish"),
    )
    return [Link(label, href) for yes, label, href in offered if yes]


ROUTES = [programme_dashboard, programme_live]
