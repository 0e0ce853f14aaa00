"""The filter "who looks after it": everybody, me, nobody, or one colleague, as it stands in the address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from grants.kernel.codes import Role
from grants.read.staff import Colleague
from web.support.asking import Asked

MINE: Final = "me"
ALL: Final = "all"
NOBODYS: Final = "nobody"
DESKS: Final = frozenset({Role.COORDINATOR, Role.MANAGER})


@dataclass(frozen=True, slots=True)
class Desk:
    """``chosen``: the value of the filter; ``person``: whose grants; ``nobodys``: those of no desk; ``shared``: one's
    own with nobody's.
    """

    chosen: str = ""
    person: UUID | None = None
    nobodys: bool = False
    shared: bool = False


def own_first(asked: Asked) -> Desk:
    """For lists of one's work: who has a desk begins with what lies on it and on no other."""
    if asked.person.library is None and asked.person.roles & DESKS:
        given = asked.query.get("person", "")
        if not given:
            return Desk(person=asked.person.id, shared=True)
        if given == ALL:
            return Desk(ALL)
    return desk_chosen(asked)


def desk_chosen(asked: Asked) -> Desk:
    """What the address says; what cannot be read, and anything from a library's person, chooses nothing."""
    given = asked.query.get("person", "")
    if asked.person.library is not None or not given:
        return Desk()
    if given == NOBODYS:
        return Desk(given, nobodys=True)
    if given in (MINE, str(asked.person.id)):
        return Desk(MINE, person=asked.person.id)
    try:
        person = UUID(given)
    except ValueError:
        return Desk()
    return Desk(str(person), person=person)


def desk_options(asked: Asked, staff: Sequence[Colleague]) -> list[tuple[str, str]]:
    """For a select; one's own desk first, for who has one."""
    own = [(MINE, asked.say("Mine"))] if asked.person.roles & DESKS else []
    others = [(str(each.id), each.name) for each in staff if each.id != asked.person.id]
    return [*own, (NOBODYS, asked.say("Nobody’s")), *others]


def name_of(person: UUID | None, staff: Sequence[Colleague]) -> str:
    """Who looks after it; empty for nobody."""
    return next((each.name for each in staff if each.id == person), "") if person else ""
