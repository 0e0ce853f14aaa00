"""A programme's or a round's own trail: what happened to it, not to its grants, with who did it, in two questions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from msgspec import Struct
from sqlalchemy import Connection, Row, Select, select

from grants.kernel.envelope import Happened
from grants.read._paging import PAGE, Page, paged
from grants.read.trail.queries import Events
from grants.read.trail.view import trail
from grants.rounds.events import FundsChanged, FundsReleased, FundsReserved, RoundOpened, RulesChanged
from grants.rounds.rules import RoundRules
from grants.store.tables import person

MOST: Final = 50
"""Versions of a round's rules shown; the oldest of more are found in the trail."""


class OwnStep(Struct, frozen=True):
    """``who``: the person's name; None once it was erased."""

    event: Happened
    who: str | None

    @property
    def grant(self) -> UUID | None:
        """The grant that money was set aside for, or taken from."""
        event = self.event
        return event.grant if isinstance(event, FundsReserved | FundsChanged | FundsReleased) else None


class RulesGiven(OwnStep, frozen=True):
    """A step that gave a round its rules."""

    rules: RoundRules
    version: int


def own_steps(
    connection: Connection, log: Events, stream: UUID, at: str | None = None, limit: int = PAGE
) -> Page[OwnStep]:
    """One page of the stream's events, the newest first."""
    rows, after, before = paged(connection, _of(stream), (trail.c.version,), at, limit=limit, down=True)
    return Page(_steps(log, rows), after, before)


def rules_versions(connection: Connection, log: Events, round_: UUID) -> list[RulesGiven]:
    """The events that gave a round its rules, the newest first."""
    query = _of(round_).where(trail.c.name.in_([RoundOpened.TOPIC, RulesChanged.TOPIC]))
    steps = _steps(log, connection.execute(query.order_by(trail.c.version.desc()).limit(MOST)).all())
    return [_given(step.event, step.who) for step in steps]


def _given(event: Happened, who: str | None) -> RulesGiven:
    match event:
        case RulesChanged():
            return RulesGiven(event, who, event.rules, event.rules_version)
        case RoundOpened():
            return RulesGiven(event, who, event.rules, 1)
        case _:
            raise TypeError(f"{event.TOPIC} gives no rules")


def _of(stream: UUID) -> Select[Any]:
    query = select(trail.c.position, trail.c.version, person.c.name.label("who"))
    return query.outerjoin(person, person.c.id == trail.c.actor).where(trail.c.stream == stream)


def _steps(log: Events, rows: Sequence[Row[Any]]) -> list[OwnStep]:
    events = dict(log.by_positions([row.position for row in rows])) if rows else {}
    return [OwnStep(events[row.position], row.who) for row in rows]
