"""The auditor's form: what was found, about what the address names. Without a name the page helps to choose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from litestar.exceptions import NotFoundException

from grants.findings.commands import RecordFinding
from grants.kernel.codes import FINDING_KINDS, SEVERITIES
from grants.kernel.command import Done
from grants.kernel.envelope import Happened
from grants.read.asking import ask_all
from grants.read.grants import grant_question
from grants.read.libraries import libraries_question, listed, names_question
from grants.read.register import Filters, listed_question
from grants.read.rounds import round_of_grant_question, round_question, rounds_question
from grants.read.said import Document, said_question
from grants.wording.formats import day, money
from grants.wording.labels import label, round_name
from web.audit.finding_words import PATH
from web.audit.findings import event_at, id_of
from web.support.asking import After, Asked, Loaded
from web.support.paths import local
from web.support.prose import Entry, libraries_in, named_by, told
from web.support.shell import Link
from web.support.submitting import CommandPage

NEW: Final = f"{PATH}/new"
MOST: Final = 12
SUBJECTS: Final = ("grant", "library", "round")
CONCERNS: Final = {
    "documents": "documents", "meetings_alike": "meetings", "last_days": "meetings", "shared_account": "money",
    "paid_before": "money", "overrides": "procedure", "backdated": "procedure", "late": "deadlines",
    "round_sums": "money",
}  # fmt: skip
"""What a finding concerns that a check led to."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What the finding will be about. ``event``: the one that shows it; ``costs``: number and words, of a grant."""

    fixed: Mapping[str, UUID]
    link: Link
    event: Entry | None = None
    costs: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """What can be chosen: grants and libraries that fit the search, and all rounds."""

    search: str
    grants: list[tuple[Link, str]]
    libraries: list[tuple[Link, str]]
    rounds: list[Link]


def load(asked: Asked) -> Loaded:
    """At most three questions: the event, what the finding is about, the names and words around both."""
    events = _event(asked)
    subject = _subject(asked, events)
    title, back = asked.say("Record a finding"), Link(asked.say("Audit findings"), PATH)
    words = {
        "kinds": _options("finding_kind", FINDING_KINDS, asked), "severities": _options("severity", SEVERITIES, asked),
    }  # fmt: skip
    if subject is None:
        return Loaded(title=title, back=back, context={"subject": None, "choice": _choice(asked), **words})
    pointed = {"event_stream": e.originator_id, "event_version": e.originator_version} if (
        e := next(iter(events), None)
    ) else {}  # fmt: skip
    return Loaded(
        title=title, caption=subject.link.label, back=subject.link, fixed={**subject.fixed, **pointed},
        known=_begun(asked),
        context={"subject": subject, "event": subject.event, **words},
    )  # fmt: skip


def _begun(asked: Asked) -> dict[str, object]:
    """What the check that led here knows already: the cost, what it concerns, and how it is called."""
    cost, check = _whole(asked.query.get("cost")), asked.query.get("check", "")
    known: dict[str, object] = {"cost_no": cost} if cost else {}
    if check in CONCERNS:
        known |= {"kind": CONCERNS[check], "words": f"{label('audit_check', check, asked.lang)}: "}
    return known


def _options(table: str, codes: Sequence[str], asked: Asked) -> list[tuple[str, str]]:
    return [(code, label(table, code, asked.lang)) for code in codes]


def _event(asked: Asked) -> list[Happened]:
    """The event that the address names: of a stream of its own, else of the thing's."""
    streams = (id_of(asked.query.get(name)) for name in ("stream", *SUBJECTS))
    return event_at(asked, next((id_ for id_ in streams if id_), None), _whole(asked.query.get("version")))


def _subject(asked: Asked, events: list[Happened]) -> Subject | None:
    """NotFoundException for an id of nothing."""
    for name, read in (("grant", _grant), ("library", _library), ("round", _round)):
        if id_ := id_of(asked.query.get(name)):
            return read(asked, id_, events)
    return None


def _grant(asked: Asked, id_: UUID, events: list[Happened]) -> Subject:
    found, round_ = ask_all(asked.database, grant_question(id_), round_of_grant_question(id_))
    if found is None or round_ is None or found.state.application is None:
        raise NotFoundException
    documents = {no: cost.document.id for no, cost in found.state.costs.items()}
    said, names = ask_all(
        asked.database, said_question(documents=set(documents.values())), names_question(libraries_in(events))
    )
    costs = [
        (str(no), _cost(no, cost, said.documents.get(documents[no]), asked))
        for no, cost in sorted(found.state.costs.items())
    ]
    name = f"{found.state.application.library_name} · {round_name(round_, asked.lang)}"
    return Subject({"grant": id_}, Link(name, f"/grants/{id_}"), _entry(asked, events, names), costs)


def _entry(asked: Asked, events: list[Happened], names: Mapping[UUID, str]) -> Entry | None:
    return next(iter(told(asked.lang, events, named_by(names))), None)


def _cost(number: int, cost: Any, document: object, asked: Asked) -> str:
    called = document.number if isinstance(document, Document) else ""
    parts = (f"{number}", called, day(cost.issued_on, asked.lang), money(cost.charged, asked.lang))
    return " · ".join(part for part in parts if part)


def _library(asked: Asked, id_: UUID, events: list[Happened]) -> Subject:
    found, names = ask_all(asked.database, libraries_question([id_]), names_question(libraries_in(events)))
    if id_ not in found:
        raise NotFoundException
    return Subject({"library": id_}, Link(found[id_].name, f"/libraries/{id_}"), _entry(asked, events, names))


def _round(asked: Asked, id_: UUID, events: list[Happened]) -> Subject:
    found, names = ask_all(asked.database, round_question(id_), names_question(libraries_in(events)))
    if found is None:
        raise NotFoundException
    link = Link(round_name(found, asked.lang), f"/rounds/{id_}")
    return Subject({"round": id_}, link, _entry(asked, events, names))


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
