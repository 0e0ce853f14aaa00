"""Correcting a fact after its round closed (CorrectedAfterClosure), and what such a correction must leave alone.

It is for grants that ended with money: settled or cancelled ones, both ``closed``. What was withdrawn or rejected has
nothing that any total stands on. The award and its number belong to the round's budget, which is closed with it; the
accounting document of a cost is what an acceptance stood on: neither is corrected here.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from grants.kernel.refs import TextRef
from grants.kernel.refusals import Refused
from grants.lifecycle import events
from grants.lifecycle import facts as f
from grants.lifecycle.deciding.changing import without_channel
from grants.lifecycle.deciding.correcting import Correcting
from grants.lifecycle.deciding.costs import check_charge
from grants.lifecycle.deciding.meetings import check_meeting
from grants.lifecycle.settlement import settle
from grants.lifecycle.stages import Stage
from grants.lifecycle.state import State, derive
from grants.lifecycle.summary import waiver_word

AFTER_CLOSURE: Final[dict[type[f.Fact], tuple[str, ...]]] = {
    f.Agreement: ("occurred_on", "number"),
    f.Payment: ("occurred_on", "amount", "bank_reference"),
    f.Meeting: (
        "occurred_on", "minutes", "mode", "channel", "host", "partners", "purposes", "attendance", "theme", "place",
    ),
    f.Cost: ("issued_on", "category", "gross", "charged", "meeting_no"),
    f.WaiverAsked: ("occurred_on",),
    f.WaiverYes: ("occurred_on",),
    f.WaiverNo: ("occurred_on",),
    f.Report: ("occurred_on",),
    f.RefundAsked: ("occurred_on", "amount"),
    f.RefundIn: ("occurred_on", "amount", "bank_reference"),
    f.WriteOff: ("occurred_on", "amount"),
}  # fmt: skip
"""What may be corrected where. Amounts stand here although they hardly ever may change: the refusal names the figure.
"""


class AfterClosure(Correcting):
    """The one lawful path for what is found wrong when nothing else may happen any more."""

    def correct_after_closure(
        self, corrects: int, changes: Sequence[tuple[str, Any, Any]], reason: TextRef, known: set[UUID], *,
        occurred_on: date,
    ) -> None:  # fmt: skip
        """Replace values; Refused ``closure.changes_settlement`` with the figure that would move.

        ``known``: the leading library and its partners. That the round is closed is the handler's.
        """
        self.require("correct_after_closure")
        fact = self.facts.at(corrects)
        if fact is None or type(fact) not in AFTER_CLOSURE or self.gone(fact):
            raise Refused("fact.not_correctable", corrects=corrects)
        listed = [list(change) for change in changes]
        if isinstance(fact, f.Meeting):
            listed = without_channel(fact, listed)
        self._current(fact, listed, AFTER_CLOSURE[type(fact)])
        listed += self._consequences(fact, listed)
        after = f.corrected(fact, listed)
        entries = [after if e.version == corrects else e for e in self.facts.entries]
        self._settled_alike(derive(entries))
        self._lawful(after, known, fact)
        self._sound(entries, after)
        self.occurs(
            events.CorrectedAfterClosure, occurred_on=occurred_on, corrects=corrects, changes=listed, reason=reason
        )

    def _settled_alike(self, after: State) -> None:
        new = stands_on(after)
        for figure, old in stands_on(self.state).items():
            if new[figure] != old:
                raise Refused("closure.changes_settlement", figure=figure, old=str(old), new=str(new[figure]))

    def _lawful(self, after: f.AnyFact, known: set[UUID], before: f.AnyFact) -> None:
        """The rules that the fact kept when it was recorded hold for the corrected one."""
        rules = self.award_fact.rules
        if isinstance(after, f.Meeting) and isinstance(before, f.Meeting):
            stood = {before.host, *before.partners}
            check_meeting(after, rules, known | stood, self.facts.library)
        elif isinstance(after, f.Cost):
            check_charge(after, rules, self.state)


def stands_on(state: State) -> dict[str, int | str]:
    """What the end of a grant stands on, by the keys of ``summary``; that of a cancelled one stands on money only."""
    kept: dict[str, int | str] = {
        "awarded": state.awarded, "paid": state.paid, "refund_due": state.refund_due,
        "refund_asked": state.refund_asked, "refund_received": state.refund_received,
        "refund_written_off": state.refund_written_off,
    }  # fmt: skip
    settlement, rules = state.settlement, state.rules
    if state.stage is not Stage.SETTLED or settlement is None or rules is None:
        return kept
    account = settle(state, rules, overridden=settlement.virtual_by == "overridden")
    return {
        "meetings_counted": account.counted, "counted_virtual": account.counted_virtual, "waiver": waiver_word(state),
        "costs_accepted": account.eligible_costs, "recognised": account.recognised,
        "own_contribution": account.own_contribution,
        "days_late": state.first_report.days_late if state.first_report else 0, **kept,
    }  # fmt: skip
