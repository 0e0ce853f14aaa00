"""Any past day on pages, on two axes (DOMAIN 3.4): the days in the address, the control in the head, the banner.

A page reads its wish off the address, asks its questions as of those days with ``settle`` among them, and shows either
the past or why it cannot. Whoever looks at the past looks on: no role, so no command is offered, and today is the
day that is looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from grants.kernel.actor import Actor
from grants.kernel.binding import bind
from grants.kernel.clock import WARSAW
from grants.kernel.codes import Role
from grants.kernel.refusals import Invalid, Refused
from grants.read._then import Then, Wish, lawful
from grants.wording.problems import mistake
from grants.wording.refusals import refusal
from web.support.asking import Asked
from web.support.days import read_day
from web.support.paths import with_query
from web.support.people import Person

MONTHS: Final = 48
"""As many marks as can be told apart on a phone."""
AXES: Final = tuple(Wish.__struct_fields__)


@dataclass(frozen=True, slots=True)
class Onlooker:
    """A signed-in person without the roles: sees what the person sees, and may do nothing."""

    id: UUID
    login: str
    name: str
    library: UUID | None
    actor: Actor
    roles: frozenset[Role] = frozenset()


@dataclass(frozen=True, slots=True)
class Slide:
    """Days to slide through; ``last`` stands for today. ``at``: the one that is shown; ``hindsight``: as known today,
    not as known on that day.
    """

    first: date
    last: date
    at: date
    hindsight: bool

    @property
    def length(self) -> int:
        return (self.last - self.first).days

    @property
    def place(self) -> int:
        """Of the day that is shown, counted from the first."""
        return (self.at - self.first).days

    @property
    def months(self) -> list[tuple[int, bool]]:
        """Where months begin, counted from the first day, and which of them begin a year: of many, only years."""
        found, month = [], date(self.first.year + self.first.month // 12, self.first.month % 12 + 1, 1)
        while month <= self.last:
            found.append(((month - self.first).days, month.month == 1))
            month = date(month.year + month.month // 12, month.month % 12 + 1, 1)
        return found if len(found) <= MONTHS else [each for each in found if each[1]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """For ``ui.past``. ``typed``: the two days as they were given; ``then``: None while the page shows today;
    ``errors``: by axis, why a day cannot be shown; ``also``: what else the address says and the control keeps.
    """

    path: str
    typed: dict[str, str]
    then: Then | None = None
    errors: dict[str, str] = field(default_factory=dict)
    also: Mapping[str, str] = field(default_factory=dict)
    slide: Slide | None = None

    @property
    def today(self) -> str:
        """The address of the present state."""
        return with_query(self.path, **self.also)

    @property
    def days(self) -> dict[str, date]:
        """For links to pages that show the past as well; nothing while the page shows today."""
        return {"as_of": self.then.as_of, "known": self.then.known} if self.then else {}

    def keep(self, path: str, **chosen: object) -> str:
        """``path`` at the same days."""
        return with_query(path, **chosen, **self.days)

    def sliding(self, first: date, today: date, ended: date | None = None) -> Past:
        """With the slider, from the first day on which the page has something to show; none within one day.

        ``ended``: after that day hardly anything happens, so today comes next.
        """
        last = min(today, ended + timedelta(days=1)) if ended else today
        if first >= last:
            return self
        as_of = self.then.as_of if self.then else last
        return replace(self, slide=Slide(first, last, min(max(as_of, first), last), hindsight=self._hindsight(today)))

    def _hindsight(self, today: date) -> bool:
        return self.then is not None and self.then.known == today != self.then.as_of

    def onlooker(self, asked: Asked) -> Asked:
        """The same question by somebody who only looks on, at the end of the day; unchanged for today."""
        if self.then is None:
            return asked
        end = datetime.combine(self.then.as_of, time.max, WARSAW).astimezone(UTC)
        return replace(asked, person=_onlooker(asked.person), now=min(end, asked.now))

    def refused(self, no: Refused, asked: Asked) -> Past:
        """Back to today, with the reason at the field."""
        words = refusal(no.code, no.params, asked.lang)
        name = str(no.params.get("field", AXES[0]))
        return replace(self, then=None, errors={name: f"{words.what} {words.next}"})

    def settle(self, first: date | None, asked: Asked, *, there: bool = True, position: int = 0) -> Past:
        """Whether the days can be shown, by what the page has found: ``first``, the day on which there first was a
        programme; ``there``: whether what the page shows was known then.
        """
        if self.then is None:
            return self
        try:
            lawful(Wish(**self.days), today=asked.today, first=first)
            if not there:
                raise Refused("past.unknown_then", day=self.then.as_of, known=self.then.known)
        except Refused as no:
            return self.refused(no, asked)
        return replace(self, then=Then(self.then.as_of, self.then.known, position))


def wished(asked: Asked, path: str, **also: str) -> Past:
    """What the address asks for, before anything is asked; without the two days: today. Ask, and then ``settle``."""
    typed = {axis: asked.query.get(axis, "").strip() for axis in AXES}
    shown = Past(path=path, typed=typed, also={name: value for name, value in also.items() if value})
    try:
        wish = bind(Wish, {axis: read_day(text, asked.today) for axis, text in typed.items()})
        as_of, known = lawful(wish, today=asked.today, first=None)
    except Invalid as wrong:
        return replace(shown, errors={axis: mistake(problem, asked.lang) for axis, problem in wrong.problems.items()})
    except Refused as no:
        return shown.refused(no, asked)
    return replace(shown, then=Then(as_of, known, 0)) if wish else shown


def in_the_past(query: Mapping[str, Any]) -> bool:
    """Whether an address asks for a past day: nothing can be done there."""
    return any(str(query.get(axis) or "").strip() for axis in AXES)


def _onlooker(person: Person) -> Person:
    return Onlooker(person.id, person.login, person.name, person.library, person.actor)
