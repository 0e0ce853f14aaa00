"""A settlement taken apart: its lines, what each does with its parts, and what the parts are called."""

from __future__ import annotations

from typing import Final

SETTLEMENT_LINE: Final = {
    "accepted_costs": "Accepted costs",
    "awarded": "Amount awarded",
    "cap": "Cap set by the meetings",
    "recognised": "Amount recognised",
    "paid": "Paid out",
    "refund_due": "To be returned",
    "own_contribution": "Own contribution",
    "refund_received": "Money returned",
    "refund_written_off": "Written off",
    "refund_outstanding": "Still to be returned",
}

SETTLEMENT_RULE: Final = {
    "sum": "the sum of the parts below",
    "least": "the smallest of these amounts",
    "rest": "the sum of the parts below, never less than zero",
}

SETTLEMENT_FACT: Final = {
    "Award": "award",
    "AwardChange": "change of the award",
    "Cost": "cost no.",
    "Meeting": "meeting no.",
    "Payment": "payment no.",
    "Reversal": "reversal of payment no.",
    "RefundIn": "refund no.",
    "WriteOff": "write-off no.",
}

LEFT_OUT: Final = {
    "window": "it falls outside the activity window",
    "partner": "nobody from a Partner Library took part",
    "rejected": "the cost was rejected",
    "withdrawn": "the cost was withdrawn",
    "open": "the cost is waiting for a decision",
}
