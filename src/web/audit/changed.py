"""Why a figure is not what it was: the ledger's lines that moved it between two known days."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from grants.read.asking import ask_all
from grants.read.ledger import FIGURES, Totals
from grants.read.ledger.between import known_question, moved_question, moved_sum_question
from grants.read.rounds import RoundNow, first_opened_question, round_question
from grants.wording.labels import metric, round_name
from web.audit.amounts import amount, signed
from web.audit.between import Spanned, spanned
from web.audit.figures import LineShown, lines_told, title
from web.support.asking import Asked, answer
from web.support.context import WebRequest
from web.support.guards import READERS, allow
from web.support.language import language, say
from web.support.page import render
from web.support.shell import Link


@dataclass(frozen=True, slots=True)
class Moved:
    """``part``: the value of the dimension that was asked for. ``sum``: of the lines on all pages, worked out on
    another way than ``difference``; they must agree.
    """

    round: RoundNow
    days: Spanned
    part: str | None
    label: str
    definition: str
    old: str
    new: str
    difference: str
    sum: str
    agrees: bool
    lines: list[LineShown]
    previous: str | None
    next: str | None


@get("/rounds/{id_:uuid}/changes/{metric_:str}", guards=[allow(*READERS)], include_in_schema=False)
async def changed_page(request: WebRequest, id_: FromPath[UUID], metric_: FromPath[str]) -> Response[str]:
    """Of one figure of a round, or of one part of it (``dimension``); a page of lines as they became known."""
    shown = await answer(request, lambda asked: moved(asked, id_, metric_))
    words, wrong = say(language(request)), bool(shown.days.errors)
    return render(
        request, "audit/changed.html", title=shown.label, caption=round_name(shown.round, language(request)),
        back=Link(words("What changed"), shown.days.keep(f"/rounds/{id_}/changes")), shown=shown,
        failed=wrong, status=422 if wrong else 200,
    )  # fmt: skip


def moved(asked: Asked, id_: UUID, code: str) -> Moved:
    """Three questions; NotFoundException for a round, a figure or a part that there is not."""
    figure, part = FIGURES.get(code), asked.query.get("dimension")
    if figure is None or (part is not None and not figure.dimension):
        raise NotFoundException
    path = f"/rounds/{id_}/changes/{code}"
    days = spanned(asked, path)
    stretch, at = days.stretch, asked.query.get("at")
    found, first, old, new, page, added = ask_all(
        asked.database, round_question(id_), first_opened_question(), known_question(id_, days.span.since, [code]),
        known_question(id_, days.span.until, [code]), moved_question(id_, code, part, stretch, at),
        moved_sum_question(id_, code, part, stretch),
    )  # fmt: skip
    if found is None:
        raise NotFoundException
    days, words = days.settle(first, asked), metric(code, asked.lang)
    before, after = _value(old, code, part), _value(new, code, part)
    return Moved(
        round=found, days=days, part=part, label=title(words.label, code, part, asked.lang),
        definition=words.definition,
        old=amount(before, figure, asked.lang), new=amount(after, figure, asked.lang),
        difference=signed(after - before, figure, asked.lang), sum=signed(added, figure, asked.lang),
        agrees=after - before == added, lines=[] if days.errors else lines_told(page.rows, figure, asked),
        previous=days.keep(path, dimension=part, at=page.previous) if page.previous else None,
        next=days.keep(path, dimension=part, at=page.next) if page.next else None,
    )  # fmt: skip


def _value(totals: Totals, code: str, part: str | None) -> int:
    return totals.sum(code) if part is None else totals.of(code, part)


ROUTES = [changed_page]
