"""Any past day on pages, on two axes (DOMAIN 3.4): the days in the address, the control in the head, the banner.

Whoever looks at the past looks on: no role, so no command is offered, and today is the day that is looked at.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from typing import Final
from uuid import UUID

from grants.kernel.actor import Actor
from grants.kernel.binding import bind
from grants.kernel.clock import WARSAW
from grants.kernel.codes import Role
from grants.kernel.refusals import Invalid, Refused
from grants.read import days
from grants.read._then import Then, Wish
from grants.read.rounds import first_opened
from grants.wording.problems import mistake
from grants.wording.refusals import refusal
from web.support.asking import Asked
from web.support.days import read_day
from web.support.people import Person

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
class Past:
    """For ``ui.past``. ``typed``: the two days as they were given; ``then``: None while the page shows today;
    ``errors``: by axis, why a day cannot be shown.
    """

    path: str
    typed: dict[str, str]
    then: Then | None
    errors: dict[str, str]

    def onlooker(self, asked: Asked) -> Asked:
        """The same question by somebody who only looks on, at the end of the day; unchanged for today."""
        if self.then is None:
            return asked
        end = datetime.combine(self.then.as_of, time.max, WARSAW).astimezone(UTC)
        return replace(asked, person=_onlooker(asked.person), now=min(end, asked.now))

    def refused(self, no: Refused, asked: Asked) -> Past:
        """Back to today, with the reason at the field."""
        words = refusal(no.code, no.params, asked.lang)
        field = str(no.params.get("field", AXES[0]))
        return replace(self, then=None, errors={field: f"{words.what} {words.next}"})


def past(asked: Asked, path: str) -> Past:
    """What the address asks for; without the two days: today."""
    typed = {axis: asked.query.get(axis, "").strip() for axis in AXES}
    shown = Past(path, typed, None, {})
    try:
        wish = bind(Wish, {axis: read_day(text, asked.today) for axis, text in typed.items()})
        if not wish:
            return shown
        first = first_opened(asked.database)
        return replace(shown, then=days.then(asked.database, wish, today=asked.today, first=first))
    except Invalid as wrong:
        return replace(shown, errors={axis: mistake(problem, asked.lang) for axis, problem in wrong.problems.items()})
    except Refused as no:
        return shown.refused(no, asked)


def _onlooker(person: Person) -> Person:
    return Onlooker(person.id, person.login, person.name, person.library, person.actor)
