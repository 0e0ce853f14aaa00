"""What a round's dashboard shows, worked out once for all its readers: nothing of the single person is in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any, Final
from uuid import UUID

from litestar.exceptions import NotFoundException

from grants.read import days, due, ledger, trail
from grants.read.asking import ask_all
from grants.read.rounds import RoundNow, first_opened_question, round_question
from grants.wording.formats import month
from grants.wording.labels import label, metric
from web.support.asking import Asked, Reading
from web.support.guards import opens_files
from web.support.past import Past
from web.support.paths import with_query
from web.support.prose import Entry, entries

WAY: Final = ("applied", "awarded", "with_meeting", "requirement_met", "settled")
MONEY: Final = (
    "requested", "awarded_money", "paid", "recognised",
    "refund_due", "refund_received", "refund_written_off", "refund_outstanding",
)  # fmt: skip
MEETINGS: Final = ("meetings_held", "meetings_counted", "attendances")
GONE: Final = ("withdrawn", "rejected", "cancelled")
SHOWN: Final = (*WAY, *GONE, *MONEY, *MEETINGS, "budget", "reserved", "meetings_by_channel", "stage")
"""Every figure of a dashboard."""
MODES: Final = ("in_person", "virtual")
LATEST: Final = 5
TECHNICAL: Final = ("grant.opened.", "round.funds_")
"""Events that stand beside another one in the same save: on the trail they have their place, here they are noise."""
Row = dict[str, Any]
Address = Callable[..., str]
"""Makes the address of a page: its path, and what is chosen there."""


@dataclass(frozen=True, slots=True)
class Board:
    """Rows for the charts, each figure with the address of what makes it. Money in grosze.

    ``waiting``: how many things of each kind wait.
    """

    round: RoundNow
    href: str
    totals: ledger.Totals
    way: list[Row]
    gone: list[Row]
    money: list[Row]
    budget: list[Row]
    meetings: list[Row]
    months: list[Row]
    channels: list[Row]
    kinds: list[Row]
    latest: list[Entry]
    waiting: Mapping[str, int]

    @property
    def empty(self) -> bool:
        """Nobody has applied yet."""
        return not self.totals.amounts or not any(row["value"] for row in [*self.way, *self.gone])


def board(asked: Reading, id_: UUID, *, steps: bool = True) -> Board | None:
    """Everything on the page, or None if there is no such round. Three questions. ``steps``: whether the readers may
    open the steps of a grant.
    """
    found, now, months, placed, waiting = ask_all(
        asked.database, round_question(id_), ledger.totals_question(id_, SHOWN),
        ledger.series_question(id_, "meetings_held"), trail.latest_question(id_, limit=3 * LATEST),
        due.kinds_question(id_),
    )  # fmt: skip
    return _drawn(asked, found, _Found(now, months, placed, waiting), with_query, steps=steps) if found else None


def board_then(asked: Asked, id_: UUID, past: Past) -> tuple[RoundNow, Board | None, Past]:
    """The same as of a past day, with nothing that waits: nothing can be done there. The latest events are those that
    had been recorded by that day. No board where the days cannot be shown. NotFoundException for no round.
    """
    now = asked.today
    day, known = (past.then.as_of, past.then.known) if past.then else (now, now)
    found, first, then, months, placed = ask_all(
        asked.database, round_question(id_), first_opened_question(), ledger.as_of_question(id_, day, known, SHOWN),
        ledger.series_question(id_, "meetings_held", day, known),
        trail.latest_question(id_, limit=3 * LATEST, upto=days.upto(min(day, known))),
    )  # fmt: skip
    if found is None:
        raise NotFoundException
    past = past.settle(first, asked, there=bool(then.amounts))
    shown = None if past.then is None else _drawn(
        asked, found, _Found(then, months, placed, {}), past.keep, steps=opens_files(asked.person)
    )  # fmt: skip
    return found, shown, past


@dataclass(frozen=True, slots=True)
class _Found:
    """Answers of the database: figures, meetings by month, places of the latest events in the log, what waits."""

    totals: ledger.Totals
    months: list[ledger.Point]
    placed: Any
    waiting: Mapping[str, int]


def _drawn(asked: Reading, round_: RoundNow, found: _Found, address: Address, *, steps: bool) -> Board:
    told = trail.told(asked.programme.log, found.placed).rows
    telling = [step for step in told if not step.event.TOPIC.startswith(TECHNICAL)][:LATEST]
    latest = entries(asked, telling, people=False)
    href = f"/rounds/{round_.id}"
    say = Figures(href, found.totals, asked.lang, address)
    return Board(
        round=round_, href=href, totals=found.totals,
        way=say.each(WAY),
        gone=[row for row in say.each(GONE) if row["value"]],
        money=say.each(MONEY),
        budget=_budget(say, asked),
        meetings=say.each(MEETINGS),
        months=_months(found.months, asked.lang, partial(address, f"{href}/figures/meetings_held")),
        channels=say.parts("meetings_by_channel", "channel"),
        kinds=say.parts("attendances", "participant"),
        latest=latest if steps else [replace(entry, href="") for entry in latest],
        waiting=found.waiting,
    )  # fmt: skip


class Figures:
    """Totals as rows with a label and the address of what makes them."""

    def __init__(self, href: str, totals: ledger.Totals, lang: str, address: Address = with_query) -> None:
        self._href, self._totals, self._lang, self._address = href, totals, lang, address

    def each(self, metrics: Iterable[str]) -> list[Row]:
        return [self.one(code) for code in metrics]

    def one(self, code: str) -> Row:
        """A figure over all its dimensions."""
        return {
            "code": code, "label": metric(code, self._lang).label, "value": self._totals.sum(code),
            "href": self._address(f"{self._href}/figures/{code}"),
        }  # fmt: skip

    def parts(self, code: str, table: str) -> list[Row]:
        """A figure by its dimension, the largest first."""
        rows = [
            {
                "code": part, "label": label(table, part, self._lang), "value": value,
                "href": self._address(f"{self._href}/figures/{code}", dimension=part),
            }
            for part, value in self._totals.by(code).items()
        ]  # fmt: skip
        return sorted(rows, key=lambda row: -row["value"])


def _budget(say: Figures, asked: Reading) -> list[Row]:
    """Paid, set aside but not paid, left: together the budget."""
    paid, reserved, budget = (say.one(code) for code in ("paid", "reserved", "budget"))
    waiting = max(0, reserved["value"] - paid["value"])
    left = budget["value"] - max(reserved["value"], paid["value"])
    return [
        {"label": paid["label"], "amount": paid["value"], "tone": 1, "href": paid["href"]},
        {"label": asked.say("Awarded, not paid yet"), "amount": waiting, "tone": 2, "href": reserved["href"]},
        {"label": asked.say("Left in the budget"), "amount": left, "tone": 3, "href": budget["href"]},
    ]


def _months(points: list[ledger.Point], lang: str, address: Address) -> list[Row]:
    """Every month from the first meeting to the last, also those without one; each with the address of its part."""
    found = {(point.month, point.dimension): point.amount for point in points}
    if not found:
        return []
    at, last = min(found)[0], max(found)[0]
    rows: list[Row] = []
    while at <= last:
        words, values = month(at, lang, year=True), [found.get((at, mode), 0) for mode in MODES]
        href = address(month=f"{at:%Y-%m}") if any(values) else None
        rows.append({"label": month(at, lang), "name": words, "values": values, "href": href})
        at = date(at.year + at.month // 12, at.month % 12 + 1, 1)
    return rows
