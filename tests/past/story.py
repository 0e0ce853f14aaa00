"""A story of libraries and findings in which what was true and what was known go apart: told late, out of order, undone
and done again.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from grants.bootstrap import Programme
from tests.support import builders as b
from tests.support import cast
from tests.support.cast import ELSEWHERE, LEADING, PARTNER, ROUND, SECOND, THIRD
from tests.support.scenario import Ask

LATE: Final = cast.Library("Biblioteka Gminna w Bukowinie Leśnej", "Bukowina Leśna", 8)
MANY: Final = 41
"""Findings of one day: more than a page of the list."""
RENAMED: Final = "Biblioteka Publiczna w Świerkowie"


def ground() -> list[Ask]:
    """Told two weeks late."""
    return [ask.on(date(2013, 1, 21)) for ask in b.ground([LEADING])]


def libraries() -> list[Ask]:
    """One is renamed, retired by mistake and retired again; one is keyed in three months late."""
    return [
        b.correct_library(ELSEWHERE, name=RENAMED, occurred_on=date(2013, 3, 1)).on(date(2013, 5, 2)),
        b.retire(ELSEWHERE, THIRD, occurred_on=date(2013, 4, 2)).on(date(2013, 6, 3)),
        b.register(LATE, occurred_on=date(2013, 3, 15)).on(date(2013, 6, 14)),
        b.restore(ELSEWHERE).on(date(2013, 7, 1)),
        b.correct_library(THIRD, name="Biblioteka w Kalinowcu").on(date(2013, 7, 10)),
        b.retire(ELSEWHERE, SECOND, occurred_on=date(2013, 7, 15)).on(date(2013, 8, 1)),
        b.correct_library(ELSEWHERE, town="Aleksandrówka", occurred_on=date(2013, 6, 20)).on(date(2013, 8, 20)),
    ]


def findings() -> list[Ask]:
    """Two are recorded long after they were made, and the later of them first."""
    many = [b.record_finding(round=ROUND, words=f"Ustalenie {n:02}").on(date(2013, 9, 2)) for n in range(MANY)]
    return [
        b.record_finding(library=PARTNER.id, words="W maju", occurred_on=date(2013, 5, 10)).on(date(2013, 6, 20)),
        b.record_finding(library=LEADING.id, words="W lutym", occurred_on=date(2013, 2, 15)).on(date(2013, 7, 10)),
        b.record_finding(round=ROUND, words="W lipcu").on(date(2013, 7, 22)),
        *many,
    ]


def tell(programme: Programme, asks: Iterable[Ask]) -> None:
    """Each at its own moment; afterwards pages show all of it."""
    for ask in asks:
        programme.issue(ask.command, ask.by.actor, command_id=ask.command_id, at=ask.at)
    programme.projector.catch_up()
