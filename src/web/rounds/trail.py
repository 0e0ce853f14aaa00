"""What happened to a round, or to a programme, step by step: rules, calls, and the money set aside for each grant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from grants.read.rounds import programme_now
from grants.read.trail.own import OwnStep, own_steps
from grants.wording.labels import label, round_name
from grants.wording.sentences import sentence
from grants.wording.speech import short_id
from web.rounds.rules import the_round
from web.support.asking import Asked, answer
from web.support.context import WebRequest
from web.support.guards import FILES, allow
from web.support.page import render
from web.support.paths import with_query
from web.support.prose import Entry
from web.support.shell import Link

SEE: Final = allow(*FILES)
"""A viewer sees figures, not files."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A page of a trail. ``replay``: of a round with all its grants, step by step."""

    title: str
    caption: str
    back: Link
    entries: list[Entry]
    older: str | None
    newer: str | None
    replay: str | None


@get("/rounds/{round_:uuid}/trail", guards=[SEE], include_in_schema=False)
async def round_trail(request: WebRequest, round_: FromPath[UUID]) -> Response[str]:  # noqa: ARG001  read from the path
    """Forty steps, the newest first. What happened to its grants is in its replay."""
    return _page(request, await answer(request, _of_round))


@get("/programmes/{programme:uuid}/trail", guards=[SEE], include_in_schema=False)
async def programme_trail(request: WebRequest, programme: FromPath[UUID]) -> Response[str]:  # noqa: ARG001  likewise
    """Likewise of a programme."""
    return _page(request, await answer(request, _of_programme))


def _page(request: WebRequest, shown: Shown) -> Response[str]:
    return render(request, "rounds/trail.html", title=shown.title, caption=shown.caption, back=shown.back, shown=shown)


def _of_round(asked: Asked) -> Shown:
    found = the_round(asked)
    back = Link(asked.say("Dashboard of the round"), f"/rounds/{found.id}")
    return _shown(asked, found.id, asked.say("Trail of the round"), round_name(found, asked.lang), back)


def _of_programme(asked: Asked) -> Shown:
    found = programme_now(asked.database, asked.path["programme"])
    if found is None:
        raise NotFoundException
    back = Link(found.name, f"/programmes/{found.id}")
    return _shown(asked, found.id, asked.say("Trail of the programme"), f"{found.code} · {found.name}", back)


def _shown(asked: Asked, stream: UUID, title: str, caption: str, back: Link) -> Shown:
    found = own_steps(asked.database, asked.programme.log, stream, asked.query.get("at"))
    place = f"{back.href}/trail"
    return Shown(
        title, caption, back, [told(step, asked) for step in found.rows],
        older=with_query(place, at=found.next) if found.next else None,
        newer=with_query(place, at=found.previous) if found.previous else None,
        replay=f"{back.href}/replay" if "round_" in asked.path else None,
    )  # fmt: skip


def told(step: OwnStep, asked: Asked, *, named: bool = True) -> Entry:
    """Money set aside leads to its grant; everything else stands here. ``named`` False: the role instead of a name."""
    event, role = step.event, label("role", step.event.actor_role, asked.lang)
    who = step.who if named else None
    return Entry(
        sentence=sentence(event, asked.lang), actor=who or role, role=role if who else "",
        occurred_on=event.occurred_on, recorded_at=event.timestamp,
        code=f"{short_id(event.originator_id)}/{event.originator_version}",
        href=_href(step, asked), tone="quiet" if step.grant else "plain",
    )  # fmt: skip


def _href(step: OwnStep, asked: Asked) -> str:
    if step.grant is not None:
        return f"/grants/{step.grant}"
    if "round_" in asked.path:
        return f"/rounds/{asked.path['round_']}/rules"
    return f"/programmes/{asked.path['programme']}"


ROUTES = [round_trail, programme_trail]
