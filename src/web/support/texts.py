"""How people write values into forms, and how forms show values that are already known."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Final

from web.support.days import read_day

_MONEY: Final = re.compile(r"(\d{1,15})(?:[.,](\d{1,2}))?")
_ENGLISH_MONEY: Final = re.compile(r"\d{1,3}(?:,\d{3})+\.\d{2}")
_BLANKS: Final = dict.fromkeys(map(ord, " \u00a0\u202f\u2009"))
_NUMBERS: Final = frozenset({"nrb", "nip", "regon", "terc"})
_COUNTS: Final = frozenset({"count", "days", "minutes", "number", "version"})
UNREADABLE: Final = "?"
"""Put before a text that is not a value of its kind, so that binding names the field instead of guessing."""


def read(kind: str, text: str, today: date | None = None) -> Any:
    """A typed text as the raw value that binding understands. ``today``: what "today" and "yesterday" start from."""
    bare = text.strip()
    if not bare:
        return ""
    match kind:
        case "bool":
            return bare in ("yes", "on", "true", "1")
        case "day":
            return read_day(bare, today)
        case "money":
            return _grosze(bare)
        case kind if kind in _NUMBERS:
            digits = bare.translate(_BLANKS).replace("-", "")
            return digits[2:] if kind in ("nrb", "nip") and digits[:2].upper() == "PL" else digits
        case kind if kind in _COUNTS:
            number = bare.translate(_BLANKS)
            return number if number.isascii() and number.isdigit() else f"{UNREADABLE}{number}"
        case _:
            return text


def written(kind: str, value: object) -> str:
    """A value as a person would type it into the form: 22.04.2013, 1 234,50, yes."""
    if value is None or value is False:
        return ""
    if value is True:
        return "yes"
    if isinstance(value, date):
        return f"{value.day:02d}.{value.month:02d}.{value.year:04d}"
    if kind == "money" and isinstance(value, int):
        whole, rest = divmod(value, 100)
        return f"{whole:,}".replace(",", " ") + f",{rest:02d}"
    return str(value)


def _grosze(text: str) -> int | str:
    bare = re.sub(r"(zł|PLN)$", "", text.translate(_BLANKS), flags=re.IGNORECASE)
    if _ENGLISH_MONEY.fullmatch(bare):
        bare = bare.replace(",", "")
    found = _MONEY.fullmatch(bare)
    if found is None or not bare.isascii():
        return f"{UNREADABLE}{text}"
    whole, rest = found.groups(default="0")
    return int(whole) * 100 + int(rest.ljust(2, "0"))
