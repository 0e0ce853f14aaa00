"""The seal, for anybody: the newest head to keep, earlier ones, and how to check us without trusting us."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import msgspec
from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from grants.read import sealing
from grants.read.sealing import KeptHead, Standing
from grants.wording.sealing import sealed
from web.support.asking import Reading, reading
from web.support.context import WebRequest, run, web
from web.support.download import JSON, download
from web.support.guards import GREETING, PUBLIC
from web.support.language import language, say
from web.support.page import render
from web.support.shell import Link

PATH: Final = "/seal"
PAGE: Final = 20
VERIFIER: Final = "verify_podaj_dalej.py"


@dataclass(frozen=True, slots=True)
class Shown:
    """``key``: the newest public key known here; ``older``: heads of this page; ``next``: where still earlier ones are.

    ``first``: whether this page begins with the head before the newest.
    """

    standing: Standing | None
    key: str
    older: list[KeptHead]
    next: str | None
    first: bool


@dataclass(frozen=True, slots=True)
class Between:
    """Two heads as somebody typed them, by the number of events under each, and what is wrong with that."""

    old: str = ""
    new: str = ""
    errors: dict[str, str] = field(default_factory=dict)


@get(PATH, guards=[GREETING], include_in_schema=False)
async def seal_page(request: WebRequest) -> Response[str]:
    """Where the seal stands; ``?below=`` leads to heads over fewer events."""
    return await _page(request, Between())


async def _page(request: WebRequest, between: Between) -> Response[str]:
    ours = web(request)
    below = _number(request.query_params.get("below", ""))
    shown = await run(reading, ours.programme, language(request), lambda asked: _shown(asked, below))
    title, wrong = say(language(request))("The seal of the log"), bool(between.errors)
    return render(
        request,
        "audit/seal.html",
        title=title,
        shown=shown,
        between=between,
        failed=wrong,
        status=422 if wrong else 200,
    )


@get(f"{PATH}/check", guards=[GREETING], include_in_schema=False)
async def check_page(request: WebRequest) -> Response[str]:
    """For who has never heard of hashes: what can be checked, with what, and what each answer means."""
    ours = web(request)
    shown = await run(reading, ours.programme, language(request), lambda asked: _shown(asked, None))
    words = say(language(request))
    back = Link(words("The seal of the log"), PATH)
    return render(request, "audit/seal_check.html", title=words("How to check us"), back=back, shown=shown)


@get(f"{PATH}/heads/{{size:int}}", guards=[PUBLIC], include_in_schema=False)
async def head_file(request: WebRequest, size: FromPath[int]) -> Response[bytes]:
    """One head as others keep it."""
    programme = web(request).programme
    found = await run(
        reading, programme, language(request), lambda asked: sealing.head_over(asked.database, bounded(size))
    )
    if found is None:
        raise NotFoundException
    return download(found.note, f"podaj-dalej-head-{size}.txt")


@get(f"{PATH}/heads/{{size:int}}/consistency", guards=[PUBLIC], include_in_schema=False)
async def consistency_file(request: WebRequest, size: FromPath[int]) -> Response[bytes]:
    """The proof that what was sealed then still stands, unaltered, at the beginning of today's log."""
    try:
        proof = await run(sealing.consistency, web(request).programme.log, bounded(size))
    except LookupError:
        raise NotFoundException from None
    except sealing.NoProof as no:
        return download(f"{sealed(no.code, language(request), **no.params)}\n", "no-proof.txt")
    newest = sealing.size_of(proof["new"])
    return download(msgspec.json.encode(proof).decode(), f"podaj-dalej-consistency-{size}-{newest}.json", JSON)


@get(f"{PATH}/consistency", guards=[GREETING], include_in_schema=False)
async def between_file(request: WebRequest) -> Response[bytes] | Response[str]:
    """The same between any two heads that are kept here; what was typed wrong is told on the page of the seal."""
    if not request.query_params:
        return await _page(request, Between())
    old, new = (request.query_params.get(name, "").strip() for name in ("old", "new"))
    sizes, words = {"old": _number(old), "new": _number(new)}, say(language(request))
    errors = {name: words("Enter a number of events, digits only") for name, size in sizes.items() if size is None}
    first, second = sizes["old"], sizes["new"]
    if first is None or second is None:
        return await _page(request, Between(old, new, errors))
    try:
        proof = await run(sealing.consistency, web(request).programme.log, first, second)
    except LookupError as error:
        name = "old" if error.args == (str(first),) else "new"
        none = words("No head over this number of events is kept here: see the list above")
        return await _page(request, Between(old, new, {name: none}))
    except sealing.NoProof as no:
        return await _page(request, Between(old, new, {"new": sealed(no.code, language(request), **no.params)}))
    name = f"podaj-dalej-consistency-{min(first, second)}-{max(first, second)}.json"
    return download(msgspec.json.encode(proof).decode(), name, JSON)


@get(f"{PATH}/{VERIFIER}", guards=[PUBLIC], include_in_schema=False)
async def verifier_file() -> Response[bytes]:
    """The offline verifier; nothing in it depends on this server."""
    return download(sealing.verifier(), VERIFIER, "text/x-python")


@get(f"{PATH}/keys.json", guards=[PUBLIC], include_in_schema=False)
async def keys_file(request: WebRequest) -> Response[bytes]:
    """All public keys there were, each later one signed by the one before it."""
    known = await run(sealing.known_keys, web(request).programme.key_file)
    if not known:
        raise NotFoundException
    return download(msgspec.json.encode(known).decode(), "podaj-dalej-keys.json", JSON)


def bounded(number: int) -> int:
    """A number from an address, as far as databases count; NotFoundException beyond."""
    if not 0 <= number < 2**63 - 1:
        raise NotFoundException
    return number


def _shown(asked: Reading, below: int | None) -> Shown:
    standing = sealing.standing(asked.database)
    known = sealing.known_keys(asked.programme.key_file)
    key = known[-1].key if known else ""
    if standing is None or standing.head is None:
        return Shown(standing, key, [], None, first=True)
    start = standing.head.size if below is None else min(below, standing.head.size)
    older = sealing.heads(asked.database, below=start, limit=PAGE + 1)
    more = f"{PATH}?below={older[PAGE - 1].size}" if len(older) > PAGE else None
    return Shown(standing, key, older[:PAGE], more, first=below is None)


def _number(written: str) -> int | None:
    """What stands in an address is a number or nothing."""
    return int(written) if written.isascii() and written.isdigit() and len(written) < 19 else None  # noqa: PLR2004


ROUTES = [seal_page, check_page, head_file, consistency_file, between_file, verifier_file, keys_file]
