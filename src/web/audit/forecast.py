"""What is still to come in a round: money and days, each number with the grants behind it, every assumption named."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from grants.read import ledger
from grants.read.asking import ask_all
from grants.read.forecasting import CODES, MOST, Forecast, Row, forecast_of, rows_page
from grants.read.rounds import RoundNow, round_question
from grants.wording.formats import day, money, month, number
from grants.wording.labels import label, round_name
from web.support.asking import Asked, answer
from web.support.context import WebRequest
from web.support.guards import FILES, allow
from web.support.language import language, say
from web.support.page import render
from web.support.paths import with_query
from web.support.shell import Link

MONTH: Final = re.compile(r"(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])")
BY_MONTH: Final = ("meetings_ahead", "to_report", "refund_asked", "refund_at_most")
"""What has a day."""


@dataclass(frozen=True, slots=True)
class Line:
    """One number. ``grants``: how many stand behind it; ``href``: the list of them."""

    label: str
    help: str
    grants: str
    amount: str
    href: str


@dataclass(frozen=True, slots=True)
class Month:
    """``cells``: label, amount and the list behind it, for each figure that has a day; ``past``: it is over."""

    label: str
    past: bool
    cells: list[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class One:
    """One item of a grant."""

    name: str
    town: str
    stage: str
    href: str
    due: str
    amount: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The grants behind one number, whose sum it is."""

    label: str
    total: str
    rows: list[One]
    previous: str | None
    next: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """``opened``: the number that is looked at, if one is; ``too_many``: more grants than a page works through."""

    round: RoundNow
    href: str
    grants: int
    too_many: bool
    lines: list[Line]
    heads: list[str]
    months: list[Month]
    opened: Opened | None
    limit: int = MOST


@get("/rounds/{round_:uuid}/forecast", guards=[allow(*FILES)], include_in_schema=False)
async def forecast_page(request: WebRequest, round_: FromPath[UUID]) -> Response[str]:
    """Two questions: the round, and its grants. ``?of=`` opens one number, ``&month=`` its part in a month."""

    def load(asked: Asked) -> Shown:
        return worked(asked, round_)

    shown = await answer(request, load)
    named, words = round_name(shown.round, language(request)), say(language(request))
    back = Link(words("Forecast"), shown.href) if shown.opened else Link(named, f"/rounds/{round_}")
    title = shown.opened.label if shown.opened else words("Forecast")
    return render(request, "audit/forecast.html", title=title, caption=named, back=back, shown=shown)


def worked(asked: Asked, id_: UUID) -> Shown:
    """NotFoundException for a round, a number or a month that there is not."""
    code, typed, href = asked.query.get("of", ""), asked.query.get("month", ""), f"/rounds/{id_}/forecast"
    if (code and code not in CODES) or (typed and not MONTH.fullmatch(typed)):
        raise NotFoundException
    found, totals = ask_all(asked.database, round_question(id_), ledger.totals_question(id_, ["stage"]))
    if found is None:
        raise NotFoundException
    too_many = totals.sum("stage") > MOST
    coming = Forecast([], 0, 0) if too_many else forecast_of(asked.database, id_)
    at = date(int(typed[:4]), int(typed[5:]), 1) if typed else None
    return Shown(
        round=found, href=href, grants=totals.sum("stage") if too_many else coming.grants, too_many=too_many,
        lines=[_line(code, coming, href, asked) for code in CODES if coming.total(code)],
        heads=[label("coming", code, asked.lang) for code in BY_MONTH],
        months=[_month(each, amounts, href, asked) for each, amounts in coming.months.items()],
        opened=_opened(coming, code, at, href, asked) if code else None,
    )  # fmt: skip


def _line(code: str, coming: Forecast, href: str, asked: Asked) -> Line:
    grants = len({row.grant for row in coming.of(code)})
    return Line(
        label("coming", code, asked.lang), label("coming_help", code, asked.lang), number(grants, asked.lang),
        _written(code, coming.total(code), asked), with_query(href, of=code),
    )  # fmt: skip


def _month(each: date, amounts: Mapping[str, int], href: str, asked: Asked) -> Month:
    typed = f"{each:%Y-%m}"
    return Month(
        month(each, asked.lang, year=True), each < asked.today.replace(day=1),
        [
            (label("coming", code, asked.lang), _written(code, amounts[code], asked) if amounts.get(code) else "",
             with_query(href, of=code, month=typed))
            for code in BY_MONTH
        ],
    )  # fmt: skip


def _opened(coming: Forecast, code: str, at: date | None, href: str, asked: Asked) -> Opened:
    rows = coming.of(code, at)
    page = rows_page(rows, asked.query.get("at"))
    typed = f"{at:%Y-%m}" if at else ""
    words = label("coming", code, asked.lang)
    return Opened(
        label=f"{words}: {month(at, asked.lang, year=True)}" if at else words,
        total=_written(code, sum(row.item.amount for row in rows), asked),
        rows=[_one(row, asked) for row in page.rows],
        previous=with_query(href, of=code, month=typed, at=page.previous) if page.previous else None,
        next=with_query(href, of=code, month=typed, at=page.next) if page.next else None,
    )  # fmt: skip


def _one(row: Row, asked: Asked) -> One:
    due = day(row.item.due_on, asked.lang) if row.item.due_on else ""
    return One(
        row.name, row.town, label("stage", row.stage, asked.lang), f"/grants/{row.grant}", due,
        _written(row.item.code, row.item.amount, asked),
    )  # fmt: skip


def _written(code: str, amount: int, asked: Asked) -> str:
    return number(amount, asked.lang) if code == "meetings_ahead" else money(amount, asked.lang)


ROUTES = [forecast_page]
