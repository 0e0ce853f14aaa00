"""Money: a whole number of grosze in one type. Events hold plain integers; code holds ``Money``."""

from __future__ import annotations

from dataclasses import dataclass

MAX_GROSZE = 10**15
"""The largest sum that any field accepts (ten billion zł): far below 64 bits, so that totals of totals stay exact."""


@dataclass(frozen=True, order=True, slots=True)
class Money:
    """An amount in grosze (1/100 zł). ``Money(941.2)`` is a TypeError: a float would lose pence."""

    grosze: int = 0

    def __post_init__(self) -> None:
        if type(self.grosze) is not int:
            raise TypeError(f"money is a whole number of grosze, not {self.grosze!r}")

    def __add__(self, other: Money) -> Money:
        return Money(self.grosze + other.grosze)

    def __sub__(self, other: Money) -> Money:
        return Money(self.grosze - other.grosze)

    def __bool__(self) -> bool:
        return self.grosze != 0

    def share(self, part: int, whole: int) -> Money:
        """``part / whole`` of the amount, rounded down: the only rounding in the programme (DOMAIN 3.6)."""
        return Money(self.grosze * part // whole)


ZERO = Money(0)
