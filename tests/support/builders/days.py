"""The days and the sum that ordinary values are made of."""

from __future__ import annotations

from datetime import date
from typing import Final

FULL: Final = 100_000
"""1,000 zł: the most that the source's programme gave."""
OPENED = date(2013, 1, 7)
CALL_OPENS, CALL_CLOSES = date(2013, 2, 1), date(2013, 2, 28)
FIRST, LAST = date(2013, 3, 1), date(2013, 8, 31)
REPORT_DUE = date(2013, 9, 21)
APPLIED_ON, AWARDED_ON, SIGNED_ON, PAID_ON = date(2013, 2, 11), date(2013, 2, 20), date(2013, 2, 25), date(2013, 2, 27)
MEETING_DAYS = (date(2013, 3, 12), date(2013, 4, 16), date(2013, 5, 21), date(2013, 6, 18), date(2013, 7, 9))
REPORTED_ON, SETTLED_ON = date(2013, 9, 2), date(2013, 9, 5)
CONSENTS = ["rules_accepted", "data_true", "public_listing"]
