"""Short stories that end in asking for what must not be given. Nobody says that it is refused: the invariants do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from tests.support import builders as b
from tests.support.cast import LEADING, PARTNER, SECOND, THIRD, Library, nip
from tests.support.scenario import Ask

GROUND: Final = len(b.ground())


def after_ground(asks: list[Ask]) -> list[Ask]:
    """The same story without its beginning, which every temptation has already."""
    return asks[GROUND:]


PAID: Final = after_ground(b.paid())
LIVED: Final = after_ground(b.lived())
THREE_OF_FOUR: Final = after_ground(b.reported(3))
OWING: Final = after_ground(b.settled(3))
FULLY: Final = after_ground(b.settled(4))
"""Settled in full, so closed at once; nothing came back."""
MEETING: Final = 6
"""The version of the first meeting of a life that goes the straight way."""
NIP: Final = nip(777_000_000)
NEWCOMER: Final = Library("Biblioteka Gminna w Jaworzynce", "Jaworzynka", 8)

TEMPTATIONS: Final[tuple[tuple[dict[str, Any], Sequence[Ask]], ...]] = (
    ({}, [b.apply(requested=60_000), b.award(60_001)]),
    ({}, [b.apply(), b.award(b.FULL + 1)]),
    ({}, [*after_ground(b.agreed()), b.pay(b.FULL + 1)]),
    ({}, [*PAID, b.pay(1)]),
    ({}, [*after_ground(b.agreed()), b.pay(occurred_on=b.SIGNED_ON - timedelta(1))]),
    ({"budget": 150_000}, [b.apply(), b.apply(SECOND), b.award(), b.award(library=SECOND)]),
    ({}, [b.apply(), b.award(), b.apply(SECOND), b.award(library=SECOND), b.change_rules(budget=2 * b.FULL - 1)]),
    ({}, [b.apply(), b.award(), b.apply(SECOND), b.award(library=SECOND)]),
    ({}, [b.apply(), b.award(), b.withdraw(), b.apply(occurred_on=date(2013, 2, 22)),
          b.award(occurred_on=date(2013, 2, 23)), b.correct_fact(3, b.change("amount", b.FULL, 60_000))]),
    ({}, [*PAID, b.correct_fact(3, b.change("amount", b.FULL, b.FULL - 1))]),
    ({}, [*after_ground(b.awarded()), b.correct_fact(3, b.change("amount", b.FULL, 60_000))]),
    ({}, [*OWING, b.refund(25_001)]),
    ({}, [*OWING, b.ask_refund(25_001)]),
    ({}, [*OWING, b.refund(1, occurred_on=b.SETTLED_ON - timedelta(1))]),
    ({}, [*OWING, b.refund(25_000), b.correct_fact(len(OWING) + 2, b.change("amount", 25_000, 25_001))]),
    ({}, [*after_ground(b.awarded()), b.cancel()]),
    ({}, [*LIVED, b.withdraw(occurred_on=None)]),
    ({"shortfall_policy": "accept"}, [*THREE_OF_FOUR, b.settle()]),
    ({"shortfall_policy": "none"}, [*THREE_OF_FOUR, b.settle()]),
    ({"min_meetings": 3}, [*after_ground(b.paid()), *b.meetings(2), b.cost(), b.accept(), b.report(), b.settle()]),
    ({}, [*after_ground(b.reported(virtual=0)), b.settle()]),
    ({}, [*PAID, *b.meetings(4), b.cost(), b.report(), b.settle()]),
    ({}, [*PAID, b.ask_waiver(), *b.meetings(4), b.report(), b.settle()]),
    ({}, [*PAID, b.cost(), b.reject_cost()]),
    ({}, [*after_ground(b.agreed()), b.report()]),
    ({}, [*PAID, b.meeting(b.FIRST - timedelta(1)), b.meeting(b.MEETING_DAYS[0], partners=[])]),
    ({}, [*PAID, b.meeting(partners=[LEADING.id])]),
    ({}, [*PAID, b.meeting(), b.void_meeting(), b.meeting(b.MEETING_DAYS[1])]),
    ({}, [*PAID, b.meeting(), b.correct_meeting(b.values(minutes=7), b.values(minutes=8))]),
    ({}, [*PAID, b.meeting(virtual=True), b.correct_meeting(b.values(mode="virtual"), b.values(mode="in_person"))]),
    ({}, [*PAID, b.ask_waiver(), b.refuse_waiver(), b.ask_waiver()]),
    ({}, [*PAID, b.correct_fact(5, b.change("amount", 7, 60_000))]),
    ({}, [*PAID, b.correct_fact(3, b.change("occurred_on", "2013-02-20", "2013-02-26"))]),
    ({}, [b.apply(), b.award(occurred_on=b.APPLIED_ON - timedelta(1))]),
    ({}, [b.apply(), b.award(occurred_on=date(2013, 9, 11))]),
    ({"four_eyes": ["apply_award"]}, [b.apply(), b.award()]),
    ({}, [*PAID, b.cost(1), b.apply(SECOND), b.award(library=SECOND), b.sign(SECOND), b.cost(1, library=SECOND)]),
    ({}, [b.apply(THIRD), b.close_round()]),
    ({}, [*PAID, b.meeting(b.MEETING_DAYS[3], partners=[PARTNER.id]), b.meeting(b.MEETING_DAYS[0]),
          b.meeting(b.MEETING_DAYS[1], virtual=True)]),
    ({}, [*after_ground(b.awarded()), b.sign(occurred_on=b.AWARDED_ON - timedelta(1))]),
    ({}, [*OWING, b.write_off(25_001)]),
    ({}, [*OWING, b.refund(1), b.reverse()]),
    ({}, [*OWING, b.refund(1), b.reopen()]),
    ({}, [*PAID, b.reverse(), b.reverse()]),
    ({}, [*PAID, b.reverse(), b.pay()]),
    ({}, [*FULLY, b.close_round(), b.reopen()]),
    ({"budget": 150_000}, [b.apply(), b.award(50_000), b.apply(SECOND), b.award(library=SECOND),
                           b.change_award(60_000)]),
    ({}, [*after_ground(b.agreed()), b.pay(60_000), b.change_award(50_000, occurred_on=None)]),
    ({}, [*after_ground(b.awarded()), b.change_award(90_000), b.correct_fact(4, b.change("new", 90_000, 80_000))]),
    ({}, [*PAID, b.extend(b.REPORT_DUE - timedelta(1))]),
    ({}, [*FULLY, b.close_round(), b.after_closure(MEETING, b.fact_values(partners=[PARTNER.id]),
                                                   b.fact_values(partners=[]))]),
    ({}, [*FULLY, b.after_closure(MEETING, b.fact_values(minutes=90), b.fact_values(minutes=60))]),
    ({}, [*PAID, b.cost(), b.correct_cost(b.cost_values(), b.cost_values(document_no="FV 9", issuer_nip=NIP))]),
    ({}, [*PAID, b.cost(), b.withdraw_cost()]),
    ({}, [*PAID, b.cost(), b.reject_cost(), b.undecide()]),
    ({}, [*PAID, b.cost(), b.accept(), b.correct_cost(b.cost_values(gross=b.FULL), b.cost_values(gross=b.FULL + 1))]),
    ({}, [b.register(NEWCOMER, regon=PARTNER.regon)]),
    ({}, [b.correct_library(regon=NEWCOMER.regon)]),
)  # fmt: skip
"""Rules of the round that matter, and what is asked one after another."""
