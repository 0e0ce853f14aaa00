"""What was typed is not lost when a login ends under it, script or no script.

A form that comes too late is answered with the sign-in form, which carries the typed fields locked in a hidden one.
Whoever signs in next gets them back if it is the same person: one button shows the form again as it was typed.
Only forms of commands are kept (showing those again does nothing), only those with the ended login's own token (no
other site can have them filled in), and never longer than an hour. With htmx the browser keeps them: session.js.
"""

from __future__ import annotations

from typing import Any, Final, cast
from uuid import UUID

import msgspec
from litestar.exceptions import HTTPException
from litestar.handlers import BaseRouteHandler

from web.support import cookies, csrf
from web.support.context import Connection, WebRequest, run, web
from web.support.paths import here, local
from web.support.posted import posted

KEEPS: Final = {"keeps": True}
"""Put on a route whose form can be shown again: it must understand ``AGAIN``."""
AGAIN: Final = "_again"
FIELD: Final = "kept"
SECONDS: Final = 3600
MOST: Final = 64 * 1024
"""Bytes: what is larger would not fit through the sign-in form with certainty, and is said to be lost."""
_LEFT_OUT: Final = frozenset({csrf.FIELD, AGAIN, "add_row", "remove_row"})


class Kept(msgspec.Struct, frozen=True):
    """``pairs``: the fields in the order in which they were sent."""

    person: UUID
    path: str
    pairs: list[tuple[str, str]]


async def keep(connection: Connection, handler: BaseRouteHandler) -> None:
    """Lock away what was sent under a login that has ended; ``locked`` finds it for the answer."""
    login = cookies.read(connection, "login")
    if not login or not handler.opt.get("keeps"):
        return
    try:
        sent = await posted(cast("WebRequest", connection))
    except HTTPException:  # not a form, or too much of it: there is nothing to keep
        return
    ours = web(connection)
    if not ours.signer.fits("csrf", login, sent.get(csrf.FIELD)):
        return
    person = await run(ours.programme.logins.owner, login)
    pairs = [pair for pair in sent if pair[0] not in _LEFT_OUT]
    data = msgspec.json.encode(Kept(person, here(connection), pairs)) if person else b""
    if data and len(data) <= MOST:
        cast("dict[str, Any]", connection.scope)[FIELD] = ours.signer.lock(FIELD, data)


def locked(connection: Connection) -> str:
    """The hidden field's value for this answer; empty if nothing is kept."""
    return cast("str", connection.scope.get(FIELD, ""))


def opened(connection: Connection, text: str, person: UUID) -> Kept | None:
    """What was kept, if it is ours, not too old, and was typed by this person."""
    data = web(connection).signer.unlock(FIELD, text, seconds=SECONDS) if text else None
    found = msgspec.json.decode(data, type=Kept) if data else None
    return found if found and found.person == person and local(found.path, "") == found.path else None
