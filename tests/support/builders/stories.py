"""How far a story has come."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tests.support import cast
from tests.support.builders.applying import apply
from tests.support.builders.awarding import award, pay, sign
from tests.support.builders.days import FULL
from tests.support.builders.meetings import meetings
from tests.support.builders.rounds import form_coalition, open_programme, open_round, register
from tests.support.builders.settling import accept, cost, report, settle
from tests.support.cast import LEADING
from tests.support.scenario import Ask


def ground(libraries: Iterable[cast.Library] = (LEADING,), **changed: Any) -> list[Ask]:
    """A programme, its round, all libraries; ``libraries`` lead coalitions."""
    return [
        open_programme(), open_round(**changed), *(register(each) for each in cast.LIBRARIES),
        *(form_coalition(each) for each in libraries),
    ]  # fmt: skip


def applied(**changed: Any) -> list[Ask]:
    return [*ground(**changed), apply()]


def awarded(amount: int | None = None, **changed: Any) -> list[Ask]:
    return [*applied(**changed), award(amount)]


def agreed(**changed: Any) -> list[Ask]:
    return [*awarded(**changed), sign()]


def paid(amount: int = FULL, **changed: Any) -> list[Ask]:
    return [*agreed(**changed), pay(amount)]


def lived(held: int = 4, *, virtual: int = 1, costs: int = FULL, **changed: Any) -> list[Ask]:
    """Paid, ``held`` meetings, one accepted cost."""
    spent = [cost(costs), accept()] if costs else []
    return [*paid(**changed), *meetings(held, virtual=virtual), *spent]


def reported(held: int = 4, *, virtual: int = 1, costs: int = FULL, **changed: Any) -> list[Ask]:
    return [*lived(held, virtual=virtual, costs=costs, **changed), report()]


def settled(held: int = 4, *, virtual: int = 1, costs: int = FULL, **changed: Any) -> list[Ask]:
    return [*reported(held, virtual=virtual, costs=costs, **changed), settle()]
