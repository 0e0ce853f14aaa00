"""People who may sign in: a random id (which events carry), a name (which they never do), roles.

Kept in a table of their own, not in the log, so that a person can be erased without breaking the trail.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import Engine, Row, insert, select, update
from sqlalchemy.exc import IntegrityError

from grants.kernel.actor import Actor
from grants.kernel.codes import Role
from grants.kernel.refusals import Refused
from grants.store import passwords
from grants.store.tables import person

COLUMNS: Final = (
    person.c.id, person.c.login, person.c.name, person.c.roles, person.c.library, person.c.disabled_on,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Person:
    """One person as the administration sees one."""

    id: UUID
    login: str
    name: str
    roles: frozenset[Role]
    library: UUID | None
    disabled_on: date | None

    @property
    def actor(self) -> Actor:
        """The person as the domain knows one."""
        return Actor(self.id, self.roles, self.library)


class People:
    """Adds, lists, changes and recognises people."""

    def __init__(self, engine: Engine) -> None:
        self._engine: Final = engine

    def add(
        self,
        *,
        login: str,
        name: str,
        password: str,
        roles: frozenset[Role],
        now: datetime,
        library: UUID | None = None,
        id_: UUID | None = None,
    ) -> Person:
        """A new person; Refused ``person.login_taken``, ``person.library_needed``, ``person.login_invalid``."""
        _check(roles, library)
        if not (known_as := login_key(login)):
            raise Refused("person.login_invalid")
        new = Person(id_ or uuid4(), known_as, name, roles, library, None)
        values = {
            "id": new.id, "login": known_as, "name": name, "roles": _words(roles), "library": library,
            "created_at": now, "password_hash": passwords.hashed(password),
        }  # fmt: skip
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(person).values(values))
        except IntegrityError:
            raise Refused("person.login_taken", login=known_as) from None
        return new

    def all(self) -> list[Person]:
        """Everyone, by login; the disabled too."""
        with self._engine.connect() as connection:
            return [from_row(row) for row in connection.execute(select(*COLUMNS).order_by(person.c.login))]

    def find(self, login: str) -> Person | None:
        with self._engine.connect() as connection:
            row = connection.execute(select(*COLUMNS).where(person.c.login == login_key(login))).one_or_none()
        return from_row(row) if row else None

    def names(self, ids: set[UUID]) -> dict[UUID, str]:
        """Names for a page, in one query."""
        with self._engine.connect() as connection:
            found = connection.execute(select(person.c.id, person.c.name).where(person.c.id.in_(ids)))
            return {row.id: row.name for row in found}

    def recognise(self, login: str, password: str) -> Person | None:
        """The person with this login and password, unless disabled. Takes equally long for unknown logins."""
        known_as = login_key(login)
        with self._engine.connect() as connection:
            query = select(*COLUMNS, person.c.password_hash).where(person.c.login == known_as)
            row = connection.execute(query).one_or_none() if known_as else None
        right = passwords.matches(row.password_hash if row else None, password)
        if row is None or not right or row.disabled_on is not None:
            return None
        if passwords.is_weak(row.password_hash):
            self._set(row.login, password_hash=passwords.hashed(password))
        return from_row(row)

    def set_password(self, login: str, password: str) -> None:
        self._set(login, password_hash=passwords.hashed(password))

    def set_roles(self, login: str, roles: frozenset[Role], library: UUID | None = None) -> None:
        """Other roles from the next request on."""
        _check(roles, library)
        self._set(login, roles=_words(roles), library=library)

    def disable(self, login: str, day: date) -> None:
        """From the next request on this person is signed out, and cannot sign in."""
        self._set(login, disabled_on=day)

    def _set(self, login: str, **values: str | UUID | date | None) -> None:
        with self._engine.begin() as connection:
            done = connection.execute(update(person).where(person.c.login == login_key(login)).values(values))
        if done.rowcount != 1:
            raise Refused("person.unknown", login=login)


def login_key(login: str) -> str:
    """A login as it is compared: trimmed, in one case; empty if it has characters that no login has."""
    key = login.strip().casefold()
    return key if key.isprintable() and len(key) <= 80 else ""  # noqa: PLR2004 the column's width


def from_row(row: Row[*tuple[Any, ...]]) -> Person:
    roles = frozenset(Role(word) for word in row.roles.split())
    return Person(row.id, row.login, row.name, roles, row.library, row.disabled_on)


def _words(roles: frozenset[Role]) -> str:
    return " ".join(role.value for role in Role if role in roles)


def _check(roles: frozenset[Role], library: UUID | None) -> None:
    """The role ``library`` stands alone and names its one library; no other role has one."""
    if Role.LIBRARY in roles and (library is None or len(roles) > 1):
        raise Refused("person.library_needed")
    if Role.LIBRARY not in roles and library is not None:
        raise Refused("person.library_not_allowed")
