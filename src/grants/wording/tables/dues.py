"""What a grant waits for, and whose turn it is (kinds of ``grants.read.due``)."""

from __future__ import annotations

from typing import Final

DUE: Final = {
    "application_check": "Check the application",
    "application_correction": "Correct the application",
    "waiver_decision": "Decide on the waiver",
    "agreement": "Sign the agreement",
    "payment": "Pay the grant",
    "report": "Submit the report",
    "report_correction": "Correct the report",
    "cost_decision": "Decide on costs",
    "settlement": "Settle the grant",
    "refund_request": "Request the refund",
    "refund": "Return unspent money",
}
TURN: Final = {
    "library": "the library",
    "staff": "the operator",
}
