"""The dashboard's stream: the board drawn once per language, sent to every reader when it changes."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from litestar import get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import ServerSentEvent

from grants.read.rounds import round_now
from grants.wording.catalogues import Lang
from web.dashboard.board import board
from web.support.asking import Asked, answer, reading
from web.support.context import Web, WebRequest, web
from web.support.guards import READERS, allow, opens_files, who
from web.support.language import language
from web.support.people import visibility


@get("/rounds/{id_:uuid}/live", guards=[allow(*READERS)], include_in_schema=False)
async def round_live(request: WebRequest, id_: FromPath[UUID]) -> ServerSentEvent:
    """Server-sent events; the board at once, then whenever it differs."""

    def there(asked: Asked) -> None:
        if round_now(asked.database, id_) is None:
            raise NotFoundException

    await answer(request, there)
    ours, lang, person = web(request), language(request), who(request)
    steps = opens_files(person)
    key = ("round", str(id_), lang, visibility(person), str(steps))
    return ours.hub.stream(key, partial(_draw, ours, id_, lang, steps=steps))


def _draw(ours: Web, id_: UUID, lang: Lang, *, steps: bool) -> str:
    shown = reading(ours.programme, lang, lambda asked: board(asked, id_, steps=steps))
    return ours.templates.get_template("dashboard/live.html").render(lang=lang, board=shown)
