"""The dashboard of a round: how far it has come, in libraries, meetings, people and money; moves by itself."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from grants.read.rounds import RoundNow
from grants.wording.labels import round_name
from web.dashboard.actions import actions, actions_then, readings
from web.dashboard.board import Board, board, board_then
from web.support.asking import Asked, answer
from web.support.context import WebRequest, web
from web.support.guards import READERS, allow, opens_files
from web.support.language import language
from web.support.page import render
from web.support.past import Past, wished
from web.support.shell import Link


@dataclass(frozen=True, slots=True)
class Shown:
    """``board``: None where the day that is asked for cannot be shown; ``past`` then says why."""

    round: RoundNow
    board: Board | None
    past: Past
    actions: list[Link]
    readings: list[Link]


@get("/rounds/{id_:uuid}", guards=[allow(*READERS)], include_in_schema=False)
async def round_dashboard(request: WebRequest, id_: FromPath[UUID]) -> Response[str]:
    """The page, whole or (for htmx) the board alone; as of now, or of any past day (``as_of``, ``known``)."""
    shown = await answer(request, lambda asked: load(asked, id_))
    wrong = bool(shown.past.errors)
    return render(
        request, "dashboard/round.html", fragment="dashboard/_board.html" if shown.board else None,
        title=round_name(shown.round, language(request)), caption=shown.round.programme_name,
        back=Link(shown.round.programme_name, f"/programmes/{shown.round.programme}"), board=shown.board,
        past=shown.past, now=web(request).programme.clock(), actions=shown.actions, readings=shown.readings,
        failed=wrong, status=422 if wrong else 200,
    )  # fmt: skip


def load(asked: Asked, id_: UUID) -> Shown:
    """NotFoundException for a round that there is not."""
    past = wished(asked, f"/rounds/{id_}")
    if past.then is None and not past.errors:
        found = board(asked, id_, steps=opens_files(asked.person))
        if found is None:
            raise NotFoundException
        sliding = past.sliding(found.round.opened_on, asked.today, found.round.closed_on)
        return Shown(found.round, found, sliding, actions(asked, found), readings(asked, found))
    round_, then, past = board_then(asked, id_, past)
    past = past.sliding(round_.opened_on, asked.today, round_.closed_on)
    return Shown(round_, then, past, [], actions_then(asked, round_.id, past) if then else [])
