"""A dossier for an auditor without an account: a signed link that ends by itself and can be taken back."""

from __future__ import annotations

from typing import Any, Final

from litestar import Response, get
from litestar.exceptions import HTTPException
from litestar.params import FromPath
from litestar.response import Stream

from grants.dossier import Subject, subject
from web.audit.dossier import handed_out
from web.audit.dossier_token import Meant, meant
from web.support.asking import Reading, reading
from web.support.context import WebRequest, run, web
from web.support.guards import PUBLIC
from web.support.language import language, say
from web.support.page import render

UNSEEN: Final = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "no-referrer"}


@get("/dossiers/{token:str}", guards=[PUBLIC], include_in_schema=False)
async def link_page(request: WebRequest, token: FromPath[str]) -> Response[str]:
    """What the link leads to and until when; the file itself takes a click, so that mail scanners make none."""
    told = meant(web(request).signer, token)
    about = await _leads_to(request, told) if told else None
    if told is None or about is None:
        return _nowhere(request, told)
    answer = render(
        request, "audit/dossier_link.html", title=about.title, caption=about.caption, about=about,
        file=f"/dossiers/{token}/file", until=told.expires_at,
    )  # fmt: skip
    answer.headers |= UNSEEN
    return answer


@get("/dossiers/{token:str}/file", guards=[PUBLIC], include_in_schema=False)
async def link_file(request: WebRequest, token: FromPath[str]) -> Stream | Response[str]:
    """The file, made now. 429: the link was used too often in this hour."""
    told, ours = meant(web(request).signer, token), web(request).programme
    about = await _leads_to(request, told) if told else None
    if told is None or about is None:
        return _nowhere(request, told)
    if not await run(ours.links.take, told.link, ours.clock()):
        raise HTTPException(status_code=429, headers={"Retry-After": "3600"})
    return await handed_out(request, about)


def _nowhere(request: WebRequest, told: Meant | None) -> Response[str]:
    """410: the link was ours and is over; 404: this server never made it, or somebody changed it."""
    title = say(language(request))("This link does not work")
    answer = render(
        request, "audit/dossier_nowhere.html", title=title, status=410 if told else 404, over=told is not None
    )
    answer.headers |= UNSEEN
    return answer


async def _leads_to(request: WebRequest, told: Meant) -> Subject | None:
    """None: the link ended or was taken back."""
    ours = web(request).programme
    if ours.clock() >= told.expires_at:
        return None
    found = await run(ours.links.find, told.link)
    if found is None or found.revoked:
        return None

    def load(asked: Reading) -> Subject | None:
        return subject(asked.database, found.kind, found.subject, asked.lang)

    return await run(reading, ours, language(request), load)


ROUTES: Final[list[Any]] = [link_page, link_file]
