"""What a round's dashboard shows, worked out once for all its readers: nothing of the single person is in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from grants.read import due, ledger, trail
from grants.read.asking import ask_all
from grants.read.rounds import RoundNow, round_question
from grants.wording.formats import month
from grants.wording.labels import label, metric
from web.support.asking import Reading
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
    waiting: dict[str, int]

    @property
    def empty(self) -> bool:
        """Nobody has applied yet."""
        return not self.totals.amounts or not any(row["value"] for row in [*self.way, *self.gone])


def board(asked: Reading, id_: UUID) -> Board | None:
    """Everything on the page, or None if there is no such round. Three questions."""
    found, now, months, placed, waiting = ask_all(
        asked.database, round_question(id_), ledger.totals_question(id_, SHOWN),
        ledger.series_question(id_, "meetings_held"), trail.latest_question(id_, limit=3 * LATEST),
        due.kinds_question(id_),
    )  # fmt: skip
    if found is None:
        return None
    steps = trail.told(asked.programme.log, placed).rows
    telling = [step for step in steps if not step.event.TOPIC.startswith(TECHNICAL)][:LATEST]
    href = f"/rounds/{id_}"
    say = Figures(href, now, asked.lang)
    return Board(
        round=found, href=href, totals=now,
        way=say.each(WAY),
        gone=[row for row in say.each(GONE) if row["value"]],
        money=say.each(MONEY),
        budget=_budget(say, asked),
        meetings=say.each(MEETINGS),
        months=_months(months, asked.lang),
        channels=say.parts("meetings_by_channel", "channel"),
        kinds=say.parts("attendances", "participant"),
        latest=entries(asked, telling, people=False),
        waiting=waiting,
    )  # fmt: skip


class Figures:
    """Totals as rows with a label and the address of what makes them."""

    def __init__(self, href: str, totals: ledger.Totals, lang: str) -> None:
        self._href, self._totals, self._lang = href, totals, lang

    def each(self, metrics: Iterable[str]) -> list[Row]:
        return [self.one(code) for code in metrics]

    def one(self, code: str) -> Row:
        """A figure over all its dimensions."""
        return {
            "code": code, "label": metric(code, self._lang).label, "value": self._totals.sum(code),
            "href": f"{self._href}/figures/{code}",
        }  # fmt: skip

    def parts(self, code: str, table: str) -> list[Row]:
        """A figure by its dimension, the largest first."""
        rows = [
            {
                "code": part, "label": label(table, part, self._lang), "value": value,
                "href": f"{self._href}/figures/{code}?dimension={part}",
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


def _months(points: list[ledger.Point], lang: str) -> list[Row]:
    """Every month from the first meeting to the last, also those without one."""
    found = {(point.month, point.dimension): point.amount for point in points}
    if not found:
        return []
    at, last = min(found)[0], max(found)[0]
    rows: list[Row] = []
    while at <= last:
        words = month(at, lang, year=True)
        rows.append({"label": month(at, lang), "name": words, "values": [found.get((at, mode), 0) for mode in MODES]})
        at = date(at.year + at.month // 12, at.month % 12 + 1, 1)
    return rows
