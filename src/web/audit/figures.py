"""What makes a figure: its definition, and the ledger's lines whose sum it is, each with the event that booked it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from grants.read import ledger
from grants.read.asking import ask_all
from grants.read.ledger import FIGURES, Figure, Sought
from grants.read.rounds import RoundNow, round_question
from grants.wording.formats import money, number
from grants.wording.labels import dimension as dimension_label
from grants.wording.labels import metric as metric_words
from grants.wording.labels import round_name
from web.support.asking import Asked, answer
from web.support.context import WebRequest
from web.support.guards import READERS, allow
from web.support.language import language
from web.support.page import render
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
    """A page of lines, in the order in which they became known."""

    def load(asked: Asked) -> Opened:
        return opened(asked, id_, metric)

    shown = await answer(request, load)
    named = round_name(shown.round, language(request))
    back = Link(named, f"/rounds/{id_}")
    return render(request, "audit/figure.html", title=shown.label, caption=named, back=back, shown=shown)


def opened(asked: Asked, id_: UUID, metric: str) -> Opened:
    """Everything on the page; NotFoundException for a round, a figure or a part that there is not."""
    dimension, figure = asked.query.get("dimension"), FIGURES.get(metric)
    sought = Sought(id_, metric, dimension)
    found, totals, page, added = ask_all(
        asked.database, round_question(id_), ledger.totals_question(id_, [metric]),
        ledger.lines_question(sought, asked.query.get("at")), ledger.sum_question(sought),
    )  # fmt: skip
    if found is None or figure is None:
        raise NotFoundException
    known = totals.by(metric)
    if dimension is not None and (not figure.dimension or (dimension not in known and len(dimension) > 40)):  # noqa: PLR2004
        raise NotFoundException
    events = dict(asked.programme.log.by_positions([line.position for line in page.rows]))
    whose = {line.library for line in page.rows if line.library}
    names = library_names(asked.database, whose | libraries_in(list(events.values())))
    entries = dict(zip(events, told(asked.lang, list(events.values()), names), strict=True))
    total = totals.sum(metric) if dimension is None else totals.of(metric, dimension)
    whole = asked.say("The round itself")
    path, words = f"/rounds/{id_}/figures/{metric}", metric_words(metric, asked.lang)
    return Opened(
        round=found, figure=figure, label=_title(words.label, metric, dimension, asked.lang),
        definition=words.definition, total=_amount(total, figure, asked.lang), sum=_amount(added, figure, asked.lang),
        agrees=total == added, parts=_parts(figure, known, dimension, path, asked.lang),
        lines=[
            _line(line, entries[line.position], names(line.library) if line.library else whole, figure, asked)
            for line in page.rows
        ],
        previous=_page(path, dimension, page.previous), next=_page(path, dimension, page.next),
    )  # fmt: skip


def _title(words: str, metric: str, dimension: str | None, lang: str) -> str:
    part = dimension_label(metric, dimension, lang) if dimension else ""
    return f"{words}: {part}" if part else words


def _line(line: ledger.Line, entry: Entry, library: str, figure: Figure, asked: Asked) -> LineShown:
    sign = "+" if line.delta > 0 else "\u2212"
    whole = "dimension" not in asked.query
    return LineShown(
        library=library, delta=f"{sign}{_amount(abs(line.delta), figure, asked.lang)}",
        dimension=dimension_label(figure.code, line.dimension, asked.lang) if whole else "",
        occurred_on=line.occurred_on, known_on=line.known_on, entry=entry,
    )  # fmt: skip


def _parts(figure: Figure, known: dict[str, int], chosen: str | None, path: str, lang: str) -> list[Part]:
    """The figure by its dimension, with all of it first; nothing for a figure without one."""
    if not figure.dimension:
        return []
    rows = [
        Part(
            dimension_label(figure.code, code, lang), _amount(value, figure, lang),
            f"{path}?{urlencode({'dimension': code})}", current=code == chosen,
        )
        for code, value in sorted(known.items(), key=lambda pair: -pair[1])
    ]  # fmt: skip
    return (
        rows if chosen is None else [Part("", _amount(sum(known.values()), figure, lang), path, current=False), *rows]
    )


def _amount(value: int, figure: Figure, lang: str) -> str:
    return money(value, lang) if figure.unit == "money" else number(value, lang)


def _page(path: str, dimension: str | None, at: str | None) -> str | None:
    if at is None:
        return None
    return f"{path}?{urlencode({**({'dimension': dimension} if dimension else {}), 'at': at})}"


ROUTES = [figure_page]
