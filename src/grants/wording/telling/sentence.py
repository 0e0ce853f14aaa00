"""How a sentence of the trail is written down: what always holds, then clauses that hold of some events only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

Clause = tuple[str, str]


class Sentence:
    """``text`` and ``clauses`` of (name in WHEN, words); ``{field:spec}`` places a field of the event."""

    def __init__(self, text: str, *clauses: Clause) -> None:
        self.text: Final = text
        self.clauses: Final = clauses

    @property
    def words(self) -> list[str]:
        """Every text, for the tests of the catalogue."""
        return [self.text, *(words for _, words in self.clauses)]


WHEN: Final[dict[str, Callable[[Any], bool]]] = {
    "always": lambda _: True,
    "about_cost": lambda e: e.cost_no is not None,
    "about_library": lambda e: e.library is not None,
    "of_one_round": lambda e: e.round is not None,
    "of_all_rounds": lambda e: e.round is None,
    "again": lambda e: e.attempt > 1,
    "in_person": lambda e: e.mode == "in_person",
    "virtual": lambda e: e.mode == "virtual",
    "hosted": lambda e: e.host is not None,
    "looked_after": lambda e: e.person is not None,
    "on_no_desk": lambda e: e.person is None,
    "for_meeting": lambda e: e.meeting_no is not None,
    "new_account": lambda e: e.account is not None,
    "refund": lambda e: e.refund_due > 0,
    "late": lambda e: e.days_late > 0,
    "own": lambda e: e.own_contribution > 0,
    "partial": lambda e: e.outcome == "partial",
    "succeeded": lambda e: e.successor is not None,
    "waived": lambda e: e.virtual_by == "waived",
    "overridden": lambda e: e.virtual_by == "overridden",
}
