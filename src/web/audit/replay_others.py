"""Replays of a library, of a round, of what one person did, and of what one command caused; drawn as a grant's is."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from litestar import Response, get
from litestar.exceptions import NotFoundException, PermissionDeniedException
from litestar.params import FromPath
from msgspec import structs

from grants.read.trail.plain import ROLES
from grants.read.trail.seeking import About
from grants.wording.labels import label, round_name
from grants.wording.speech import short_id
from web.audit.replay_chosen import COMMAND, FULL, chosen
from web.audit.replay_page import JSON_PAGE, OVERSEERS, Found, as_json, eyes_of, found, limit_of, view, wants_json
from web.support.asking import Asked, answer
from web.support.context import WebRequest
from web.support.guards import FILES, OWN_FILES, allow, who
from web.support.page import render
from web.support.shell import Link

SEE: Final = allow(*FILES)
"""A library's people see what happened to each of their grants; what others do is not theirs to see."""
ACT: Final = allow(*OWN_FILES)


@get(["/libraries/{id_:uuid}/replay", "/libraries/{id_:uuid}/replay.json"], guards=[SEE], include_in_schema=False)
async def library_replay(request: WebRequest, id_: FromPath[UUID]) -> Response[Any]:
    """All its grants, coalitions and own data, also what it took part in as a partner."""
    return await _page(request, About.LIBRARY, id_, f"/libraries/{id_}/replay")


@get(["/rounds/{id_:uuid}/replay", "/rounds/{id_:uuid}/replay.json"], guards=[SEE], include_in_schema=False)
async def round_replay(request: WebRequest, id_: FromPath[UUID]) -> Response[Any]:
    """The round's own steps and those of its grants and coalitions, in the order of the log."""
    return await _page(request, About.ROUND, id_, f"/rounds/{id_}/replay")


@get(["/people/{id_:uuid}/replay", "/people/{id_:uuid}/replay.json"], guards=[ACT], include_in_schema=False)
async def person_replay(request: WebRequest, id_: FromPath[UUID]) -> Response[Any]:
    """For the person, auditors and managers; for a library's people nobody else is there."""
    reader = who(request)
    if id_ != reader.id and not reader.roles & OVERSEERS:
        raise NotFoundException if reader.library else PermissionDeniedException
    return await _page(request, About.PERSON, id_, f"/people/{id_}/replay")


@get(["/commands/{id_:uuid}/replay", "/commands/{id_:uuid}/replay.json"], guards=[SEE], include_in_schema=False)
async def command_replay(request: WebRequest, id_: FromPath[UUID]) -> Response[Any]:
    """Every step in full, whatever it belongs to: the lasting address of steps that have no page of their own."""
    return await _page(request, About.COMMAND, id_, f"/commands/{id_}/replay")


async def _page(request: WebRequest, about: About, id_: UUID, path: str) -> Response[Any]:
    json = wants_json(request)

    def load(asked: Asked) -> Response[Any]:
        what = _found(asked, about, id_, path, json=json)
        caption, back = _about(asked, about, id_, what)
        if json:
            return as_json(asked, what)
        wrong = what.chosen.failed
        return render(
            request, "audit/replay.html", title=_title(asked, about, id_), caption=caption, back=back, now=asked.now,
            shown=view(asked, what, eyes_of(asked.person)), failed=wrong, status=422 if wrong else 200,
        )  # fmt: skip

    return await answer(request, load)


def _found(asked: Asked, about: About, id_: UUID, path: str, *, json: bool) -> Found:
    """States only where they are told: each grant of the page is folded from its beginning."""
    picked = chosen(asked, path, FULL if about is About.COMMAND else COMMAND)
    sought = structs.replace(picked.sought(about, id_), commands=picked.density == COMMAND and not json)
    states, limit = json or picked.density == FULL, JSON_PAGE if json else limit_of(picked)
    return found(asked, sought, picked, limit, states=states, ids=[id_], look_back=asked)


def _title(asked: Asked, about: About, id_: UUID) -> str:
    if id_ == asked.person.id:
        return asked.say("What I did")
    words = {
        About.LIBRARY: asked.say("Replay of the library"), About.ROUND: asked.say("Replay of the round"),
        About.PERSON: asked.say("What this person did"), About.COMMAND: asked.say("What this command caused"),
    }  # fmt: skip
    return words[about]


def _about(asked: Asked, about: About, id_: UUID, what: Found) -> tuple[str, Link | None]:
    """What it is called and where one came from; NotFoundException for what there is not."""
    if about is About.LIBRARY and id_ in what.words.libraries:
        name = what.words.libraries[id_]
        return name, Link(name, f"/libraries/{id_}")
    if about is About.ROUND and id_ in what.rounds:
        return round_name(what.rounds[id_], asked.lang), Link(asked.say("Dashboard of the round"), f"/rounds/{id_}")
    if about is About.PERSON and (id_ in what.words.said.people or what.replay.steps):
        role = ROLES.get(id_)
        return (label("role", role, asked.lang) if role else what.words.person(id_)), None
    if about is About.COMMAND and what.replay.steps:
        return short_id(id_), None
    raise NotFoundException


ROUTES = [library_replay, round_replay, person_replay, command_replay]
