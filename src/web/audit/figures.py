"""What makes a figure: its definition, and the ledger's lines whose sum it is, each with the event that booked it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from grants.kernel.codes import Role
from grants.read import ledger
from grants.read.asking import Question, ask_all
from grants.read.ledger import FIGURES, Figure, Sought
from grants.read.rounds import RoundNow, first_opened_question, round_question
from grants.wording.labels import dimension as dimension_label
from grants.wording.labels import metric as metric_words
from grants.wording.labels import round_name
from web.audit.amounts import amount, signed
from web.support.asking import Asked, answer
from web.support.context import WebRequest
from web.support.guards import READERS, allow
from web.support.language import language
from web.support.page import render
from web.support.past import Past, wished
from web.support.prose import Entry, libraries_in, library_names, told
from web.support.shell import Link


@dataclass(frozen=True, slots=True)
class Part:
    """One value of the figure's dimension and what it comes to."""

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


@dataclass(frozen=True, slots=True)
class Opened:
    """A figure taken apart. ``total`` and ``sum`` are worked out on two ways and must agree."""

    round: RoundNow
    past: Past
    figure: Figure
    label: str
    definition: str
    total: str
    sum: str
    agrees: bool
    parts: list[Part]
    lines: list[LineShown]
    previous: str | None
    next: str | None


@get("/rounds/{id_:uuid}/figures/{metric:str}", guards=[allow(*READERS)], include_in_schema=False)
async def figure_page(request: WebRequest, id_: FromPath[UUID], metric: FromPath[str]) -> Response[str]:
    """A page of lines, in the order in which they became known; of the figure now, or as of any past day."""

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
    dimension, figure = asked.query.get("dimension"), FIGURES.get(metric)
    path = f"/rounds/{id_}/figures/{metric}"
    past = wished(asked, path, dimension=dimension or "")
    sought = Sought(id_, metric, dimension, **_days(past))
    found, first, totals, page, added = ask_all(
        asked.database, round_question(id_), first_opened_question(), _totals(id_, metric, past),
        ledger.lines_question(sought, asked.query.get("at")), ledger.sum_question(sought),
    )  # fmt: skip
    if found is None or figure is None:
        raise NotFoundException
    past = past.settle(first, asked, there=bool(totals.amounts))
    known = totals.by(metric)
    if dimension is not None and (not figure.dimension or (dimension not in known and len(dimension) > 40)):  # noqa: PLR2004
        raise NotFoundException
    total = totals.sum(metric) if dimension is None else totals.of(metric, dimension)
    words = metric_words(metric, asked.lang)
    return Opened(
        round=found, figure=figure, label=title(words.label, metric, dimension, asked.lang), past=past,
        definition=words.definition, total=amount(total, figure, asked.lang), sum=amount(added, figure, asked.lang),
        agrees=total == added, parts=_parts(figure, known, dimension, past, asked.lang),
        lines=[] if past.errors else lines_told(page.rows, figure, asked),
        previous=_page(past, page.previous), next=_page(past, page.next),
    )  # fmt: skip


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
    if asked.person.roles == {Role.VIEWER}:
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
