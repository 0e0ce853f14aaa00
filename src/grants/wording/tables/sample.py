"""The checklist of a sampled grant: what is looked at on the spot, in the papers themselves."""

from __future__ import annotations

from typing import Final

AUDIT_STEP: Final = {
    "application": "The application is complete and signed by those who may sign for the library",
    "agreement": "The agreement was signed by both sides before the money was paid, for the amount awarded",
    "transfer": "The bank’s statement shows the amount, the day and the account of the agreement",
    "attendance": "For each meeting there is a list of participants, and its number is the one recorded",
    "partners": "Each Partner Library that is said to have met confirms it",
    "virtual": "The virtual meeting left a trace, or the waiver has its ground",
    "originals": "The original of each document was seen, with its payment",
    "once": "Each document is marked as charged to this grant, and no other grant or subsidy paid it",
    "eligible": "Each cost lies in the time for activities and serves the meetings",
    "report": "The report agrees with the papers, and came in time or late as recorded",
    "settlement": "The settlement was worked out anew and comes to the same",
    "refund": "What was not spent came back in full and in time",
    "eyes": "Steps that two people must take were taken by two people",
}
"""Everything that a page cannot answer."""
