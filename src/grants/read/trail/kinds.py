"""Kinds of what happens, for who looks for one: a stored name may be of several (a corrected meeting is of two)."""

from __future__ import annotations

from typing import Final

from grants.wording.telling import SENTENCES

_KINDS: Final[dict[str, tuple[str, ...]]] = {
    "application": ("grant.opened.", "grant.applied.", "grant.application_"),
    "award": ("grant.award", "grant.assigned."),
    "payment": ("grant.agreement_", "grant.payment_"),
    "meeting": ("grant.meeting_", "grant.plan_"),
    "waiver": ("grant.waiver_",),
    "cost": ("grant.cost_",),
    "report": ("grant.report_",),
    "settlement": ("grant.settle", "grant.refund_", "grant.cancelled."),
    "correction": (
        "grant.meeting_corrected.", "grant.meeting_voided.", "grant.cost_corrected.", "grant.fact_corrected.",
        "grant.corrected_after_closure.", "grant.cost_decision_withdrawn.", "grant.cost_withdrawn.",
        "grant.award_revoked.", "grant.application_return_revoked.", "grant.report_return_revoked.",
        "grant.payment_reversed.", "grant.settlement_reopened.", "library.corrected.", "library.restored.",
    ),
    "funds": ("round.funds_",),
    "round": ("programme.", "round.opened.", "round.rules_", "round.call_", "round.closed."),
    "library": ("library.", "coalition."),
    "finding": ("finding.", "inspection."),
}  # fmt: skip
"""How the stored names of each kind begin; a test sees that each stored name is of one."""


def _named(beginnings: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(name for name in SENTENCES if name.startswith(beginnings)))


KINDS: Final[dict[str, tuple[str, ...]]] = {kind: _named(beginnings) for kind, beginnings in _KINDS.items()}
"""The stored names of each kind, in the order in which a grant lives."""
