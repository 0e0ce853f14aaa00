"""Who acts, in which role, for whom and through what: the envelope that every event carries (DOMAIN 3.8)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from grants.kernel.clock import day_of
from grants.kernel.codes import Role


@dataclass(frozen=True, slots=True)
class Actor:
    """A person as the domain knows one: a random id and roles; never a name."""

    person: UUID
    roles: frozenset[Role]
    library: UUID | None = None
    """Set for the role ``library`` only: the one library this person acts for."""

    def acting_as(self, allowed: frozenset[Role]) -> Role | None:
        """The first of the person's roles (in the order of ``Role``) that may do it, or None."""
        return next((r for r in Role if r in self.roles and r in allowed), None)


@dataclass(frozen=True, slots=True)
class Deed:
    """One command being carried out. ``now`` is the moment it is recorded (UTC)."""

    actor: UUID
    role: Role
    now: datetime
    command_id: UUID
    source: str
    on_behalf_of: UUID | None = None
    causation_id: UUID | None = None

    @property
    def today(self) -> date:
        """The day on which the deed is recorded, in Warsaw."""
        return day_of(self.now)


_CURRENT: ContextVar[Deed] = ContextVar("deed")


def current() -> Deed:
    """The deed under way; LookupError outside one, so that no event is ever made without an author."""
    return _CURRENT.get()


@contextmanager
def doing(deed: Deed) -> Iterator[Deed]:
    """Events made inside belong to ``deed``."""
    token = _CURRENT.set(deed)
    try:
        yield deed
    finally:
        _CURRENT.reset(token)
