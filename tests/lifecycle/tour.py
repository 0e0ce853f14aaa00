"""One story that issues every command and causes every event, always the same to the last byte.

It shows that the catalogue tells the truth, and its events are the golden files of the stored shapes.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Final

from grants.lifecycle import events as ge
from grants.lifecycle.commands.awarding import AwardRow
from tests.support import builders as b
from tests.support.builders import change, correct_fact, values
from tests.support.cast import LEADING, LIBRARIES, PARTNER_THREE, SECOND, THIRD
from tests.support.scenario import Scenario, story

LATER: Final = date(2013, 2, 15)


def _beginning() -> Scenario:
    told = story(
        b.open_programme(),
        b.open_round(),
        *(b.register(each, mailbox="biblioteka@poczta.example" if each is LEADING else None) for each in LIBRARIES),
        *(b.form_coalition(each) for each in (LEADING, SECOND, THIRD)),
    )
    return told.given(
        b.change_rules(report_due_days=30, four_eyes=["report_settle"]),
        b.correct_library(town="Modrzewina Górna"),
        b.add_partner(PARTNER_THREE),
        b.let_leave(PARTNER_THREE),
    )


def _the_long_way(told: Scenario) -> None:
    """The leading library, from a returned application to the last refund."""
    told.given(
        b.apply(plan=b.plan(virtual=0), waiver=b.wish("no_equipment", "Brak kamery")),
        b.refuse_waiver(occurred_on=date(2013, 2, 12)),
        b.return_application(),
        b.resubmit(plan=b.plan(virtual=0), waiver=b.wish(), occurred_on=LATER),
        b.grant_waiver(occurred_on=LATER),
        b.award(),
    )
    awarded = told.version_of(ge.Awarded)
    told.given(
        correct_fact(awarded, change("amount", b.FULL, 90_000)),
        correct_fact(awarded, change("occurred_on", b.AWARDED_ON.isoformat(), "2013-02-21")),
        b.sign(),
        b.pay(90_000),
        b.meeting(plan_no=1, place="Czytelnia"),
        b.meeting(b.MEETING_DAYS[1]),
        b.meeting(b.MEETING_DAYS[2]),
        b.correct_meeting(values(minutes=90), values(minutes=120)),
        b.void_meeting(2),
        b.cost(70_000, 80_000, meeting_no=1),
        b.accept(),
        b.cost(5_000, document="FV 2/2013"),
        b.reject_cost(2),
        b.report(),
        b.return_report(),
        b.resubmit_report(),
        b.settle(),
        b.ask_refund(),
        b.refund(45_000),
    )


def _short_ways(told: Scenario) -> None:
    """Withdrawn after an award; awarded in bulk and cancelled; rejected; a waiver asked for after the award."""
    told.given(
        b.apply(SECOND),
        b.award_many(AwardRow(grant=SECOND.grant)),
        b.withdraw(SECOND),
        b.apply(SECOND, occurred_on=date(2013, 2, 22)),
        b.award(library=SECOND, occurred_on=date(2013, 2, 23)),
        b.ask_waiver(SECOND),
        b.cancel(SECOND),
        b.apply(THIRD),
        b.reject(THIRD),
    )


@cache
def tour() -> Scenario:
    """The whole story, told once."""
    told = _beginning()
    _the_long_way(told)
    _short_ways(told)
    return told.given(b.close_call(), b.close_round(), b.close_programme())
