"""The log of reads: what auditors opened, for the managers who let them in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from litestar import Response, get

from grants.kernel.codes import READ_SUBJECTS, Role
from grants.read import inspections
from grants.read.asking import ask, ask_all
from grants.read.inspections import Auditor, Read, Sought
from grants.read.libraries import names_question
from grants.read.register import entries_question
from grants.wording.labels import label
from grants.wording.speech import short_id
from web.audit.findings import id_of
from web.support.asking import Asked, answer
from web.support.context import WebRequest
from web.support.days import read_day
from web.support.guards import allow
from web.support.language import language, say
from web.support.page import render
from web.support.paths import page_at, with_query
from web.support.shell import Link

PATH: Final = "/reads"
MANAGERS: Final = allow(Role.MANAGER)
ELLIPSIS: Final = "…"
FORM: Final = "/findings/new"


@dataclass(frozen=True, slots=True)
class Line:
    """One entry. ``about``: the library's name, of what has one; ``href``: where the same is today, if managers may."""

    at: datetime
    who: str
    subject: str
    about: str
    form: str
    address: str
    href: str | None
    code: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A page of the log. ``wrong``: what is wrong with the day that was typed."""

    lines: list[Line]
    people: list[tuple[str, str]]
    subjects: list[tuple[str, str]]
    chosen: dict[str, str]
    wrong: str
    narrowed: bool
    previous: str | None
    next: str | None


@get(PATH, guards=[MANAGERS], include_in_schema=False)
async def reads_page(request: WebRequest) -> Response[str]:
    """The newest first; of one person, one day, one kind of thing."""
    shown = await answer(request, listing)
    words = say(language(request))
    return render(
        request, "audit/reads.html", fragment="audit/_reads.html", title=words("What auditors read"),
        back=Link(words("Audit findings"), "/findings"), shown=shown, failed=bool(shown.wrong),
        status=422 if shown.wrong else 200,
    )  # fmt: skip


def listing(asked: Asked) -> Shown:
    """Three questions, however long the log is."""
    typed = {name: asked.query.get(name, "").strip()[:60] for name in ("person", "day", "subject", "about")}
    day = _day(typed["day"], asked)
    wrong = "" if day or not typed["day"] else asked.say("Type a day like 22.04.2013, or: today")
    auditors = ask(asked.database, inspections.auditors_question())
    subject = typed["subject"] if typed["subject"] in READ_SUBJECTS else ""
    sought = Sought(person=id_of(typed["person"]), day=day, subject=subject, about=id_of(typed["about"]))
    page = inspections.listed(asked.database, sought, asked.query.get("at"))
    narrowed = with_query(PATH, **typed)
    return Shown(
        lines=[] if wrong else _lines(asked, page.rows, auditors), wrong=wrong, narrowed=narrowed != PATH,
        people=[(str(each.person), _called(each, asked)) for each in auditors],
        subjects=[(code, label("read_subject", code, asked.lang)) for code in READ_SUBJECTS], chosen=typed,
        previous=page_at(narrowed, page.previous), next=page_at(narrowed, page.next),
    )  # fmt: skip


def _lines(asked: Asked, rows: list[Read], auditors: list[Auditor]) -> list[Line]:
    names: dict[UUID, str] = {each.person: _called(each, asked) for each in auditors}
    about = {row.about for row in rows if row.about}
    grants, libraries = ask_all(asked.database, entries_question(about), names_question(about))
    named = libraries | {id_: entry.name for id_, entry in grants.items()}
    return [
        Line(
            at=row.at, who=names.get(row.person, short_id(row.person)), address=row.address,
            subject=label("read_subject", row.subject, asked.lang), form=label("read_form", row.form, asked.lang),
            about=named.get(row.about, "") if row.about else "",
            href=_without_ellipses(row.address), code=f"{short_id(row.stream)}/{row.version}",
        )
        for row in rows
    ]  # fmt: skip


def _called(auditor: Auditor, asked: Asked) -> str:
    return auditor.name or f"{label('role', Role.AUDITOR, asked.lang)} {short_id(auditor.person)}"


def _without_ellipses(address: str) -> str | None:
    """The same place, without what was left out of the log; None for the form that is the auditor's alone."""
    path, _, query = address.partition("?")
    if path == FORM:
        return None
    kept = [part for part in query.split("&") if part and not part.endswith(f"={ELLIPSIS}")]
    return path + (f"?{'&'.join(kept)}" if kept else "")


def _day(text: str, asked: Asked) -> date | None:
    try:
        return date.fromisoformat(read_day(text, asked.today))
    except ValueError:
        return None


ROUTES = [reads_page]
