"""What audits found: the list, and a page for each, now or as of a past day. For auditors, and for the staff who have
to answer for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from grants.findings.commands import RecordFinding
from grants.kernel.codes import Role
from grants.kernel.envelope import Happened
from grants.read import days
from grants.read.asking import ask_all
from grants.read.findings import Found, Sought, finding_question, found_by, listed_question
from grants.read.rounds import RoundNow, first_opened_question, rounds_question
from grants.wording.labels import round_name
from web.audit.finding_words import PATH, Line, dated, line_of, lines_of, questions
from web.support.asking import Asked, answer
from web.support.context import WebRequest
from web.support.guards import FILES, allow, may
from web.support.language import language, say
from web.support.page import render
from web.support.past import Past, wished
from web.support.paths import page_at, with_query
from web.support.prose import Entry, libraries_in, named_by, told
from web.support.shell import Link

READERS: Final = allow(*FILES)
"""A library hears of a finding from staff; a viewer sees figures, not files."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A page of the list. ``about``: what it was narrowed to, if to one grant or library.

    ``reads``: whether this reader may see what auditors read.
    """

    lines: list[Line]
    rounds: list[tuple[str, str]]
    round: str
    about: Link | None
    new: str | None
    reads: bool
    previous: str | None
    next: str | None


@dataclass(frozen=True, slots=True)
class One:
    """A finding, and the event that shows it, if one is named. ``past``: or why it cannot be shown."""

    line: Line
    event: Entry | None
    past: Past


@get(PATH, guards=[READERS], include_in_schema=False)
async def findings_page(request: WebRequest) -> Response[str]:
    """The newest first; of one round, library or grant, or all; now, or as of any past day (``as_of``, ``known``)."""
    shown, past = await answer(request, listing)
    wrong = bool(past.errors)
    return render(
        request, "audit/findings.html", fragment=None if wrong else "audit/_findings.html",
        title=say(language(request))("Audit findings"), shown=shown, past=past, failed=wrong,
        status=422 if wrong else 200,
    )  # fmt: skip


@get(PATH + "/{finding:uuid}", guards=[READERS], include_in_schema=False)
async def finding_page(request: WebRequest, finding: FromPath[UUID]) -> Response[str]:
    """One finding, and the event that shows it; now, or as of any past day on which it was known."""
    shown = await answer(request, lambda asked: one(asked, finding))
    words, wrong = say(language(request)), bool(shown.past.errors)
    back = Link(words("Audit findings"), shown.past.keep(PATH))
    title = words("Finding: %(severity)s") % {"severity": shown.line.severity}
    return render(
        request, "audit/finding.html", title=title, caption=shown.line.about.label, back=back, line=shown.line,
        event=shown.event, code=str(finding), past=shown.past, failed=wrong, status=422 if wrong else 200,
    )  # fmt: skip


def listing(asked: Asked) -> tuple[Shown, Past]:
    """Two questions, however many findings there are. No lines where the days cannot be shown."""
    sought = Sought(*(id_of(asked.query.get(name)) for name in Sought.__struct_fields__))
    chosen = {name: str(getattr(sought, name) or "") for name in Sought.__struct_fields__}
    past = wished(asked, PATH, **chosen)
    then = found_by(past.then.as_of, days.upto(past.then.known)) if past.then else []
    rounds, first, page = ask_all(
        asked.database, rounds_question(), first_opened_question(),
        listed_question(sought, asked.query.get("at"), then=then),
    )  # fmt: skip
    past = past.settle(first, asked)
    may_act = may(RecordFinding).permits(past.onlooker(asked).person) and not past.errors
    lines = [] if past.errors else [dated(line, past) for line in lines_of(asked, page.rows, rounds)]
    narrowed = past.keep(PATH, **chosen)
    return Shown(
        lines=lines, rounds=[(str(each.id), round_name(each, asked.lang)) for each in rounds],
        round=chosen["round"], about=lines[0].about if lines and (sought.grant or sought.library) else None,
        new=with_query(f"{PATH}/new", **chosen) if may_act else None,
        reads=Role.MANAGER in asked.person.roles,
        previous=page_at(narrowed, page.previous), next=page_at(narrowed, page.next),
    ), past  # fmt: skip


def one(asked: Asked, id_: UUID) -> One:
    """The finding, and the event that it points to."""
    past = wished(asked, f"{PATH}/{id_}")
    found, rounds, first = ask_all(asked.database, finding_question(id_), rounds_question(), first_opened_question())
    if found is None:
        raise NotFoundException
    past = past.settle(first, asked, there=_there(found, past))
    line, event = _told(asked, found, {each.id: each for each in rounds})
    return One(dated(line, past), event, past)


def _there(found: Found, past: Past) -> bool:
    """Whether it had been found, and was recorded, by the days that are asked for."""
    then = past.then
    return then is None or (found.occurred_on <= then.as_of and found.known_on <= then.known)


def _told(asked: Asked, found: Found, rounds: dict[UUID, RoundNow]) -> tuple[Line, Entry | None]:
    events = event_at(asked, found.event_stream, found.event_version)
    said, names = ask_all(asked.database, *questions([found], libraries_in(events)))
    line = line_of(found, said, names, rounds, asked)
    return line, next(iter(told(asked.lang, events, named_by(names), said.people)), None)


def event_at(asked: Asked, stream: UUID | None, version: int | None) -> list[Happened]:
    """The one event, or nothing where none is named or there is none."""
    if stream is None or version is None:
        return []
    return asked.programme.log.stream(stream, after=version - 1, upto=version)


def id_of(text: str | None) -> UUID | None:
    """An id out of an address, or None."""
    try:
        return UUID(text or "")
    except ValueError:
        return None


ROUTES = [findings_page, finding_page]
