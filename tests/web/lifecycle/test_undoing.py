"""The lawful way back: every deed is in one of two tables, every compensation is heard and gives the figures back."""

from __future__ import annotations

from typing import Any

import pytest

from grants.catalogue import CATALOGUE
from grants.kernel.command import Command
from grants.libraries import commands as lib
from grants.lifecycle.commands import applying, assigning, awarding, many, meetings, planning, revising, settling
from grants.lifecycle.figures import Figures, figures
from tests.support import builders as b
from tests.support import many as m
from tests.support.cast import ACCOUNTANT, AUDITOR, COORDINATOR, LEADING, MANAGER, PARTNER_THREE, ROUND, SECOND
from tests.support.page import words
from tests.support.scenario import Ask, Scenario, story
from tests.web.lifecycle.conftest import HOME, SPINE, Begun
from web.support.undoing import FOR_GOOD, UNDO

LIVED = (*b.paid(), *b.meetings(4))
COSTED = (*LIVED, b.cost())
PAIRS: dict[type[Command], tuple[list[Ask], Ask, Ask]] = {
    awarding.AwardGrant: (b.applied(), b.award(), m.revoke_award()),
    awarding.AwardGrants: (b.applied(), b.award_many(awarding.AwardRow(grant=LEADING.grant)), m.revoke_award()),
    awarding.RecordPayment: (b.agreed(), b.pay(), b.reverse()),
    many.RecordPayments: (b.agreed(), m.pay_many(LEADING), b.reverse()),
    applying.ReturnApplication: (b.applied(), b.return_application(), m.revoke_return()),
    many.ReturnApplications: (b.applied(), m.return_many(LEADING), m.revoke_return()),
    revising.ChangeAward: (b.awarded(), b.change_award(90_000), b.change_award(b.FULL)),
    planning.PlanMeeting: (b.paid(), b.plan_meeting(), b.cancel_plan(5)),
    meetings.RecordMeeting: (b.paid(), b.meeting(), b.void_meeting(1)),
    settling.RecordCost: ([*LIVED], b.cost(), b.withdraw_cost()),
    settling.AcceptCost: ([*COSTED], b.accept(), b.undecide()),
    settling.RejectCost: ([*COSTED], b.reject_cost(), b.undecide()),
    many.AcceptCosts: ([*COSTED], m.accept_many(LEADING), b.undecide()),
    settling.ReturnReport: (b.reported(), b.return_report(), m.revoke_report_return()),
    settling.SettleGrant: (b.reported(3), b.settle(), b.reopen()),
    many.SettleGrants: (b.reported(3), m.settle_many(LEADING), b.reopen()),
    assigning.AssignGrant: ([*b.applied(), b.assign(MANAGER)], b.assign(COORDINATOR), b.assign(MANAGER)),
    lib.RetireLibrary: (b.ground(), b.retire(PARTNER_THREE), b.restore(PARTNER_THREE)),
    lib.AddPartner: (b.ground(), b.add_partner(PARTNER_THREE), b.let_leave(PARTNER_THREE)),
}


def stands(told: Scenario) -> tuple[Figures, int, Any]:
    """What the deed may have changed: figures, the round's money, the schedule, who looks after it."""
    if LEADING.grant not in told.memory.streams:
        return {}, told.round().left, None
    state = told.grant().state
    planned = {plan.plan_no for plan in state.plans.values() if not plan.cancelled}
    return figures(state), told.round().left, (planned, state.assigned, state.returned, state.award)


def test_every_command_has_a_way_back_or_a_reason_why_not() -> None:
    assert set(UNDO) | set(FOR_GOOD) == set(CATALOGUE)
    assert not set(UNDO) & set(FOR_GOOD)
    assert all(FOR_GOOD.values())
    assert set(PAIRS) == set(UNDO)


@pytest.mark.parametrize("deed", UNDO, ids=lambda deed: deed.__name__)
def test_the_compensation_is_heard_right_after_and_gives_back_what_the_deed_changed(deed: type[Command]) -> None:
    begun, ask, back = PAIRS[deed]
    assert (type(ask.command), type(back.command)) == (deed, UNDO[deed].by)
    told = story(begun)
    before = stands(told)
    told.given(ask)
    told.when(back)
    assert told.no is None, repr(told.no)
    assert stands(told)[:2] == before[:2]
    if deed is not revising.ChangeAward:
        assert stands(told)[2] == before[2]


FORMS = [
    ("award", b.applied()[len(b.ground()):], "/award", {}, COORDINATOR, f"{HOME}/award/take-back"),
    ("pay", SPINE[:3], "/pay", {"bank_reference": "P 1"}, ACCOUNTANT, f"{HOME}/payments/1/reverse"),
    (
        "change", SPINE[:2], "/change-award", {"amount": "900", "reason": "Mniej"}, COORDINATOR,
        f"{HOME}/change-award?back.amount=1+000%2C00",
    ),
    ("accept", (*SPINE, b.cost()), "/costs/1/accept", {}, ACCOUNTANT, f"{HOME}/costs/1/undecide"),
]  # fmt: skip


@pytest.mark.parametrize("case", FORMS, ids=[f[0] for f in FORMS])
def test_the_way_back_stands_beside_what_was_done_and_leads_to_a_form(begun: Begun, case: Any) -> None:
    name, asks, verb, fields, person, back = case
    visitor = begun(*asks).visit(person)
    page = visitor.follow(visitor.send(visitor.get(f"{HOME}{verb}"), fields))
    undo = next(e for e in page.all("a") if words(e) == "Cofnij")
    assert undo.get("href") == back
    form = visitor.get(back)
    assert form.all("textarea")
    if name == "change":
        assert form.by_id("amount").get("value") == "1 000,00"


def test_what_four_eyes_leave_to_others_is_not_offered(begun: Begun) -> None:
    visitor = begun(b.change_rules(four_eyes=["pay_reverse"]), *SPINE[:3]).visit(ACCOUNTANT)
    page = visitor.follow(visitor.send(visitor.get(f"{HOME}/pay"), {"bank_reference": "P 1"}))
    assert "Cofnij" not in words(page.by_id("flash"))


def test_rows_of_a_bulk_have_their_own_way_back(begun: Begun) -> None:
    visitor = begun(b.apply(), b.apply(SECOND)).visit(MANAGER)
    path = f"/rounds/{ROUND}/award?grant={LEADING.grant}&grant={SECOND.grant}"
    seen = visitor.send(visitor.get(path), {})
    button = next(e for e in seen.all("button") if e.get("name") == "_shown")
    done = visitor.send(seen, {"_shown": button.get("value")})
    links = {e.get("href") for e in done.by_id("results").iter() if "Cofnij" in "".join(e.itertext()) and e.get("href")}
    assert links == {f"/grants/{each.grant}/award/take-back" for each in (LEADING, SECOND)}


TAKE_BACK = [
    ((b.apply(), b.award()), "award/take-back", "Cofnięto przyznanie"),
    ((b.apply(), b.return_application()), "return/take-back", "Cofnięto zwrot wniosku"),
    ((*SPINE, b.report(), b.return_report()), "report/return/take-back", "Cofnięto zwrot sprawozdania"),
]


@pytest.mark.parametrize(("asks", "verb", "said"), TAKE_BACK, ids=["award", "return", "report"])
@pytest.mark.parametrize("htmx", [False, True])
def test_a_mistake_is_taken_back_with_its_reason(begun: Begun, asks: Any, verb: str, said: str, *, htmx: bool) -> None:
    site = begun(*asks)
    visitor = site.visit(COORDINATOR)
    form = visitor.get(f"{HOME}/{verb}")
    assert visitor.send(form, {"reason": ""}, htmx=htmx).wrong_fields == {"reason"}
    refused = visitor.send(form, {"reason": "Pomyłka", "occurred_on": "1.02.2013"}, htmx=htmx)
    assert "day.before_previous" in words(refused.by_id("take-back-form-refusal"))
    page = visitor.follow(visitor.send(form, {"reason": "Pomyłka"}, htmx=htmx))
    assert said in words(page.by_id("trail"))
    assert not visitor.get(f"{HOME}/{verb}").all("textarea")


def test_who_was_slower_sees_what_happened(begun: Begun) -> None:
    site = begun(b.apply(), b.award())
    visitor = site.visit(COORDINATOR)
    form = visitor.get(f"{HOME}/award/take-back")
    site.issue(b.sign())
    assert visitor.send(form, {"reason": "Pomyłka"}).status == 409


@pytest.mark.parametrize("person", [ACCOUNTANT, AUDITOR])
def test_others_do_not_take_it_back(begun: Begun, person: Any) -> None:
    assert begun(b.apply(), b.award()).visit(person).get(f"{HOME}/award/take-back").status == 403
