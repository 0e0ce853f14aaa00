"""What each figure is: its unit and what its dimension means. Words and definitions for people stand in ``wording``."""

from __future__ import annotations

from typing import Final, Literal

from msgspec import Struct

from grants.lifecycle.figures import SUFFIX

Unit = Literal["count", "money"]
Source = Literal["grant", "round"]


class Figure(Struct, frozen=True):
    """``dimension``: the kind of code it is broken down by, or nothing. ``source``: whose events move it."""

    code: str
    unit: Unit
    dimension: str = ""
    source: Source = "grant"


def _counts(*codes: str) -> list[Figure]:
    return [Figure(code, "count") for code in codes]


def _sums(*codes: str, source: Source = "grant") -> list[Figure]:
    return [Figure(code, "money", source=source) for code in codes]


_PLACED_COUNTS: Final = ("applied", "awarded", "meetings_held", "attendances")
_PLACED_SUMS: Final = ("awarded_money", "paid", "recognised")
FIGURES: Final[dict[str, Figure]] = {
    figure.code: figure
    for figure in (
        Figure("stage", "count", "stage"),
        *_counts("applied", "withdrawn", "rejected", "cancelled", "awarded", "with_meeting", "requirement_met"),
        *_counts("settled", "settled_partial", "closed"),
        *_sums("requested", "awarded_money", "paid", "recognised", "refund_due", "refund_received"),
        *_sums("refund_written_off", "refund_outstanding"),
        *_sums("own_contribution", "costs_charged", "costs_accepted"),
        Figure("meetings_held", "count", "mode"),
        Figure("meetings_counted", "count", "mode"),
        Figure("meetings_by_channel", "count", "channel"),
        Figure("attendances", "count", "participant_kind"),
        Figure("attendances_counted", "count", "participant_kind"),
        Figure("waivers", "count", "waiver"),
        *(Figure(code + SUFFIX, "count", "voivodeship") for code in _PLACED_COUNTS),
        *(Figure(code + SUFFIX, "money", "voivodeship") for code in _PLACED_SUMS),
        *_sums("budget", "reserved", source="round"),
    )
}
"""Every figure there is: those of ``lifecycle.figures`` and the round's own two (a test holds them together)."""
