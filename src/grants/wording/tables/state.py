"""The values of a grant's state, as replay compares them step by step (``lifecycle.summary``)."""

from __future__ import annotations

from typing import Final

STATE: Final = {
    "stage": "Stage",
    "attempt": "Attempt no.",
    "requested": "Requested",
    "number": "Grant no.",
    "awarded": "Awarded",
    "agreement": "Agreement no.",
    "paid": "Paid",
    "meetings_held": "Meetings held",
    "meetings_counted": "Meetings that count",
    "counted_virtual": "Virtual ones that count",
    "attendances": "Attendances",
    "requirement_met": "Requirement met",
    "waiver": "Waiver of the virtual meeting",
    "costs_charged": "Costs charged",
    "costs_accepted": "Costs accepted",
    "undecided_costs": "Costs not decided",
    "report_due_on": "Report due on",
    "reported_on": "Report submitted on",
    "days_late": "Days late",
    "recognised": "Recognised",
    "own_contribution": "Own contribution",
    "refund_due": "Refund due",
    "refund_asked": "Refund requested",
    "refund_received": "Refund received",
    "refund_written_off": "Refund written off",
}
WAIVER_STATE: Final = {"none": "none", "asked": "asked for", "granted": "granted", "refused": "refused"}
