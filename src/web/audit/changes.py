"""What changed in a round between two known days, for instance since a published summary: figures, and grants."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from grants.kernel.envelope import Happened
from grants.read.asking import ask_all
from grants.read.ledger import FIGURES, SUFFIX
from grants.read.ledger.between import Move, Part, known_question, moves
from grants.read.libraries import names_question
from grants.read.rounds import RoundNow, first_opened_question, round_question
from grants.read.said import people_question
from grants.read.trail.between import Recorded, recorded_question
from grants.wording.labels import DIMENSIONS, dimension, labels, metric, round_name
from web.audit.amounts import amount, signed
from web.audit.between import Spanned, spanned
from web.support.asking import Asked, answer
from web.support.context import WebRequest
from web.support.guards import READERS, allow, opens_files
from web.support.language import language, say
from web.support.page import render
from web.support.paths import with_query
from web.support.prose import Entry, libraries_in, named_by, people_in, told
from web.support.shell import Link

TECHNICAL: Final = "grant.opened."
"""Stands beside the application, in the same save."""


@dataclass(frozen=True, slots=True)
class Row:
    """A figure, or one part of it: what it was, what it is, and where the lines are that moved it."""

    code: str
    label: str
    old: str
    new: str
    difference: str
    old_href: str
    new_href: str
    lines: str
    part: bool = False


@dataclass(frozen=True, slots=True)
class Grant:
    """A grant with its newest steps. ``more``: how many earlier ones are on its replay; ``then``: what it was."""

    name: str
    href: str
    fresh: bool
    number: int
    entries: list[Entry]
    more: int
    replay: str
    then: str | None


@dataclass(frozen=True, slots=True)
class Changes:
    """The page. ``files``: whether this reader may see grants; ``still``: figures that stand as they stood."""

    round: RoundNow
    days: Spanned
    rows: list[Row]
    places: list[Row]
    still: int
    files: bool
    grants: list[Grant]
    first: bool
    previous: str | None
    next: str | None

    @property
    def nothing(self) -> bool:
        return not (self.rows or self.places or self.grants)


@get("/rounds/{id_:uuid}/changes", guards=[allow(*READERS)], include_in_schema=False)
async def changes_page(request: WebRequest, id_: FromPath[UUID]) -> Response[str]:
    """Between ``from`` and ``to``, both as known at their ends; without them the last thirty days."""
    shown = await answer(request, lambda asked: changes(asked, id_))
    words, wrong = say(language(request)), bool(shown.days.errors)
    named = round_name(shown.round, language(request))
    return render(
        request, "audit/changes.html", title=words("What changed"), caption=named, back=Link(named, f"/rounds/{id_}"),
        shown=shown, failed=wrong, status=422 if wrong else 200,
    )  # fmt: skip


def changes(asked: Asked, id_: UUID) -> Changes:
    """Three questions: figures and places of the steps, the steps, the names. NotFoundException for no round."""
    path = f"/rounds/{id_}/changes"
    days = spanned(asked, path)
    stretch, at = days.stretch, asked.query.get("at")
    found, first, old, new, page = ask_all(
        asked.database, round_question(id_), first_opened_question(), known_question(id_, days.span.since),
        known_question(id_, days.span.until), recorded_question(id_, stretch.after, stretch.upto, at),
    )  # fmt: skip
    if found is None:
        raise NotFoundException
    days = days.settle(first, asked)
    moved, files = ([], False) if days.errors else (moves(old, new), opens_files(asked.person))
    rows = [row for move in moved for row in _Rows(id_, days, asked).of(move)]
    return Changes(
        round=found, days=days, rows=[row for row in rows if not row.code.endswith(SUFFIX)],
        places=[row for row in rows if row.code.endswith(SUFFIX)], still=len(FIGURES) - len(moved), files=files,
        grants=_grants(page.rows, days, asked) if files else [], first=page.previous is None,
        previous=days.keep(path, at=page.previous) if page.previous else None,
        next=days.keep(path, at=page.next) if page.next else None,
    )  # fmt: skip


class _Rows:
    """A figure as rows: itself, and the parts that moved."""

    def __init__(self, round_: UUID, days: Spanned, asked: Asked) -> None:
        self._round, self._days, self._lang = f"/rounds/{round_}", days, asked.lang

    def of(self, move: Move) -> list[Row]:
        whole = self._row(move.metric, move, metric(move.metric, self._lang).label)
        if not FIGURES[move.metric].dimension:
            return [whole]
        order = list(labels(DIMENSIONS[move.metric], self._lang))
        parts = sorted(move.parts, key=lambda part: order.index(part.dimension) if part.dimension in order else 99)
        return [whole, *(self._row(move.metric, part, self._named(move, part), part.dimension) for part in parts)]

    def _named(self, move: Move, part: Part) -> str:
        return dimension(move.metric, part.dimension, self._lang)

    def _row(self, code: str, moved: Move | Part, words: str, part: str = "") -> Row:
        figure, span = FIGURES[code], self._days.span
        old, new = (
            with_query(f"{self._round}/figures/{code}", dimension=part, known=day) for day in (span.since, span.until)
        )
        return Row(
            code, words, amount(moved.old, figure, self._lang), amount(moved.new, figure, self._lang),
            signed(moved.difference, figure, self._lang), "" if span.from_nothing else old, new,
            self._days.keep(f"{self._round}/changes/{code}", dimension=part), part=bool(part),
        )  # fmt: skip


def _grants(found: list[Recorded], days: Spanned, asked: Asked) -> list[Grant]:
    """Two questions: their events, and who and what those name."""
    positions = [position for each in found for position in each.positions]
    events = dict(asked.programme.log.by_positions(positions)) if positions else {}
    happened = list(events.values())
    libraries = libraries_in(happened) | {each.library for each in found}
    names, people = ask_all(asked.database, names_question(libraries), people_question(people_in(happened)))
    entries = dict(zip(events, told(asked.lang, happened, named_by(names), people), strict=True))
    return [_grant(each, events, entries, named_by(names)(each.library), days) for each in found]


def _grant(found: Recorded, events: dict[int, Happened], entries: dict[int, Entry], name: str, days: Spanned) -> Grant:
    href = f"/grants/{found.grant}"
    technical = [p for p in found.positions if events[p].TOPIC.startswith(TECHNICAL)]
    shown = [entries[position] for position in found.positions if position not in technical]
    number = found.number - (1 if found.fresh else 0)
    return Grant(
        name=name, href=href, fresh=found.fresh, number=number, entries=shown, more=number - len(shown),
        replay=f"{href}/replay", then=None if found.fresh else with_query(href, known=days.span.since),
    )  # fmt: skip


ROUTES = [changes_page]
