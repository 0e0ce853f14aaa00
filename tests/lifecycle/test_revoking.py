"""Mistaken decisions taken back: what stood before stands again, figures and all, until something was built upon it."""

from __future__ import annotations

from datetime import date

from grants.lifecycle import events as ge
from grants.lifecycle.figures import figures
from grants.lifecycle.stages import Stage
from grants.rounds.events import FundsReleased, FundsReserved
from tests.support import builders as b
from tests.support import many as m
from tests.support.cast import ACCOUNTANT, LEADING
from tests.support.scenario import TODAY, made, story


def test_an_award_taken_back_leaves_application_and_budget_as_they_were() -> None:
    told = story(b.applied())
    before, left = figures(told.grant().state), told.round().left
    told.given(b.award(), b.change_award(80_000, occurred_on=b.AWARDED_ON)).when(m.revoke_award())
    told.then(ge.AwardRevoked, made(FundsReleased, grant=LEADING.grant, number=1, old=80_000))
    assert (figures(told.grant().state), told.round().left) == (before, left)
    assert told.grant().state.award_changes == []


def test_after_that_it_may_be_awarded_again_under_the_next_number() -> None:
    told = story(b.awarded(), m.revoke_award())
    told.when(b.award(90_000, occurred_on=b.SIGNED_ON))
    assert [e.number for e in told.caused if isinstance(e, ge.Awarded)] == [2]


def test_an_award_is_taken_back_before_the_agreement_only() -> None:
    story(b.agreed()).when(m.revoke_award(occurred_on=TODAY)).refused("grant.wrong_stage", allowed=["awarded"])


def test_an_award_is_not_taken_back_before_it_was_made_or_changed() -> None:
    told = story(b.awarded())
    told.when(m.revoke_award(occurred_on=b.APPLIED_ON)).refused("day.before_previous", previous=b.AWARDED_ON)
    told.given(b.change_award(80_000))
    told.when(m.revoke_award()).refused("day.before_previous", previous=date(2013, 2, 26))


def test_a_return_taken_back_waits_for_a_decision_as_before() -> None:
    told = story(b.applied())
    before = figures(told.grant().state)
    told.given(b.return_application()).when(m.revoke_return()).then(ge.ApplicationReturnRevoked)
    assert figures(told.grant().state) == before
    assert told.grant().state.returned is None
    told.when(b.award()).then(ge.Awarded, FundsReserved)


def test_a_corrected_application_is_not_un_returned() -> None:
    told = story(b.applied(), b.return_application(), b.resubmit(occurred_on=date(2013, 2, 15)))
    told.when(m.revoke_return(occurred_on=date(2013, 2, 15))).refused("grant.wrong_stage")


def test_the_return_of_a_report_is_taken_back_and_the_report_settled() -> None:
    told = story(b.reported())
    before = figures(told.grant().state)
    told.given(b.return_report()).when(m.revoke_report_return()).then(ge.ReportReturnRevoked)
    assert figures(told.grant().state) == before
    told.when(b.settle()).then(ge.Settled)


def test_not_once_the_library_began_to_correct_the_report() -> None:
    told = story(b.reported(3), b.return_report(), b.cost(1_000, document="FV 2/2013", occurred_on=TODAY))
    told.when(m.revoke_report_return(occurred_on=TODAY)).refused("report.return_answered")


def test_no_report_no_return() -> None:
    story(b.paid()).when(m.revoke_report_return()).refused("grant.report_not_returned")


def test_money_people_take_nothing_back_that_is_not_theirs() -> None:
    told = story(b.awarded())
    told.when(m.revoke_award().of(ACCOUNTANT)).refused("not_allowed")
    assert told.grant().state.stage is Stage.AWARDED
