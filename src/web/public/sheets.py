"""Tables as text that spreadsheets open: semicolons and a mark of UTF-8, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Final

CSV: Final = "text/csv; charset=utf-8"
BOM: Final = "\ufeff"
FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r")
"""A text that begins so would be a formula; numbers of our own are no texts."""


def row(values: Sequence[object]) -> str:
    """One line."""
    written = StringIO()
    csv.writer(written, delimiter=";", lineterminator="\r\n").writerow([_cell(value) for value in values])
    return written.getvalue()


def sheet(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A whole table with its heads."""
    return BOM + row(heads) + "".join(row(each) for each in rows)


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULAS) else text
