"""Who may look after grants: the names that selects offer and lists show. Seen by the operator's people only."""

from __future__ import annotations

from uuid import UUID

from msgspec import Struct
from sqlalchemy import or_, select

from grants.kernel.codes import Role
from grants.read._folding import sort_key
from grants.read.asking import Question, Rows
from grants.store.tables import person


class Colleague(Struct, frozen=True):
    """``active`` False: the account was closed, and whatever still lies on that desk waits for a handover."""

    id: UUID
    name: str
    active: bool


def colleagues_question() -> Question[list[Colleague]]:
    """Coordinators and managers, by name; those who left too, behind the others."""
    roles = person.c.roles
    query = select(person.c.id, person.c.name, person.c.disabled_on).where(
        person.c.library.is_(None), or_(*(roles.contains(role.value) for role in (Role.COORDINATOR, Role.MANAGER)))
    )
    return Question(query, _colleagues)


def _colleagues(rows: Rows) -> list[Colleague]:
    found = [Colleague(row.id, row.name, row.disabled_on is None) for row in rows]
    return sorted(found, key=lambda each: (not each.active, sort_key(each.name), each.id.int))
