"""How a source text with places becomes a sentence of one language: every place says how its value is written.

``{amount:money}``, ``{day:day}``, ``{host:name}``, ``{old:value}`` (by its field), ``{n:meetings}`` (a count with its
plural form), ``{stage:stage}`` (any table of labels), ``{items:list.check}``; without a spec as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from string import Formatter
from typing import Any, Final
from uuid import UUID

from grants.kernel.money import Money
from grants.wording import formats
from grants.wording.catalogues import translations
from grants.wording.tables import TABLES

Names = Callable[[UUID], str]
Parsed = tuple[str, str | None, str | None, str | None]

COUNTS: Final = {
    "meetings": ("{n} meeting", "{n} meetings"),
    "planned": ("with {n} meeting planned", "with {n} meetings planned"),
    "people": ("{n} person", "{n} people"),
    "attendances": ("{n} attendance", "{n} attendances"),
    "partners": ("{n} Partner Library", "{n} Partner Libraries"),
    "libraries": ("{n} library", "{n} libraries"),
    "findings": ("{n} remark", "{n} remarks"),
    "days": ("{n} day", "{n} days"),
    "minutes": ("{n} minute", "{n} minutes"),
    "rows": ("{n} row", "{n} rows"),
    "characters": ("{n} character", "{n} characters"),
    "costs": ("{n} cost", "{n} costs"),
    "grants": ("{n} grant", "{n} grants"),
}
CHOICES: Final = ("mode", "policy", "ground", "finding_kind", "severity")
"""Tables of the closed lists that a field may ask to choose from."""
_TIED: Final = re.compile(r"(?<![^\s(„‘])((?:[aiouwzAIOUWZ]|nr|no\.)) (?=\S)")


def spoken(table: str, code: str, lang: str) -> str:
    """A code's label; one that no table knows (a round's own channel) with spaces for its underscores."""
    source = TABLES[table].get(code)
    return translations(lang).pgettext(table, source) if source is not None else code.replace("_", " ")


def counted(what: str, n: int, lang: str) -> str:
    """A count with its noun: 1 spotkanie, 2 spotkania, 5 spotkań."""
    one, many = COUNTS[what]
    return translations(lang).npgettext("count", one, many, n).format(n=formats.number(n, lang))


@cache
def _parsed(source: str) -> list[Parsed]:
    return list(Formatter().parse(source))


@cache
def tied(context: str, source: str, lang: str) -> str:
    """The translation with its one-letter words tied to what follows; values that are placed in it stay as they are."""
    return tie(translations(lang).pgettext(context, source))


def tie(text: str) -> str:
    """One-letter words tied to what follows, so that none is left at the end of a line."""
    return _TIED.sub(rf"\1{formats.NBSP}", text)


def short_id(id_: UUID) -> str:
    """The name of a library where nobody hands names in."""
    return str(id_)[:8]


class Speech(Formatter):
    """Speaks one language. ``names`` turns a library's id into its name."""

    def __init__(self, lang: str, names: Names = short_id) -> None:
        self.lang: Final = lang
        self.names: Final = names

    def tell(self, context: str, source: str, values: Any) -> str:
        """``source`` in the language, with ``values`` (a mapping or an object) in their places."""
        return self.vformat(tied(context, source, self.lang), (), values)

    def parse(self, format_string: str) -> Iterable[Parsed]:
        """Each text is taken apart once: a page tells hundreds of sentences."""
        return _parsed(format_string)

    def get_value(self, key: int | str, args: Any, kwargs: Any) -> Any:  # noqa: ARG002  the base's signature
        """A field of the event, or a parameter of the refusal."""
        return kwargs[key] if isinstance(kwargs, Mapping) else getattr(kwargs, str(key))

    def check_unused_args(self, used_args: Any, args: Any, kwargs: Any) -> None:
        """A text need not say everything."""

    def format_field(self, value: Any, format_spec: str) -> str:
        """The value as its place asks for."""
        if format_spec.startswith("list"):
            return ", ".join(self.format_field(item, format_spec[5:]) for item in value)
        if format_spec in COUNTS:
            return counted(format_spec, _how_many(value), self.lang)
        writer = getattr(self, f"write_{format_spec or 'plain'}", None)
        return str(writer(value)) if writer else spoken(format_spec, str(value), self.lang)

    def write_plain(self, value: Any) -> str:
        """Numbers and days in the language's way, anything else as it is."""
        if isinstance(value, int) and not isinstance(value, bool):
            return formats.number(value, self.lang)
        return formats.day(value, self.lang) if isinstance(value, date) else str(value)

    def write_day(self, value: date | str) -> str:
        return formats.day(date.fromisoformat(value) if isinstance(value, str) else value, self.lang)

    def write_money(self, value: int | str | Money) -> str:
        return formats.money(int(value) if isinstance(value, str) else value, self.lang)

    def write_name(self, value: UUID | str) -> str:
        return self.names(UUID(value) if isinstance(value, str) else value)

    def write_via(self, value: str) -> str:
        """How a virtual meeting was held, also over a channel of the round's own."""
        if value in TABLES["via"]:
            return spoken("via", value, self.lang)
        channel = spoken("channel", value, self.lang)
        return translations(self.lang).pgettext("sentence", "virtually ({channel})").format(channel=channel)

    def write_roles(self, value: str | Iterable[str]) -> str:
        codes = value.split(", ") if isinstance(value, str) else value
        return ", ".join(spoken("role", code, self.lang) for code in codes)

    def write_choice(self, value: str) -> str:
        table = next((table for table in CHOICES if value in TABLES[table]), None)
        return spoken(table, value, self.lang) if table else value


def _how_many(value: Any) -> int:
    """A count, the length of a list, or the heads of an attendance list of (kind, count)."""
    if isinstance(value, int):
        return value
    if value and isinstance(value[0], (list, tuple)):
        return sum(n for _, n in value)
    return len(value)
