"""The page of one grant: where it stands, what comes next, what counts and why, its money and its trail."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from litestar import Response, get
from litestar.params import FromPath

from grants.kernel.clock import day_of
from web.lifecycle.dossier import Dossier, dossier, dossier_then
from web.lifecycle.grants import READERS, caption
from web.lifecycle.hrefs import href
from web.support.asking import Asked, answer
from web.support.context import WebRequest
from web.support.guards import who
from web.support.language import language, say
from web.support.page import render
from web.support.past import Past, wished
from web.support.shell import Link


@get("/grants/{grant:uuid}", guards=[READERS], name="grant", include_in_schema=False)
async def grant_page(request: WebRequest, grant: FromPath[UUID]) -> Response[str]:  # noqa: ARG001  read off the address
    """Staff and auditors any grant, a library's person its own; now, or as of any past day (``as_of``, ``known``)."""
    shown, heading, then = await answer(request, _load)
    words, own = say(language(request)), who(request).library
    back = (
        Link(words("My library"), f"/libraries/{own}")
        if own
        else Link(words("Back to the round"), f"/rounds/{shown.round.id}")
    )
    return render(
        request, "lifecycle/grant.html", title=shown.name, caption=heading, back=back, it=shown, past=then,
        failed=bool(then.errors), status=422 if then.errors else 200,
    )  # fmt: skip


def _load(asked: Asked) -> tuple[Dossier, str, Past]:
    """A day that cannot be shown leaves today's page, with the reason in the control."""
    then = wished(asked, href(asked.path["grant"]))
    page, then = dossier_then(asked, then) if then.then else (dossier(asked), then)
    if page.trail:
        then = then.sliding(_first_known(page), asked.today, page.round.closed_on)
    return page, caption(page.grant, page.round, asked), then


def _first_known(page: Dossier) -> date:
    """The day from which on there is something to see, also as known on that very day."""
    return max(min(e.occurred_on for e in page.trail), min(day_of(e.recorded_at) for e in page.trail))


ROUTES = [grant_page]
