"""Errors in the look, in both languages. A page for people, a fragment for htmx, and the log for us.

A page that does not exist has neither session nor person: nothing here needs one.
"""

from __future__ import annotations

import logging
from typing import Final
from urllib.parse import quote, urlsplit
from uuid import uuid4

from litestar import MediaType, Response
from litestar.exceptions import HTTPException, NotAuthorizedException
from litestar.types import ExceptionHandlersMap
from msgspec import Struct

from web.support import cookies, kept, page
from web.support.context import WebRequest
from web.support.language import Say, language, say
from web.support.paths import here, local

_log: Final = logging.getLogger(__name__)


class Words(Struct, frozen=True):
    """What an error page says: what happened, and what to do."""

    title: str
    text: str


TOLD: Final = {
    400: Words("This request cannot be read", "Go back and try again. If it happens again, tell us what you did."),
    401: Words("Sign in first", "This page is for people who are signed in."),
    403: Words("You may not open this", "Your role does not allow it, or the form is too old: reload the page."),
    404: Words("There is no such page", "Check the address. It may be another library’s, or was never there."),
    405: Words("This cannot be done at this address", "Go back and use the buttons of the page."),
    409: Words("Somebody was quicker", "Reload the page to see the present state."),
    413: Words("This is too much at once", "Send less text or fewer rows."),
    415: Words("This is not a form", "Use the form on the page."),
    422: Words("Something in the form is wrong", "Go back and correct it."),
    429: Words("Too many attempts", "Wait a few minutes and try again."),
    500: Words("Something went wrong on our side", "Nothing was half saved. Try again, or tell us the number below."),
    503: Words("Not available just now", "Try again in a minute."),
}  # fmt: skip
OURS: Final = 500


def on_http(request: WebRequest, error: HTTPException) -> Response[str]:
    """An error with a status of its own."""
    status = error.status_code
    if status >= OURS and status != 503:  # noqa: PLR2004  "not now" is no fault
        return on_any(request, error)
    return told(request, status, headers=dict(error.headers or {}))


def on_not_signed_in(request: WebRequest, _error: NotAuthorizedException) -> Response[str]:
    """To the sign-in page, and back to the page that was wanted. What was typed too late goes along."""
    if request.method == "GET" and request.url.path.endswith("/live"):
        return told(request, 401)  # a stream: the page stays and says that it is no longer live
    late = request.method == "POST" and bool(cookies.read(request, "login"))
    if page.from_htmx(request):
        shown = urlsplit(request.headers.get("hx-current-url", "")).path
        return told(request, 401, headers={"HX-Redirect": _sign_in(local(shown), "here" if late else "")})
    if typed := kept.locked(request):
        return _sign_in_and_go_on(request, typed)
    return page.redirect(request, _sign_in(here(request), "lost" if late else ""))


def _sign_in(wanted: str, ended: str) -> str:
    """The sign-in page. ``ended``: what became of a form that came too late, ``here`` (in the browser) or ``lost``."""
    return f"/sign-in?next={quote(wanted, safe='/')}" + (f"&ended={ended}" if ended else "")


def _sign_in_and_go_on(request: WebRequest, typed: str) -> Response[str]:
    words: Say = say(language(request))
    return page.render(
        request, "errors/signed_out.html", title=words("You were signed out"), status=401, posts=True,
        wanted=here(request), kept=typed,
    )  # fmt: skip


def on_any(request: WebRequest, error: Exception) -> Response[str]:
    """Ours: logged with a number that the page shows."""
    number = uuid4().hex[:12]
    _log.error("error %s at %s %s", number, request.scope.get("method"), request.scope.get("path"), exc_info=error)
    return told(request, OURS, number=number)


def told(request: WebRequest, status: int, *, headers: dict[str, str] | None = None, number: str = "") -> Response[str]:
    """The page or, for htmx, the part that says what happened; plain words if even that fails."""
    words: Say = say(language(request))
    about = TOLD.get(status, TOLD[400 if status < OURS else 500])
    try:
        answer = page.render(
            request, "errors/error.html", fragment="errors/_error.html", title=words(about.title), status=status,
            text=words(about.text), number=number, code=status,
        )  # fmt: skip
    except Exception:  # noqa: BLE001  there is no page left to show
        _log.exception("the error page failed")
        return Response(f"{status} {about.title}", media_type=MediaType.TEXT, status_code=status)
    if page.wants_fragment(request):
        answer.headers |= {"HX-Retarget": "#flash", "HX-Reswap": "innerHTML"}
    answer.headers |= headers or {}
    return answer


HANDLERS: Final[ExceptionHandlersMap] = {
    NotAuthorizedException: on_not_signed_in,
    HTTPException: on_http,
    Exception: on_any,
}
