"""A grant's whole history and the rules its round was given: found in one question, read from the log in one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Final
from uuid import UUID

from msgspec import Struct
from sqlalchemy import Select, and_, or_, select

from grants.kernel.envelope import Happened
from grants.read._then import Then
from grants.read.asking import Question
from grants.read.trail.queries import Events
from grants.read.trail.view import trail, trail_library
from grants.rounds.events import RoundOpened, RulesChanged
from grants.rounds.rules import RoundRules

_RULES: Final = (RoundOpened.TOPIC, RulesChanged.TOPIC)
Read = Sequence[tuple[int, Happened]]


class Whole(Struct, frozen=True):
    """Events with their positions, in order: the grant's own, and those that gave its round its rules."""

    own: Read
    rules: Read

    def known(self, then: Then | None = None) -> list[Happened]:
        """What had happened to the grant as far as it was known then; everything without a moment."""
        return [event for position, event in self.own if then is None or position <= then.position]

    def rules_then(self, then: Then) -> RoundRules | None:
        """The rules in force on a past day, as known then; None if there were none yet."""
        given = [e for p, e in self.rules if p <= then.position and e.occurred_on <= then.as_of]
        return next((e.rules for e in reversed(given) if isinstance(e, RoundOpened | RulesChanged)), None)


def whole_question(grant: UUID) -> Question[list[int]]:
    """Where these events stand in the log, for ``whole``; asked together with other things."""
    its = select(trail.c.round).where(trail.c.stream == grant, trail.c.version == 1).scalar_subquery()
    rules = and_(trail.c.stream == its, trail.c.name.in_(_RULES))
    query = select(trail.c.position).where(or_(trail.c.stream == grant, rules))
    return Question(query, lambda rows: sorted(row.position for row in rows))


def own_question(library: UUID, upto: Any) -> Question[dict[int, tuple[UUID | None, UUID | None]]]:
    """Where in the log a library's own steps stand, its coalitions' and those of the grants that it led, each with
    round and leading library. What happened in grants of others is left out.
    """
    join = trail_library.join(trail, trail.c.position == trail_library.c.position)
    led = and_(trail_library.c.part == "leading", trail.c.stream == trail.c.grant)
    about = or_(trail.c.name.startswith("library."), trail.c.name.startswith("coalition."), led)
    query = select(trail.c.position, trail.c.round, trail.c.library).select_from(join)
    query = query.where(trail_library.c.library == library, trail.c.position <= upto, about)
    return Question(query, lambda rows: {row.position: (row.round, row.library) for row in rows})


def several_question(grants: Collection[UUID], upto: Any) -> Question[list[int]]:
    """Where the events of these grants stand in the log; ``upto``: a position, or ``days.upto``."""
    query = select(trail.c.position).where(trail.c.stream.in_(list(grants)), trail.c.position <= upto)
    return Question(query, lambda rows: sorted(row.position for row in rows))


def found_question(streams: Select[Any], upto: Any) -> Question[list[int]]:
    """The same of whatever another question finds, asked in the same breath."""
    query = select(trail.c.position).where(trail.c.stream.in_(streams), trail.c.position <= upto)
    return Question(query, lambda rows: sorted(row.position for row in rows))


def several(log: Events, positions: Sequence[int]) -> dict[UUID, list[Happened]]:
    """The events of each stream in order. One reading of the log."""
    found: dict[UUID, list[Happened]] = {}
    for _, event in log.by_positions(positions) if positions else []:
        found.setdefault(event.originator_id, []).append(event)
    return found


def whole(log: Events, grant: UUID, positions: Sequence[int]) -> Whole:
    """One reading of the log."""
    events = log.by_positions(positions) if positions else []
    own = [(position, event) for position, event in events if event.originator_id == grant]
    return Whole(own, [(position, event) for position, event in events if event.originator_id != grant])
