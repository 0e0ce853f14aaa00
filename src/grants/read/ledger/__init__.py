"""Totals of a round, and the lines that make each of them. Seen on the dashboard, in ``grants totals``, behind figures.

Every event books the difference between what its grant contributes after and before it (``lifecycle.figures``), so a
figure opens into exactly the lines that make it, and a total as of any two days is a sum of cells. Money in grosze.
"""

from grants.read.ledger.booking import Ledger
from grants.read.ledger.figures import FIGURES, Figure
from grants.read.ledger.lines import Line, Sought, lines, sum_of_lines
from grants.read.ledger.totals import Point, Totals, series, totals, totals_as_of, totals_by_round

__all__ = [
    "FIGURES", "Figure", "Ledger", "Line", "Point", "Sought", "Totals", "lines", "series", "sum_of_lines", "totals",
    "totals_as_of",
    "totals_by_round",
]  # fmt: skip
