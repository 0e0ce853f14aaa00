"""Page or fragment: the only place that looks at htmx's headers.

``render(request, "lifecycle/award.html", title=..., fragment="lifecycle/_award_form.html", **context)`` answers with
the fragment when htmx asks for a part, else with the whole page; both are one template, since the page includes it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final, cast

from litestar import MediaType, Response
from litestar.datastructures import Cookie

from grants.kernel.codes import Role
from grants.wording.catalogues import Lang
from grants.wording.labels import label
from web.support import cookies, csrf, flash
from web.support.context import Connection, WebRequest, web
from web.support.flash import Told
from web.support.language import language, language_links, say
from web.support.past import AXES, in_the_past
from web.support.paths import here, without
from web.support.people import Person, Signed
from web.support.shell import Footer, Link, Session, Shell
from web.support.shell import Person as Shown
from web.support.signing import random_id

HTML: Final = MediaType.HTML
OK: Final = 200
HEADERS: Final = {"Vary": "HX-Request, HX-Request-Type, Cookie", "Cache-Control": "private, no-cache"}
ABOUT: Final = "/about"
"""Says which version runs, under which licence, and where its source is."""
ACCESSIBILITY: Final = "/accessibility"
SHORTCUTS: Final = "/shortcuts"
CHECK: Final = "/seal/check"
SUMMARIES: Final = "/public"
"""How anybody can check what stands here."""
STAY: Final = "/session"
ENDS_IN: Final = "X-Session-Ends-In"
"""Seconds, on every answer to a signed-in person: the page that htmx puts it into warns at the right time."""


def wants_fragment(connection: Connection) -> bool:
    """Whether htmx will put the answer into a part of the page it has (and is not restoring it from history)."""
    headers = connection.headers
    if headers.get("hx-request") != "true" or headers.get("hx-history-restore-request") == "true":
        return False
    return headers.get("hx-request-type", "partial") == "partial"


def from_htmx(connection: Connection) -> bool:
    """Whether htmx sent this: then a redirect is a header, not a status."""
    return connection.headers.get("hx-request") == "true"


def render(
    request: WebRequest, template: str, *, title: str, fragment: str | None = None, status: int = 200,
    caption: str = "", back: Link | None = None, failed: bool = False, posts: bool = False, query: str = "",
    place: str = "", **context: Any,
) -> Response[str]:  # fmt: skip
    """A page. ``failed``: a form came back with errors; ``posts``: a visitor without a login may post from here;
    ``place``: the address under which the browser shows the page from now on, when only the fragment was asked for.
    """
    lang = language(request)
    now_only = status == OK and "past" not in context and in_the_past(request.query_params)
    visitor = _visitor(request) if posts else ""
    shell = _shell(request, title, visitor, caption=caption, back=back, failed=failed, query=query)
    shell = replace(shell, today_only=without(here(request), *AXES)) if now_only else shell
    part = fragment if fragment and wants_fragment(request) else None
    body = web(request).templates.get_template(part or template).render(lang=lang, page=shell, **context)
    put: list[Cookie] = [cookies.write(request, "visitor", visitor)] if visitor else []
    if shell.flash and not part:
        put.append(cookies.remove(request, "flash"))
    headers = {**HEADERS, **_ends_in(request), **({"HX-Push-Url": place} if place and part else {})}
    return Response(body, media_type=HTML, status_code=status, headers=headers, cookies=put)


def redirect(
    request: WebRequest, path: str, note: Told | None = None, *, put: list[Cookie] | None = None
) -> Response[str]:
    """Go on to ``path``: 303, or for htmx the header that makes it load the page. ``note`` is told there."""
    jar = [*(put or []), *([flash.told(request, note)] if note else [])]
    if from_htmx(request):
        return Response("", media_type=HTML, headers={**HEADERS, "HX-Redirect": path}, cookies=jar)
    return Response("", media_type=HTML, status_code=303, headers={**HEADERS, "Location": path}, cookies=jar)


def session(connection: Connection) -> Session | None:
    """The login behind this request and how long it goes on; None for visitors."""
    signed = cast("Signed | None", connection.scope.get("signed"))
    if signed is None:
        return None
    ours = web(connection)
    left = max(0, int((signed.ends_at - ours.programme.clock()).total_seconds()))
    holder = ours.signer.token("holder", str(signed.person.id))[:22]
    return Session(left, signed.final, holder, STAY)


def _ends_in(connection: Connection) -> dict[str, str]:
    found = session(connection)
    return {ENDS_IN: str(found.seconds)} if found else {}


def _visitor(request: WebRequest) -> str:
    return cookies.read(request, "visitor") or random_id()


def _shell(
    request: WebRequest, title: str, visitor: str, *, caption: str, back: Link | None, failed: bool, query: str
) -> Shell:
    ours, lang = web(request), language(request)
    person: Person | None = request.scope.get("user")
    words, places = say(lang), ours.places[0]
    return Shell(
        title=title, lang=lang, caption=caption, back=back, failed=failed,
        tagline=words("Microgrants for libraries"),
        footer=Footer(ours.version, ABOUT, ACCESSIBILITY, SHORTCUTS, CHECK, SUMMARIES),
        nav=places.links(person, request.url.path, words),
        languages=language_links(request, lang),
        person=_shown(person, lang),
        sign_in_url="/sign-in" if person is None and request.url.path != "/sign-in" else None,
        search=places.search(person, query),
        flash=flash.flashes(request),
        csrf=csrf.token(request, visitor),
        session=session(request),
        shortcuts=places.shortcuts(person, words),
        now=ours.programme.clock(),
        address=here(request),
    )  # fmt: skip


def _shown(person: Person | None, lang: Lang) -> Shown | None:
    if person is None:
        return None
    roles = ", ".join(label("role", role, lang) for role in Role if role in person.roles)
    acts = person.roles - {Role.VIEWER}
    return Shown(person.name, roles, "/sign-out", f"/people/{person.id}/replay" if acts else "")
