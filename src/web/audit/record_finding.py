"""The auditor's form: what was found, about what the address names. Without a name the page helps to choose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from litestar.exceptions import NotFoundException

from grants.findings.commands import RecordFinding
from grants.kernel.codes import FINDING_KINDS, SEVERITIES
from grants.kernel.command import Done
from grants.read.asking import ask_all
from grants.read.grants import grant_question
from grants.read.libraries import library_now, listed
from grants.read.register import Filters, listed_question
from grants.read.rounds import round_now, round_of_grant_question, rounds_question
from grants.read.said import Document, said
from grants.wording.formats import day, money
from grants.wording.labels import label, round_name
from web.audit.findings import PATH, event_of, id_of
from web.support.asking import After, Asked, Loaded
from web.support.paths import local
from web.support.shell import Link
from web.support.submitting import CommandPage

NEW: Final = f"{PATH}/new"
MOST: Final = 12
SUBJECTS: Final = ("grant", "library", "round")


@dataclass(frozen=True, slots=True)
class Subject:
    """What the finding will be about. ``costs``: number and words, for a grant."""

    fixed: Mapping[str, UUID]
    link: Link
    costs: Sequence[tuple[str, str]] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Choice:
    """What can be chosen: grants and libraries that fit the search, and all rounds."""

    search: str
    grants: list[tuple[Link, str]]
    libraries: list[tuple[Link, str]]
    rounds: list[Link]


def load(asked: Asked) -> Loaded:
    """At most three questions: what it is about, the words around it, the event."""
    subject = _subject(asked)
    title, back = asked.say("Record a finding"), Link(asked.say("Audit findings"), PATH)
    words = {
        "kinds": _options("finding_kind", FINDING_KINDS, asked), "severities": _options("severity", SEVERITIES, asked),
    }  # fmt: skip
    if subject is None:
        return Loaded(title=title, back=back, context={"subject": None, "choice": _choice(asked), **words})
    stream = id_of(asked.query.get("stream")) or next(iter(subject.fixed.values()))
    version = _whole(asked.query.get("version"))
    event = event_of(asked, stream, version)
    pointed = {"event_stream": stream, "event_version": version} if event else {}
    return Loaded(
        title=title, caption=subject.link.label, back=subject.link, fixed={**subject.fixed, **pointed},
        known={"cost_no": n} if (n := _whole(asked.query.get("cost"))) else {},
        context={"subject": subject, "event": event, **words},
    )  # fmt: skip


def _options(table: str, codes: Sequence[str], asked: Asked) -> list[tuple[str, str]]:
    return [(code, label(table, code, asked.lang)) for code in codes]


def _subject(asked: Asked) -> Subject | None:
    """NotFoundException for an id of nothing."""
    for name, read in (("grant", _grant), ("library", _library), ("round", _round)):
        if id_ := id_of(asked.query.get(name)):
            return read(asked, id_)
    return None


def _grant(asked: Asked, id_: UUID) -> Subject:
    found, round_ = ask_all(asked.database, grant_question(id_), round_of_grant_question(id_))
    if found is None or round_ is None or found.state.application is None:
        raise NotFoundException
    documents = {no: cost.document.id for no, cost in found.state.costs.items()}
    known = said(asked.database, documents=set(documents.values())).documents
    costs = [
        (str(no), _cost(no, cost, known.get(documents[no]), asked)) for no, cost in sorted(found.state.costs.items())
    ]
    name = f"{found.state.application.library_name} · {round_name(round_, asked.lang)}"
    return Subject({"grant": id_}, Link(name, f"/grants/{id_}"), costs)


def _cost(number: int, cost: Any, document: object, asked: Asked) -> str:
    called = document.number if isinstance(document, Document) else ""
    parts = (f"{number}", called, day(cost.issued_on, asked.lang), money(cost.charged, asked.lang))
    return " · ".join(part for part in parts if part)


def _library(asked: Asked, id_: UUID) -> Subject:
    found = library_now(asked.database, id_)
    if found is None:
        raise NotFoundException
    return Subject({"library": id_}, Link(found.name, f"/libraries/{id_}"))


def _round(asked: Asked, id_: UUID) -> Subject:
    found = round_now(asked.database, id_)
    if found is None:
        raise NotFoundException
    return Subject({"round": id_}, Link(round_name(found, asked.lang), f"/rounds/{id_}"))


def _choice(asked: Asked) -> Choice:
    """Grants and libraries only for a search: nobody looks through all of them here."""
    search = " ".join(asked.query.get("q", "")[:100].split())
    fitting = listed_question(asked.database, Filters(search=search), limit=MOST)
    rounds, grants = ask_all(asked.database, rounds_question(), fitting)
    libraries = listed(asked.database, search, limit=MOST).rows if search else []
    names = {each.id: round_name(each, asked.lang) for each in rounds}
    return Choice(
        search=search,
        grants=[(Link(e.name, f"{NEW}?grant={e.grant}"), names.get(e.round, "")) for e in grants.rows if search],
        libraries=[(Link(e.name, f"{NEW}?library={e.id}"), e.town) for e in libraries],
        rounds=[Link(names[each.id], f"{NEW}?round={each.id}") for each in rounds],
    )


def _whole(text: str | None) -> int | None:
    """A positive whole number of at most nine digits, or None."""
    return int(text) if text and text.isascii() and text.isdigit() and 0 < len(text) < 10 and int(text) else None  # noqa: PLR2004


def after(asked: Asked, _loaded: Loaded, done: Done) -> After:
    """On the finding's own page, or back where the reader came from."""
    href = local(asked.query.get("back"), f"{PATH}/{done.ids['finding']}")
    return After(href=href, text=asked.say("The finding was recorded."))


RECORD = CommandPage(
    path=NEW, command=RecordFinding, template="audit/record_finding.html",
    fragment="audit/_record_finding_form.html", load=load, after=after,
)  # fmt: skip
ROUTES = [*RECORD.routes()]
