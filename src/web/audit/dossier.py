"""The dossier of a grant, library or round: one click for who reads across libraries, a link for who has no account.

Links are made, listed and taken back here; what a link leads to stands in ``dossier_link``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from tempfile import TemporaryFile
from typing import Any, Final
from uuid import UUID

from litestar import Response, get, post
from litestar.exceptions import HTTPException, NotFoundException
from litestar.params import FromPath
from litestar.response import Stream

from grants.dossier import Subject, TooLarge, make, subject
from grants.read.dossier_links import LinkMade, links_made
from grants.read.sealing import NoProof
from grants.wording.sealing import sealed
from grants.wording.speech import counted
from web.audit.dossier_token import token
from web.audit.proof import MAY
from web.support.asking import Asked, answer
from web.support.context import WebRequest, run, web
from web.support.download import ZIP, download_whole
from web.support.flash import Told
from web.support.guards import who
from web.support.language import Say, language, say
from web.support.page import redirect, render
from web.support.posted import Posted, posted
from web.support.shell import Link

KINDS: Final = {"grants": "grant", "libraries": "library", "rounds": "round"}
PATHS: Final = [f"/{things}/{{id_:uuid}}/dossier" for things in KINDS]
DAYS: Final = (1, 3, 7, 14, 30, 90)
USUAL: Final = 14
LONGEST: Final = 200
"""Characters of who a link is for."""


@dataclass(frozen=True, slots=True)
class MadeLink:
    """A link as the page lists it. ``address``: what the auditor gets; empty once it leads nowhere."""

    made: LinkMade
    address: str
    state: str


@dataclass(frozen=True, slots=True)
class Shown:
    """``home``: the page of what it is about; ``here``: this page."""

    about: Subject
    home: str
    here: str
    links: list[MadeLink]
    choices: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Typed:
    """The form as it was sent, and what is wrong with it."""

    for_whom: str = ""
    days: str = str(USUAL)
    errors: dict[str, str] = field(default_factory=dict)
    status: int = 200


@get(PATHS, guards=[MAY], include_in_schema=False)
async def dossier_page(request: WebRequest, id_: FromPath[UUID]) -> Response[str]:  # noqa: ARG001  read from the path
    """What is in it, the file, and the links to it."""
    return await _page(request, Typed())


@get([f"{path}/file" for path in PATHS], guards=[MAY], include_in_schema=False)
async def dossier_file(request: WebRequest, id_: FromPath[UUID]) -> Stream | Response[str]:  # noqa: ARG001  likewise
    """The file, made now."""
    return await handed_out(request, await answer(request, lambda asked: _about(request, asked)))


@post(PATHS, guards=[MAY], status_code=200, include_in_schema=False)
async def make_link(request: WebRequest, id_: FromPath[UUID]) -> Response[str]:
    """A link for somebody without an account; who made it is kept."""
    typed = _read(await posted(request), say(language(request)))
    if typed.errors:
        return await _page(request, typed)
    about, ours = await answer(request, lambda asked: _about(request, asked)), web(request).programme
    made = await run(
        ours.links.make, about.kind, id_, typed.for_whom, by=who(request).id, now=ours.clock(), days=int(typed.days)
    )
    if made is None:
        raise HTTPException(status_code=429)
    words = say(language(request))
    return redirect(
        request, f"{request.url.path}#made-links", Told(words("The link is made. Copy it from the list below."))
    )


@post([f"{path}/links/{{link:uuid}}/revoke" for path in PATHS], guards=[MAY], status_code=200, include_in_schema=False)
async def revoke_link(request: WebRequest, id_: FromPath[UUID], link: FromPath[UUID]) -> Response[str]:
    """From now on the link leads nowhere."""
    ours, words = web(request).programme, say(language(request))
    found = await run(ours.links.find, link)
    if found is None or found.subject != id_:
        raise NotFoundException
    taken = await run(ours.links.revoke, link, by=who(request).id, now=ours.clock())
    note = words("The link no longer works.") if taken else words("Somebody has already taken it back.")
    return redirect(request, f"{request.url.path.partition('/links/')[0]}#made-links", Told(note))


async def handed_out(request: WebRequest, about: Subject) -> Stream | Response[str]:
    """The dossier as a download; a page in plain words where there can be none."""
    lang, out = language(request), TemporaryFile()  # noqa: SIM115  closed by the answer that sends it
    try:
        await run(make, web(request).programme, about, lang, out)
    except (NoProof, TooLarge) as no:
        out.close()
        reason = sealed(no.code, lang, **no.params) if isinstance(no, NoProof) else sealed("dossier.too_large", lang)
        title = say(lang)("There is no dossier")
        return render(request, "audit/no_dossier.html", title=title, status=409, about=about, reason=reason)
    except BaseException:
        out.close()
        raise
    return download_whole(out, about.file, ZIP)


async def _page(request: WebRequest, typed: Typed) -> Response[str]:
    shown = await answer(request, lambda asked: _shown(request, asked))
    title = say(language(request))("Dossier")
    return render(
        request, "audit/dossier.html", title=title, status=typed.status, caption=shown.about.title,
        back=Link(shown.about.title, shown.home), failed=bool(typed.errors), shown=shown, typed=typed,
    )  # fmt: skip


def _about(request: WebRequest, asked: Asked) -> Subject:
    found = subject(asked.database, KINDS[request.url.path.split("/")[1]], asked.path["id_"], asked.lang)
    if found is None:
        raise NotFoundException
    return found


def _shown(request: WebRequest, asked: Asked) -> Shown:
    about = _about(request, asked)
    home = request.url.path.rpartition("/dossier")[0]
    links = [_listed(request, asked, each) for each in links_made(asked.database, about.id)]
    choices = [(str(n), counted("days", n, asked.lang)) for n in DAYS]
    return Shown(about, home, f"{home}/dossier", links, choices)


def _listed(request: WebRequest, asked: Asked, made: LinkMade) -> MadeLink:
    if made.revoked_at is not None:
        return MadeLink(made, "", asked.say("the link was taken back"))
    if not made.live(asked.now):
        return MadeLink(made, "", asked.say("the link ended"))
    ours = web(request)
    base = ours.settings.public_url or str(request.base_url).rstrip("/")
    return MadeLink(
        made, f"{base}/dossiers/{token(ours.signer, made.id, made.expires_at)}", asked.say("the link is valid")
    )


def _read(sent: Posted, words: Say) -> Typed:
    whom, days = sent.get("for_whom").strip(), sent.get("days")
    errors: dict[str, str] = {}
    if not whom:
        errors["for_whom"] = words("Say who the link is for: a person or an office, so that others know later")
    elif len(whom) > LONGEST or not whom.isprintable():
        errors["for_whom"] = words("Use at most 200 characters, on one line")
    if days not in map(str, DAYS):
        errors["days"] = words("Choose how long the link is valid")
    shown = "".join(letter for letter in whom if letter.isprintable())
    return Typed(shown, days, errors, 422 if errors else 200)


ROUTES: Final[list[Any]] = [dossier_page, dossier_file, make_link, revoke_link]
