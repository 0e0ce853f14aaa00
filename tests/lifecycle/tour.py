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
from tests.support import many as m
from tests.support.builders import change, correct_fact, plan_values, values
from tests.support.cast import COORDINATOR, ELSEWHERE, LEADING, LIBRARIES, PARTNER, PARTNER_THREE, SECOND, THIRD, nrb
from tests.support.scenario import Scenario, story

LATER: Final = date(2013, 2, 15)
LAST: Final = date(2013, 9, 10)


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
    _until_paid(told)
    _work_and_costs(told)
    _end_and_end_again(told)


def _until_paid(told: Scenario) -> None:
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
    )


def _work_and_costs(told: Scenario) -> None:
    told.given(
        b.plan_meeting(theme="Zamiejscowe zbiory", host=PARTNER.id),
        b.reschedule(plan_values(day=b.MEETING_DAYS[1]), plan_values(day=b.MEETING_DAYS[2]), reason="Dożynki"),
        b.cancel_plan(5),
        b.meeting(plan_no=1, place="Czytelnia"),
        b.meeting(b.MEETING_DAYS[1]),
        b.meeting(b.MEETING_DAYS[2]),
        b.correct_meeting(values(minutes=90), values(minutes=120)),
        b.void_meeting(2),
        b.cost(70_000, 80_000, meeting_no=1),
        b.accept(),
        b.cost(5_000, document="FV 2/2013"),
        b.reject_cost(2),
        b.undecide(2),
        b.reject_cost(2),
        b.cost(6_000, document="FV 3/2013"),
        b.correct_cost(b.cost_values(gross=6_000), b.cost_values(gross=6_600), 3),
        b.withdraw_cost(3),
    )


def _end_and_end_again(told: Scenario) -> None:
    told.given(
        b.report(),
        b.return_report(),
        m.revoke_report_return(),
        b.return_report(),
        b.resubmit_report(),
        b.settle(),
        b.ask_refund(),
        b.reopen(),
        b.settle(occurred_on=LAST),
        b.ask_refund(occurred_on=LAST),
        b.refund(40_000, occurred_on=LAST),
        b.write_off(5_000, occurred_on=LAST),
    )
    back = told.version_of(ge.RefundReceived)
    told.given(
        correct_fact(back, change("amount", 40_000, 39_000)),  # closed, and owing again: the round keeps its money
        correct_fact(back, change("amount", 39_000, 40_000)),
    )


def _short_ways(told: Scenario) -> None:
    """Withdrawn after an award; awarded in bulk and cancelled; rejected; a waiver asked for after the award."""
    told.given(
        b.apply(SECOND),
        b.assign(COORDINATOR, SECOND),
        b.hand_over(),
        b.award_many(AwardRow(grant=SECOND.grant)),
        b.withdraw(SECOND),
        b.apply(SECOND, occurred_on=date(2013, 2, 22)),
        b.award(library=SECOND, occurred_on=date(2013, 2, 23)),
        b.ask_waiver(SECOND),
        b.cancel(SECOND),
        b.apply(THIRD),
        b.return_application(THIRD),
        m.revoke_return(THIRD),
        b.award(library=THIRD),
        m.revoke_award(THIRD),
        b.reject(THIRD, occurred_on=date(2013, 2, 21)),
    )


def _plans_that_moved(told: Scenario) -> None:
    """A changed award, an amended agreement, a payment that bounced, a later deadline; terminated in the end."""
    told.given(
        b.form_coalition(ELSEWHERE),
        b.apply(ELSEWHERE),
        b.award(library=ELSEWHERE),
        b.change_award(90_000, ELSEWHERE),
        b.sign(ELSEWHERE, occurred_on=date(2013, 2, 26)),
        b.amend(ELSEWHERE, nrb=nrb(4_711)),
        b.pay(90_000, ELSEWHERE),
        b.extend(library=ELSEWHERE, due_on=date(2013, 11, 4)),
        b.cancel(ELSEWHERE, occurred_on=LAST),
        b.reverse(library=ELSEWHERE),
    )


@cache
def tour() -> Scenario:
    """The whole story, told once."""
    told = _beginning()
    _the_long_way(told)
    _short_ways(told)
    _plans_that_moved(told)
    told.given(b.close_call(), b.close_round(), b.close_programme())
    held = told.version_of(ge.MeetingHeld)
    told.given(b.after_closure(held, b.fact_values(minutes=90), b.fact_values(minutes=60)))
    told.given(b.retire(LIBRARIES[-1], LEADING), b.restore(LIBRARIES[-1]))
    told.given(b.record_finding(cost_no=1, event_version=held))
    return told.given(b.publish_summary(), b.publish_summary(round=None))


@cache
def in_bulk() -> Scenario:
    """Two grants of a round, all along the way together."""
    two = (LEADING, SECOND)
    told = story(b.ground(two), [b.apply(each) for each in two])
    told.given(m.return_many(*two), [b.resubmit(each, occurred_on=LATER) for each in two])
    told.given(b.award_many(*(AwardRow(grant=each.grant) for each in two)), m.sign_many(*two), m.pay_many(*two))
    for n, each in enumerate(two):
        told.given(b.meetings(4, library=each), b.cost(library=each, document=f"FV {n}"), b.report(each))
    return told.given(m.accept_many(*two), m.settle_many(*two))
