"""What a replay is narrowed by and how it is drawn, as its address says. What cannot be read chooses nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from msgspec import Struct

from grants.kernel.binding import bind
from grants.kernel.codes import Role
from grants.kernel.fields import Day
from grants.kernel.refusals import Invalid
from grants.read import days
from grants.read.trail.kinds import KINDS
from grants.read.trail.seeking import About, Sought
from grants.wording.problems import mistake
from web.support.asking import Asked
from web.support.days import read_day
from web.support.past import Past, wished
from web.support.paths import with_query

LINE: Final = "line"
COMMAND: Final = "command"
FULL: Final = "full"
DENSITIES: Final = {LINE: 100, COMMAND: 30, FULL: 10}
"""How much of each step is told, and how many stand on a page."""
NEWEST: Final = "newest"
OCCURRED: Final = "occurred"
JSON: Final = ".json"
"""Behind a replay's path: the same steps as data."""


class Between(Struct, frozen=True):
    """The two days of the filter."""

    since: Day | None = None
    until: Day | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """``who``: a role's code or a person's id; ``typed``: the days as they were given; ``errors``: by its name, why a
    day cannot be read; ``past``: any past day, with all that the address says besides in its ``also``.
    """

    path: str
    past: Past
    density: str = COMMAND
    newest: bool = False
    kind: str = ""
    who: str = ""
    occurred: bool = False
    between: Between = field(default_factory=Between)
    typed: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    at: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether the filters leave anything out."""
        return bool(self.kind or self.who or any(self.typed.values()))

    @property
    def failed(self) -> bool:
        """Whether a day cannot be shown, of the filters or of the past."""
        return bool(self.errors or self.past.errors)

    @property
    def person(self) -> UUID | None:
        """The one whose steps alone are shown."""
        return _id(self.who)

    @property
    def query(self) -> dict[str, str]:
        """All that is not as it is anyway, but for the place."""
        return {**self.past.also, **{name: str(day) for name, day in self.past.days.items()}}

    def href(self, **other: object) -> str:
        """The same view with something else, from its beginning."""
        return with_query(self.path, **{**self.query, **other})

    def data(self, **other: object) -> str:
        """The same steps as JSON."""
        return with_query(self.path + JSON, **{**self.query, "density": "", **other})

    def sought(self, about: About, id_: UUID) -> Sought:
        """For the trail."""
        then, role = self.past.then, self.who if self.who in set(Role) else ""
        return Sought(
            about, id_, names=KINDS.get(self.kind, ()), actor=self.person, role=role, since=self.between.since,
            until=self.between.until, occurred=self.occurred, newest=self.newest, commands=self.density == COMMAND,
            upto=days.upto(then.known) if then else None,
            as_of=then.as_of if then and then.as_of < then.known else None,
        )  # fmt: skip


def chosen(asked: Asked, path: str, usual: str = COMMAND) -> Chosen:
    """What the address says."""
    given = asked.query
    typed = {name: given.get(name, "").strip() for name in Between.__struct_fields__}
    between, errors = _between(typed, asked)
    who = given.get("who", "")
    density = given["density"] if given.get("density") in DENSITIES else usual
    newest, occurred = given.get("order") == NEWEST, given.get("days") == OCCURRED
    kind = given["kind"] if given.get("kind") in KINDS else ""
    who = who if who in set(Role) else str(_id(who) or "")
    also = {
        "density": density if density != usual else "", "order": NEWEST if newest else "", "kind": kind, "who": who,
        **typed, "days": OCCURRED if occurred else "",
    }  # fmt: skip
    return Chosen(
        path, wished(asked, path, **also), density=density, newest=newest, kind=kind, who=who, occurred=occurred,
        between=between, typed=typed, errors=errors, at=given.get("at", ""),
    )  # fmt: skip


def _between(typed: Mapping[str, str], asked: Asked) -> tuple[Between, dict[str, str]]:
    try:
        found = bind(Between, {name: read_day(text, asked.today) for name, text in typed.items()})
    except Invalid as wrong:
        return Between(), {name: mistake(problem, asked.lang) for name, problem in wrong.problems.items()}
    if found.since and found.until and found.until < found.since:
        return Between(), {"until": asked.say("This day is before the first one. Give a later day, or leave it out.")}
    return found, {}


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
