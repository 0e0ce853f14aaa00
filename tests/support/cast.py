"""The people and libraries of every scenario. Invented; nobody here is anybody."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final
from uuid import UUID

from stdnum.iso7064 import mod_97_10
from stdnum.pl import nip as nip_numbers
from stdnum.pl import regon as regon_numbers

from grants.kernel.actor import Actor
from grants.kernel.codes import Role
from grants.kernel.ids import coalition_id, derived, grant_id, made_by, programme_id, round_id


def regon(body: int) -> str:
    """A REGON of nine digits with its check digit."""
    first = f"{body:08d}"
    return first + str(regon_numbers.calc_check_digit(first))


def nip(body: int) -> str:
    """A NIP whose check digit is right; some bodies have none, the next one serves."""
    for candidate in range(body, body + 20):
        for last in range(10):
            number = f"{candidate:09d}{last}"
            if nip_numbers.is_valid(number):
                return number
    raise ValueError(body)


def nrb(body: int) -> str:
    """A Polish account number: 26 digits with the right check digits."""
    account = f"{body:024d}"
    return mod_97_10.calc_check_digits(f"{account}2521") + account


@dataclass(frozen=True)
class Library:
    """A library as the scenarios register it: its id follows from the command that registered it."""

    name: str
    town: str
    number: int

    @cached_property
    def command_id(self) -> UUID:
        return derived("test", "library", str(self.number))

    @cached_property
    def id(self) -> UUID:
        return made_by("library", self.command_id)

    @cached_property
    def grant(self) -> UUID:
        return grant_id(ROUND, self.id)

    @cached_property
    def coalition(self) -> UUID:
        return coalition_id(ROUND, self.id)

    @cached_property
    def regon(self) -> str:
        return regon(12_345_000 + self.number)

    @cached_property
    def nip(self) -> str:
        return nip(526_000_000 + 100 * self.number)

    @cached_property
    def nrb(self) -> str:
        return nrb(10_100_000_000_000_000_000 + self.number)


@dataclass(frozen=True)
class Person:
    """Somebody of the cast, with the roles they hold."""

    first_name: str
    roles: frozenset[Role]
    library: UUID | None = None

    @cached_property
    def id(self) -> UUID:
        return derived("test", "person", self.first_name)

    @cached_property
    def actor(self) -> Actor:
        return Actor(self.id, self.roles, self.library)


PROGRAMME: Final = programme_id("PRB")
ROUND: Final = round_id(PROGRAMME, "I")

LEADING: Final = Library("Biblioteka Publiczna w Modrzewinie", "Modrzewina", 1)
PARTNER: Final = Library("Biblioteka Gminna w Olszance Dolnej", "Olszanka Dolna", 2)
PARTNER_TWO: Final = Library("Biblioteka Gminna w Żurawiejce", "Żurawiejka", 3)
PARTNER_THREE: Final = Library("Biblioteka Gminna w Łęgowie Starym", "Łęgowo Stare", 4)
SECOND: Final = Library("Biblioteka Miejska w Brzezinach Wielkich", "Brzeziny Wielkie", 5)
THIRD: Final = Library("Biblioteka Miejska w Kalinowcu", "Kalinowiec", 6)
ELSEWHERE: Final = Library("Biblioteka Gminna w Świerkowie", "Świerkowo", 7)
"""Belongs to no coalition."""

LIBRARIES: Final = (LEADING, PARTNER, PARTNER_TWO, PARTNER_THREE, SECOND, THIRD, ELSEWHERE)

COORDINATOR: Final = Person("Bronia", frozenset({Role.COORDINATOR}))
MANAGER: Final = Person("Cezary", frozenset({Role.MANAGER}))
ACCOUNTANT: Final = Person("Dobromir", frozenset({Role.FINANCE}))
AUDITOR: Final = Person("Eliza", frozenset({Role.AUDITOR}))
VIEWER: Final = Person("Hieronim", frozenset({Role.VIEWER}))
LIBRARIAN: Final = Person("Felicja", frozenset({Role.LIBRARY}), LEADING.id)
"""Acts for the leading library."""
STRANGER: Final = Person("Gniewko", frozenset({Role.LIBRARY}), ELSEWHERE.id)
"""Acts for a library that has nothing to do with it: may see nothing."""
EVERYBODY: Final = Person("Jagna", frozenset({Role.COORDINATOR, Role.MANAGER, Role.FINANCE}))
"""In a small team one person holds all three roles."""

CAST: Final = (COORDINATOR, MANAGER, ACCOUNTANT, AUDITOR, VIEWER, LIBRARIAN, STRANGER, EVERYBODY)
