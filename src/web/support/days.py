"""Days as people type them: 22.04.2013, 22042013, 2013-04-22, 22 kwietnia 2013, 22 April 2013, dziś, yesterday.

What is not one of these stays as it is, so that binding names the field. No year is ever guessed.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

_BLANK: Final = re.compile(r"[ \u00a0\u202f\u2009]+")
_NUMBERS: Final = re.compile(r"(\d{1,2})[.\-/](\d{1,2})[.\-/](\d{4})r?\.?|(\d{2})(\d{2})(\d{4})")
_WORDS: Final = re.compile(r"(\d{1,2})(?:\.|st|nd|rd|th)? ([^\W\d_]+)\.?,? (\d{4})(?: ?r\.?)?")
_NEAR: Final = {
    "dziś": 0, "dzis": 0, "dzisiaj": 0, "today": 0, "wczoraj": 1, "yesterday": 1, "przedwczoraj": 2,
}  # fmt: skip
"""Days before today."""
_MONTHS: Final = (
    ("sty", "stycznia", "styczeń", "jan", "january"), ("lut", "lutego", "luty", "feb", "february"),
    ("mar", "marca", "marzec", "march"), ("kwi", "kwietnia", "kwiecień", "apr", "april"),
    ("maj", "maja", "may"), ("cze", "czerwca", "czerwiec", "jun", "june"),
    ("lip", "lipca", "lipiec", "jul", "july"), ("sie", "sierpnia", "sierpień", "aug", "august"),
    ("wrz", "września", "wrzesień", "sep", "sept", "september"),
    ("paź", "paz", "października", "pazdziernika", "październik", "oct", "october"),
    ("lis", "listopada", "listopad", "nov", "november"), ("gru", "grudnia", "grudzień", "dec", "december"),
)  # fmt: skip
_MONTH_OF: Final = {word: number for number, words in enumerate(_MONTHS, start=1) for word in words}


def read_day(text: str, today: date | None) -> str:
    """The day as ``2013-04-22``, or the text itself. Words such as "today" need a ``today`` to start from."""
    bare = _BLANK.sub(" ", text.strip()).lower()
    if today is not None and bare in _NEAR:
        return (today - timedelta(days=_NEAR[bare])).isoformat()
    if found := _NUMBERS.fullmatch(bare.replace(" ", "")):
        day, month, year = (part for part in found.groups() if part is not None)
        return f"{year}-{int(month):02d}-{int(day):02d}"
    named = _WORDS.fullmatch(bare)
    if named and named[2] in _MONTH_OF:
        return f"{named[3]}-{_MONTH_OF[named[2]]:02d}-{int(named[1]):02d}"
    return text
