"""The page of a library: its public data, its parts in rounds, what it owes, and its whole trail across rounds."""

from __future__ import annotations

from uuid import UUID

from litestar import Response, get
from litestar.params import FromPath

from web.libraries.dossier import Dossier, dossier
from web.libraries.history import History, history
from web.libraries.known import known
from web.libraries.listing import PATH, READERS
from web.support.asking import Asked, answer
from web.support.context import WebRequest
from web.support.guards import own_library, who
from web.support.language import language, say
from web.support.page import render, wants_fragment
from web.support.shell import Link


@get("/libraries/{id_:uuid}", guards=[READERS], include_in_schema=False)
async def library_page(request: WebRequest, id_: FromPath[UUID]) -> Response[str]:
    """The page; for htmx the older part of the trail alone."""
    own_library(request, id_)

    def load(asked: Asked) -> tuple[Dossier, History]:
        found = known(asked, id_)
        return dossier(asked, found), history(asked, found)

    shown, trail = await answer(request, load)
    words = say(language(request))
    back = None if who(request).library else Link(words("All libraries"), PATH)
    return render(
        request, "libraries/library.html", fragment="libraries/_trail.html", title=shown.library.name,
        caption=shown.library.town, back=back, shown=shown, trail=trail, older=wants_fragment(request),
    )  # fmt: skip


ROUTES = [library_page]
