"""Any past day on two axes (DOMAIN 3.4): the state as of one day, as far as it was known by the end of another.

Asked by everything that shows facts: pages, exports and the command line.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from grants.kernel.fields import Day
from grants.kernel.refusals import Refused


class Wish(Struct, frozen=True):
    """Two days as somebody gives them; one that is left out is today."""

    as_of: Day | None = None
    known: Day | None = None

    def __bool__(self) -> bool:
        """Whether a past state is wished for at all."""
        return self.as_of is not None or self.known is not None


class Then(Struct, frozen=True):
    """``position``: the last one whose running maximum of ``recorded_at`` falls on or before the day ``known``."""

    as_of: date
    known: date
    position: int


def lawful(wish: Wish, *, today: date, first: date | None) -> tuple[date, date]:
    """Both days. Refused ``past.future`` and ``past.too_early``; ``first``: the day the first programme opened."""
    for field, day in (("as_of", wish.as_of), ("known", wish.known)):
        if day is not None and day > today:
            raise Refused("past.future", field=field, day=day, today=today)
        if day is not None and first is not None and day < first:
            raise Refused("past.too_early", field=field, day=day, first=first)
    return wish.as_of or today, wish.known or today
