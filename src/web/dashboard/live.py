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
from web.support.guards import READERS, allow, who
from web.support.language import language
from web.support.people import visibility


@get("/rounds/{id_:uuid}/live", guards=[allow(*READERS)], include_in_schema=False)
async def round_live(request: WebRequest, id_: FromPath[UUID]) -> ServerSentEvent:
    """Server-sent events; the board at once, then whenever it differs."""

    def there(asked: Asked) -> None:
        if round_now(asked.database, id_) is None:
            raise NotFoundException

    await answer(request, there)
    ours, lang = web(request), language(request)
    key = ("round", str(id_), lang, visibility(who(request)))
    return ours.hub.stream(key, partial(_draw, ours, id_, lang))


def _draw(ours: Web, id_: UUID, lang: Lang) -> str:
    shown = reading(ours.programme, lang, lambda asked: board(asked, id_))
    return ours.templates.get_template("dashboard/live.html").render(lang=lang, board=shown)
