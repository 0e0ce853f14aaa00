"""Between two known days: everything that was recorded after the end of the first, up to the end of the second.

"From" and "to" are both days of knowledge, not of facts: a meeting of March that was keyed in on 5 May lies between the
4th and the 5th of May. What was recorded on the first day itself was known at its end, so it is no change; what was
recorded on the second day is one. So consecutive spans never overlap and leave nothing out, and ``from`` is the known
day of whatever the reader has in hand: a printed page, an export, a published summary.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from msgspec import Struct

from grants.kernel.fields import Day
from grants.kernel.refusals import Refused

USUAL: Final = timedelta(days=30)
"""How far back one looks who does not say since when."""


class Wished(Struct, frozen=True):
    """Two days as somebody gives them; ``until`` left out is today, ``since`` left out is USUAL before ``until``."""

    since: Day | None = None
    until: Day | None = None


class Between(Struct, frozen=True):
    """``first``: the day on which the first programme opened; nothing was known before."""

    since: date
    until: date
    first: date | None = None

    @property
    def from_nothing(self) -> bool:
        """Whether nothing at all was known at the end of the first day."""
        return self.first is not None and self.since < self.first


def between(wish: Wished, today: date) -> Between:
    """Refused ``past.future`` and ``past.order``; whether there was a programme is ``reaching``'s to say."""
    until = wish.until or today
    since = wish.since or until - USUAL
    for field, day in (("until", until), ("since", since)):
        if day > today:
            raise Refused("past.future", field=field, day=day, today=today)
    if since > until:
        raise Refused("past.order", field="since", since=since, until=until)
    return Between(since, until)


def reaching(span: Between, first: date | None) -> Between:
    """The same, knowing when the programme began. Refused ``past.too_early`` where all of it lies before.

    The first day may lie before: then everything is new, which is an answer and no mistake.
    """
    if first is not None and span.until < first:
        raise Refused("past.too_early", field="until", day=span.until, first=first)
    return Between(span.since, span.until, first)
