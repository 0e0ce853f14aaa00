"""Totals of a round, and the lines that make each of them. Seen on the dashboard, in ``grants totals``, behind figures.

Every event books the difference between what its grant contributes after and before it (``lifecycle.figures``), so a
figure opens into exactly the lines that make it, and a total as of any two days is a sum of cells. Money in grosze.
"""

from grants.lifecycle.figures import SUFFIX
from grants.read.ledger.booking import Ledger
from grants.read.ledger.figures import FIGURES, Figure
from grants.read.ledger.freezing import (
    BATCH,
    BY_MONTH,
    PUBLIC,
    Behind,
    Holder,
    behind,
    behind_question,
    frozen,
    holders_question,
    worth_question,
)
from grants.read.ledger.lines import Line, Sought, lines, lines_question, sum_of_cells, sum_question
from grants.read.ledger.totals import (
    Point,
    Totals,
    added,
    as_of_question,
    by_round_question,
    by_round_then_question,
    series,
    series_question,
    totals,
    totals_as_of,
    totals_question,
)

__all__ = [
    "BATCH",
    "BY_MONTH",
    "FIGURES",
    "PUBLIC",
    "SUFFIX",
    "Behind",
    "Figure",
    "Holder",
    "Ledger",
    "Line",
    "Point",
    "Sought",
    "Totals",
    "added",
    "as_of_question",
    "behind",
    "behind_question",
    "by_round_question",
    "by_round_then_question",
    "frozen",
    "holders_question",
    "lines",
    "lines_question",
    "series",
    "series_question",
    "sum_of_cells",
    "sum_question",
    "totals",
    "totals_as_of",
    "totals_question",
    "worth_question",
]  # fmt: skip
