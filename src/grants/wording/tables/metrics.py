"""Figures: a short label, and one sentence that defines each (shown where a figure opens into what makes it)."""

from __future__ import annotations

from typing import Final

METRIC: Final = {
    "stage": "Grants by stage",
    "applied": "Applications",
    "withdrawn": "Withdrawn",
    "rejected": "Rejected",
    "cancelled": "Terminated",
    "awarded": "Grants awarded",
    "with_meeting": "With at least one meeting",
    "requirement_met": "Requirement met",
    "settled": "Settled",
    "settled_partial": "Settled in part",
    "closed": "Closed",
    "requested": "Amount requested",
    "awarded_money": "Amount awarded",
    "paid": "Paid",
    "recognised": "Amount recognised",
    "refund_due": "To be returned",
    "refund_received": "Returned",
    "own_contribution": "Own contribution",
    "costs_charged": "Costs charged",
    "costs_accepted": "Costs accepted",
    "meetings_held": "Meetings held",
    "meetings_counted": "Meetings that count",
    "meetings_by_channel": "Virtual meetings by channel",
    "attendances": "Attendances",
    "attendances_counted": "Attendances that count",
    "waivers": "Waivers",
    "budget": "Budget of the round",
    "reserved": "Money set aside",
}

DEFINITION: Final = {
    "stage": "Each grant is counted once, in the stage where it stands on that day.",
    "applied": "Libraries whose application stands; withdrawn, rejected and terminated ones are shown apart.",
    "withdrawn": "Applications and awards from which the library stepped back before any payment.",
    "rejected": "Applications that were rejected for good.",
    "cancelled": "Grants terminated after the award.",
    "awarded": "Grants that were awarded and neither withdrawn nor terminated later.",
    "with_meeting": "Awarded grants with at least one meeting held, whether it counts or not.",
    "requirement_met": "Awarded grants with enough meetings that count and with the virtual one held or waived.",
    "settled": "Grants whose report was accepted and whose money was settled.",
    "settled_partial": "Settled grants with fewer meetings that count than the rules require.",
    "closed": "Settled or terminated grants with nothing left to return.",
    "requested": "Sum of the amounts requested in applications that stand.",
    "awarded_money": "Sum of the amounts of awarded grants.",
    "paid": "Sum of all payments by the bank’s day; money that came back is shown apart.",
    "recognised": (
        "Sum that settlements recognised: accepted costs, up to the award and to what the meetings are worth."
    ),
    "refund_due": "Money paid over the amount recognised, which a settlement or a termination made due.",
    "refund_received": "Unspent money that came back, by the bank’s day.",
    "own_contribution": "Gross amount of accepted costs over the amount recognised, in settled grants.",
    "costs_charged": "What libraries charge to their grants; rejected costs are left out.",
    "costs_accepted": "Charged costs that were accepted as eligible.",
    "meetings_held": "All meetings held; voided entries are left out.",
    "meetings_counted": "Meetings inside the activity window with at least one Partner Library represented.",
    "meetings_by_channel": "Virtual meetings held, by the channel that was used.",
    "attendances": "People at each meeting, added up: whoever came to two meetings is counted twice.",
    "attendances_counted": "The same, at meetings that count only.",
    "waivers": "Grants that were spared the virtual meeting because technical conditions did not allow one.",
    "budget": "Money that the rules of the round provide for its grants.",
    "reserved": "Money of the budget that is set aside for awarded grants.",
}
