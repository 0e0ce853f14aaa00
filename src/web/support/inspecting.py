"""The log of reads: whatever opens with facts to a person who only audits is noted before it leaves.

An answer is noted where it is sent and not where it is made, so that no page, file or stream can be forgotten: status
200 to a GET of a person who is signed in, on a route for people with roles. A page view is one entry. A part of a page
that htmx asks for, and a live stream, are one only where their address was not opened on this day: they do not
multiply entries, and nobody reads past the log through them. HEAD, errors, redirects and pages for everybody are none.
"""

from __future__ import annotations

import logging
import re
from typing import Final, cast
from uuid import UUID

from litestar import HttpMethod, Request
from litestar.enums import ScopeType
from litestar.handlers import BaseRouteHandler
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from grants.inspection.look import Look
from web.support.context import WebRequest, run, web
from web.support.errors import told
from web.support.guards import rule_of
from web.support.page import wants_fragment
from web.support.paths import typed
from web.support.people import Person

SUBJECTS: Final = {
    "grants": "grant", "libraries": "library", "rounds": "round", "programmes": "programme", "findings": "finding",
    "checks": "check", "proof": "proof", "people": "person", "commands": "command",
}  # fmt: skip
"""What an address is about, by its first part; by a later one in ``INSIDE``."""
INSIDE: Final = {"figures": "figure", "sample": "sample"}
CODE: Final = re.compile(r"[A-Za-z0-9_.\-]{1,60}")
LEFT_OUT: Final = frozenset({"q", "at", "seed", "back"})
"""Names in an address whose values were typed freely, or are places in a list: an ellipsis stands for them."""
OK: Final = 200
NOT_NOW: Final = 503
_log: Final = logging.getLogger(__name__)


class NotesReads(ASGIMiddleware):
    """Around every route; costs nothing for whoever is no auditor."""

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        if scope["type"] == ScopeType.HTTP and scope["method"] == HttpMethod.GET:
            send = _Gate(Request(scope, receive), send).pass_on
        await next_app(scope, receive, send)


class _Gate:
    """Lets an answer through once its read is noted; says "not available just now" in its place if that failed."""

    def __init__(self, request: WebRequest, send: Send) -> None:
        self._request, self._send = request, send
        self._shut = False

    async def pass_on(self, message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] == OK:
            kind = next((value for name, value in message["headers"] if name.lower() == b"content-type"), b"")
            kept = any(name.lower() == b"content-disposition" for name, _ in message["headers"])
            await self._note("file" if kept else _form(kind.decode()))
        if not self._shut:
            await self._send(message)

    async def _note(self, form: str) -> None:
        person = cast("Person | None", self._request.scope.get("user"))
        if person is None or not _with_facts(self._request):
            return
        try:
            await run(web(self._request).programme.note, person.actor, look_at(self._request, form))
        except Exception:  # noqa: BLE001  whatever it is: what cannot be noted is not given
            _log.exception("a read could not be noted, so %s was not given", self._request.url.path)
            self._shut = True
            sorry = told(self._request, NOT_NOW).to_asgi_response(None, self._request)
            await sorry(self._request.scope, self._request.receive, self._send)


def look_at(request: WebRequest, form: str) -> Look:
    """What is being opened, in codes, ids and days."""
    parts = request.url.path.strip("/").split("/")
    inside = next((INSIDE[part] for part in parts if part in INSIDE), None)
    about = next((value for value in request.path_params.values() if isinstance(value, UUID)), None)
    pairs = [(name, value) for name, value in typed(request) if name != "lang" and value]
    kept = [(name, value if _is_code(name, value) else "…") for name, value in pairs]
    query = "&".join(f"{name}={value}" for name, value in kept if CODE.fullmatch(name))
    path = request.url.path.removesuffix("/live") if form == "live" else request.url.path
    return Look(
        form=form, about=about, address=path + (f"?{query}" if query else ""), whole=kept == pairs,
        subject=inside or (SUBJECTS.get(parts[0], "other") if len(parts) > 1 else "list"),
        part=form == "live" or wants_fragment(request),
    )  # fmt: skip


def _is_code(name: str, value: str) -> bool:
    return name not in LEFT_OUT and CODE.fullmatch(name) is not None and CODE.fullmatch(value) is not None


def _form(content_type: str) -> str:
    if content_type.startswith("text/event-stream"):
        return "live"
    return "page" if content_type.startswith("text/html") else "data"


def _with_facts(request: WebRequest) -> bool:
    """Whether the route is for people with roles: what anybody may read is no fact that needs a log."""
    handler = cast("BaseRouteHandler", request.scope["route_handler"])
    rule = rule_of(handler)
    return rule is not None and rule.roles is not None
