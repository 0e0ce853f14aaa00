"""Grants of the two earlier rounds: all have ended. The first round is closed, the second waits to be."""

from __future__ import annotations

from typing import Final

from grants.demo.now.around import Around, Course
from grants.demo.now.moves import number, settled
from grants.demo.now.rounds import DAYS
from grants.demo.script import reporting
from grants.demo.script.dossier import Dossier


def _over(d: Dossier, around: Around, *, total: int | None = None) -> int:
    """Applied in the call, four meetings, settled after the activities; how many days ago."""
    days = DAYS[d.season.label]
    first, last = days.activity
    apart = (first - last) // 6
    meetings = [first - 20 - apart * n for n in range(4)]
    settled(d, around, last - 20, held_on=meetings, total=total, since=days.call[1] + 8)
    return last - 20


def in_full(d: Dossier, around: Around) -> None:
    """Settled in full."""
    _over(d, around)


def with_refund(d: Dossier, around: Around) -> None:
    """What was not spent came back."""
    day = _over(d, around, total=64_410)
    reporting.ask_back(d, around.back(day - 1))
    reporting.came_back(d, around.back(day - 12), d.refund_due(4))


def put_right(d: Dossier, around: Around) -> None:
    """The agreement's number was found wrong after the round had closed."""
    _over(d, around)
    wrong = number(d, DAYS[d.season.label].call[1] + 8)
    reporting.correct_closed(d, around.back(150), wrong, f"{wrong}/K")


FIRST: Final[dict[str, Course]] = {
    "first-in-full": in_full, "first-with-refund": with_refund, "first-put-right": put_right,
}  # fmt: skip
SECOND: Final[dict[str, Course]] = {
    "second-in-full-1": in_full, "second-in-full-2": in_full, "second-with-refund": with_refund,
}  # fmt: skip
