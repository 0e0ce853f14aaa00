"""Figures as pages write them: counts, or money in złoty; a difference with its sign."""

from __future__ import annotations

from grants.read.ledger import Figure
from grants.wording.formats import money, number

MINUS = "\u2212"


def amount(value: int, figure: Figure, lang: str) -> str:
    """A count or an amount of money; ``value`` in grosze where the figure is money."""
    return money(value, lang) if figure.unit == "money" else number(value, lang)


def signed(value: int, figure: Figure, lang: str) -> str:
    """By how much a figure moved: "+3", "−126,60 zł"; nought has no sign."""
    sign = "+" if value > 0 else MINUS if value < 0 else ""
    return f"{sign}{amount(abs(value), figure, lang)}"
