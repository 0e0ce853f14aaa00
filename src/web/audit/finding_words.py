"""Findings in words: what was found, about what, by whom and how much it weighs."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from grants.kernel.codes import Role
from grants.read.asking import Question, ask_all
from grants.read.findings import Found
from grants.read.libraries import names_question
from grants.read.rounds import RoundNow
from grants.read.said import Erased, Said, said_question
from grants.wording.formats import day
from grants.wording.labels import label, round_name
from grants.wording.speech import short_id
from web.support.asking import Asked
from web.support.past import Past
from web.support.shell import Link

PATH: Final = "/findings"
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


def lines_of(asked: Asked, found: Sequence[Found], rounds: Sequence[RoundNow]) -> list[Line]:
    """One question for all words and names."""
    said, names = ask_all(asked.database, *questions(found))
    known = {each.id: each for each in rounds}
    return [line_of(each, said, names, known, asked) for each in found]


def questions(found: Sequence[Found], more: Collection[UUID] = ()) -> tuple[Question[Said], Question[dict[UUID, str]]]:
    """Words and people; libraries, ``more`` of them besides those that the findings are about."""
    words = said_question(texts={f.words for f in found}, people={f.actor for f in found})
    return words, names_question({*more, *(f.library for f in found if f.library)})


def line_of(found: Found, said: Said, names: Mapping[UUID, str], rounds: Mapping[UUID, RoundNow], asked: Asked) -> Line:
    """Without asking anything more."""
    cost = asked.say("cost no. %(n)s") % {"n": found.cost_no} if found.cost_no else ""
    return Line(
        href=f"{PATH}/{found.finding}", severity=label("severity", found.severity, asked.lang),
        tone=TONES[found.severity], kind=label("finding_kind", found.kind, asked.lang),
        words=_words(said.texts.get(found.words), asked), about=_about(found, names, rounds, asked), cost=cost,
        by=said.people.get(found.actor) or label("role", Role.AUDITOR, asked.lang),
        occurred_on=found.occurred_on, known_on=found.known_on,
    )  # fmt: skip


def dated(line: Line, past: Past) -> Line:
    """With the days of a past page in its addresses."""
    about = replace(line.about, href=past.keep(line.about.href))
    return replace(line, href=past.keep(line.href), about=about)


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
