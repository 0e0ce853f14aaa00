"""What is still to come in a round: its figures and what each goes by."""

from __future__ import annotations

from typing import Final

COMING: Final = {
    "to_decide": "Applications not decided on: amount requested",
    "to_pay": "Still to be paid",
    "meetings_ahead": "Meetings on the schedule",
    "to_report": "To be accounted for in a report",
    "to_settle": "Reported, to be settled",
    "refund_asked": "Refunds asked for",
    "refund_to_ask": "Refunds due and not asked for yet",
    "refund_at_least": "Refunds to be expected at least",
    "refund_at_most": "Refunds to be expected at most",
}

COMING_HELP: Final = {
    "to_decide": "Nobody has promised this money; applications that were returned for correction are among them.",
    "to_pay": "Awards and amounts recognised, less what was paid. Neither rules nor agreements set a day for it.",
    "meetings_ahead": "Meetings neither held nor called off, shown by their planned day.",
    "to_report": "Money paid to grants whose report is awaited, shown by the deadline in force.",
    "to_settle": "Money paid to grants whose report is in; nothing says by when staff are to settle it.",
    "refund_asked": "Not back yet, shown by the day by which it is due.",
    "refund_to_ask": "Made due by a settlement or a termination.",
    "refund_at_least": (
        "If every meeting on the schedule is held and counts, and the costs reach the award; once the report "
        "is in, if every cost still waiting is accepted."
    ),
    "refund_at_most": (
        "If nothing more happens: no meeting, no cost, no decision. A settlement that lacks its virtual meeting "
        "recognises nothing."
    ),
}
