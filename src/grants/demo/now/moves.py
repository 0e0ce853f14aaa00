"""What the grants of the programme of today have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from grants.demo import texts
from grants.demo.cast import CHIEF
from grants.demo.now.around import Around
from grants.demo.now.rounds import CODE
from grants.demo.script import applying, awarding, costs, meetings, reporting, revising
from grants.demo.script.dossier import Dossier
from grants.kernel.codes import Mode

REQUIRED: Final = 4
"""Meetings that the rules ask for."""


def applied(d: Dossier, around: Around, sent: int, *, wish: bool = False) -> None:
    """A coalition, and two days later its application; most are put on somebody's desk at once."""
    applying.coalition(d, around.back(sent + 2))
    applying.apply(d, around.back(sent), around.back(sent), wish=wish)
    luck = d.rng.random()
    if luck < 0.75:  # noqa: PLR2004  a quarter lies on nobody's desk, a tenth on the manager's
        revising.look_after(d, around.back(sent), CHIEF if luck < 0.1 else d.desk)  # noqa: PLR2004


def number(d: Dossier, sent: int) -> str:
    """Of the agreement."""
    return f"{CODE}/{d.season.label}/{sent:03}"


def signed(d: Dossier, around: Around, sent: int) -> None:
    """Applied, awarded and signed."""
    applied(d, around, sent)
    awarding.award_alone(d, around.back(sent - 6), d.desk)
    awarding.sign(d, around.back(sent - 10), number(d, sent))


def paid(d: Dossier, around: Around, sent: int, *, pay: int, amount: int | None = None) -> None:
    """Signed, and paid ``pay`` days ago; the whole award or a part of it."""
    signed(d, around, sent)
    awarding.pay(d, around.back(pay), amount)


def held(d: Dossier, around: Around, *days: int, virtual: int | None = 2) -> None:
    """Meetings so many days ago; the ``virtual``-th of them by a communicator."""
    for count, days_ago in enumerate(days, 1):
        mode: Mode = "virtual" if count == virtual else "in_person"
        meetings.hold(d, around.back(days_ago), around.back(days_ago - 1), mode=mode)


def charged(d: Dossier, around: Around, day: int, total: int | None = None) -> None:
    """Costs that come to the award, or to ``total`` grosze."""
    costs.record(d, around.back(day), d.awarded if total is None else total)


def reported(
    d: Dossier, around: Around, day: int, *, held_on: Sequence[int] = (94, 79, 64, 49), total: int | None = None,
    virtual: int | None = 2, since: int = 116, amount: int | None = None,
) -> None:  # fmt: skip
    """An early grant with its meetings, costs and report; applied ``since`` days ago, paid 16 days later."""
    paid(d, around, since, pay=since - 16, amount=amount)
    held(d, around, *held_on, virtual=virtual)
    charged(d, around, day + 1, total)
    reporting.report(d, around.back(day), None if len(held_on) >= REQUIRED else texts.SHORT_NARRATIVE)


def settled(
    d: Dossier, around: Around, day: int, *, held_on: Sequence[int] = (94, 79, 64, 49), total: int | None = None,
    virtual: int | None = 2, since: int = 116, amount: int | None = None,
) -> None:  # fmt: skip
    """Reported eight days before, costs judged, settled ``day`` days ago."""
    reported(d, around, day + 8, held_on=held_on, total=total, virtual=virtual, since=since, amount=amount)
    costs.decide(d, around.back(day + 3))
    reporting.settle(d, around.back(day))


def worth(d: Dossier, percent: int) -> int:
    """A share of the award, in whole złote."""
    return d.awarded * percent // 10_000 * 100
