"""A grant replayed: what happened, step by step, grouped by what caused it; each step on a page of its own."""

from __future__ import annotations

from functools import partial
from typing import Any, Final
from uuid import UUID

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import ServerSentEvent
from msgspec import structs

from grants.read.trail.seeking import About
from grants.wording.catalogues import Lang
from web.audit.replay_chosen import FULL, Chosen, chosen
from web.audit.replay_page import WHOLE, Found, View, as_json, eyes_of, found, limit_of, view, wants_json
from web.audit.replay_words import Eyes
from web.audit.seal import bounded
from web.support.asking import Asked, Reading, answer, reading
from web.support.context import Web, WebRequest, web
from web.support.guards import OWN_FILES, allow
from web.support.language import language
from web.support.page import render
from web.support.past import Past
from web.support.paths import with_query
from web.support.shell import Link

SEE: Final = allow(*OWN_FILES)
"""A viewer sees figures, not files."""


@get(["/grants/{id_:uuid}/replay", "/grants/{id_:uuid}/replay.json"], guards=[SEE], include_in_schema=False)
async def replay_page(request: WebRequest, id_: FromPath[UUID]) -> Response[Any]:
    """A page of steps, or all of them as JSON. While the grant is open, new ones come by themselves."""
    json = wants_json(request)

    def load(asked: Asked) -> Response[Any]:
        eyes = eyes_of(asked.person)
        what = _found(asked, id_, chosen(asked, _path(id_)), eyes, json=json, look_back=asked)
        if json:
            return as_json(asked, what)
        name, shown = _name(what), _view(asked, what, eyes)
        return render(
            request, "audit/replay.html", title=asked.say("Replay"), caption=name, back=Link(name, f"/grants/{id_}"),
            shown=shown, now=asked.now, failed=what.chosen.failed, status=422 if what.chosen.failed else 200,
        )  # fmt: skip

    return await answer(request, load)


@get("/grants/{id_:uuid}/replay/live", guards=[SEE], include_in_schema=False)
async def replay_live(request: WebRequest, id_: FromPath[UUID]) -> ServerSentEvent:
    """Server-sent events: the same page of steps again whenever it differs; not for what is closed."""

    def load(asked: Asked) -> tuple[Chosen, Eyes]:
        picked, eyes = chosen(asked, _path(id_)), eyes_of(asked.person)
        if picked.failed or not _follows(_found(asked, id_, picked, eyes)):
            raise NotFoundException
        return picked, eyes

    picked, eyes = await answer(request, load)
    ours, lang = web(request), language(request)
    key = ("replay", str(id_), lang, repr(eyes), picked.href(at=picked.at))
    return ours.hub.stream(key, partial(_draw, ours, id_, lang, picked, eyes))


@get("/grants/{id_:uuid}/replay/{version:int}", guards=[SEE], include_in_schema=False)
async def step_page(request: WebRequest, id_: FromPath[UUID], version: FromPath[int]) -> Response[Any]:
    """One step; its address stays for ever, because versions do."""

    def load(asked: Asked) -> Response[Any]:
        path, eyes = _path(id_), eyes_of(asked.person)
        picked = Chosen(path, Past(path=path, typed={}), density=FULL)
        what = _found(asked, id_, picked, eyes, version=bounded(version))
        if not what.replay.steps:
            raise NotFoundException
        name, shown = _name(what), view(asked, what, eyes)
        return render(
            request, "audit/step.html", title=asked.say("Step %(number)s") % {"number": version}, caption=name,
            back=Link(name, f"/grants/{id_}"), shown=shown, group=shown.groups[0], step=shown.groups[0].lead,
        )  # fmt: skip

    return await answer(request, load)


def _path(grant: UUID) -> str:
    return f"/grants/{grant}/replay"


def _found(
    asked: Reading, id_: UUID, picked: Chosen, eyes: Eyes, *, json: bool = False, version: int | None = None,
    look_back: Asked | None = None,
) -> Found:  # fmt: skip
    """NotFoundException for no grant, and for another library's. A library's people are told nothing of what else a
    command did.
    """
    sought = structs.replace(picked.sought(About.GRANT, id_), version=version, only=None if eyes.all else id_)
    sought = structs.replace(sought, commands=False) if json else sought
    limit = WHOLE if json else limit_of(picked)
    what = found(asked, sought, picked, limit, states=True, look_back=look_back)
    if not what.replay.last or eyes.library not in (None, what.replay.library):
        raise NotFoundException
    return what


def _follows(what: Found) -> bool:
    """New steps come by themselves where they would stand: at the end of the last page, or the head of the first."""
    page, picked = what.replay, what.chosen
    here = not (page.previous if picked.newest else page.next)
    return page.open and here and not picked.failed and picked.past.then is None


def _view(asked: Reading, what: Found, eyes: Eyes) -> View:
    picked = what.chosen
    live = with_query(f"{picked.path}/live", **picked.query, at=picked.at) if _follows(what) else ""
    return view(asked, what, eyes, live)


def _name(what: Found) -> str:
    """The library's that leads the grant."""
    library = what.replay.library
    return what.words.name(library) if library else ""


def _draw(ours: Web, id_: UUID, lang: Lang, picked: Chosen, eyes: Eyes) -> str:
    shown = reading(ours.programme, lang, lambda asked: _view(asked, _found(asked, id_, picked, eyes), eyes))
    return ours.templates.get_template("audit/replay_live.html").render(lang=lang, shown=shown)


ROUTES = [replay_page, replay_live, step_page]
