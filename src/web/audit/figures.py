"""What makes a figure: its definition, and the ledger's lines whose sum it is, each with the event that booked it.

Also a part of it: one value of its dimension, one month, both, and each of them as of a past day. A page takes its sums
from the ledger's cells and reads one page of lines, so it costs the same however many lines there are.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from grants.read import ledger
from grants.read.asking import Question, ask_all
from grants.read.ledger import FIGURES, SUFFIX, Figure, Sought
from grants.read.rounds import RoundNow, first_opened_question, round_question
from grants.wording.formats import month as month_words
from grants.wording.labels import dimension as dimension_label
from grants.wording.labels import metric as metric_words
from grants.wording.labels import round_name
from web.audit.amounts import amount, signed
from web.support.asking import Asked, answer
from web.support.context import WebRequest
from web.support.guards import READERS, allow, opens_files
from web.support.language import language
from web.support.page import render
from web.support.past import Past, wished
from web.support.prose import Entry, libraries_in, library_names, told
from web.support.shell import Link

MONTH: Final = re.compile(r"(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Part:
    """One value of the figure's dimension, or one month, and what it comes to."""

    label: str
    amount: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class LineShown:
    """A line: whose, by how much, since which day, booked by which event."""

    library: str
    delta: str
    dimension: str
    occurred_on: Any
    known_on: Any
    entry: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A figure taken apart. ``total`` and ``sum`` are worked out on two ways and must agree; ``page``: what the lines
    of this page add up to, where there are more pages; ``places``: where the same is told by voivodeship.
    """

    round: RoundNow
    past: Past
    figure: Figure
    label: str
    definition: str
    total: str
    sum: str
    page: str
    agrees: bool
    parts: list[Part]
    months: list[Part]
    month: str
    places: str | None
    lines: list[LineShown]
    previous: str | None
    next: str | None


@get("/rounds/{id_:uuid}/figures/{metric:str}", guards=[allow(*READERS)], include_in_schema=False)
async def figure_page(request: WebRequest, id_: FromPath[UUID], metric: FromPath[str]) -> Response[str]:
    """A page of lines, in the order of their days; of the figure now, or as of any past day."""

    def load(asked: Asked) -> Opened:
        return opened(asked, id_, metric)

    shown = await answer(request, load)
    named, past = round_name(shown.round, language(request)), shown.past
    back = Link(named, past.keep(f"/rounds/{id_}"))
    wrong = bool(past.errors)
    return render(
        request, "audit/figure.html", title=shown.label, caption=named, back=back, shown=shown, past=past,
        failed=wrong, status=422 if wrong else 200,
    )  # fmt: skip


def opened(asked: Asked, id_: UUID, metric: str) -> Opened:
    """Everything on the page; NotFoundException for a round, a figure or a part that there is not."""
    dimension, month, figure = asked.query.get("dimension"), _month(asked), FIGURES.get(metric)
    path = f"/rounds/{id_}/figures/{metric}"
    past = wished(asked, path, dimension=dimension or "", month=asked.query.get("month", ""))
    days = _days(past)
    sought = Sought(id_, metric, dimension, month=month, **days)
    found, first, totals, page, added, moved = ask_all(
        asked.database, round_question(id_), first_opened_question(), _totals(id_, metric, past),
        ledger.lines_question(sought, asked.query.get("at")), ledger.sum_question(sought),
        ledger.series_question(id_, metric, days.get("day", date.max), days.get("known", date.max)),
    )  # fmt: skip
    if found is None or figure is None:
        raise NotFoundException
    past = past.settle(first, asked, there=bool(totals.amounts))
    known = totals.by(metric)
    if dimension is not None and (not figure.dimension or (dimension not in known and len(dimension) > 40)):  # noqa: PLR2004
        raise NotFoundException
    months = _by_month(moved, dimension)
    total = _total(totals, metric, dimension) if month is None else months.get(month, 0)
    here = sum(line.delta for line in page.rows)
    whole = not (page.next or page.previous)
    words = metric_words(metric, asked.lang)
    return Opened(
        round=found, figure=figure, label=title(words.label, metric, dimension, asked.lang), past=past,
        definition=words.definition, total=amount(total, figure, asked.lang), sum=amount(added, figure, asked.lang),
        page="" if whole else signed(here, figure, asked.lang), agrees=total == (here if whole else added) == added,
        parts=[] if month else _parts(figure, known, dimension, past, asked.lang),
        months=_months(months, month, figure, past, asked.lang),
        month=month_words(month, asked.lang, year=True) if month else "", places=_places(id_, metric, past),
        lines=[] if past.errors else lines_told(page.rows, figure, asked),
        previous=_page(past, page.previous), next=_page(past, page.next),
    )  # fmt: skip


def _month(asked: Asked) -> date | None:
    """``?month=2013-04``; NotFoundException for what is no month."""
    typed = asked.query.get("month", "")
    if not typed:
        return None
    if not MONTH.fullmatch(typed):
        raise NotFoundException
    return date(int(typed[:4]), int(typed[5:]), 1)


def _total(totals: ledger.Totals, metric: str, dimension: str | None) -> int:
    return totals.sum(metric) if dimension is None else totals.of(metric, dimension)


def _by_month(moved: list[ledger.Point], dimension: str | None) -> dict[date, int]:
    """By how much the figure, or one part of it, moved in each month."""
    months: Counter[date] = Counter()
    for point in moved:
        if dimension is None or point.dimension == dimension:
            months[point.month] += point.amount
    return {month: amount for month, amount in sorted(months.items()) if amount}


def _months(months: dict[date, int], chosen: date | None, figure: Figure, past: Past, lang: str) -> list[Part]:
    """Each month with the address of its lines; the whole figure first, while one is looked at."""
    part = past.also.get("dimension", "")
    rows = [
        Part(
            month_words(month, lang, year=True), signed(amount, figure, lang),
            past.keep(past.path, dimension=part, month=f"{month:%Y-%m}"), current=month == chosen,
        )
        for month, amount in months.items()
    ]  # fmt: skip
    whole = Part("", amount(sum(months.values()), figure, lang), past.keep(past.path, dimension=part), current=False)
    return rows if chosen is None else [whole, *rows]


def _places(id_: UUID, metric: str, past: Past) -> str | None:
    """The same figure by voivodeship, where it is told so."""
    return past.keep(f"/rounds/{id_}/figures/{metric}{SUFFIX}") if f"{metric}{SUFFIX}" in FIGURES else None


def _days(past: Past) -> dict[str, date]:
    return {"day": past.then.as_of, "known": past.then.known} if past.then else {}


def _totals(id_: UUID, metric: str, past: Past) -> Question[ledger.Totals]:
    """The figure; in the past with the round's budget, which tells whether there was the round."""
    if past.then is None:
        return ledger.totals_question(id_, [metric])
    return ledger.as_of_question(id_, past.then.as_of, past.then.known, {metric, "budget"})


def lines_told(lines: list[ledger.Line], figure: Figure, asked: Asked) -> list[LineShown]:
    """Lines of the ledger with their events. Two questions: the events, and the names that they mention.

    A viewer is led to no file of a grant.
    """
    events = dict(asked.programme.log.by_positions([line.position for line in lines])) if lines else {}
    whose = {line.library for line in lines if line.library}
    names = library_names(asked.database, whose | libraries_in(list(events.values())))
    entries = dict(zip(events, told(asked.lang, list(events.values()), names), strict=True))
    if not opens_files(asked.person):
        entries = {position: replace(entry, href="") for position, entry in entries.items()}
    whole = asked.say("The round itself")
    return [
        _line(line, entries[line.position], names(line.library) if line.library else whole, figure, asked)
        for line in lines
    ]


def title(words: str, metric: str, dimension: str | None, lang: str) -> str:
    """What a figure is called, or one part of it."""
    part = dimension_label(metric, dimension, lang) if dimension else ""
    return f"{words}: {part}" if part else words


def _line(line: ledger.Line, entry: Entry, library: str, figure: Figure, asked: Asked) -> LineShown:
    whole = "dimension" not in asked.query
    return LineShown(
        library=library, delta=signed(line.delta, figure, asked.lang),
        dimension=dimension_label(figure.code, line.dimension, asked.lang) if whole else "",
        occurred_on=line.occurred_on, known_on=line.known_on, entry=entry,
    )  # fmt: skip


def _parts(figure: Figure, known: dict[str, int], chosen: str | None, past: Past, lang: str) -> list[Part]:
    """The figure by its dimension, with all of it first; nothing for a figure without one."""
    if not figure.dimension:
        return []
    rows = [
        Part(
            dimension_label(figure.code, code, lang), amount(value, figure, lang),
            past.keep(past.path, dimension=code), current=code == chosen,
        )
        for code, value in sorted(known.items(), key=lambda pair: -pair[1])
    ]  # fmt: skip
    whole = Part("", amount(sum(known.values()), figure, lang), past.keep(past.path), current=False)
    return rows if chosen is None else [whole, *rows]


def _page(past: Past, at: str | None) -> str | None:
    return past.keep(past.path, **past.also, at=at) if at else None


ROUTES = [figure_page]
