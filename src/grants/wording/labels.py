"""What a code is called: stages, steps, roles, kinds, channels, fields and the rest, in the reader's language."""

from __future__ import annotations

from typing import Final, NamedTuple, Protocol

from grants.wording.catalogues import translations
from grants.wording.speech import spoken
from grants.wording.tables import TABLES

DIMENSIONS: Final = {
    "stage": "stage", "meetings_held": "mode", "meetings_counted": "mode", "meetings_by_channel": "channel",
    "attendances": "participant", "attendances_counted": "participant", "waivers": "waiver_state",
    "applied_by_voivodeship": "voivodeship", "awarded_by_voivodeship": "voivodeship",
    "awarded_money_by_voivodeship": "voivodeship", "paid_by_voivodeship": "voivodeship",
    "recognised_by_voivodeship": "voivodeship", "meetings_held_by_voivodeship": "voivodeship",
    "attendances_by_voivodeship": "voivodeship",
}  # fmt: skip
"""Metrics that are told by a dimension, and the table with the names of its values."""


class Round(Protocol):
    """A round, as far as its name goes."""

    @property
    def programme_code(self) -> str: ...
    @property
    def label(self) -> str: ...


OF_KINDS: Final = {"attendance": "participant"}
"""Fields with a number for each kind, and the table with the names of the kinds."""


class Metric(NamedTuple):
    """A figure's label and the sentence that defines it."""

    label: str
    definition: str


def label(table: str, code: str, lang: str) -> str:
    """The word for ``code``; channels and the like that a round named itself are shown as they are."""
    return spoken(table, code, lang)


def labels(table: str, lang: str) -> dict[str, str]:
    """The whole table, in its own order: for selects and legends."""
    return {code: spoken(table, code, lang) for code in TABLES[table]}


def field_label(path: str, lang: str, command: str = "") -> str:
    """The label of a command's field by its path: ``amount``, ``plan.2.day`` ("Planned meetings, row 3: Day")."""
    parts = path.split(".")
    said = _one(parts[0], "", lang, command)
    parent = parts[0]
    words = translations(lang)
    for part in parts[1:]:
        if part.isascii() and part.isdigit():
            said = words.pgettext("problem", "{parent}, row {n}").format(parent=said, n=int(part) + 1)
        else:
            said = words.pgettext("problem", "{parent}: {child}").format(
                parent=said, child=_one(part, parent, lang, "")
            )
            parent = part
    return said


def metric(code: str, lang: str) -> Metric:
    """How a figure is called and what exactly it counts."""
    return Metric(spoken("metric", code, lang), spoken("definition", code, lang))


def round_name(round_: Round, lang: str) -> str:
    """How every page calls a round: "PD26 · Runda 1". What people type (``PD26/1``) is ``RoundNow.name``."""
    words = translations(lang).pgettext("round", "{programme} · Round {label}")
    return words.format(programme=round_.programme_code, label=round_.label)


def dimension(code: str, value: str, lang: str) -> str:
    """The name of one value of a metric's dimension ("virtual", "Skype"); empty for a figure without one."""
    table = DIMENSIONS.get(code)
    return spoken(table, value, lang) if table and value else ""


def _one(name: str, parent: str, lang: str, command: str) -> str:
    keys = (f"{command}.{name}", f"{parent}.{name}", name)
    known = next((key for key in keys if key in TABLES["field"]), None)
    if known is None and parent in OF_KINDS:
        return spoken(OF_KINDS[parent], name, lang)
    return spoken("field", known, lang) if known else name
