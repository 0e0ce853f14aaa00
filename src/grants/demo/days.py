"""Days and moments of an office: working days, working hours in Warsaw, and a diary that never turns back."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Final

from grants.kernel.clock import WARSAW, day_of

FREE: Final = frozenset({(1, 1), (1, 6), (5, 1), (5, 3), (8, 15), (11, 1), (11, 11), (12, 24), (12, 25), (12, 26)})
MOVABLE: Final = frozenset({date(2012, 4, 9), date(2012, 6, 7), date(2013, 4, 1), date(2013, 5, 30)})
"""Easter Monday and Corpus Christi of the source's years."""
OPENS: Final = time(8, 5)
MINUTES_OPEN: Final = 460
LAST_ENTRY: Final = time(16, 40)
FRIDAY: Final = 4


def is_working(day: date) -> bool:
    """Monday to Friday, public holidays of Poland left out."""
    return day.weekday() <= FRIDAY and (day.month, day.day) not in FREE and day not in MOVABLE


def working(day: date) -> date:
    """``day`` itself, or the next working day after it."""
    while not is_working(day):
        day += timedelta(days=1)
    return day


def working_before(day: date) -> date:
    """``day`` itself, or the last working day before it."""
    while not is_working(day):
        day -= timedelta(days=1)
    return day


def next_weekday(day: date, weekday: int) -> date:
    """The first working day from ``day`` on that is a ``weekday`` (Monday is 0), or the day after its holiday."""
    return working(day + timedelta(days=(weekday - day.weekday()) % 7))


def moment(day: date, hour: int, minute: int, second: int = 0) -> datetime:
    """A moment by the clock in Warsaw, in UTC."""
    return datetime.combine(day, time(hour, minute, second), WARSAW).astimezone(UTC)


class Diary:
    """When one desk records what: each entry after the one before, within working hours."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self.last: datetime | None = None

    def at(self, day: date) -> datetime:
        """The moment of the next entry, on ``day`` or as soon afterwards as the desk is open."""
        day = working(day)
        if self.last is not None and day <= day_of(self.last):
            self.last += timedelta(seconds=self._rng.randrange(70, 560))
            if self.last.astimezone(WARSAW).time() <= LAST_ENTRY:
                return self.last
            day = working(day_of(self.last) + timedelta(days=1))
        opening = datetime.combine(day, OPENS, WARSAW)
        self.last = (opening + timedelta(seconds=self._rng.randrange(MINUTES_OPEN * 60))).astimezone(UTC)
        return self.last

    def seen(self, at: datetime) -> None:
        """Something happened elsewhere (a committee's decision): entries go on after it."""
        self.last = max(at, self.last) if self.last else at

    @property
    def today(self) -> date:
        """The day of the last entry."""
        if self.last is None:
            raise ValueError("nothing was entered yet")
        return day_of(self.last)
