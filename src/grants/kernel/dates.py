"""The business day of a command: given, or today; never in the future."""

from __future__ import annotations

from datetime import date

from grants.kernel.ports import Work
from grants.kernel.refusals import Refused


def business_day(work: Work, given: date | None) -> date:
    """The day on which it happened, in Warsaw; Refused ``day.future`` for a day that has not come."""
    day = given or work.today
    if day > work.today:
        raise Refused("day.future", day=day, today=work.today)
    return day
