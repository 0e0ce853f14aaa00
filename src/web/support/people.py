"""The signed-in person as pages know one: the record of ``grants.store.people`` by its shape alone."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol
from uuid import UUID

from grants.kernel.actor import Actor
from grants.kernel.codes import Role


class Person(Protocol):
    """Name and login are for the header; ``actor`` is what commands and events know."""

    @property
    def id(self) -> UUID: ...
    @property
    def login(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def roles(self) -> frozenset[Role]: ...
    @property
    def library(self) -> UUID | None: ...
    @property
    def actor(self) -> Actor: ...


class Signed(Protocol):
    """A login in force, as ``grants.store.logins`` finds it."""

    @property
    def person(self) -> Person: ...
    @property
    def ends_at(self) -> datetime: ...
    @property
    def final(self) -> bool: ...


def visibility(person: Person) -> str:
    """The class of what a person may see: pages rendered once for a class hold nothing of the single person."""
    return f"library:{person.library}" if person.library else "all"
