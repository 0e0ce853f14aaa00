"""Invented places and libraries. A place is made of syllables and knows its locative, which library names need."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from random import Random
from typing import Final
from uuid import UUID

from grants.demo.dice import dice, weighted
from grants.demo.numbers import Numbers
from grants.kernel.ids import derived, made_by
from grants.libraries.commands import RegisterLibrary

FIRST: Final = (
    "Ża", "Mro", "Trze", "Gło", "Świe", "Kro", "Prze", "Ra", "Mie", "Do", "Bro", "Ska",
    "Chru", "Ja", "Cie", "Gnie", "Łę", "Stru", "Żół", "Żu", "Po", "Ry", "Czar", "Dłu",
)  # fmt: skip
SECOND: Final = (
    "gost", "mil", "lub", "bork", "dzim", "sław", "mosz", "gład", "czub", "dom", "kos", "węg", "brod", "bierz",
)  # fmt: skip
ENDINGS: Final = {
    "owice": "owicach", "ów": "owie", "owo": "owie", "any": "anach", "ówka": "ówce", "owiec": "owcu", "owno": "ownie",
}  # fmt: skip
"""Endings of places with those of their locatives (w Żamilowicach)."""

VOIVODESHIPS: Final = tuple(f"{n:02}" for n in range(2, 33, 2))
"""The 16 real prefixes of TERC."""
POWIATS: Final = range(43, 60)
"""Powiats that no voivodeship has: its lands end below, its cities begin above."""
TOWN, VILLAGES, BOTH = "1", "2", "3"

LEADING: Final = {
    (VILLAGES, "Gminna Biblioteka Publiczna w {}"): 46,
    (TOWN, "Miejska Biblioteka Publiczna w {}"): 20,
    (BOTH, "Miejsko-Gminna Biblioteka Publiczna w {}"): 24,
    (VILLAGES, "Gminny Ośrodek Kultury i Biblioteka w {}"): 6,
    (BOTH, "Centrum Kultury i Biblioteka w {}"): 4,
}
PARTNER: Final = {
    (VILLAGES, "Gminna Biblioteka Publiczna w {}"): 74,
    (BOTH, "Biblioteka Publiczna Miasta i Gminy w {}"): 12,
    (VILLAGES, "Gminna Biblioteka i Czytelnia w {}"): 10,
    (TOWN, "Miejska Biblioteka Publiczna w {}"): 4,
}


@dataclass(frozen=True, slots=True)
class Town:
    """A place that is on no map: its name and its locative."""

    name: str
    locative: str

    @property
    def address(self) -> str:
        """The name in letters that a mailbox may have."""
        bare = unicodedata.normalize("NFKD", self.name.lower().replace("ł", "l"))
        return "".join(letter for letter in bare if letter.isascii() and letter.isalpha())


@dataclass(frozen=True)
class Library:
    """An invented library. ``key`` names it within the demo and makes its id; ``nrb`` is its account."""

    key: str
    name: str
    town: str
    regon: str
    nip: str
    terc: str
    nrb: str
    mailbox: str

    @cached_property
    def id(self) -> UUID:
        """The id that registering it will give it."""
        return made_by("library", derived("demo", self.step))

    @property
    def step(self) -> str:
        """The name of the step that registers it."""
        return f"library/{self.key}"

    def registration(self) -> RegisterLibrary:
        """The command that enters it."""
        return RegisterLibrary(
            name=self.name, regon=self.regon, nip=self.nip, terc=self.terc, town=self.town, mailbox=self.mailbox
        )


class Libraries:
    """Invents libraries, no two alike."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._numbers = Numbers(rng)
        self._towns = _towns(rng)
        self._made: Counter[str] = Counter()

    def leading(self, region: int) -> Library:
        """A Leading Library of a region (any number: regions are laid over the voivodeships in turn)."""
        return self._library(region, LEADING)

    def partner(self, region: int) -> Library:
        """A Partner Library of the same region."""
        return self._library(region, PARTNER)

    def _library(self, region: int, kinds: dict[tuple[str, str], int]) -> Library:
        (kind, pattern), town = weighted(self._rng, kinds), next(self._towns)
        place = VOIVODESHIPS[region % 16] + str(POWIATS[region // 16 % len(POWIATS)])
        self._made[place] += 1
        return Library(
            key=town.address, name=pattern.format(town.locative), town=town.name, regon=self._numbers.regon(),
            nip=self._numbers.nip(), terc=f"{place}{self._made[place]:02}{kind}", nrb=self._numbers.nrb(),
            mailbox=f"biblioteka@{town.address}.example",
        )  # fmt: skip


def _towns(rng: Random) -> Iterator[Town]:
    """Every place once, in the order of the dice; places that read alike without their accents are left out."""
    every = [
        Town(f"{first}{second}{ending}", f"{first}{second}{locative}")
        for first, second, (ending, locative) in product(FIRST, SECOND, ENDINGS.items())
    ]
    rng.shuffle(every)
    return iter({town.address: town for town in reversed(every)}.values())


def issuers() -> dict[str, list[str]]:
    """Tax numbers of invented shops and carriers, by what they sell."""
    numbers = Numbers(dice("issuers"))
    sizes = {"travel": 14, "catering": 26, "materials": 18, "equipment": 10, "services": 12, "fees": 8, "other": 4}
    return {category: [numbers.nip() for _ in range(n)] for category, n in sizes.items()}
