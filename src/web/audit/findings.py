"""What audits found: the list, and a page for each. For auditors, and for the staff who have to answer for it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from grants.findings.commands import RecordFinding
from grants.kernel.codes import Role
from grants.kernel.envelope import Happened
from grants.read.asking import Question, ask_all
from grants.read.findings import Found, Sought, finding_question, listed_question
from grants.read.libraries import names_question
from grants.read.rounds import RoundNow, rounds_question
from grants.read.said import Erased, Said, said_question
from grants.wording.formats import day
from grants.wording.labels import label, round_name
from grants.wording.speech import short_id
from web.support.asking import Asked, answer
from web.support.context import WebRequest
from web.support.guards import FILES, allow, may
from web.support.language import language, say
from web.support.page import render
from web.support.paths import page_at, with_query
from web.support.prose import Entry, libraries_in, named_by, told
from web.support.shell import Link

PATH: Final = "/findings"
READERS: Final = allow(*FILES)
"""A library hears of a finding from staff; a viewer sees figures, not files."""
TONES: Final = {"remark": "neutral", "irregularity": "returned", "serious": "overdue"}


@dataclass(frozen=True, slots=True)
class Line:
    """One finding in words. ``about``: the page of what it is about; ``cost``: which of the grant's costs, or empty."""

    href: str
    severity: str
    tone: str
    kind: str
    words: str
    about: Link
    cost: str
    by: str
    occurred_on: date
    known_on: date


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


@get(PATH, guards=[READERS], include_in_schema=False)
async def findings_page(request: WebRequest) -> Response[str]:
    """The newest first; of one round, library or grant, or all."""
    shown = await answer(request, listing)
    return render(
        request, "audit/findings.html", fragment="audit/_findings.html", title=say(language(request))("Audit findings"),
        shown=shown,
    )  # fmt: skip


@get(PATH + "/{finding:uuid}", guards=[READERS], include_in_schema=False)
async def finding_page(request: WebRequest, finding: FromPath[UUID]) -> Response[str]:
    """One finding, and the event that shows it."""

    def load(asked: Asked) -> tuple[Line, Entry | None]:
        return one(asked, finding)

    line, event = await answer(request, load)
    words = say(language(request))
    back = Link(words("Audit findings"), PATH)
    title = words("Finding: %(severity)s") % {"severity": line.severity}
    return render(
        request, "audit/finding.html", title=title, caption=line.about.label, back=back, line=line, event=event,
        code=str(finding),
    )  # fmt: skip


def listing(asked: Asked) -> Shown:
    """Two questions, however many findings there are."""
    sought = Sought(*(id_of(asked.query.get(name)) for name in Sought.__struct_fields__))
    rounds, page = ask_all(asked.database, rounds_question(), listed_question(sought, asked.query.get("at")))
    lines = lines_of(asked, page.rows, rounds)
    narrowed = with_query(PATH, round=sought.round, library=sought.library, grant=sought.grant)
    new = with_query(f"{PATH}/new", round=sought.round, library=sought.library, grant=sought.grant)
    return Shown(
        lines=lines, rounds=[(str(each.id), round_name(each, asked.lang)) for each in rounds],
        round=str(sought.round or ""), about=lines[0].about if lines and (sought.grant or sought.library) else None,
        new=new if may(RecordFinding).permits(asked.person) else None,
        reads=Role.MANAGER in asked.person.roles,
        previous=page_at(narrowed, page.previous), next=page_at(narrowed, page.next),
    )  # fmt: skip


def one(asked: Asked, id_: UUID) -> tuple[Line, Entry | None]:
    """The finding, and the event that it points to."""
    found, rounds = ask_all(asked.database, finding_question(id_), rounds_question())
    if found is None:
        raise NotFoundException
    events = event_at(asked, found.event_stream, found.event_version)
    said, names = ask_all(asked.database, *_questions([found], libraries_in(events)))
    line = _line(found, said, names, {each.id: each for each in rounds}, asked)
    return line, next(iter(told(asked.lang, events, named_by(names), said.people)), None)


def event_at(asked: Asked, stream: UUID | None, version: int | None) -> list[Happened]:
    """The one event, or nothing where none is named or there is none."""
    if stream is None or version is None:
        return []
    return asked.programme.log.stream(stream, after=version - 1, upto=version)


def lines_of(asked: Asked, found: Sequence[Found], rounds: Sequence[RoundNow]) -> list[Line]:
    """One question for all words and names."""
    said, names = ask_all(asked.database, *_questions(found))
    known = {each.id: each for each in rounds}
    return [_line(each, said, names, known, asked) for each in found]


def _questions(found: Sequence[Found], more: Collection[UUID] = ()) -> tuple[Question[Said], Question[dict[UUID, str]]]:
    """Words and people; libraries, ``more`` of them besides those that the findings are about."""
    words = said_question(texts={f.words for f in found}, people={f.actor for f in found})
    return words, names_question({*more, *(f.library for f in found if f.library)})


def _line(found: Found, said: Said, names: Mapping[UUID, str], rounds: Mapping[UUID, RoundNow], asked: Asked) -> Line:
    cost = asked.say("cost no. %(n)s") % {"n": found.cost_no} if found.cost_no else ""
    return Line(
        href=f"{PATH}/{found.finding}", severity=label("severity", found.severity, asked.lang),
        tone=TONES[found.severity], kind=label("finding_kind", found.kind, asked.lang),
        words=_words(said.texts.get(found.words), asked), about=_about(found, names, rounds, asked), cost=cost,
        by=said.people.get(found.actor) or label("role", Role.AUDITOR, asked.lang),
        occurred_on=found.occurred_on, known_on=found.known_on,
    )  # fmt: skip


def _about(found: Found, names: Mapping[UUID, str], rounds: Mapping[UUID, RoundNow], asked: Asked) -> Link:
    """The grant by its library and round; the library; the round."""
    known = rounds.get(found.round) if found.round else None
    round_ = round_name(known, asked.lang) if known else ""
    if found.library is None:
        return Link(round_, f"/rounds/{found.round}")
    name = names.get(found.library) or short_id(found.library)
    if found.grant is None:
        return Link(name, f"/libraries/{found.library}")
    return Link(f"{name} · {round_}", f"/grants/{found.grant}")


def _words(text: str | Erased | None, asked: Asked) -> str:
    if text is None or isinstance(text, str):
        return text or ""
    gone = {"day": day(text.on, asked.lang), "ground": text.ground}
    return asked.say("removed on request (%(day)s, %(ground)s)") % gone


def id_of(text: str | None) -> UUID | None:
    """An id out of an address, or None."""
    try:
        return UUID(text or "")
    except ValueError:
        return None


ROUTES = [findings_page, finding_page]
