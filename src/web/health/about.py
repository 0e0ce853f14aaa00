"""The page behind the footer's link: what runs here, under which licence. The licence asks for such a page."""

from __future__ import annotations

from litestar import Response, get

from web.support.context import WebRequest, web
from web.support.guards import GREETING
from web.support.language import language, say
from web.support.page import render


@get("/about", guards=[GREETING], include_in_schema=False)
async def about(request: WebRequest) -> Response[str]:
    """Version and licence."""
    words = say(language(request))
    return render(request, "health/about.html", title=words("About this software"), version=web(request).version)
