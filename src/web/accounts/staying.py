"""The button of the warning that a login is about to end. Script sends it; without script every page opened does it."""

from __future__ import annotations

from typing import Any

from litestar import Response, post

from web.support import cookies
from web.support.context import WebRequest, run, web
from web.support.guards import EVERYONE, allow
from web.support.page import STAY


@post(STAY, guards=[allow(*EVERYONE)], status_code=200, include_in_schema=False)
async def stay(request: WebRequest) -> Response[dict[str, Any]]:
    """Begin the idle time anew; the end of the whole lifetime stays. How many seconds are left now."""
    programme = web(request).programme
    now = programme.clock()
    signed = await run(programme.logins.signed, cookies.read(request, "login"), now, prolong=True)
    seconds = int((signed.ends_at - now).total_seconds()) if signed else 0
    return Response({"seconds": seconds, "final": signed is None or signed.final})
