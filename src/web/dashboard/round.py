"""The dashboard of a round: how far it has come, in libraries, meetings, people and money; moves by itself."""

from __future__ import annotations

from uuid import UUID

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from grants.wording.labels import round_name
from web.dashboard.actions import actions
from web.dashboard.board import Board, board
from web.support.asking import Asked, answer
from web.support.context import WebRequest, web
from web.support.guards import READERS, allow
from web.support.language import language
from web.support.page import render
from web.support.shell import Link


@get("/rounds/{id_:uuid}", guards=[allow(*READERS)], include_in_schema=False)
async def round_dashboard(request: WebRequest, id_: FromPath[UUID]) -> Response[str]:
    """The page, whole or (for htmx) the board alone."""

    def load(asked: Asked) -> tuple[Board, list[Link]]:
        found = board(asked, id_)
        if found is None:
            raise NotFoundException
        return found, actions(asked, found)

    shown, offered = await answer(request, load)
    return render(
        request, "dashboard/round.html", fragment="dashboard/_board.html",
        title=round_name(shown.round, language(request)), caption=shown.round.programme_name,
        back=Link(shown.round.programme_name, f"/programmes/{shown.round.programme}"), board=shown,
        now=web(request).programme.clock(),
        actions=offered,
    )  # fmt: skip
