"""Figures of both sides in words: today, in the supposition, and what lies between."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from grants.read.ledger import FIGURES
from grants.read.supposing import OWN, Totals
from grants.wording.formats import money, number
from grants.wording.labels import label, metric
from web.support.asking import Asked

GROUPS: Final = (
    ("applied", "stopped"),
    ("awarded", "awarded_money", "cut", "cut_money"),
    ("meetings_counted", "requirement_met"),
    (
        "settled", "settled_partial", "blocked", "blocked_money", "reasons_needed", "costs_accepted", "recognised",
        "refund_due", "own_contribution",
    ),
    ("reports_late",),
    ("open_recognised", "open_refund"),
)  # fmt: skip
"""Figures in the order of a grant's life."""
MONEY: Final = frozenset({"cut_money", "blocked_money", "open_recognised", "open_refund"})

PLUS: Final = "+"
MINUS: Final = "\u2212"


@dataclass(frozen=True, slots=True)
class Line:
    """One figure. ``href``: of what makes today's side; ``difference``: empty where both are the same."""

    label: str
    help: str
    now: str
    then: str
    difference: str
    href: str


def lines(totals: Totals, asked: Asked, figures: str) -> list[Line]:
    """What is there on either side; ``figures``: the address below which figures open."""
    codes = (code for group in GROUPS for code in group)
    return [_line(code, totals, asked, figures) for code in codes if totals.now[code] or totals.then[code]]


def _line(code: str, totals: Totals, asked: Asked, figures: str) -> Line:
    words = (label("compared", code, asked.lang), label("compared_help", code, asked.lang)) if code in OWN else tuple(
        metric(code, asked.lang)
    )  # fmt: skip
    moved = totals.difference(code)
    return Line(
        label=words[0], help=words[1], now=_written(code, totals.now[code], asked),
        then=_written(code, totals.then[code], asked), difference=signed(_written(code, abs(moved), asked), moved),
        href="" if code in OWN else f"{figures}/{code}",
    )  # fmt: skip


def _written(code: str, value: int, asked: Asked) -> str:
    is_money = code in MONEY or (code in FIGURES and FIGURES[code].unit == "money")
    return money(value, asked.lang) if is_money else number(value, asked.lang)


def signed(words: str, moved: int) -> str:
    """A difference with its sign; empty for none."""
    return f"{PLUS if moved > 0 else MINUS}{words}" if moved else ""


def reasons(codes: Iterable[str], asked: Asked) -> str:
    """Why a grant comes out differently, in one line."""
    told = "; ".join(label("differs", code, asked.lang) for code in codes)
    return told[:1].upper() + told[1:]
