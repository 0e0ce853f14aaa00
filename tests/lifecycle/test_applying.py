from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from grants.lifecycle import events as ge
from grants.lifecycle.commands.applying import Budgeted, Planned
from grants.lifecycle.stages import Stage
from grants.rounds.events import FundsReleased, FundsReserved
from tests.support import builders as b
from tests.support.builders import FIRST, FULL, LAST, apply, award, budget, ground, plan, resubmit, wish, withdraw
from tests.support.cast import ELSEWHERE, LEADING, PARTNER, PARTNER_TWO, ROUND
from tests.support.scenario import made, story


def test_an_application_opens_the_stream_and_carries_the_librarys_public_data_of_that_day() -> None:
    done = story(ground()).when(apply())
    done.then(
        made(ge.GrantOpened, round=ROUND, library=LEADING.id, occurred_on=b.APPLIED_ON),
        made(
            ge.Applied, attempt=1, requested=FULL, rules_version=1, library_name=LEADING.name,
            library_town=LEADING.town, library_terc="1418042", occurred_on=b.APPLIED_ON, on_behalf_of=LEADING.id,
        ),
    )  # fmt: skip
    applied = done.stream()[1]
    assert isinstance(applied, ge.Applied)
    assert [row.plan_no for row in applied.plan] == [1, 2, 3, 4]
    assert [(p.library, p.name) for p in applied.partners] == [(x.id, x.name) for x in (PARTNER, PARTNER_TWO)]
    assert all(check.met for check in applied.checklist)
    assert applied.account.last4 == LEADING.nrb[-4:]
    assert applied.account.key != LEADING.nrb
    assert done.grant().state.stage is Stage.APPLIED


def test_a_later_correction_of_the_library_does_not_rewrite_the_application() -> None:
    done = story(b.applied(), b.correct_library(name="Biblioteka po zmianie nazwy"))
    application = done.grant().state.application
    assert application is not None
    assert application.library_name == LEADING.name


def test_a_waiver_asked_for_in_the_form_rides_in_the_same_save() -> None:
    done = story(ground()).when(apply(plan=plan(virtual=0), waiver=wish("no_equipment", "Brak kamery")))
    done.then(ge.GrantOpened, ge.Applied, made(ge.WaiverRequested, waiver_no=1, ground="no_equipment"))
    assert "Brak kamery" in done.memory.texts.values()
    done.when(award()).then(ge.Awarded, FundsReserved)


def test_only_a_leading_library_of_the_round_applies() -> None:
    story(ground()).when(apply(ELSEWHERE)).refused("grant.not_leading", library=ELSEWHERE.id)


@pytest.mark.parametrize(("requested", "code"), [(1, None), (FULL, None), (FULL + 1, "grant.amount_over_max")])
def test_the_ceiling_of_the_round(requested: int, code: str | None) -> None:
    lines = [Budgeted(category="travel", amount=requested)]
    done = story(ground()).when(apply(requested=requested, budget=lines))
    if code is None:
        done.then(ge.GrantOpened, ge.Applied)
    else:
        done.refused(code, max=FULL, given=requested)


def test_the_budget_adds_up_to_the_amount() -> None:
    story(ground()).when(apply(budget=budget(FULL - 1))).refused("grant.budget_sum", requested=FULL, budget=FULL - 1)


def test_a_budget_names_categories_of_the_round() -> None:
    line = [Budgeted(category="yachts", amount=FULL)]
    story(ground()).when(apply(budget=line)).refused("cost.unknown_category", category="yachts")


def test_as_many_meetings_are_planned_as_the_round_wants() -> None:
    told = story(ground())
    told.when(apply(plan=plan(b.MEETING_DAYS[:3]))).refused("grant.plan_too_few", planned=3, min=4)


def test_a_virtual_meeting_is_planned_or_a_waiver_asked_for() -> None:
    story(ground()).when(apply(plan=plan(virtual=0))).refused("grant.plan_no_virtual", planned=0, min=1)


@pytest.mark.parametrize(
    ("day", "good"), [(FIRST, True), (LAST, True), (FIRST - timedelta(1), False), (LAST + timedelta(1), False)]
)
def test_planned_days_lie_in_the_activity_window(day: date, *, good: bool) -> None:
    done = story(ground()).when(apply(plan=plan([day, *b.MEETING_DAYS[:3]])))
    if good:
        done.then(ge.GrantOpened, ge.Applied)
    else:
        done.refused("grant.out_of_window", day=day, first=FIRST, last=LAST)


def test_planned_channels_are_the_rounds() -> None:
    rows = [*plan()[1:], Planned(day=FIRST, mode="virtual", channel="telepathy")]
    story(ground()).when(apply(plan=rows)).refused("meeting.unknown_channel", channel="telepathy")


def test_check_digits_of_the_account() -> None:
    wrong = LEADING.nrb[:-1] + ("0" if LEADING.nrb[-1] != "0" else "1")
    story(ground()).when(apply(nrb=wrong)).refused("grant.nrb_invalid")
    story(b.applied(), b.return_application()).when(resubmit(nrb=wrong, occurred_on=date(2013, 2, 19))).refused(
        "grant.nrb_invalid"
    )


def test_the_two_consents_that_a_grant_cannot_do_without() -> None:
    story(ground()).when(apply(consents=["public_listing"])).refused(
        "grant.consents_missing", missing=["data_true", "rules_accepted"]
    )
    story(ground()).when(apply(consents=["data_true", "rules_accepted"])).then(ge.GrantOpened, ge.Applied)


def test_an_unknown_round_or_library() -> None:
    story(ground()).when(apply(round=LEADING.id)).refused("unknown_id", id=LEADING.id)
    story(ground()).when(apply(library_id=ROUND)).refused("unknown_id", id=ROUND)


# --- return and resubmission -------------------------------------------------------------------------------------


def test_a_return_names_at_least_one_finding() -> None:
    story(b.applied()).when(b.return_application(findings=[])).refused("grant.no_finding")


def test_a_return_is_not_due_before_it_was_made() -> None:
    due = date(2013, 2, 12)
    story(b.applied()).when(b.return_application(due_on=due)).refused("day.due_in_past", due=due)
    story(b.applied()).when(b.return_application(due_on=date(2013, 2, 13))).then(ge.ApplicationReturned)


def test_resubmission_brings_the_whole_new_content_also_after_the_call() -> None:
    done = story(b.applied(), b.return_application())
    done.when(resubmit(requested=80_000, occurred_on=date(2013, 3, 5)))
    done.then(made(ge.ApplicationResubmitted, attempt=1, requested=80_000))
    assert done.grant().state.stage is Stage.APPLIED


def test_resubmission_is_checked_like_an_application_by_the_rules_of_today() -> None:
    told = story(b.applied(), b.return_application(), b.change_rules(max_award=90_000))
    later = date(2013, 2, 19)
    told.when(resubmit(occurred_on=later)).refused("grant.amount_over_max", max=90_000)
    told.when(resubmit(requested=90_000, occurred_on=later)).then(made(ge.ApplicationResubmitted, rules_version=2))


def test_a_waiver_asked_for_once_serves_the_resubmission() -> None:
    later: dict[str, Any] = {"plan": plan(virtual=0), "occurred_on": date(2013, 2, 19)}
    told = story(ground(), apply(plan=plan(virtual=0), waiver=wish()), b.return_application())
    told.copy().when(resubmit(**later)).then(ge.ApplicationResubmitted)
    told.copy().when(resubmit(waiver=wish(), **later)).then(ge.ApplicationResubmitted)


def test_a_refused_waiver_does_not_serve_but_may_be_asked_for_again() -> None:
    told = story(ground(), apply(plan=plan(virtual=0), waiver=wish()))
    told.given(b.refuse_waiver(occurred_on=date(2013, 2, 12)), b.return_application())
    later: dict[str, Any] = {"plan": plan(virtual=0), "occurred_on": date(2013, 2, 19)}
    told.when(resubmit(**later)).refused("grant.plan_no_virtual")
    told.when(resubmit(waiver=wish(), **later)).then(ge.ApplicationResubmitted, made(ge.WaiverRequested, waiver_no=2))


def test_a_round_that_closed_meanwhile_takes_no_resubmission_because_it_could_not_close() -> None:
    told = story(b.applied(), b.return_application())
    told.when(b.close_round()).refused("round.grants_open", n=1)


# --- withdrawal and a second attempt -----------------------------------------------------------------------------


def test_a_withdrawn_award_gives_its_money_back() -> None:
    done = story(b.awarded()).when(withdraw())
    done.then(ge.ApplicationWithdrawn, made(FundsReleased, number=1, old=FULL, new=0))
    assert done.round().reserved == 0


def test_a_second_attempt_while_the_call_is_open() -> None:
    done = story(b.applied(), withdraw(occurred_on=date(2013, 2, 15)))
    done.when(apply(occurred_on=date(2013, 2, 16))).then(made(ge.Applied, attempt=2))
    done.when(award()).then(made(ge.Awarded, number=1), FundsReserved)


def test_no_second_attempt_after_the_call() -> None:
    told = story(b.applied(), withdraw())
    told.when(apply(occurred_on=date(2013, 3, 1))).refused("round.call_closed", closed=b.CALL_CLOSES)


def test_a_second_attempt_is_not_dated_before_the_withdrawal() -> None:
    told = story(b.applied(), withdraw())
    told.when(apply(occurred_on=date(2013, 2, 20))).refused("day.before_previous", previous=date(2013, 2, 21))


def test_a_second_attempt_inherits_neither_the_award_nor_the_waiver_of_the_first() -> None:
    told = story(ground(), apply(waiver=wish()), award(), withdraw())
    told.when(apply(plan=plan(virtual=0), occurred_on=date(2013, 2, 22))).refused("grant.plan_no_virtual")
    told.when(apply(plan=plan(virtual=0), waiver=wish(), occurred_on=date(2013, 2, 22)))
    told.then(made(ge.Applied, attempt=2), made(ge.WaiverRequested, waiver_no=2))
    state = told.grant().state
    assert (state.award, state.awarded, list(state.waivers)) == (None, 0, [2])
    told.when(award(occurred_on=date(2013, 2, 23))).then(made(ge.Awarded, number=2), FundsReserved)
    assert told.round().reserved == FULL
