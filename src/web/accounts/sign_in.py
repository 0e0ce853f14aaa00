"""Signing in: by login and password, throttled before the password is looked at. On a demo also by one button.

A login's id is made anew at every sign-in; nothing that the browser brought along is ever adopted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

import msgspec
from litestar import Response, get, post
from litestar.datastructures import Cookie

from web.support import cookies, kept
from web.support.context import WebRequest, run, web
from web.support.forms import Refusal
from web.support.guards import EVERYONE, PUBLIC, allow
from web.support.language import Say, language, say
from web.support.page import redirect, render
from web.support.paths import local
from web.support.posted import posted

NO_MATCH: Final = "This login and password do not match."
LONGEST: Final = 200
"""Characters of a password that are looked at; more is refused, since hashing takes time."""


class DemoAccount(msgspec.Struct, frozen=True):
    """An account of a demo database. Its password is public; ``pl`` and ``en`` say what it is for."""

    login: str
    password: str
    name: str
    roles: tuple[str, ...] = ()
    pl: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the page says beside the form."""

    status: int = 200
    login: str = ""
    errors: dict[str, str] = field(default_factory=dict)
    refusal: Refusal | None = None
    kept: str = ""
    ended: str = ""


@get("/sign-in", guards=[PUBLIC], include_in_schema=False)
async def show_sign_in(request: WebRequest) -> Response[str]:
    """The form; on a demo also its accounts."""
    return await _page(
        request, request.query_params.get("next", ""), Answer(ended=request.query_params.get("ended", ""))
    )


@post("/sign-in", guards=[PUBLIC], status_code=200, include_in_schema=False)
async def sign_in(request: WebRequest) -> Response[str]:
    """Open a login and go on to the page that was wanted."""
    sent, words = await posted(request), say(language(request))
    login, password, wanted = sent.get("login").strip(), sent.get("password"), sent.get("next")
    errors = _missing(login, password, words)
    typed = sent.get(kept.FIELD)
    if errors:
        return await _page(request, wanted, Answer(422, login, errors, kept=typed))
    programme, now = web(request).programme, web(request).programme.clock()
    if wait := await run(programme.throttle.attempt, login, address(request), now):
        return await _page(request, wanted, Answer(429, login, refusal=_throttled(wait, words), kept=typed))
    person = await run(programme.people.recognise, login, password)
    if person is None:
        return await _page(request, wanted, Answer(422, login, {"login": words(NO_MATCH)}, kept=typed))
    await run(programme.throttle.forget, login)
    await _end(request)
    opened = await run(programme.logins.open, person.id, now)
    put = [cookies.write(request, "login", opened), cookies.remove(request, "visitor")]
    if found := kept.opened(request, typed, person.id):
        return _again(request, found, opened, put)
    return redirect(request, local(wanted), put=put)


@post("/sign-out", guards=[allow(*EVERYONE)], status_code=200, include_in_schema=False)
async def sign_out(request: WebRequest) -> Response[str]:
    """End the login: a copy of its cookie is worth nothing from now on."""
    await _end(request)
    return redirect(request, "/sign-in", put=[cookies.remove(request, "login")])


def address(request: WebRequest) -> str:
    """Where the visitor comes from; behind a trusted proxy as that proxy says."""
    forwarded = request.headers.get("x-forwarded-for", "") if web(request).settings.trusted_proxy else ""
    return forwarded.rpartition(",")[2].strip() or (request.client.host if request.client else "")


def _again(request: WebRequest, found: kept.Kept, login: str, put: list[Cookie]) -> Response[str]:
    """Between signing in and the form that came too late: one button shows it again, as it was typed."""
    token = web(request).signer.token("csrf", login)
    answer = render(
        request, "accounts/again.html", title=say(language(request))("You are signed in again"), kept=found,
        token=token, again=kept.AGAIN,
    )  # fmt: skip
    answer.cookies.extend(put)
    return answer


async def _end(request: WebRequest) -> None:
    if brought := cookies.read(request, "login"):
        programme = web(request).programme
        await run(programme.logins.end, brought, programme.clock())


async def _page(request: WebRequest, wanted: str, answer: Answer) -> Response[str]:
    demo = await run(_demo_accounts, web(request).programme)
    words = say(language(request))
    return render(
        request, "accounts/sign_in.html", title=words("Sign in"), status=answer.status, posts=True,
        failed=bool(answer.errors or answer.refusal), wanted=local(wanted, ""), login=answer.login[:LONGEST],
        errors=answer.errors, refusal=answer.refusal, demo=demo, kept=answer.kept, ended=answer.ended,
    )  # fmt: skip


def _demo_accounts(programme: Any) -> list[DemoAccount]:
    """Only a database made by the demo has them."""
    kept = programme.mark("demo_accounts") if programme.mark("demo") is not None else None
    return msgspec.json.decode(kept, type=list[DemoAccount]) if kept else []


def _missing(login: str, password: str, words: Say) -> dict[str, str]:
    errors: dict[str, str] = {}
    if not login:
        errors["login"] = words("Enter your login")
    if not password:
        errors["password"] = words("Enter your password")
    elif len(password) > LONGEST or len(login) > LONGEST:
        errors["login"] = words(NO_MATCH)
    return errors


def _throttled(wait: timedelta, words: Say) -> Refusal:
    minutes = max(1, -(-int(wait.total_seconds()) // 60))
    return Refusal(
        "sign_in.too_many",
        words("There were too many attempts for this login or from this address."),
        advice=words("Try again in %(minutes)d min.") % {"minutes": minutes},
    )
