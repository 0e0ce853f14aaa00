"""The register of grants: filtered, searched and ordered by its address, forty rows a page."""

from __future__ import annotations

from litestar import Response, get

from web.register.chosen import READERS
from web.register.listing import Shown, listing
from web.support.asking import answer
from web.support.context import WebRequest
from web.support.language import language, say
from web.support.page import render


@get("/grants", guards=[READERS], include_in_schema=False)
async def grants_page(request: WebRequest) -> Response[str]:
    """The page; for htmx the list alone, under the address that leads to it again."""
    shown: Shown = await answer(request, listing)
    return render(
        request, "register/grants.html", fragment="register/_grants.html", title=say(language(request))("Grants"),
        query=shown.chosen.search, place=shown.href, shown=shown,
    )  # fmt: skip


ROUTES = [grants_page]
