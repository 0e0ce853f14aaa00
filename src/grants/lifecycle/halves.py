"""The first halves of the pairs that four eyes ask for: what pages look at before they offer the second half."""

from __future__ import annotations

from datetime import date

from grants.lifecycle.facts import Fact
from grants.lifecycle.state import State

Halves = dict[str, list[tuple[str, Fact]]]


def first_halves(state: State) -> Halves:
    """By step: pairs of the rule, each with the fact that was its first half. What has not happened is left out."""
    asked = state.refunds_asked[-1] if state.refunds_asked else None
    halves: dict[str, list[tuple[str, Fact | None]]] = {
        "award": [("apply_award", state.application)],
        "change_award": [("award_change", state.award)],
        "pay": [
            *(("award_pay", first) for first in (state.award, *state.award_changes)),
            ("amend_pay", state.account_change(date.max)),
        ],
        "reverse": [("pay_reverse", _only_payer(state))],
        "decide_waiver": [("waiver", state.waivers.get(state.waiver_pending or 0))],
        "settle": [("report_settle", state.report)],
        "reopen_settlement": [("settle_reopen", state.settlement)],
        "receive_refund": [("refund", asked)],
        "write_off_refund": [("refund_write_off", asked)],
    }
    return {step: [(pair, fact) for pair, fact in found if fact] for step, found in halves.items()}


def _only_payer(state: State) -> Fact | None:
    """A payment, if one person made all that stand; else somebody may reverse one of another's."""
    standing = state.standing_payments
    return standing[0] if len({payment.actor for payment in standing}) == 1 else None
