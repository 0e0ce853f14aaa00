"""One grant as of now: its facts and the state they add up to. Seen on the grant's page and by ``grants grant``."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from uuid import UUID

from msgspec import Struct
from sqlalchemy import Connection, select

from grants.lifecycle.facts import Facts
from grants.lifecycle.state import State, derive
from grants.store.projecting import facts
from grants.store.projecting.tables import grant_facts


class GrantNow(Struct, frozen=True, dict=True):
    """``version``: what a form on this page sends as ``expected_version``; ``position``: of the last event shown."""

    id: UUID
    round: UUID
    library: UUID
    version: int
    position: int
    facts: Facts

    @cached_property
    def state(self) -> State:
        """Where it stands."""
        return derive(self.facts.entries)

    def state_on(self, day: date) -> State:
        """Where it stood at the end of a business day, as far as known now."""
        return derive(self.facts.until(day))


def grant(connection: Connection, id_: UUID) -> GrantNow | None:
    """The grant, or None if there is none."""
    return next(iter(grants(connection, [id_])), None)


def grants(connection: Connection, ids: Iterable[UUID]) -> list[GrantNow]:
    """Several grants in one query, in no order."""
    columns = grant_facts.c
    rows = connection.execute(select(grant_facts).where(columns.grant.in_(list(ids))))
    return [
        GrantNow(row.grant, row.round, row.library, row.version, row.position, facts.read(row.facts)) for row in rows
    ]
