"""The two rounds of the source as the demo tells them: windows, budgets, and how many of each kind of fate.

From the source: 150 and 125 Leading Libraries held meetings, the ceiling is 1,000 zł, everything ended in October
2013. The rest is invented: the source says nothing of days, budgets, refusals or refunds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Final
from uuid import UUID

from grants.kernel.codes import CHANNELS
from grants.kernel.ids import programme_id, round_id
from grants.rounds.commands import Rules

PRB: Final = "PRB"
PROGRAMME: Final = programme_id(PRB)
CEILING: Final = 100_000
"""1,000 zł in grosze."""


@dataclass(frozen=True, kw_only=True)
class Season:
    """One round. ``endings`` and ``cards`` say how many grants live through what (see ``plan``)."""

    programme: UUID
    label: str
    opened_on: date
    libraries_from: date
    rules: Rules
    changed_on: date
    changed: Rules
    last_entry: date
    closed_on: date
    endings: Mapping[str, int]
    cards: Mapping[str, Mapping[str, int]]
    pace: int
    """Days that the desk takes, at most, for one step of a settlement."""

    @cached_property
    def id(self) -> UUID:
        return round_id(self.programme, self.label)

    def rules_on(self, day: date) -> Rules:
        """The rules in force on a day; on the day of the change the old ones still are, all day."""
        return self.changed if day > self.changed_on else self.rules

    def channels(self, day: date) -> tuple[str, ...]:
        """The channels that a meeting may name under the rules of a day."""
        return tuple(self.rules_on(day).channels) or CHANNELS


def _changed(rules: Rules, **new: object) -> Rules:
    return Rules(**{**{name: getattr(rules, name) for name in Rules.__struct_fields__}, **new})


_FIRST: Final = Rules(
    call_opens_on=date(2012, 1, 9), call_closes_on=date(2012, 2, 29),
    activity_from=date(2012, 3, 1), activity_to=date(2012, 10, 31),
    budget=16_000_000, max_award=CEILING, channels=[c for c in CHANNELS if c != "google_hangouts"],
)  # fmt: skip
_SECOND: Final = Rules(
    call_opens_on=date(2013, 1, 14), call_closes_on=date(2013, 2, 22),
    activity_from=date(2013, 3, 1), activity_to=date(2013, 8, 31),
    budget=12_500_000, max_award=CEILING, four_eyes=["award_pay"],
)  # fmt: skip

ROUND_I: Final = Season(
    programme=PROGRAMME,
    label="I",
    opened_on=date(2011, 12, 12),
    libraries_from=date(2011, 12, 13),
    rules=_FIRST,
    changed_on=date(2012, 2, 15),
    changed=_changed(_FIRST, call_closes_on=date(2012, 3, 9), channels=list(CHANNELS)),
    last_entry=date(2013, 2, 22),
    closed_on=date(2013, 2, 28),
    endings={
        "settled": 150, "nothing": 4, "cancelled_paid": 1, "cancelled": 1, "withdrawn": 2, "withdrawn_awarded": 1,
        "rejected": 2, "silent": 2,
    },
    cards={
        "held": {"3": 11, "2": 3, "1": 1},
        "waiver": {
            "form_granted": 6, "form_refused": 2, "later_granted": 5, "later_refused": 2, "override": 1,
        },
        "application": {"returned": 19, "again": 1},
        "report": {"late": 10, "returned": 7, "day": 1},
        "meeting": {
            "attendance": 5, "minutes": 2, "partners": 2, "channel": 2, "theme": 2, "voided": 2, "no_partner": 4,
            "too_late": 1,
        },
        "money": {"payment_day": 3, "award_amount": 2, "agreement_number": 1, "lower_award": 3},
        "partner": {"added": 5, "left": 3},
        "costs": {"rejected": 14, "anothers": 1, "foreign": 1},
        "refund": {"two_parts": 40},
    },
    pace=16,
)  # fmt: skip
ROUND_II: Final = replace(
    ROUND_I,
    label="II",
    opened_on=date(2013, 1, 7),
    libraries_from=date(2012, 12, 10),
    rules=_SECOND,
    changed_on=date(2013, 2, 25),
    changed=_changed(_SECOND, budget=13_500_000),
    last_entry=date(2013, 10, 29),
    closed_on=date(2013, 10, 30),
    endings={
        "settled": 125, "nothing": 3, "cancelled_paid": 1, "cancelled": 1, "withdrawn": 2, "withdrawn_awarded": 1,
        "rejected": 1, "silent": 1,
    },
    cards={
        "held": {"3": 7, "2": 2},
        "waiver": {"form_granted": 3, "form_refused": 1, "later_granted": 3, "later_refused": 1},
        "application": {"returned": 16},
        "report": {"late": 7, "returned": 6, "day": 1},
        "meeting": {
            "attendance": 4, "minutes": 1, "partners": 1, "channel": 2, "theme": 1, "voided": 1, "no_partner": 3,
            "too_late": 1,
        },
        "money": {"payment_day": 2, "award_amount": 1, "agreement_number": 1, "lower_award": 2},
        "partner": {"added": 4, "left": 3},
        "costs": {"rejected": 11, "anothers": 1, "foreign": 1},
        "refund": {"two_parts": 30},
    },
    pace=8,
)  # fmt: skip
SEASONS: Final = (ROUND_I, ROUND_II)
