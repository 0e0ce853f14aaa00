"""Numbers of institutions that do not exist: check digits are right, and the ranges are ones that nobody was given."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from stdnum import iban
from stdnum.pl import nip, regon


class Numbers:
    """Draws REGON, NIP and NRB numbers, each once."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._given: set[str] = set()

    def regon(self) -> str:
        """Nine digits; no region begins its numbers with 99."""
        return self._new(self._regon)

    def nip(self) -> str:
        """Ten digits; no tax office has the prefix 999."""
        return self._new(self._nip)

    def nrb(self) -> str:
        """Twenty-six digits of an account at a bank (9999) that does not exist."""
        return self._new(self._nrb)

    def _new(self, draw: Callable[[], str]) -> str:
        while (number := draw()) in self._given:
            pass
        self._given.add(number)
        return number

    def _regon(self) -> str:
        body = f"99{self._rng.randrange(10**6):06}"
        return body + str(regon.calc_check_digit(body))

    def _nip(self) -> str:
        """A body whose check sum is 10 has no check digit: another is drawn."""
        while True:
            body = f"999{self._rng.randrange(10**6):06}"
            check = nip.checksum(f"{body}0") % 11
            if check < 10:  # noqa: PLR2004  the last single digit
                return f"{body}{check}"

    def _nrb(self) -> str:
        body = f"9999{self._rng.randrange(10**4):04}{self._rng.randrange(10**16):016}"
        return str(iban.calc_check_digits(f"PL00{body}")) + body
