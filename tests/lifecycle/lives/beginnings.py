"""Where a life may begin: how far a grant has come without trouble, told before anything is picked."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any, Final

from grants.kernel.codes import FOUR_EYES, Role
from tests.lifecycle.lives.telling import GRANTS
from tests.support import builders as b
from tests.support.cast import ACCOUNTANT, COORDINATOR, EVERYBODY, MANAGER, Library, Person, nrb
from tests.support.scenario import Ask, Scenario, story

OTHER_HANDS: Final = Person("Kalina", frozenset({Role.COORDINATOR, Role.MANAGER, Role.FINANCE}))
PEOPLE: Final = (*[EVERYBODY, OTHER_HANDS] * 6, COORDINATOR, MANAGER, ACCOUNTANT)
BUDGET: Final = 250_000
PAID: Final = ("apply", "award", "sign", "pay")
HELD: Final = (*PAID, "hold_virtual", "hold_meeting", "record_cost", "accept_cost")
PATHS: Final[tuple[tuple[str, ...], ...]] = (
    (),
    ("apply",),
    ("apply_for_less",),
    ("apply", "award"),
    ("apply", "award", "withdraw", "apply_again", "award_again"),
    PAID,
    (*PAID, "reverse", "change_award", "amend", "pay_less", "extend"),
    HELD,
    (*PAID, "hold_virtual", "record_cost", "accept_cost", "report"),
    (*PAID, "hold_meeting", "record_cost", "report"),
    (*PAID, "ask_waiver", "hold_meeting", "hold_virtual", "record_cost", "accept_cost", "report"),
    (*PAID, "hold_virtual", "record_cost", "accept_cost", "report", "settle"),
    (*PAID, "hold_virtual", "record_cost", "accept_cost", "report", "settle", "write_off"),
)
OVER: Final = (*HELD, "report", "settle", "write_off")
"""So far have all come in the lives that begin in a round that is closed."""


def rules_of(policy: str, *, strict: bool) -> dict[str, Any]:
    pairs = list(FOUR_EYES) if strict else []
    return {"min_meetings": 2, "budget": BUDGET, "shortfall_policy": policy, "four_eyes": pairs}


@cache
def ground_of(policy: str, *, strict: bool) -> Scenario:
    """The round in which the lives are lived; the same for all, so made once."""
    return story(b.ground(GRANTS, **rules_of(policy, strict=strict)))


def way(library: Library) -> dict[str, Ask]:
    """The steps of the paths."""
    return {
        "apply_for_less": b.apply(library, requested=60_000), "withdraw": b.withdraw(library),
        "apply_again": b.apply(library, occurred_on=date(2013, 2, 22)),
        "award_again": b.award(70_000, library, occurred_on=date(2013, 2, 23)),
        "ask_waiver": b.ask_waiver(library), "apply": b.apply(library),
        "award": b.award(80_000, library), "sign": b.sign(library),
        "pay": b.pay(80_000, library), "hold_virtual": b.meeting(virtual=True, library=library),
        "hold_meeting": b.meeting(b.MEETING_DAYS[1], library=library),
        "record_cost": b.cost(70_000, library=library, document=f"FV {library.number}"),
        "accept_cost": b.accept(library=library).of(OTHER_HANDS), "report": b.report(library),
        "write_off": b.write_off(library=library), "reverse": b.reverse(library=library, occurred_on=b.PAID_ON),
        "change_award": b.change_award(70_000, library), "amend": b.amend(library, nrb=nrb(4_711)),
        "pay_less": b.pay(60_000, library), "extend": b.extend(library=library, occurred_on=b.LAST),
        "settle": b.settle(library, shortfall_reason="Powódź"),
    }  # fmt: skip


@cache
def paths(library: Library) -> dict[tuple[str, ...], tuple[Ask, ...]]:
    """Every path as asks, told by two people in turn."""
    easy, hands = way(library), (EVERYBODY, OTHER_HANDS)
    return {
        path: tuple(easy[name] if name == "accept_cost" else easy[name].of(hands[n % 2]) for n, name in enumerate(path))
        for path in (*PATHS, OVER)
    }
