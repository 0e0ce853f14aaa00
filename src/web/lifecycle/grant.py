"""The page of one grant: where it stands, what comes next, what counts and why, its money and its trail."""

from __future__ import annotations

from uuid import UUID

from litestar import Response, get
from litestar.params import FromPath

from web.lifecycle.dossier import dossier
from web.lifecycle.grants import READERS, caption
from web.support.asking import answer
from web.support.context import WebRequest
from web.support.guards import who
from web.support.language import language, say
from web.support.page import render
from web.support.shell import Link


@get("/grants/{grant:uuid}", guards=[READERS], name="grant", include_in_schema=False)
async def grant_page(request: WebRequest, grant: FromPath[UUID]) -> Response[str]:  # noqa: ARG001  read off the address
    """Staff and auditors any grant, a library's person its own."""
    shown, heading = await answer(
        request, lambda asked: (page := dossier(asked), caption(page.grant, page.round, asked))
    )
    words, own = say(language(request)), who(request).library
    back = (
        Link(words("My library"), f"/libraries/{own}")
        if own
        else Link(words("Back to the round"), f"/rounds/{shown.round.id}")
    )
    return render(request, "lifecycle/grant.html", title=shown.name, caption=heading, back=back, it=shown)


ROUTES = [grant_page]
