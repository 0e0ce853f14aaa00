"""Money, days, moments and counts as words for people, in Polish and English.

Symbols and month names are read once from Babel's locale data; a call is then one f-string, because a register
page formats several hundred values. Amounts are whole grosze, moments are UTC until shown in the programme's zone.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Protocol
from zoneinfo import ZoneInfo

from babel import Locale

from grants.kernel.clock import WARSAW

NBSP: Final = "\u00a0"


class HasGrosze(Protocol):
    """What the kernel's money offers: a whole number of grosze."""

    @property
    def grosze(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Symbols:
    """What one language needs to write numbers and days."""

    group: str
    decimal: str
    minus: str
    months: tuple[str, ...]
    short_months: tuple[str, ...]
    standalone_months: tuple[str, ...]
    locale: Locale


def _read(code: str) -> Symbols:
    locale = Locale.parse(code)
    numbers = locale.number_symbols["latn"]
    wide, short = locale.months["format"]["wide"], locale.months["format"]["abbreviated"]
    alone = locale.months["stand-alone"]["abbreviated"]
    return Symbols(
        group=str(numbers["group"]),
        decimal=str(numbers["decimal"]),
        minus=str(numbers["minusSign"]),
        months=tuple(str(wide[n]) for n in range(1, 13)),
        short_months=tuple(str(short[n]) for n in range(1, 13)),
        standalone_months=tuple(str(alone[n]) for n in range(1, 13)),
        locale=locale,
    )


SYMBOLS: Final[dict[str, Symbols]] = {"pl": _read("pl"), "en": _read("en_GB")}
CURRENCY: Final = str(SYMBOLS["pl"].locale.currency_symbols["PLN"])


def number(value: int, lang: str) -> str:
    """A whole number with its thousands set apart: 2 613 in Polish, 2,613 in English."""
    symbols = SYMBOLS[lang]
    digits = f"{abs(value):,}".replace(",", symbols.group)
    return f"{symbols.minus}{digits}" if value < 0 else digits


def money(amount: int | HasGrosze, lang: str, *, short: bool = False) -> str:
    """Grosze as złote. `short` leaves out ",00" for overviews; odd grosze are never dropped."""
    grosze = amount if isinstance(amount, int) else amount.grosze
    symbols = SYMBOLS[lang]
    whole, rest = divmod(abs(grosze), 100)
    sign = symbols.minus if grosze < 0 else ""
    cents = "" if short and rest == 0 else f"{symbols.decimal}{rest:02d}"
    return f"{sign}{f'{whole:,}'.replace(',', symbols.group)}{cents}{NBSP}{CURRENCY}"


def percent(part: int, whole: int, lang: str) -> str:
    """The share of a whole, rounded down: 100% is said only when all of it is there; nothing of nothing is 0%."""
    share = part * 100 // whole if whole else 0
    return f"{number(share, lang)}%"


def day(value: date, lang: str, *, long: bool = False) -> str:
    """A calendar day: 22.04.2013 or 22 kwietnia 2013; in English 22 Apr 2013 or 22 April 2013."""
    symbols = SYMBOLS[lang]
    if long:
        return f"{value.day} {symbols.months[value.month - 1]} {value.year}"
    if lang == "pl":
        return f"{value.day:02d}.{value.month:02d}.{value.year:04d}"
    return f"{value.day} {symbols.short_months[value.month - 1]} {value.year}"


def day_month(value: date, lang: str) -> str:
    """A day without its year, where the year is plain from the page: 22 kwietnia, 22 April."""
    return f"{value.day} {SYMBOLS[lang].months[value.month - 1]}"


def month(value: date, lang: str, *, year: bool = False) -> str:
    """The short name of a month for the axis of a chart: kwi, Apr; with the year where a chart crosses one."""
    name = SYMBOLS[lang].standalone_months[value.month - 1]
    return f"{name} {value.year}" if year else name


def moment(value: datetime, lang: str, *, zone: ZoneInfo = WARSAW) -> str:
    """A moment of the log on the clock of the programme: 22.04.2013, 15:12."""
    local = _aware(value).astimezone(zone)
    return f"{day(local, lang)}, {local.hour:02d}:{local.minute:02d}"


def clock(value: datetime, *, seconds: bool = False, zone: ZoneInfo = WARSAW) -> str:
    """The time of day alone: 15:12, or 15:12:07 beside figures that move."""
    local = _aware(value).astimezone(zone)
    return f"{local:%H:%M:%S}" if seconds else f"{local:%H:%M}"


def local_day(value: date | datetime, *, zone: ZoneInfo = WARSAW) -> date:
    """The calendar day on which a moment falls in the programme's zone; a day stays what it is."""
    return _aware(value).astimezone(zone).date() if isinstance(value, datetime) else value


def plural(value: int, lang: str, **forms: str) -> str:
    """The form that a count asks for: of one="spotkanie", few="spotkania", many="spotkań" the last for 5 in Polish."""
    key = str(SYMBOLS[lang].locale.plural_form(value))
    return forms[key] if key in forms else forms["other"]


def _aware(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("a moment without a zone cannot be shown")
    return value
