"""Who may look after grants: the names that selects offer and lists show. Seen by the operator's people only."""

from __future__ import annotations

from uuid import UUID

from msgspec import Struct
from sqlalchemy import Connection, or_, select

from grants.kernel.codes import Role
from grants.store.tables import person


class Colleague(Struct, frozen=True):
    """``active`` False: the account was closed, and whatever still lies on that desk waits for a handover."""

    id: UUID
    name: str
    active: bool


def colleagues(connection: Connection) -> list[Colleague]:
    """Coordinators and managers, by name; those who left too, behind the others."""
    roles = person.c.roles
    query = select(person.c.id, person.c.name, person.c.disabled_on).where(
        person.c.library.is_(None), or_(*(roles.contains(role.value) for role in (Role.COORDINATOR, Role.MANAGER)))
    )
    found = [Colleague(row.id, row.name, row.disabled_on is None) for row in connection.execute(query)]
    return sorted(found, key=lambda each: (not each.active, each.name, each.id.int))
