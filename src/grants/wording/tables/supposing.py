"""What if the rules had been other ones: figures of the comparison with their definitions, and why a grant differs."""

from __future__ import annotations

from typing import Final

COMPARED: Final = {
    "stopped": "Applications that the checklist would stop",
    "cut": "Awards above the limit",
    "cut_money": "How far those awards are above it",
    "blocked": "Settlements that would be refused",
    "blocked_money": "Amount waiting for those settlements",
    "reasons_needed": "Shortfalls for which a manager gives a reason",
    "reports_late": "Reports that came late",
    "open_recognised": "Would be recognised today, in grants not settled yet",
    "open_refund": "Would be returned today, in grants not settled yet",
}

COMPARED_HELP: Final = {
    "stopped": (
        "Their amount, plan of meetings or day does not fit these rules. They could have been corrected, so "
        "the sums below still include them."
    ),
    "cut": "The award is taken to be as high as these rules allow, and no higher.",
    "cut_money": "Sum of what could not have been awarded under these rules.",
    "blocked": "Too few virtual meetings count, and there is neither a waiver nor a manager’s decision.",
    "blocked_money": "What those settlements would recognise with a waiver or a manager’s decision; not counted below.",
    "reasons_needed": "Full recognition with too few meetings needs a manager’s reason; it is taken as given.",
    "reports_late": "First reports after the deadline then in force; an extension that was granted stands.",
    "open_recognised": "A calculation from what is recorded now, for grants with an agreement.",
    "open_refund": "What was paid in those grants beyond the amount recognised.",
}

DIFFERS: Final = {
    "stopped": "the checklist would stop the application",
    "passed": "the checklist would let the application pass",
    "cut": "the award is above the limit",
    "blocked": "the settlement would be refused: too few virtual meetings",
    "unblocked": "the settlement would no longer be refused",
    "meetings": "a different number of meetings counts",
    "costs": "accepted costs fall outside the activity window",
    "cap": "the meetings set a different limit",
    "met": "the requirement would be met",
    "unmet": "the requirement would not be met",
    "late": "the report would be late by a different number of days",
}
"""Reasons for which a grant comes out differently."""
