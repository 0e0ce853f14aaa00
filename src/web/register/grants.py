"""The register of grants: filtered, searched and ordered by its address, forty rows a page."""

from __future__ import annotations

from litestar import Response, get

from web.register.chosen import READERS
from web.register.listing import PATH, Shown, listing
from web.register.then import kept, listing_then
from web.support.asking import Asked, answer
from web.support.context import WebRequest
from web.support.language import language, say
from web.support.page import render
from web.support.past import Past, wished


@get(PATH, guards=[READERS], include_in_schema=False)
async def grants_page(request: WebRequest) -> Response[str]:
    """The page; for htmx the list alone, under the address that leads to it again; now, or as of any past day."""
    shown, past = await answer(request, load)
    wrong = bool(past.errors)
    return render(
        request, "register/grants.html", fragment=None if wrong else "register/_grants.html",
        title=say(language(request))("Grants"), query=shown.chosen.search, place=shown.href, shown=shown, past=past,
        failed=wrong, status=422 if wrong else 200,
    )  # fmt: skip


def load(asked: Asked) -> tuple[Shown, Past]:
    """The control keeps what the list is narrowed by."""
    past = wished(asked, PATH, **kept(asked))
    return listing_then(asked, past) if past.then or past.errors else (listing(asked), past)


ROUTES = [grants_page]
