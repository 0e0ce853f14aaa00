"""Kinds of what happens, for who narrows a replay to one of them (``read.trail.kinds``)."""

from __future__ import annotations

from typing import Final

STEP_KIND: Final = {
    "application": "applications",
    "award": "decisions on awards",
    "payment": "agreements and payments",
    "meeting": "meetings",
    "waiver": "waivers",
    "cost": "costs",
    "report": "reports",
    "settlement": "settlements and refunds",
    "correction": "corrections and what was taken back",
    "funds": "money of the round set aside",
    "round": "programmes and rounds",
    "library": "libraries and coalitions",
    "finding": "what audits found and read",
}
