"""What the list of libraries is narrowed by, as it stands in the address, and what the list shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from grants.libraries.commands import RegisterLibrary
from grants.read._paging import Page
from grants.read.libraries import LibraryNow
from web.support.asking import Asked
from web.support.guards import may
from web.support.paths import page_at, with_query
from web.support.shell import Link

PATH: Final = "/libraries"
RETIRED: Final = {"working": False, "closed": True}
"""What the list can be narrowed to."""
LONGEST: Final = 100


@dataclass(frozen=True, slots=True)
class Chosen:
    """Everything that the address says. ``days``: of a past list, for its addresses."""

    search: str
    state: str
    days: Mapping[str, date] = field(default_factory=dict)

    @property
    def retired(self) -> bool | None:
        return RETIRED.get(self.state)

    @property
    def href(self) -> str:
        """The first page of this list."""
        return with_query(PATH, q=self.search, state=self.state, **self.days)


@dataclass(frozen=True, slots=True)
class Shown:
    """The page. ``may_register``: whether this person may begin one from here."""

    chosen: Chosen
    rows: list[LibraryNow]
    states: list[Link]
    previous: str | None
    next: str | None
    may_register: bool


def chosen_in(asked: Asked) -> Chosen:
    """What cannot be read chooses nothing."""
    state = asked.query.get("state", "")
    return Chosen(" ".join(asked.query.get("q", "")[:LONGEST].split()), state if state in RETIRED else "")


def shown_of(asked: Asked, chosen: Chosen, found: Page[LibraryNow]) -> Shown:
    """To whoever asks: who only looks on may begin nothing."""
    names = {"": asked.say("All libraries"), "working": asked.say("Active"), "closed": asked.say("Closed or merged")}
    return Shown(
        chosen=chosen, rows=found.rows,
        states=[Link(names[each], replace(chosen, state=each).href, each == chosen.state) for each in names],
        previous=page_at(chosen.href, found.previous), next=page_at(chosen.href, found.next),
        may_register=may(RegisterLibrary).permits(asked.person),
    )  # fmt: skip
