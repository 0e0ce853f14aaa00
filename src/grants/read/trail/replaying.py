"""A replay: what happened to a grant, a library or a round, what a person did, what a command caused, step by step.

Seen by auditors on the replay pages and through ``grants replay``. A page costs two questions: one to the index, which
finds the steps with all that explains them, and one to the log, which reads the events.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, Protocol
from uuid import UUID

from msgspec import Struct, field
from sqlalchemy import Connection, select

from grants.kernel.envelope import Happened
from grants.read._paging import PAGE, cursor
from grants.read._stepping import Folding, Step
from grants.read.asking import Question, ask_all
from grants.read.trail.queries import Events
from grants.read.trail.seeking import About, Sought, caused, correcting, prior, stretch

STREAMED: Final = 200
"""Steps read at once by who reads them all."""
Cited = tuple[UUID, int]
"""Stream and version of a step."""


class Happening(Struct, frozen=True):
    """One step and its place in the log. ``step``: with the grant's state before and after, where that was asked for;
    ``part``: leading or partner, of a library's replay; ``corrected_by``: versions of the same stream.
    """

    step: Step
    round: UUID | None
    grant: UUID | None
    library: UUID | None
    part: str = ""
    corrected_by: tuple[int, ...] = ()
    position: int = 0

    @property
    def event(self) -> Happened:
        return self.step.event

    @property
    def cited(self) -> Cited:
        return self.event.originator_id, self.event.originator_version

    @property
    def here(self) -> str:
        """A cursor: the page that begins with this step."""
        return cursor([self.position - 1], back=False)


class Caused(Struct, frozen=True):
    """The first steps of a command that concern the subject of the replay; ``total``: how many it caused in all."""

    steps: list[Happening]
    total: int


class Replay(Struct, frozen=True):
    """A page of steps in the order asked for. ``caused``: by command; of a grant's own replay ``open``: whether it
    still goes on, ``last``: its last version, ``library``: who leads it.
    """

    steps: list[Happening]
    caused: dict[UUID, Caused] = field(default_factory=dict)
    next: str | None = None
    previous: str | None = None
    open: bool = False
    last: int = 0
    library: UUID | None = None


class Found(Struct, frozen=True):
    """What the index answers: rows of the page, of its commands, positions before, and corrections."""

    rows: list[Any]
    next: str | None
    previous: str | None
    prior: list[int] = field(default_factory=list)
    caused: list[Any] = field(default_factory=list)
    corrected: dict[Cited, tuple[int, ...]] = field(default_factory=dict)


class Log(Events, Protocol):
    """The log, as far as this module needs it."""

    def stream(self, id_: UUID, *, after: int = 0, upto: int | None = None) -> list[Happened]: ...


def replay(
    connection: Connection, log: Events, sought: Sought, at: str | None = None, limit: int = PAGE, *,
    states: bool = True,
) -> Replay:  # fmt: skip
    """One page. ``states``: with the states of the grants before and after (of a grant's own replay always)."""
    return told(log, sought, find(connection, sought, at, limit, states=states))


def find(connection: Connection, sought: Sought, at: str | None, limit: int, *, states: bool) -> Found:
    """The first of the two questions."""
    looked = stretch(sought, at, limit)
    page = looked.page
    fold = states or sought.about is About.GRANT
    positions = prior(sought, page) if fold else select(page.c.position)
    rows, edge, before, members, corrected = ask_all(
        connection,
        Question(select(page), lambda found: found),
        looked.edge_question,
        Question(positions, lambda found: [row.position for row in found] if fold else []),
        Question(caused(sought, page), lambda found: sorted(found, key=lambda row: row.position)),
        Question(correcting(sought, page), _corrected),
    )
    shown, after, back = looked.shown(rows, edge)
    return Found(shown, after, back, before, list(members), corrected)


def told(log: Events, sought: Sought, found: Found) -> Replay:
    """The second: the events at these places."""
    places = {row.position for row in (*found.rows, *found.caused)}
    folded = set(found.prior)
    folding, steps = Folding(), {}
    for position, event in log.by_positions(sorted(places | folded)) if places | folded else ():
        steps[position] = folding.take(event) if position in folded else Step(event, [], {}, {})
    its = folding.version(sought.id)
    return Replay(
        [_happening(row, steps, found) for row in found.rows], _commands(found, steps),
        found.next, found.previous, open=bool(its) and folding.state(sought.id).open, last=its,
        library=folding.library(sought.id),
    )  # fmt: skip


def all_steps(connection: Connection, log: Log, sought: Sought) -> Iterator[list[Happening]]:
    """Every step, page after page, for who keeps none of them: states are folded on from page to page.

    The newest first, or with steps left out, each grant is folded anew for every page.
    """
    anew = sought.newest or sought.narrowed
    folding, at = Folding(), None
    while True:
        found = find(connection, sought, at, STREAMED, states=anew)
        yield told(log, sought, found).steps if anew else list(_folded_on(log, folding, found))
        at = found.next
        if at is None:
            return


def _folded_on(log: Log, folding: Folding, found: Found) -> Iterator[Happening]:
    positions = [row.position for row in found.rows]
    events = dict(log.by_positions(positions)) if positions else {}
    for row in found.rows:
        have = folding.version(row.stream)
        if row.stream == row.grant and have < row.version - 1:
            for missed in log.stream(row.stream, after=have, upto=row.version - 1):
                folding.take(missed)
        yield _happening(row, {row.position: folding.take(events[row.position])}, found)


def _happening(row: Any, steps: dict[int, Step], found: Found) -> Happening:
    cited = (row.stream, row.version)
    part = getattr(row, "part", "")
    return Happening(
        steps[row.position], row.round, row.grant, row.library, part, found.corrected.get(cited, ()), row.position
    )


def _commands(found: Found, steps: dict[int, Step]) -> dict[UUID, Caused]:
    commands: dict[UUID, Caused] = {}
    for row in found.caused:
        commands.setdefault(row.command_id, Caused([], row.total)).steps.append(_happening(row, steps, found))
    return commands


def _corrected(rows: Sequence[Any]) -> dict[Cited, tuple[int, ...]]:
    corrected: dict[Cited, tuple[int, ...]] = {}
    for row in sorted(rows, key=lambda row: row.version):
        cited = (row.stream, row.corrects)
        corrected[cited] = (*corrected.get(cited, ()), row.version)
    return corrected
