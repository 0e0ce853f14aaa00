"""What the other tests do not ask of each command: the same rule, met on another way to it. A row is a refusal."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from grants.lifecycle.commands.applying import Budgeted
from grants.lifecycle.commands.awarding import AwardRow
from tests.lifecycle.test_every_command import refused_with
from tests.support import builders as b
from tests.support import many as m
from tests.support.cast import ELSEWHERE, EVERYBODY, LEADING, PARTNER, SECOND, nip
from tests.support.scenario import TODAY, Ask, story

DAY = timedelta(1)
LATE = b.LAST + DAY
PAID = b.paid()
RETURNED = [*b.applied(), b.return_application()]
HELD = [*PAID, b.meeting(b.MEETING_DAYS[0], plan_no=1)]
SPENT = [*PAID, b.cost(70_000, 80_000)]
LESS = b.change_rules(max_award=50_000)
BOTH = [*b.ground((LEADING, SECOND), budget=150_000), b.apply(), b.apply(SECOND)]
REPORTED = [*PAID, *b.meetings(4), b.cost(70_000), b.report()]
SETTLED = b.settled(3)
OVER = [
    *PAID, *b.meetings(3), b.cost(70_000), b.accept(), b.cost(5_000, document="FV 2/2013"), b.reject_cost(2),
    b.meeting(b.MEETING_DAYS[3], partners=[]), b.report(), b.settle(), b.refund(30_000), b.close_round(),
]  # fmt: skip
"""Versions: 3 award, 5 payment, 6 to 8 meetings, 9 an accepted cost, 11 a rejected one, 13 a meeting that does not
count, 15 settlement, 16 refund."""
STRICT = ["award_pay", "costs", "report_settle"]


def rule(**changed: Any) -> Ask:
    return b.open_round("II", **changed)


def other(**changed: Any) -> Ask:
    return b.change_rules(**changed)


def resubmit(**changed: Any) -> Ask:
    return b.resubmit(occurred_on=date(2013, 2, 15), **changed)


def after(corrects: int, old: dict[str, Any], new: dict[str, Any]) -> Ask:
    return b.after_closure(corrects, b.fact_values(**old), b.fact_values(**new))


def fact(corrects: int, field: str, old: int | str, new: int | str) -> Ask:
    return b.correct_fact(corrects, b.change(field, old, new))


def held(**changed: Any) -> Ask:
    return b.meeting(b.MEETING_DAYS[1], **changed)


def moved(old: dict[str, Any], new: dict[str, Any], number: int = 1) -> Ask:
    return b.correct_meeting(b.values(**old), b.values(**new), number)


def planned(old: dict[str, Any], new: dict[str, Any], number: int = 2) -> Ask:
    return b.reschedule(b.plan_values(**old), b.plan_values(**new), number)


def charge(old: dict[str, Any], new: dict[str, Any], number: int = 1) -> Ask:
    return b.correct_cost(b.cost_values(**old), b.cost_values(**new), number)


AROUND: list[tuple[list[Ask], Ask, str]] = [
    (b.ground(), rule(budget=1), "round.budget_too_small"),
    (b.ground(), rule(activity_to=b.FIRST - DAY), "round.dates_order"),
    (b.ground(), rule(checklist=["magic"]), "round.unknown_code"),
    (b.ground(), rule(shortfall_policy="half"), "round.unknown_policy"),
    (b.ground(), rule(min_virtual=5), "round.virtual_over_meetings"),
    (b.ground(), other(budget=1), "round.budget_too_small"),
    (b.ground(), other(activity_to=b.FIRST - DAY), "round.dates_order"),
    (b.ground(), other(checklist=["magic"]), "round.unknown_code"),
    (b.ground(), other(shortfall_policy="half"), "round.unknown_policy"),
    (b.ground(), other(min_virtual=5), "round.virtual_over_meetings"),
]
APPLYING: list[tuple[list[Ask], Ask, str]] = [
    (b.ground(), b.apply(requested=b.FULL + 1), "grant.amount_over_max"),
    (b.ground(), b.apply(plan=b.plan([LATE] * 4)), "grant.out_of_window"),
    (RETURNED, resubmit(budget=[Budgeted(category="sweets", amount=b.FULL)]), "cost.unknown_category"),
    (RETURNED, resubmit(budget=[Budgeted(category="travel", amount=1)]), "grant.budget_sum"),
    (RETURNED, resubmit(consents=[]), "grant.consents_missing"),
    (RETURNED, resubmit(plan=b.plan([LATE] * 4)), "grant.out_of_window"),
    (RETURNED, resubmit(plan=b.plan(b.MEETING_DAYS[:3])), "grant.plan_too_few"),
    ([*RETURNED, b.change_rules(channels=["chat"])], resubmit(), "meeting.unknown_channel"),
    (b.applied(), m.return_many(LEADING, due_on=b.OPENED), "day.due_in_past"),
    (b.applied(), m.return_many(LEADING, findings=[]), "grant.no_finding"),
    (b.awarded(), m.return_many(LEADING), "grant.wrong_stage"),
]
AWARDING: list[tuple[list[Ask], Ask, str]] = [
    ([*b.applied(), LESS], b.award(), "grant.amount_over_max"),
    ([*b.applied(), LESS], b.award_many(AwardRow(grant=LEADING.grant)), "grant.amount_over_max"),
    (
        [*b.ground(), b.apply(requested=60_000)], b.award_many(AwardRow(grant=LEADING.grant, amount=60_001)),
        "grant.amount_over_requested",
    ),
    (
        [*b.applied(), b.change_rules(min_meetings=5)], b.award_many(AwardRow(grant=LEADING.grant)),
        "grant.not_eligible",
    ),
    (b.applied(four_eyes=["apply_award"]), b.award_many(AwardRow(grant=LEADING.grant)), "grant.own_application"),
    (b.awarded(), b.award_many(AwardRow(grant=LEADING.grant)), "grant.wrong_stage"),
    ([*BOTH, b.award()], b.award_many(AwardRow(grant=SECOND.grant)), "round.budget_exceeded"),
    (b.applied(), m.sign_many(LEADING), "grant.not_awarded"),
    (b.agreed(), m.sign_many(LEADING), "grant.wrong_stage"),
    (
        [*b.applied(four_eyes=STRICT), b.award().of(EVERYBODY), b.sign()], m.pay_many(LEADING).of(EVERYBODY),
        "four_eyes",
    ),
    (b.awarded(), m.pay_many(LEADING), "grant.agreement_missing"),
    (b.agreed(), m.pay_many(LEADING, amount=b.FULL + 1), "grant.overpay"),
    (REPORTED, m.pay_many(LEADING), "grant.wrong_stage"),
    (PAID, b.change_award(b.FULL - 1, occurred_on=TODAY), "grant.below_paid"),
]  # fmt: skip
MEETING: list[tuple[list[Ask], Ask, str]] = [
    (PAID, b.plan_meeting(LATE), "grant.out_of_window"),
    (PAID, b.plan_meeting(mode="virtual"), "meeting.channel_required"),
    (PAID, b.plan_meeting(mode="virtual", channel="telex"), "meeting.unknown_channel"),
    (PAID, planned({"day": b.MEETING_DAYS[1]}, {"day": LATE}), "grant.out_of_window"),
    (PAID, planned({"mode": "in_person"}, {"mode": "virtual"}), "meeting.channel_required"),
    (PAID, planned({"host": None}, {"host": ELSEWHERE.id}), "meeting.not_in_coalition"),
    (PAID, planned({"channel": "skype"}, {"channel": "telex"}, 1), "meeting.unknown_channel"),
    ([*PAID, b.cancel_plan()], planned({"mode": "in_person"}, {"mode": "virtual"}), "plan.cancelled"),
    (HELD, planned({"channel": "skype"}, {"channel": "chat"}, 1), "plan.held"),
    (PAID, planned({"day": b.MEETING_DAYS[1]}, {"day": b.MEETING_DAYS[1]}), "plan.nothing_changed"),
    (PAID, planned({"day": b.FIRST}, {"day": b.LAST}), "plan.stale"),
    (PAID, planned({"day": b.FIRST}, {"day": b.LAST}, 9), "plan.unknown"),
    ([*PAID, b.cancel_plan()], b.cancel_plan(), "plan.cancelled"),
    (HELD, b.cancel_plan(1), "plan.held"),
    (PAID, b.cancel_plan(9), "plan.unknown"),
    (PAID, held(partners=[LEADING.id]), "coalition.self_partner"),
    (PAID, held(mode="virtual"), "meeting.channel_required"),
    (PAID, held(attendance=b.people(ngo=1)), "meeting.no_attendance"),
    (PAID, held(partners=[ELSEWHERE.id]), "meeting.not_in_coalition"),
    (PAID, held(mode="virtual", channel="telex"), "meeting.unknown_channel"),
    (PAID, held(attendance=b.people(guests=5)), "meeting.unknown_kind"),
    (PAID, held(purposes=["fun"]), "meeting.unknown_purpose"),
    (HELD, held(plan_no=1), "plan.held"),
    (HELD, moved({"partners": [PARTNER.id]}, {"partners": [LEADING.id]}), "coalition.self_partner"),
    (HELD, moved({"mode": "in_person"}, {"mode": "virtual"}), "meeting.channel_required"),
    (HELD, moved({"occurred_on": b.MEETING_DAYS[0]}, {"occurred_on": TODAY + DAY}), "meeting.future_date"),
    (
        HELD, moved({"attendance": b.people(leading_library=2, partner_library=3)}, {"attendance": b.people(ngo=1)}),
        "meeting.no_attendance",
    ),
    (HELD, moved({"partners": [PARTNER.id]}, {"partners": [ELSEWHERE.id]}), "meeting.not_in_coalition"),
    (HELD, moved({"minutes": 90}, {"minutes": 60}, 9), "meeting.unknown"),
    (
        HELD, moved({"mode": "in_person", "channel": None}, {"mode": "virtual", "channel": "telex"}),
        "meeting.unknown_channel",
    ),
    (
        HELD, moved({"attendance": b.people(leading_library=2, partner_library=3)}, {"attendance": b.people(guests=5)}),
        "meeting.unknown_kind",
    ),
    (HELD, moved({"purposes": ["exchange_experience"]}, {"purposes": ["fun"]}), "meeting.unknown_purpose"),
    (HELD, b.void_meeting(9), "meeting.unknown"),
    (SETTLED, b.grant_waiver(), "grant.wrong_stage"),
]  # fmt: skip
COSTS: list[tuple[list[Ask], Ask, str]] = [
    (PAID, b.cost(2, 1), "cost.charged_over_gross"),
    (PAID, b.cost(1, issued_on=LATE), "cost.outside_period"),
    (PAID, b.cost(1, category="sweets"), "cost.unknown_category"),
    (PAID, b.cost(1, issuer_nip="1234567890"), "library.nip_invalid"),
    (PAID, b.cost(1, meeting_no=9), "meeting.unknown"),
    ([*SPENT, b.withdraw_cost()], b.accept(), "cost.withdrawn"),
    ([*SPENT, b.withdraw_cost()], b.reject_cost(), "cost.withdrawn"),
    ([*SPENT, b.withdraw_cost()], b.withdraw_cost(), "cost.withdrawn"),
    ([*SPENT, b.withdraw_cost()], b.undecide(), "cost.withdrawn"),
    ([*SPENT, b.withdraw_cost()], charge({"gross": 80_000}, {"gross": 90_000}), "cost.withdrawn"),
    (
        [*SPENT, b.cost(1, document="FV 2/2013")],
        charge({}, {"document_no": "FV 2/2013", "issuer_nip": nip(777_000_000)}), "cost.already_charged",
    ),
    (SPENT, charge({"gross": 80_000}, {"gross": 69_999}), "cost.charged_over_gross"),
    ([*SPENT, b.accept()], charge({"gross": 80_000}, {"gross": 90_000}), "cost.decided"),
    (SPENT, charge({"gross": 80_000}, {"gross": 80_000}), "cost.nothing_changed"),
    (SPENT, charge({"issued_on": b.MEETING_DAYS[0]}, {"issued_on": LATE}), "cost.outside_period"),
    (SPENT, charge({"gross": 7}, {"gross": 90_000}), "cost.stale"),
    (SPENT, charge({"gross": 80_000}, {"gross": 90_000}, 9), "cost.unknown"),
    (SPENT, charge({"category": "travel"}, {"category": "sweets"}), "cost.unknown_category"),
    (SPENT, charge({}, {"document_no": "FV 9", "issuer_nip": "1234567890"}), "library.nip_invalid"),
    (SPENT, charge({"meeting_no": None}, {"meeting_no": 9}), "meeting.unknown"),
    ([*REPORTED, b.accept()], m.accept_many(LEADING), "cost.already_decided"),
    (REPORTED, m.accept_many(LEADING, costs=(9,)), "cost.unknown"),
    ([*SPENT, b.withdraw_cost()], m.accept_many(LEADING), "cost.withdrawn"),
    ([*b.paid(four_eyes=STRICT), b.cost().of(EVERYBODY)], m.accept_many(LEADING).of(EVERYBODY), "four_eyes"),
    (SETTLED, m.accept_many(LEADING), "grant.wrong_stage"),
]  # fmt: skip
ENDING: list[tuple[list[Ask], Ask, str]] = [
    (REPORTED, m.settle_many(LEADING), "cost.undecided"),
    (
        [*b.lived(four_eyes=STRICT), b.report().of(EVERYBODY)], m.settle_many(LEADING).of(EVERYBODY), "four_eyes",
    ),
    (b.reported(3, shortfall_policy="accept"), m.settle_many(LEADING), "grant.shortfall_reason_missing"),
    (b.reported(virtual=0), m.settle_many(LEADING), "grant.virtual_unmet"),
    (PAID, m.settle_many(LEADING), "grant.wrong_stage"),
    ([*PAID, b.ask_waiver(), *b.meetings(4, virtual=0), b.report()], m.settle_many(LEADING), "waiver.pending"),
    (PAID, fact(5, "occurred_on", "2013-02-27", "2013-02-24"), "day.before_previous"),
    (PAID, fact(5, "number", "1", "2"), "fact.field_not_correctable"),
    (PAID, fact(5, "amount", b.FULL, b.FULL), "fact.nothing_changed"),
    (PAID, fact(5, "amount", 7, 8), "fact.stale"),
    (PAID, fact(3, "amount", b.FULL, b.FULL + 1), "grant.amount_over_max"),
    (
        [*b.ground(), b.apply(requested=60_000), b.award()], fact(3, "amount", 60_000, 60_001),
        "grant.amount_over_requested",
    ),
    ([*b.awarded(), b.change_award(90_000)], fact(4, "new", 90_000, b.FULL), "grant.award_same"),
    (PAID, fact(3, "amount", b.FULL, 90_000), "grant.below_paid"),
    (PAID, fact(5, "amount", b.FULL, b.FULL + 1), "grant.overpay"),
    (SETTLED, fact(5, "amount", b.FULL, 90_000), "grant.reopen_first"),
    ([*SETTLED, b.refund(1)], fact(13, "amount", 1, 25_001), "refund.too_big"),
    ([*PAID, b.extend()], fact(6, "new", "2013-10-15", "2013-09-21"), "report.deadline_not_later"),
    ([*PAID, b.extend()], fact(6, "new", "2013-10-15", "2015-10-15"), "report.deadline_too_far"),
    ([*BOTH, b.award(50_000), b.award(library=SECOND)], fact(3, "amount", 50_000, 60_000), "round.budget_exceeded"),
    (OVER, fact(16, "amount", 30_000, 1), "round.closed"),
]  # fmt: skip
MINUTES, PEOPLE = {"minutes": 90}, {"attendance": b.people(leading_library=2, partner_library=3)}
CLOSED: list[tuple[list[Ask], Ask, str]] = [
    (OVER, after(8, {"partners": [PARTNER.id]}, {"partners": []}), "closure.changes_settlement"),
    (OVER[:-1], after(8, MINUTES, {"minutes": 60}), "closure.round_open"),
    (OVER, after(8, {"partners": [PARTNER.id]}, {"partners": [LEADING.id]}), "coalition.self_partner"),
    (OVER, after(11, {"charged": 5_000}, {"charged": 5_001}), "cost.charged_over_gross"),
    (OVER, after(11, {"issued_on": b.MEETING_DAYS[0]}, {"issued_on": LATE}), "cost.outside_period"),
    (OVER, after(11, {"category": "travel"}, {"category": "sweets"}), "cost.unknown_category"),
    (OVER, after(5, {"occurred_on": b.PAID_ON}, {"occurred_on": b.APPLIED_ON}), "day.before_previous"),
    (OVER, after(5, MINUTES, {"minutes": 60}), "fact.field_not_correctable"),
    (OVER, after(15, MINUTES, {"minutes": 60}), "fact.not_correctable"),
    (OVER, after(8, MINUTES, MINUTES), "fact.nothing_changed"),
    (OVER, after(8, {"minutes": 7}, {"minutes": 60}), "fact.stale"),
    (OVER, after(13, {"mode": "in_person"}, {"mode": "virtual"}), "meeting.channel_required"),
    (OVER, after(6, {"channel": "skype"}, {"channel": "telex"}), "meeting.unknown_channel"),
    (OVER, after(8, PEOPLE, {"attendance": b.people(ngo=1)}), "meeting.no_attendance"),
    (OVER, after(8, PEOPLE, {"attendance": b.people(guests=5)}), "meeting.unknown_kind"),
    (OVER, after(8, {"host": LEADING.id}, {"host": ELSEWHERE.id}), "meeting.not_in_coalition"),
    (OVER, after(8, {"purposes": ["exchange_experience"]}, {"purposes": ["fun"]}), "meeting.unknown_purpose"),
    (OVER, after(11, {"meeting_no": None}, {"meeting_no": 9}), "meeting.unknown"),
]


@pytest.mark.parametrize(
    ("asks", "ask", "code"), [*AROUND, *APPLYING, *AWARDING, *MEETING, *COSTS, *ENDING, *CLOSED],
    ids=lambda each: each if isinstance(each, str) else type(each.command).__name__ if isinstance(each, Ask) else "",
)  # fmt: skip
def test_refused(asks: list[Ask], ask: Ask, code: str) -> None:
    refused_with(story(asks).when(ask), code)
