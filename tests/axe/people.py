"""Who looks at the pages: everybody of the demo, a library of the running round, and one person who may do all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

import httpx

from grants.bootstrap import Programme
from grants.demo.cast import AUDIT, CHIEF, DESK, GUEST, MATE, TILL
from grants.kernel.clock import system_clock
from grants.kernel.codes import Role
from grants.store.people import Person

STAFF: Final = (DESK, MATE, CHIEF, TILL, AUDIT, GUEST)
"""Coordinator with finance, coordinator, manager, finance, auditor, viewer."""
EVERYTHING: Final = frozenset(Role) - {Role.LIBRARY}


@dataclass(frozen=True)
class Visitor:
    """``cookie``: of a login that is open."""

    name: str
    person: Person
    cookie: str

    def client(self, address: str) -> httpx.Client:
        """Reaches the product as this visitor, without a window; whoever asks for it closes it.

        Follows redirects: a library's own page takes the place of the list of libraries.
        """
        return httpx.Client(base_url=address, cookies={"login": self.cookie}, timeout=30, follow_redirects=True)


def visitors(programme: Programme) -> list[Visitor]:
    """The demo's people."""
    return [of(programme, player.login) for player in STAFF]


def of(programme: Programme, login: str) -> Visitor:
    """Somebody of the demo."""
    person = programme.people.find(login)
    assert person, f"{login} is nobody"
    return _let_in(programme, person)


def of_everything(programme: Programme) -> Visitor:
    """Meets every link that is there for staff."""
    return _signed_up(programme, "wszystko", EVERYTHING)


def of_library(programme: Programme, library: UUID) -> Visitor:
    """Acts for a library."""
    return _signed_up(programme, "biblioteka", frozenset({Role.LIBRARY}), library)


def _signed_up(programme: Programme, login: str, roles: frozenset[Role], library: UUID | None = None) -> Visitor:
    person = programme.people.find(login) or programme.people.add(
        login=login, name=login.title(), password=f"{login}-demo", roles=roles, library=library, now=system_clock(),
    )  # fmt: skip
    return _let_in(programme, person)


def _let_in(programme: Programme, person: Person) -> Visitor:
    return Visitor(person.login, person, programme.logins.open(person.id, system_clock()))
