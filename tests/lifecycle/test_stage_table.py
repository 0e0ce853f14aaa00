"""Every cell of the stage table: what is allowed is heard, what is not is refused with the reason that helps most."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache

import pytest

from grants.catalogue import CATALOGUE
from grants.lifecycle import events as ge
from grants.lifecycle.stages import MAY, Stage, stages_allowing
from tests.support import builders as b
from tests.support import many as m
from tests.support.builders import change, correct_fact, values
from tests.support.cast import LEADING
from tests.support.scenario import Ask, Scenario, story

STEPS = sorted({entry.step for entry in CATALOGUE.values() if entry.step})
LATE = date(2013, 9, 10)

IN_AGREEMENT = [*b.agreed(), b.pay(50_000), b.ask_waiver(), b.meeting(), b.cost()]
STORIES: dict[Stage, list[Ask]] = {
    Stage.OPENED: b.ground(),
    Stage.APPLIED: b.applied(),
    Stage.RETURNED: [*b.applied(), b.return_application()],
    Stage.WITHDRAWN: [*b.applied(), b.withdraw()],
    Stage.REJECTED: [*b.applied(), b.reject()],
    Stage.AWARDED: b.awarded(),
    Stage.AGREED: IN_AGREEMENT,
    Stage.REPORTED: [*IN_AGREEMENT, b.report()],
    Stage.SETTLED: b.settled(3),
    Stage.CANCELLED: [*b.paid(), b.meeting(), b.cancel()],
    Stage.CLOSED: [*b.settled(3), b.refund(25_000)],
}
FIRST: dict[tuple[Stage, str], list[Ask]] = {
    (Stage.APPLIED, "decide_waiver"): [b.ask_waiver(occurred_on=b.APPLIED_ON)],
    (Stage.AWARDED, "decide_waiver"): [b.ask_waiver()],
    (Stage.AGREED, "ask_waiver"): [b.refuse_waiver()],
    (Stage.AGREED, "resubmit_report"): [b.report(), b.return_report()],
    (Stage.AGREED, "revoke_report_return"): [b.report(), b.return_report()],
    (Stage.AGREED, "withdraw_cost_decision"): [b.accept()],
    (Stage.REPORTED, "withdraw_cost_decision"): [b.accept()],
    (Stage.CLOSED, "correct_after_closure"): [b.close_round()],
    (Stage.REPORTED, "settle"): [b.grant_waiver(), b.accept()],
    (Stage.SETTLED, "correct_fact"): [b.ask_refund()],
    (Stage.CANCELLED, "correct_fact"): [b.ask_refund(occurred_on=LATE)],
}
"""What a step needs besides its stage."""

CORRECTED: dict[Stage, tuple[type[ge.GrantEvent], int | str, int | str]] = {
    Stage.AWARDED: (ge.Awarded, 100_000, 90_000),
    Stage.AGREED: (ge.PaymentMade, 50_000, 60_000),
    Stage.REPORTED: (ge.PaymentMade, 50_000, 60_000),
    Stage.SETTLED: (ge.RefundRequested, 25_000, 20_000),
    Stage.CANCELLED: (ge.RefundRequested, 100_000, 20_000),
    Stage.CLOSED: (ge.RefundReceived, 25_000, 20_000),
}


def correction(told: Scenario, stage: Stage) -> Ask:
    if stage not in CORRECTED:
        return correct_fact(1, change("amount", 1, 2))
    kind, old, new = CORRECTED[stage]
    return correct_fact(told.version_of(kind), change("amount", old, new))


def after_closure(told: Scenario) -> Ask:
    held = [e.originator_version for e in told.memory.streams[LEADING.grant] if isinstance(e, ge.MeetingHeld)]
    return b.after_closure(held[0] if held else 1, b.fact_values(minutes=90), b.fact_values(minutes=60))


ASKS: dict[str, Callable[[Scenario, Stage], Ask]] = {
    "apply": lambda _, __: b.apply(occurred_on=date(2013, 2, 27)),
    "resubmit": lambda _, __: b.resubmit(occurred_on=date(2013, 2, 19)),
    "return_application": lambda _, __: b.return_application(due_on=LATE, occurred_on=LATE),
    "withdraw": lambda _, __: b.withdraw(),
    "reject": lambda _, __: b.reject(),
    "award": lambda _, __: b.award(occurred_on=LATE),
    "sign": lambda _, __: b.sign(occurred_on=LATE),
    "pay": lambda _, __: b.pay(1, occurred_on=LATE),
    "cancel": lambda _, __: b.cancel(occurred_on=LATE),
    "change_award": lambda _, __: b.change_award(90_000, occurred_on=LATE),
    "amend": lambda _, __: b.amend(occurred_on=LATE),
    "reverse": lambda _, __: b.reverse(),
    "extend": lambda _, __: b.extend(),
    "assign": lambda _, __: b.assign(),
    "plan_meeting": lambda _, __: b.plan_meeting(),
    "reschedule_plan": lambda _, __: b.reschedule(
        b.plan_values(day=b.MEETING_DAYS[1]), b.plan_values(day=b.MEETING_DAYS[2])
    ),
    "cancel_plan": lambda _, __: b.cancel_plan(),
    "hold_meeting": lambda _, __: b.meeting(b.MEETING_DAYS[3]),
    "correct_meeting": lambda _, __: b.correct_meeting(values(minutes=90), values(minutes=60)),
    "void_meeting": lambda _, __: b.void_meeting(),
    "ask_waiver": lambda _, __: b.ask_waiver(),
    "decide_waiver": lambda _, __: b.refuse_waiver(),
    "record_cost": lambda _, __: b.cost(document="FV 7/2013"),
    "accept_cost": lambda _, __: b.accept(),
    "reject_cost": lambda _, __: b.reject_cost(),
    "correct_cost": lambda _, __: b.correct_cost(b.cost_values(category="travel"), b.cost_values(category="catering")),
    "withdraw_cost": lambda _, __: b.withdraw_cost(),
    "withdraw_cost_decision": lambda _, __: b.undecide(),
    "report": lambda _, __: b.report(),
    "return_report": lambda _, __: b.return_report(),
    "resubmit_report": lambda _, __: b.resubmit_report(),
    "settle": lambda _, __: b.settle(),
    "request_refund": lambda _, __: b.ask_refund(1, occurred_on=LATE),
    "receive_refund": lambda _, __: b.refund(1, occurred_on=LATE),
    "write_off_refund": lambda _, __: b.write_off(1, occurred_on=LATE),
    "reopen_settlement": lambda _, __: b.reopen(occurred_on=LATE),
    "correct_after_closure": lambda told, _: after_closure(told),
    "revoke_award": lambda _, __: m.revoke_award(),
    "revoke_return": lambda _, __: m.revoke_return(),
    "revoke_report_return": lambda _, __: m.revoke_report_return(),
    "correct_fact": correction,
}

BEFORE_AGREEMENT = (Stage.APPLIED, Stage.RETURNED, Stage.AWARDED)
NEEDS_AGREEMENT = ("pay", "hold_meeting", "record_cost", "report", "reverse", "extend")


def why_not(stage: Stage, step: str) -> str:
    """The code expected in a cell that the table leaves empty."""
    if stage is Stage.OPENED:
        return "unknown_id"
    if (step in NEEDS_AGREEMENT and stage in BEFORE_AGREEMENT) or (stage, step) == (Stage.AWARDED, "amend"):
        return "grant.agreement_missing"
    special = {
        "apply": (set(Stage) - {Stage.OPENED, Stage.WITHDRAWN}, "grant.already_applied"),
        "sign": ({Stage.APPLIED, Stage.RETURNED}, "grant.not_awarded"),
        "withdraw": (
            {Stage.AGREED, Stage.REPORTED, Stage.SETTLED, Stage.CANCELLED, Stage.CLOSED},
            "grant.already_paid",
        ),
        "correct_meeting": ({Stage.SETTLED, Stage.CLOSED}, "grant.reopen_first"),
        "void_meeting": ({Stage.SETTLED, Stage.CLOSED}, "grant.reopen_first"),
        "amend": ({Stage.APPLIED, Stage.RETURNED}, "grant.not_awarded"),
        "change_award": ({Stage.APPLIED, Stage.RETURNED}, "grant.not_awarded"),
        "reverse": ({Stage.CLOSED}, "grant.refund_started"),
        "cancel": ({Stage.SETTLED, Stage.CLOSED}, "grant.already_settled"),
        "ask_waiver": ({Stage.REPORTED}, "waiver.report_in"),
    }
    stages, code = special.get(step, (set(), ""))
    return code if stage in stages else "grant.wrong_stage"


@cache
def standing_at(stage: Stage) -> Scenario:
    return story(STORIES[stage])


def cells(*, allowed: bool) -> list[tuple[Stage, str]]:
    return [(stage, step) for stage in Stage for step in STEPS if (step in MAY[stage]) is allowed]


@pytest.mark.parametrize("stage", [s for s in Stage if s is not Stage.OPENED])
def test_each_story_stands_where_it_says(stage: Stage) -> None:
    assert standing_at(stage).grant().state.shown_stage is stage


@pytest.mark.parametrize(("stage", "step"), cells(allowed=True))
def test_what_the_table_allows_is_heard(stage: Stage, step: str) -> None:
    told = standing_at(stage).copy().given(FIRST.get((stage, step), []))
    told.when(ASKS[step](told, stage))
    if (stage, step) == (Stage.SETTLED, "pay"):
        # Not yet closed means that money must come back; who was paid too little is closed and may still be paid.
        told.refused("grant.overpay", left=0)
    elif (stage, step) == (Stage.CLOSED, "reopen_settlement"):
        told.refused("grant.refund_started")  # this one is closed because money came back
    else:
        assert told.no is None, repr(told.no)


@pytest.mark.parametrize(("stage", "step"), cells(allowed=False))
def test_what_the_table_does_not_allow_is_refused(stage: Stage, step: str) -> None:
    told = standing_at(stage).copy()
    told.when(ASKS[step](told, stage)).refused(why_not(stage, step))
    if stage is not Stage.OPENED:
        told.refused(
            why_not(stage, step), stage=stage.value, step=step, allowed=stages_allowing(step), grant=LEADING.grant
        )


def test_a_closed_grant_that_was_paid_too_little_is_paid_up_to_what_was_recognised() -> None:
    told = story(b.agreed(), b.pay(50_000), b.meetings(4), b.cost(80_000), b.accept(), b.report(), b.settle())
    assert told.grant().state.shown_stage is Stage.CLOSED
    told.when(b.pay(30_001, occurred_on=LATE)).refused("grant.overpay", left=30_000)
    told.when(b.pay(30_000, occurred_on=LATE)).then(ge.PaymentMade)
    told.when(b.pay(1, occurred_on=LATE)).refused("grant.wrong_stage", stage="closed")


def test_a_round_closes_when_nobody_owes_anybody_and_then_nothing_is_corrected() -> None:
    told = story(b.agreed(), b.pay(50_000), b.meetings(4), b.cost(80_000), b.accept(), b.report(), b.settle())
    told.when(b.close_round()).refused("round.grants_open", n=1)  # the grantee is owed 300 zł
    told.given(b.pay(30_000, occurred_on=LATE), b.close_round())
    told.when(b.pay(1, occurred_on=LATE)).refused("round.closed")
    told = standing_at(Stage.CLOSED).copy().given(b.close_round())
    told.when(correction(told, Stage.CLOSED)).refused("round.closed")


def test_the_table_knows_every_stage_and_the_commands_know_every_step() -> None:
    assert set(MAY) == set(Stage)
    assert set().union(*MAY.values()) == set(STEPS) == set(ASKS)
