"""A figure of a public summary, opened: its definition, its parts, and the lines whose sum it is, as a file for all."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.response import Stream

from grants.read import ledger
from grants.read.asking import ask_all
from grants.read.ledger import FIGURES, PUBLIC, Behind, Figure, Line
from grants.read.libraries import LibraryNow, libraries_question
from grants.read.register import numbers_question
from grants.read.summaries import Subject, frozen_question
from grants.wording.formats import month
from grants.wording.labels import dimension as dimension_label
from grants.wording.labels import metric as metric_words
from web.public.chosen import Chosen, chosen, etag, kept, marked, under
from web.public.sheets import BOM, CSV, row
from web.public.shown import Figures, Row
from web.public.summary import name_of, title_of
from web.support.asking import Reading, reading
from web.support.context import WebRequest, run, web
from web.support.guards import FILES, GREETING, allow
from web.support.guards import PUBLIC as ANYBODY
from web.support.language import language, say
from web.support.page import render
from web.support.paths import with_query
from web.support.shell import Link

SHOWN: Final = 50
"""Lines on the page; all of them are in the file."""
_MONTH: Final = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
STEPS: Final = allow(*FILES)
"""Who goes on from a line to the entry itself, and from there to its proof: who reads across libraries."""
HEADS: Final = (
    "occurred_on", "known_on", "round", "grant", "library", "town", "figure", "part", "amount", "unit", "stream",
    "version",
)  # fmt: skip
UNITS: Final = {"money": "grosz", "count": "1"}
"""What ``amount`` counts: whole grosze or whole things, so that a sum is exact."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A frozen figure, or a part or a month of it."""

    chosen: Chosen
    figure: Figure
    dimension: str | None
    month: date | None

    @property
    def behind(self) -> Behind:
        known = self.chosen.published.known
        return Behind(self.chosen.rounds, self.figure.code, known, self.dimension, self.month)

    def path(self, tail: str = "") -> str:
        at = f"{self.month:%Y-%m}" if self.month else ""
        path = f"{self.chosen.path}/figures/{self.figure.code}{tail}"
        return with_query(path, dimension=self.dimension or "", month=at)


@dataclass(frozen=True, slots=True)
class LineShown:
    """``grant``: how it is called; the round itself for a line of the budget."""

    line: Line
    grant: str
    library: LibraryNow | None
    part: str


@dataclass(frozen=True, slots=True)
class Opened:
    """``frozen`` is what was published, ``sum`` what the lines come to today: they agree, or something is broken."""

    wanted: Wanted
    name: str
    definition: str
    about: str
    frozen: int
    number: int
    sum: int
    parts: list[Row]
    lines: list[LineShown]

    @property
    def agrees(self) -> bool:
        return self.frozen == self.sum

    @property
    def money(self) -> bool:
        return self.wanted.figure.unit == "money"


@get(under("/figures/{metric:str}"), guards=[GREETING], name="public-figure", include_in_schema=False)
async def figure_page(request: WebRequest) -> Response[Any]:
    """What it counts, what it comes to, and what makes it."""
    lang, ours = language(request), web(request)
    opened = await run(
        reading, ours.programme, lang, lambda asked: load(asked, request.path_params, request.query_params)
    )
    found = opened.wanted.chosen
    mark = etag("figure", lang, ours.version, opened)
    if same := kept(request, mark):
        return same
    back = Link(title_of(found.subject, say(lang)), found.path)
    caption = name_of(found.subject, lang)
    page = render(
        request, "public/figure.html", title=opened.name, caption=caption, back=back, opened=opened,
        steps=STEPS.permits(request.scope.get("user")),
    )  # fmt: skip
    return marked(request, page, mark)


@get(under("/figures/{metric:str}/lines.csv"), guards=[ANYBODY], name="public-lines", include_in_schema=False)
async def lines_file(request: WebRequest) -> Stream:
    """Every line, a batch at a time: nothing of a person is in it."""
    programme = web(request).programme
    found = await run(reading, programme, "pl", lambda asked: wanted(asked, request.path_params, request.query_params))

    async def text() -> AsyncIterator[str]:
        yield BOM + row(HEADS)
        after: tuple[int, int] | None = (0, 0)
        while after is not None:
            part, after = await run(reading, programme, "pl", lambda asked, at=after: _batch(asked, found, at))
            yield part

    name = f"{found.chosen.file}-{found.figure.code}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "public, max-age=3600"}
    return Stream(text(), media_type=CSV, headers=headers)


def load(asked: Reading, path: Mapping[str, Any], query: Mapping[str, str]) -> Opened:
    """Three questions: which summary, what it says and what makes it, how that is called."""
    found = wanted(asked, path, query)
    subject = found.chosen.subject
    frozen, lines, (number, whole) = ask_all(
        asked.database, frozen_question(subject.id, [found.chosen.published.number]),
        ledger.behind_question(found.behind, limit=SHOWN), ledger.worth_question(found.behind),
    )  # fmt: skip
    this = frozen[found.chosen.published.number]
    now = Figures(found.chosen, this, asked.lang)
    words = metric_words(found.figure.code, asked.lang)
    return Opened(
        wanted=found, name=words.label, definition=words.definition, about=_about(found, asked.lang),
        frozen=_frozen(found, now, this.months), number=number, sum=whole, parts=now.parts(found.figure.code),
        lines=named(asked, found, lines),
    )  # fmt: skip


def wanted(asked: Reading, path: Mapping[str, Any], query: Mapping[str, str]) -> Wanted:
    """NotFoundException for a figure that no summary has, and for a month or part of one that has none."""
    found = chosen(asked, path)
    figure = FIGURES.get(str(path["metric"]))
    part, at = query.get("dimension") or None, query.get("month", "")
    if figure is None or figure.code not in PUBLIC or (part and (not figure.dimension or "\x00" in part)):
        raise NotFoundException
    if at and (figure.code != "meetings_held" or not _MONTH.fullmatch(at) or at.startswith("0000")):
        raise NotFoundException
    return Wanted(found, figure, part, date.fromisoformat(f"{at}-01") if at else None)


def named(asked: Reading, found: Wanted, lines: Iterable[Line]) -> list[LineShown]:
    """One question: the libraries under the names that they bear now, and the numbers of their grants."""
    shown = list(lines)
    libraries, numbers = ask_all(
        asked.database, libraries_question({line.library for line in shown if line.library}),
        numbers_question({line.stream for line in shown if line.library}),
    )  # fmt: skip
    return [
        LineShown(
            line, grant_name(found.chosen.subjects[line.round], numbers.get(line.stream)),
            libraries.get(line.library) if line.library else None,
            dimension_label(found.figure.code, line.dimension, asked.lang),
        )
        for line in shown
    ]  # fmt: skip


def grant_name(round_: Subject, number: int | None) -> str:
    """PRB/I/12; the round alone for what has no number."""
    return round_.written if number is None else f"{round_.written}/{number}"


def _frozen(found: Wanted, now: Figures, months: list[list[Any]]) -> int:
    if found.month is not None:
        at = f"{found.month:%Y-%m}"
        return sum(held for when, mode, held in months if when == at and found.dimension in (None, mode))
    code = found.figure.code
    return now.of(code) if found.dimension is None else now.part(code, found.dimension)


def _about(found: Wanted, lang: str) -> str:
    """What part of the figure it is, in words; empty for the whole."""
    part = dimension_label(found.figure.code, found.dimension, lang) if found.dimension else ""
    return ", ".join(each for each in (part, month(found.month, lang, year=True) if found.month else "") if each)


def _batch(asked: Reading, found: Wanted, after: tuple[int, int]) -> tuple[str, tuple[int, int] | None]:
    """Rows behind a place, and the place of the last of them; None when there are no more."""
    lines = ledger.behind(asked.database, found.behind, after)
    text = "".join(_row(found, each) for each in named(asked, found, lines)) if lines else ""
    return text, (lines[-1].position, lines[-1].line) if len(lines) == ledger.BATCH else None


def _row(found: Wanted, shown: LineShown) -> str:
    line, library = shown.line, shown.library
    return row([
        line.occurred_on.isoformat(), line.known_on.isoformat(), found.chosen.subjects[line.round].written, shown.grant,
        library.name if library else "", library.town if library else "", line.metric, line.dimension, line.delta,
        UNITS[found.figure.unit], line.stream, line.version,
    ])  # fmt: skip


ROUTES = [figure_page, lines_file]
