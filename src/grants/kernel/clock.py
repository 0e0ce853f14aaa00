"""Time comes from the outside: the command bus says when it is; the domain never asks the machine."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

WARSAW = ZoneInfo("Europe/Warsaw")
"""Calendar days are days in Warsaw (DOMAIN 3.4); moments are UTC."""


class Clock(Protocol):
    """Says the present moment, aware and in UTC."""

    def __call__(self) -> datetime: ...


def day_of(moment: datetime, zone: ZoneInfo = WARSAW) -> date:
    """The calendar day on which a moment falls, in the programme's zone."""
    return moment.astimezone(zone).date()


def system_clock() -> datetime:
    """The machine's clock; only ``bootstrap`` hands it out."""
    return datetime.now(UTC)
