"""A round under other rules: what would differ, in totals and in which grants."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from grants.read import ledger
from grants.read.asking import ask_all
from grants.read.rounds import RoundNow, round_question
from grants.read.supposing import MOST, Row, Whole, rows_page, suppose
from grants.wording.formats import money
from grants.wording.labels import label, round_name
from web.audit.what_if.sides import Line, lines, reasons, signed
from web.audit.what_if.typed import Supposed, supposed
from web.support.asking import Asked, answer
from web.support.context import WebRequest
from web.support.guards import FILES, allow
from web.support.language import language, say
from web.support.page import render
from web.support.shell import Link


@dataclass(frozen=True, slots=True)
class Different:
    """A grant that comes out differently. ``then``: what it is recognised or would be today, both sides."""

    name: str
    town: str
    stage: str
    href: str
    why: str
    now: str
    then: str
    difference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The page. ``lines`` is None while nothing is supposed; ``too_many``: more grants than a page works through;
    ``over``: by how much the awards exceed the other budget.
    """

    round: RoundNow
    supposed: Supposed
    grants: int
    too_many: bool
    lines: list[Line] | None = None
    rows: list[Different] | None = None
    differ: int = 0
    over: str = ""
    previous: str | None = None
    next: str | None = None
    limit: int = MOST

    @property
    def href(self) -> str:
        return f"/rounds/{self.round.id}/what-if"

    @property
    def link(self) -> str:
        """The address of this calculation, for whoever is to see the same."""
        return self.supposed.keep(self.href)


@get("/rounds/{round_:uuid}/what-if", guards=[allow(*FILES)], include_in_schema=False)
async def whole_page(request: WebRequest, round_: FromPath[UUID]) -> Response[str]:
    """Two questions: the round, and all its grants."""

    def load(asked: Asked) -> Shown:
        return worked(asked, round_)

    shown = await answer(request, load)
    wrong, words = shown.supposed.wrong, say(language(request))
    named = round_name(shown.round, language(request))
    return render(
        request, "audit/what_if.html", title=words("What if the rules were different?"), caption=named,
        back=Link(named, f"/rounds/{round_}"), shown=shown, failed=wrong, status=422 if wrong else 200,
    )  # fmt: skip


def worked(asked: Asked, id_: UUID) -> Shown:
    """NotFoundException for a round that there is not."""
    found, totals = ask_all(asked.database, round_question(id_), ledger.totals_question(id_, ["stage"]))
    if found is None:
        raise NotFoundException
    wish, grants = supposed(asked, found.rules, f"/rounds/{id_}/what-if"), totals.sum("stage")
    plain = Shown(round=found, supposed=wish, grants=grants, too_many=grants > MOST)
    if not wish.changes or plain.too_many:
        return plain
    return _told(plain, suppose(asked.database, id_, found.rules, wish.changes), asked)


def _told(plain: Shown, found: Whole, asked: Asked) -> Shown:
    wish, page = plain.supposed, rows_page(found.rows, asked.query.get("at"))
    budget = wish.changes.get("budget", plain.round.rules.budget)
    over = found.totals.then["awarded_money"] - budget
    return Shown(
        round=plain.round, supposed=wish, grants=found.grants, too_many=False,
        lines=lines(found.totals, asked, f"/rounds/{plain.round.id}/figures"),
        rows=[_row(row, wish, asked) for row in page.rows], differ=len(found.rows),
        over=money(over, asked.lang) if over > 0 else "",
        previous=wish.keep(plain.href, at=page.previous) if page.previous else None,
        next=wish.keep(plain.href, at=page.next) if page.next else None,
    )  # fmt: skip


def _row(row: Row, wish: Supposed, asked: Asked) -> Different:
    now, then = (row.numbers["recognised"][side] + row.numbers["open_recognised"][side] for side in (0, 1))
    return Different(
        name=row.name, town=row.town, stage=label("stage", row.stage, asked.lang),
        href=wish.keep(f"/grants/{row.grant}/what-if"), why=reasons(row.reasons, asked), now=money(now, asked.lang),
        then=money(then, asked.lang), difference=signed(money(abs(then - now), asked.lang), then - now),
    )  # fmt: skip


ROUTES = [whole_page]
