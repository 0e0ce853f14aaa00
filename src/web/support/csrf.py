"""Requests that change something must come from a page of ours.

Two checks. The browser itself says where a request comes from (Sec-Fetch-Site, else Origin). And the form carries a
token made for this very login (before sign-in: for this very visitor), which another site cannot know.
"""

from __future__ import annotations

from typing import Final, cast
from urllib.parse import urlsplit

from litestar.exceptions import PermissionDeniedException

from web.support import cookies
from web.support.context import Connection, WebRequest, web
from web.support.posted import posted

FIELD: Final = "_csrf_token"
HEADER: Final = "x-csrf-token"


def token(connection: Connection, visitor: str = "") -> str:
    """What forms of this page carry; empty where there is neither a login nor a visitor."""
    holder = cast("str", connection.scope.get("auth") or "") or visitor
    return web(connection).signer.token("csrf", holder) if holder else ""


async def check(connection: Connection) -> None:
    """PermissionDenied unless the request was sent by a page of ours to this login or visitor."""
    if not _same_site(connection):
        raise PermissionDeniedException("the request comes from another site")
    holder = cast("str", connection.scope.get("auth") or "") or cookies.read(connection, "visitor")
    given = connection.headers.get(HEADER) or (await posted(cast("WebRequest", connection))).get(FIELD)
    if not holder or not web(connection).signer.fits("csrf", holder, given):
        raise PermissionDeniedException("the form's token is missing or old")


def _same_site(connection: Connection) -> bool:
    fetched = connection.headers.get("sec-fetch-site")
    if fetched is not None:
        return fetched in ("same-origin", "none")
    origin = connection.headers.get("origin")
    return origin is None or urlsplit(origin).netloc.lower() == connection.headers.get("host", "").lower()
