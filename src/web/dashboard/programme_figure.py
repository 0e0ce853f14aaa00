"""What makes a figure of a programme: the same figure of each round, and from there the lines."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from grants.read import ledger
from grants.read.asking import Question, ask, ask_all
from grants.read.ledger import FIGURES
from grants.read.rounds import ProgrammeNow, first_opened_question, programme_question, rounds_question
from grants.wording.formats import money, number
from grants.wording.labels import dimension, metric, round_name
from web.support.asking import Asked, answer
from web.support.context import WebRequest
from web.support.guards import READERS, allow
from web.support.page import render
from web.support.past import Past, wished
from web.support.shell import Link


@dataclass(frozen=True, slots=True)
class Line:
    """One round's share, and where it opens further."""

    round: str
    amount: str
    href: str


@dataclass(frozen=True, slots=True)
class Opened:
    """The figure over all rounds of the programme, and the rounds that it adds up from."""

    programme: ProgrammeNow
    past: Past
    label: str
    definition: str
    total: str
    lines: list[Line]


@get("/programmes/{id_:uuid}/figures/{metric_:str}", guards=[allow(*READERS)], include_in_schema=False)
async def programme_figure(request: WebRequest, id_: FromPath[UUID], metric_: FromPath[str]) -> Response[str]:
    """The newest round first; of the figure now, or as of any past day."""

    def load(asked: Asked) -> Opened:
        return opened(asked, id_, metric_)

    shown = await answer(request, load)
    past, wrong = shown.past, bool(shown.past.errors)
    return render(
        request, "dashboard/programme_figure.html", title=shown.label, caption=shown.programme.code,
        back=Link(shown.programme.name, past.keep(f"/programmes/{id_}")), shown=shown, past=past,
        failed=wrong, status=422 if wrong else 200,
    )  # fmt: skip


def opened(asked: Asked, id_: UUID, code: str) -> Opened:
    """Two questions; NotFoundException for a programme, a figure or a part that there is not."""
    figure, part = FIGURES.get(code), asked.query.get("dimension")
    past = wished(asked, f"/programmes/{id_}/figures/{code}", dimension=part or "")
    programme, rounds, first = ask_all(
        asked.database, programme_question(id_), rounds_question(id_), first_opened_question()
    )  # fmt: skip
    if programme is None or figure is None or (part is not None and not figure.dimension):
        raise NotFoundException
    ids = [each.id for each in rounds]
    totals = ask(asked.database, _totals(code, ids, past)) if ids else {}
    past = past.settle(first, asked, there=bool(totals))
    none, lang = ledger.Totals({}), asked.lang

    def amount(of: ledger.Totals) -> str:
        value = of.sum(code) if part is None else of.of(code, part)
        return money(value, lang) if figure.unit == "money" else number(value, lang)

    words = metric(code, lang)
    named = dimension(code, part, lang) if part else ""
    return Opened(
        programme, past, f"{words.label}: {named}" if named else words.label, words.definition,
        amount(ledger.added(totals.values())),
        [
            Line(
                round_name(each, lang), amount(totals.get(each.id, none)),
                past.keep(f"/rounds/{each.id}/figures/{code}", dimension=part or ""),
            )
            for each in rounds
            if past.then is None or each.id in totals
        ],
    )  # fmt: skip


def _totals(code: str, rounds: list[UUID], past: Past) -> Question[dict[UUID, ledger.Totals]]:
    """The figure; in the past with the rounds' budgets, which tell which rounds there were."""
    if past.then is None:
        return ledger.by_round_question([code], rounds)
    return ledger.by_round_then_question({code, "budget"}, rounds, past.then.as_of, past.then.known)


ROUTES = [programme_figure]
