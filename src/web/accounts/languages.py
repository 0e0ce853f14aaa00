"""The links PL and EN of the header."""

from __future__ import annotations

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from web.support import cookies
from web.support.context import WebRequest
from web.support.guards import PUBLIC
from web.support.language import known
from web.support.page import redirect
from web.support.paths import local


@get("/lang/{code:str}", guards=[PUBLIC], include_in_schema=False)
async def choose_language(request: WebRequest, code: FromPath[str]) -> Response[str]:
    """Keep the language for a year and go back to the page."""
    lang = known(code)
    if lang is None:
        raise NotFoundException
    where = local(request.query_params.get("next"))
    return redirect(request, where, put=[cookies.write(request, "lang", lang, seconds=cookies.YEAR)])
