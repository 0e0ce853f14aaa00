"""From where on something is worth a look. Ours, and no rule of any round: the pages say them beside each check."""

from __future__ import annotations

from typing import Final

LAST_DAYS: Final = 14
"""The end of the activity window in which it is odd that all meetings fall."""
DECIDED_WITHIN: Final = 7
"""Days in which a decision of the operator's own is expected to be recorded."""
MEETING_WITHIN: Final = 45
"""Days after which a meeting is told late; ``PAYMENT_WITHIN`` a transfer, ``REFUND_WITHIN`` a refund."""
PAYMENT_WITHIN: Final = 10
REFUND_WITHIN: Final = 21
ROUND: Final = 10_00
"""Grosze; a multiple of this is a round sum."""
SEVERAL: Final = 3
"""Round sums in one grant."""
NEAR: Final = 3
"""Days between the issue of two documents that may be one."""
MOST: Final = 8
"""Grants or documents that share something and are told pair by pair."""

LIMITS: Final = {
    "last_days": LAST_DAYS, "decided": DECIDED_WITHIN, "meeting": MEETING_WITHIN, "payment": PAYMENT_WITHIN,
    "refund": REFUND_WITHIN, "round": ROUND, "several": SEVERAL, "near": NEAR, "most": MOST,
}  # fmt: skip
"""For the words of the checks."""
