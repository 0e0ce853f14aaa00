"""The checklist of a sampled grant: what is looked at on the spot, in the papers themselves."""

from __future__ import annotations

from typing import Final

AUDIT_STEP: Final = {
    "application": "The application is complete and signed by those who may sign for the library",
    "agreement": "The agreement was signed by both sides before the money was paid, for the amount awarded",
    "transfer": "The bank’s statement shows the amount, the day and the account of the agreement",
    "attendance": (
        "For each meeting there is a list of participants, and the number of people on it is the one recorded"
    ),
    "partners": "Each Partner Library that is said to have met confirms it",
    "virtual": "There is evidence of the virtual meeting, or grounds for the waiver",
    "originals": "The original of each document was seen, with proof of its payment",
    "once": "Each document is marked as charged to this grant, and no other grant or subsidy paid for it",
    "eligible": "Each cost falls within the activity window and serves the meetings",
    "report": "The report agrees with the papers, and came on time or late, as recorded",
    "settlement": "The settlement was worked out anew and comes to the same amount",
    "refund": "What was not spent came back in full and on time",
    "eyes": "Steps that two people must take were taken by two people",
}
"""Everything that a page cannot answer."""
