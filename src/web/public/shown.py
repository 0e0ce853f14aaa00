"""What a summary shows: frozen figures as rows for charts and tables, each with the address of what makes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from grants.kernel.frozen import Frozen
from grants.read.ledger import FIGURES, SUFFIX
from grants.read.summaries import Subject
from grants.wording.formats import month
from grants.wording.labels import dimension, label, metric
from web.public.chosen import Chosen
from web.support.paths import with_query

WAY: Final = ("applied", "awarded", "with_meeting", "requirement_met", "settled")
GONE: Final = ("withdrawn", "rejected", "cancelled")
PEOPLE: Final = ("meetings_held", "meetings_counted", "attendances", "attendances_counted", "waivers")
MONEY: Final = (
    "budget", "requested", "awarded_money", "paid", "recognised", "own_contribution", "costs_charged",
    "costs_accepted", "refund_due", "refund_received", "refund_written_off", "refund_outstanding",
)  # fmt: skip
HEADLINE: Final = ("with_meeting", "meetings_held", "attendances", "paid")
GROUPS: Final = (
    (*WAY, "settled_partial", "closed", *GONE), PEOPLE, MONEY,
    ("meetings_by_channel", *(code for code in FIGURES if code.endswith(SUFFIX))),
)  # fmt: skip
"""Every figure of a summary, in the order of its table (a test holds them together with ``ledger.PUBLIC``)."""
PLACED: Final = ("applied", "awarded", "meetings_held", "attendances", "awarded_money", "recognised")
MODES: Final = ("in_person", "virtual")
MAPPED: Final = "meetings_held" + SUFFIX
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Moved:
    """A figure that differs from the version before. Written by its unit."""

    label: str
    money: bool
    old: int
    new: int
    href: str

    @property
    def difference(self) -> int:
        return self.new - self.old


class Figures:
    """The figures of one version. Every amount is the frozen one; nothing is asked of the database."""

    def __init__(self, chosen: Chosen, frozen: Frozen, lang: str) -> None:
        self._path, self._frozen, self._lang = chosen.path, frozen, lang
        self._sums = sums(frozen)
        self._parts: dict[tuple[str, str], int] = {(code, part): amount for code, part, amount in frozen.figures}

    def of(self, code: str) -> int:
        """A figure over all its dimensions."""
        return self._sums.get(code, 0)

    def part(self, code: str, part: str) -> int:
        return self._parts.get((code, part), 0)

    def href(self, code: str, **narrowed: str) -> str:
        """Where the figure opens."""
        return with_query(f"{self._path}/figures/{code}", **narrowed)

    def one(self, code: str) -> Row:
        """With its label and its definition, as charts and tables take it."""
        words = metric(code, self._lang)
        return {
            "code": code, "label": words.label, "definition": words.definition, "value": self.of(code),
            "amount": self.of(code), "money": FIGURES[code].unit == "money", "href": self.href(code),
        }  # fmt: skip

    def each(self, codes: Iterable[str]) -> list[Row]:
        return [self.one(code) for code in codes]

    def parts(self, code: str) -> list[Row]:
        """By the figure's dimension, the largest first."""
        rows = [
            {"code": part, "label": dimension(code, part, self._lang), "value": amount,
             "href": self.href(code, dimension=part)}
            for (of, part), amount in self._parts.items() if of == code and part
        ]  # fmt: skip
        return sorted(rows, key=lambda row: (-row["value"], row["label"]))

    def by_place(self, code: str) -> dict[str, int]:
        return {part: amount for (of, part), amount in self._parts.items() if of == code + SUFFIX}

    def places(self) -> list[Row]:
        """A row a voivodeship with an application, in the order of the register, which is that of the alphabet."""
        known = sorted({part for code in PLACED for part in self.by_place(code)})
        return [
            {
                "code": part, "label": label("voivodeship", part, self._lang),
                "cells": [
                    {"code": code, "money": FIGURES[code].unit == "money", "head": metric(code, self._lang).label,
                     "value": self.part(code + SUFFIX, part), "href": self.href(code + SUFFIX, dimension=part)}
                    for code in PLACED
                ],
            }
            for part in known
        ]  # fmt: skip

    def months(self) -> list[Row]:
        """Every month from the first meeting to the last, also those without one; the latest two years at most."""
        found = {(at, mode): held for at, mode, held in self._frozen.months}
        if not found:
            return []
        at, last = (date.fromisoformat(f"{end}-01") for end in (min(found)[0], max(found)[0]))
        rows: list[Row] = []
        while at <= last:
            key = f"{at:%Y-%m}"
            rows.append({
                "label": month(at, self._lang), "name": month(at, self._lang, year=True),
                "values": [found.get((key, mode), 0) for mode in MODES],
                "href": self.href("meetings_held", month=key),
            })  # fmt: skip
            at = date(at.year + at.month // 12, at.month % 12 + 1, 1)
        return rows

    def rounds(self, subjects: Mapping[UUID, Subject], codes: Iterable[str]) -> list[Row]:
        """A row a figure, a column a round, of a programme."""
        amounts = {(UUID(round_), code): amount for round_, code, amount in self._frozen.rounds}
        shown = self.columns(subjects)
        return [
            {**self.one(code), "cells": [(each, amounts.get((each.id, code), 0)) for each in shown]} for code in codes
        ]

    def columns(self, subjects: Mapping[UUID, Subject]) -> list[Subject]:
        """The rounds that there were, the oldest label first."""
        there = {UUID(round_) for round_, _, _ in self._frozen.rounds}
        return sorted((subjects[id_] for id_ in there), key=lambda each: each.label)


def sums(frozen: Frozen) -> Counter[str]:
    """Figures over all their dimensions."""
    found: Counter[str] = Counter()
    for code, _, amount in frozen.figures:
        found[code] += amount
    return found


def moved(figures: Figures, before: Frozen | None, lang: str) -> list[Moved]:
    """What changed since the version before, in the order of the table of figures."""
    if before is None:
        return []
    old = sums(before)
    rows = [
        Moved(metric(code, lang).label, FIGURES[code].unit == "money", old[code], figures.of(code), figures.href(code))
        for group in GROUPS for code in group if not code.endswith(SUFFIX)
    ]  # fmt: skip
    return [row for row in rows if row.difference]
