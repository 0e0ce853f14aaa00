"""A settlement taken apart: each of its lines with the facts, or the other lines, that make it. Pure; in grosze.

A line is worked out from its parts alone, and beside it stands what the settlement recorded, so that whoever reads it
can see that both are the same. Before a settlement it is what one would come to with what is known.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from grants.lifecycle import facts as f
from grants.lifecycle.settlement import money_cap
from grants.lifecycle.stages import Stage
from grants.lifecycle.state import State

How = Literal["sum", "least", "rest", "cap"]
Code = Literal[
    "accepted_costs", "awarded", "cap", "recognised", "paid", "refund_due", "own_contribution", "refund_received",
    "refund_written_off", "refund_outstanding",
]  # fmt: skip
LINES: Final[tuple[Code, ...]] = (
    "accepted_costs", "awarded", "cap", "recognised", "paid", "refund_due", "own_contribution", "refund_received",
    "refund_written_off", "refund_outstanding",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """What a line is made of: a fact with its amount, or another line (``line``). What is taken off is negative."""

    amount: int
    fact: f.AnyFact | None = None
    line: Code | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A fact that does not count, and why: window, partner, rejected, withdrawn, open."""

    fact: f.Meeting | f.Cost
    why: str


@dataclass(frozen=True, slots=True)
class Line:
    """``how``: the sum of its parts; the least of them; their sum but never below nought; or the cap, which so many
    counted meetings (its parts) allow. ``stands``: as the settlement recorded it, or as it follows from the facts.
    """

    code: Code
    how: How
    parts: tuple[Part, ...]
    worth: int
    stands: int
    left_out: tuple[LeftOut, ...] = ()

    @property
    def agrees(self) -> bool:
        return self.worth == self.stands


def lines(state: State) -> list[Line]:
    """All of them, in the order in which each needs only those above; none before the award."""
    return _Explained(state).lines() if state.award is not None else []


class _Explained:
    """One settlement. A line that another one needs is taken with what it is worth, never with what was recorded."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._done: dict[Code, Line] = {}

    def lines(self) -> list[Line]:
        state, settled = self._state, self._state.settlement if self._state.stage is Stage.SETTLED else None
        ended = state.stage in (Stage.SETTLED, Stage.CANCELLED)
        self._sum("accepted_costs", self._costs(), settled.eligible_costs if settled else None, self._no_costs())
        self._sum("awarded", self._award(), state.awarded)
        self._cap(settled.cap if settled else None)
        if state.stage is Stage.CANCELLED:
            self._sum("recognised", [], 0)
        else:
            least = [Part(self._worth(code), line=code) for code in ("accepted_costs", "awarded", "cap")]
            recorded = settled.recognised if settled else None
            self._add("recognised", "least", least, min(part.amount for part in least), stands=recorded)
        self._sum("paid", self._paid(), state.paid)
        self._rest("refund_due", [self._plus("paid"), self._minus("recognised")], state.refund_due if ended else None)
        if state.stage is not Stage.CANCELLED:
            own = [*(Part(cost.gross, cost) for cost in self._accepted()), self._minus("recognised")]
            self._rest("own_contribution", own, settled.own_contribution if settled else None)
        if ended:
            self._refunds()
        return [self._done[code] for code in LINES if code in self._done]

    def _refunds(self) -> None:
        state = self._state
        self._sum("refund_received", [Part(r.amount, r) for r in state.refunds_in], state.refund_received)
        self._sum("refund_written_off", [Part(w.amount, w) for w in state.written_off], state.refund_written_off)
        left = [self._plus("refund_due"), self._minus("refund_received"), self._minus("refund_written_off")]
        self._rest("refund_outstanding", left, state.refund_outstanding)

    def _accepted(self) -> list[f.Cost]:
        return [cost for no, cost in sorted(self._state.standing_costs.items()) if self._state.decided.get(no)]

    def _costs(self) -> list[Part]:
        return [Part(cost.charged, cost) for cost in self._accepted()]

    def _no_costs(self) -> list[LeftOut]:
        """Withdrawn, rejected, or not decided yet."""
        words = {False: "rejected", None: "open"}
        return [
            LeftOut(cost, "withdrawn" if no in self._state.costs_off else words[self._state.decided.get(no)])
            for no, cost in sorted(self._state.costs.items())
            if no in self._state.costs_off or not self._state.decided.get(no)
        ]

    def _award(self) -> list[Part]:
        """The award as it was made, then by how much each change moved it."""
        changes = [Part(change.new - change.old, change) for change in self._state.award_changes]
        return [Part(self._state.awarded - sum(part.amount for part in changes), self._state.award), *changes]

    def _paid(self) -> list[Part]:
        back = [Part(-reversal.amount, reversal) for reversal in self._state.reversals.values()]
        return [*(Part(payment.amount, payment) for payment in self._state.payments), *back]

    def _cap(self, stands: int | None) -> None:
        state = self._state
        if state.award is None or state.stage is Stage.CANCELLED:
            return
        held = sorted(state.meetings, key=lambda meeting: meeting.meeting_no)
        counted = [Part(1, meeting) for meeting in held if state.counts(meeting)]
        out = [LeftOut(meeting, self._why(meeting)) for meeting in held if not state.counts(meeting)]
        worth = money_cap(self._worth("awarded"), len(counted), state.award.rules)
        self._add("cap", "cap", counted, worth, stands=stands, left_out=out)

    def _why(self, meeting: f.Meeting) -> str:
        rules = self._state.rules
        return "partner" if rules and rules.activity_covers(meeting.occurred_on) else "window"

    def _sum(self, code: Code, parts: Iterable[Part], stands: int | None, left_out: Iterable[LeftOut] = ()) -> None:
        whole = list(parts)
        self._add(code, "sum", whole, sum(part.amount for part in whole), stands=stands, left_out=left_out)

    def _rest(self, code: Code, parts: list[Part], stands: int | None) -> None:
        self._add(code, "rest", parts, max(0, sum(part.amount for part in parts)), stands=stands)

    def _add(
        self, code: Code, how: How, parts: list[Part], worth: int, *, stands: int | None,
        left_out: Iterable[LeftOut] = (),
    ) -> None:  # fmt: skip
        """``stands`` None: nothing is recorded yet, so it stands as it follows."""
        self._done[code] = Line(code, how, tuple(parts), worth, worth if stands is None else stands, tuple(left_out))

    def _worth(self, code: Code) -> int:
        return self._done[code].worth

    def _plus(self, code: Code) -> Part:
        return Part(self._worth(code), line=code)

    def _minus(self, code: Code) -> Part:
        return Part(-self._worth(code), line=code)
