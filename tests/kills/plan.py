"""The commands of the campaign: whole lives of grants, the same ones for the same numbers, whoever asks.

A case is one library's way from its registration to its settlement. Cases are lived side by side; inside a case one
command follows the other. Case 0 is the ground: programme, round and the partner that all meetings share.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final
from uuid import UUID

from grants.kernel.ids import derived
from tests.support import builders as b
from tests.support.cast import PARTNER, Library
from tests.support.scenario import Ask

BUDGET: Final = 100_000 * b.FULL
SPENT: Final = b.FULL // 2


def command_id(case: int, step: int) -> UUID:
    """The same command has the same id, before the kill and after it."""
    return derived("kills", str(case), str(step))


def library(case: int) -> Library:
    return Library(f"Biblioteka Gminna nr {case}", "Las", 1000 + case)


def steps(case: int) -> list[Ask]:
    """What happens in a case, in order. Case 0 must be over before any other begins."""
    if case == 0:
        return _numbered(0, [b.open_programme(), b.open_round(budget=BUDGET), b.register(PARTNER)])
    lib = library(case)
    return _numbered(case, [
        b.register(lib), b.form_coalition(lib, [PARTNER]), b.apply(lib), b.award(None, lib),
        b.sign(lib, number=f"PRB/{case}"), b.pay(b.FULL, lib, bank_reference=f"P {case}"),
        *b.meetings(4, library=lib),
        b.cost(SPENT, library=lib, document=f"FV {case}/1"), b.cost(SPENT, library=lib, document=f"FV {case}/2"),
        b.accept(1, lib), b.reject_cost(2, lib), b.report(lib), b.settle(lib), b.ask_refund(library=lib),
        b.refund(b.FULL - SPENT, lib),
    ])  # fmt: skip


def _numbered(case: int, asks: list[Ask]) -> list[Ask]:
    """A library's own command id stays, since the library's id follows from it."""
    return [replace(a, command_id=a.command_id or command_id(case, n)) for n, a in enumerate(asks)]
