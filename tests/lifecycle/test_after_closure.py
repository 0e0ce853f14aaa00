"""When the round is closed, one lawful path is left; and whatever the settlement stands on stays as it is."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest

from grants.catalogue import CATALOGUE
from grants.lifecycle import events as ge
from grants.lifecycle.figures import contributions, figures
from grants.lifecycle.stages import Stage
from tests.lifecycle.test_stage_table import ASKS
from tests.support import builders as b
from tests.support.builders import after_closure, fact_values, people
from tests.support.cast import COORDINATOR, LEADING, PARTNER_THREE, PARTNER_TWO, SECOND, THIRD
from tests.support.scenario import TODAY, Ask, Scenario, made, story

HELD, COST, PAID, REPORT = ge.MeetingHeld, ge.CostRecorded, ge.PaymentMade, ge.ReportSubmitted
BACK, ASKED, OFF = ge.RefundReceived, ge.RefundRequested, ge.RefundWrittenOff
AFTER = b.LAST + timedelta(1)


@cache
def settled_and_closed() -> Scenario:
    """Three meetings of four; the last cost was rejected; the refund came back in parts and was written off in part."""
    spent = [b.cost(70_000, 80_000), b.accept(), b.cost(5_000, document="FV 2"), b.reject_cost(2)]
    end = [b.settle(), b.ask_refund(), b.refund(20_000), b.write_off(5_000), b.refund(5_000)]
    told = story(b.ground((LEADING, SECOND, THIRD)), b.apply(), b.award(), b.sign(), b.pay(), b.meetings(3))
    told.given(spent, b.report(), end)
    told.given(b.apply(SECOND), b.withdraw(SECOND), b.apply(THIRD), b.reject(THIRD))
    return told.given(b.close_round())


@cache
def cancelled_and_closed() -> Scenario:
    return story(b.lived(3), b.cancel(), b.refund(b.FULL), b.close_round())


def change(told: Scenario, kind: type[ge.GrantEvent], old: dict[str, Any], new: dict[str, Any]) -> Scenario:
    return told.when(after_closure(told.version_of(kind), fact_values(**old), fact_values(**new)))


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        (HELD, {"minutes": 90}, {"minutes": 120}),
        (HELD, {"occurred_on": b.MEETING_DAYS[2]}, {"occurred_on": b.MEETING_DAYS[3]}),
        (HELD, {"attendance": people(leading_library=2, partner_library=3)}, {"attendance": people(ngo=9)}),
        (HELD, {"host": LEADING.id}, {"host": PARTNER_TWO.id}),
        (HELD, {"purposes": ["exchange_experience"]}, {"purposes": ["joint_ventures"]}),
        (HELD, {}, {"theme": "Biblioteka w chmurze"}),
        (PAID, {"bank_reference": "P 1/2013"}, {"bank_reference": "P 7/2013"}),
        (PAID, {"occurred_on": b.PAID_ON}, {"occurred_on": b.SIGNED_ON}),
        (ge.AgreementSigned, {"number": "PRB/I/1"}, {"number": "PRB/I/1a"}),
        (COST, {"gross": 5_000}, {"gross": 6_000}),
        (COST, {"charged": 5_000}, {"charged": 4_000}),
        (COST, {"category": "travel"}, {"category": "catering"}),
        (COST, {"meeting_no": 0}, {"meeting_no": 1}),
        (REPORT, {"occurred_on": b.REPORTED_ON}, {"occurred_on": date(2013, 9, 3)}),
        (BACK, {"bank_reference": "Z 1/2013"}, {"bank_reference": "Z 2/2013"}),
        (OFF, {"occurred_on": date(2013, 9, 9)}, {"occurred_on": TODAY}),
    ],
)
def test_what_leaves_the_settlement_alone_is_corrected(
    kind: type[ge.GrantEvent], old: dict[str, Any], new: dict[str, Any]
) -> None:
    told = settled_and_closed().copy()
    version, before = told.version_of(kind), figures(told.grant().state)
    change(told, kind, old, new).then(made(ge.CorrectedAfterClosure, corrects=version, occurred_on=TODAY))
    after = figures(told.grant().state)
    assert told.grant().state.shown_stage is Stage.CLOSED
    assert all(after.get(m) == before.get(m) for m in before if m[0] in ("recognised", "paid", "refund_due", "settled"))
    if old:
        change(told, kind, old, new).refused("fact.stale", field=next(iter(old)))


@pytest.mark.parametrize(
    ("kind", "old", "new", "figure", "moves"),
    [
        (HELD, {"occurred_on": b.MEETING_DAYS[2]}, {"occurred_on": b.FIRST - timedelta(1)}, "meetings_counted", (3, 2)),
        (PAID, {"amount": b.FULL}, {"amount": 99_999}, "paid", (b.FULL, 99_999)),
        (BACK, {"amount": 5_000}, {"amount": 4_999}, "refund_received", (25_000, 24_999)),
        (ASKED, {"amount": 30_000}, {"amount": 29_999}, "refund_asked", (30_000, 29_999)),
        (OFF, {"amount": 5_000}, {"amount": 4_999}, "refund_written_off", (5_000, 4_999)),
    ],
)
def test_the_figure_that_would_move_is_named(
    kind: type[ge.GrantEvent], old: dict[str, Any], new: dict[str, Any], figure: str, moves: tuple[int, int]
) -> None:
    told = change(settled_and_closed().copy(), kind, old, new)
    told.refused("closure.changes_settlement", figure=figure, old=str(moves[0]), new=str(moves[1]))


def test_accepted_costs_and_the_virtual_meeting_stand_too() -> None:
    told = settled_and_closed().copy()
    first = next(e.originator_version for e in told.stream() if isinstance(e, COST))
    charged = after_closure(first, fact_values(charged=70_000), fact_values(charged=60_000))
    told.when(charged).refused("closure.changes_settlement", figure="costs_accepted", old="70000", new="60000")
    gross = after_closure(first, fact_values(gross=80_000), fact_values(gross=90_000))
    told.when(gross).refused("closure.changes_settlement", figure="own_contribution", old="10000", new="20000")
    virtual = next(e.originator_version for e in told.stream() if isinstance(e, HELD))
    mode = after_closure(virtual, fact_values(mode="virtual"), fact_values(mode="in_person"))
    told.when(mode).refused("closure.changes_settlement", figure="counted_virtual", old="1", new="0")


def test_lateness_stands() -> None:
    late = b.REPORT_DUE + timedelta(2)
    told = story(b.lived(), b.report(occurred_on=late).on(late), b.settle(occurred_on=late).on(late))
    told.given(b.close_round().on(late))
    ask = after_closure(
        told.version_of(REPORT), fact_values(occurred_on=late), fact_values(occurred_on=b.REPORT_DUE)
    ).on(late)
    told.when(ask).refused("closure.changes_settlement", figure="days_late", old="2", new="0")


def test_a_cancelled_grant_stands_on_its_money_only() -> None:
    told = cancelled_and_closed().copy()
    change(told, HELD, {"occurred_on": b.MEETING_DAYS[2]}, {"occurred_on": AFTER}).then(ge.CorrectedAfterClosure)
    change(told, COST, {"charged": b.FULL}, {"charged": 1}).then(ge.CorrectedAfterClosure)
    change(told, PAID, {"amount": b.FULL}, {"amount": 1}).refused("closure.changes_settlement", figure="paid")


def test_attendances_of_a_closed_round_move_dated_by_the_meeting() -> None:
    told = settled_and_closed().copy()
    before = contributions(told.grant().facts)
    new = people(leading_library=2, partner_library=8)
    old = people(leading_library=2, partner_library=3)
    change(told, HELD, {"attendance": old}, {"attendance": new}).then(ge.CorrectedAfterClosure)
    after = contributions(told.grant().facts)
    key = ("attendances", "partner_library", b.MEETING_DAYS[2])
    assert (before[key], after[key]) == (3, 8)


@pytest.mark.parametrize(
    ("kind", "old", "new", "code"),
    [
        (HELD, {"minutes": 90}, {"minutes": 90}, "fact.nothing_changed"),
        (HELD, {"gross": 1}, {"gross": 2}, "fact.field_not_correctable"),
        (HELD, {"mode": "in_person"}, {"mode": "virtual"}, "closure.changes_settlement"),
        (
            HELD,
            {"attendance": people(leading_library=2, partner_library=3)},
            {"attendance": people(ngo=1)},
            "meeting.no_attendance",
        ),
        (HELD, {"occurred_on": b.MEETING_DAYS[2]}, {"occurred_on": TODAY + timedelta(1)}, "day.future"),
        (HELD, {"host": LEADING.id}, {"host": PARTNER_THREE.id}, "meeting.not_in_coalition"),
        (COST, {"charged": 5_000}, {"charged": 5_001}, "cost.charged_over_gross"),
        (COST, {"issued_on": b.MEETING_DAYS[0]}, {"issued_on": AFTER}, "cost.outside_period"),
        (PAID, {"occurred_on": b.PAID_ON}, {"occurred_on": b.AWARDED_ON}, "day.before_previous"),
        (PAID, {"occurred_on": b.PAID_ON}, {"occurred_on": b.SETTLED_ON}, "day.before_previous"),
        (BACK, {"occurred_on": date(2013, 9, 9)}, {"occurred_on": b.REPORTED_ON}, "day.before_previous"),
        (ge.Awarded, {"amount": b.FULL}, {"amount": 1}, "fact.not_correctable"),
        (ge.Settled, {"amount": b.FULL}, {"amount": 1}, "fact.not_correctable"),
    ],
)
def test_what_cannot_be_corrected_even_then(
    kind: type[ge.GrantEvent], old: dict[str, Any], new: dict[str, Any], code: str
) -> None:
    change(settled_and_closed().copy(), kind, old, new).refused(code)


def test_while_the_round_is_open_there_are_other_ways() -> None:
    told = story(b.settled(4))
    change(told, HELD, {"minutes": 90}, {"minutes": 120}).refused("closure.round_open", round="I")
    story(b.settled(3)).when(after_closure(8, fact_values(), fact_values())).refused("grant.wrong_stage")


def test_managers_only() -> None:
    told = settled_and_closed().copy()
    ask = after_closure(told.version_of(HELD), fact_values(minutes=90), fact_values(minutes=60))
    told.when(ask.of(COORDINATOR)).refused("not_allowed", role="coordinator")


CLEAR = {"round.closed", "grant.wrong_stage", "grant.already_settled", "grant.already_applied", "grant.already_paid",
         "grant.reopen_first", "grant.refund_started"}  # fmt: skip
STEPS = sorted({entry.step for entry in CATALOGUE.values() if entry.step} - {"correct_after_closure"})


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("told", [settled_and_closed, cancelled_and_closed], ids=["settled", "cancelled"])
def test_no_other_command_about_a_grant_passes_in_a_closed_round(told: Any, step: str) -> None:
    closed = told().copy()
    closed.when(ASKS[step](closed, Stage.CLOSED))
    assert closed.no is not None, f"{step} passed in a closed round"
    assert closed.no.code in CLEAR, repr(closed.no)


@pytest.mark.parametrize(
    "ask",
    [
        b.apply(SECOND, occurred_on=date(2013, 2, 27)), b.reject(THIRD), b.resubmit(SECOND), b.change_rules(),
        b.close_call(), b.close_round(), b.form_coalition(PARTNER_THREE), b.add_partner(PARTNER_THREE),
        b.let_leave(PARTNER_TWO), b.open_round("II"), b.close_programme(),
    ],
    ids=lambda ask: type(ask.command).__name__,
)  # fmt: skip
def test_nothing_else_of_a_closed_round_or_programme_moves(ask: Ask) -> None:
    told = settled_and_closed().copy().given(b.close_programme()).when(ask)
    assert told.no is not None
    assert told.no.code in CLEAR | {"programme.closed"}, repr(told.no)


def test_a_closed_programme_does_not_bar_the_lawful_path() -> None:
    told = settled_and_closed().copy().given(b.close_programme())
    change(told, HELD, {"minutes": 90}, {"minutes": 120}).then(ge.CorrectedAfterClosure)
