"""Who may what: roles from the catalogue, the object rule of libraries, on whose behalf, four eyes, and both days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from grants.catalogue import CATALOGUE
from grants.findings.commands import RecordFinding
from grants.findings.events import FindingEvent
from grants.kernel.clock import day_of
from grants.kernel.codes import FOUR_EYES, Role
from grants.lifecycle import events as ge
from grants.lifecycle.commands.awarding import AwardRow
from grants.lifecycle.figures import figures
from grants.lifecycle.state import derive
from grants.rounds.events import FundsReserved
from tests.support import builders as b
from tests.support.cast import (
    ACCOUNTANT,
    AUDITOR,
    COORDINATOR,
    EVERYBODY,
    LEADING,
    LIBRARIAN,
    MANAGER,
    STRANGER,
    VIEWER,
    Person,
    nrb,
)  # fmt: skip
from tests.support.scenario import TODAY, Ask, Scenario, made, story

DAY = timedelta(1)


def named(each: object) -> str:
    """A case is called by its command."""
    return type(each.command).__name__ if isinstance(each, Ask) else "after"


SENT: list[tuple[list[Ask], Ask]] = [
    (b.ground(), b.apply()),
    ([*b.applied(), b.return_application()], b.resubmit(occurred_on=TODAY)),
    (b.applied(), b.withdraw()),
    (b.paid(), b.meeting()),
    (b.paid(), b.ask_waiver()),
    (b.paid(), b.cost()),
    (b.lived(), b.report()),
    ([*b.reported(), b.return_report()], b.resubmit_report()),
]
"""What libraries send, and how far things must have come."""


@pytest.mark.parametrize("command", CATALOGUE, ids=lambda command: command.__name__)
def test_who_reads_changes_nothing(command: type) -> None:
    """An auditor's finding stands in a stream of its own and is no event of the programme."""
    assert VIEWER.actor.acting_as(CATALOGUE[command].roles) is None
    beside = all(issubclass(event, FindingEvent) for event in CATALOGUE[command].events)
    assert AUDITOR.actor.acting_as(CATALOGUE[command].roles) is (Role.AUDITOR if beside else None)


def test_the_auditors_only_command_is_to_record_a_finding_and_nobody_elses() -> None:
    assert [command for command, entry in CATALOGUE.items() if Role.AUDITOR in entry.roles] == [RecordFinding]
    assert CATALOGUE[RecordFinding].roles == {Role.AUDITOR}


@pytest.mark.parametrize(
    ("ask", "person"),
    [(b.pay(), COORDINATOR), (b.award(), ACCOUNTANT), (b.open_round(), COORDINATOR), (b.sign(), LIBRARIAN),
     (b.cancel(), COORDINATOR), (b.accept(), LIBRARIAN), (b.refund(1), COORDINATOR), (b.settle(), LIBRARIAN)],
)  # fmt: skip
def test_who_may_not_is_refused(ask: Ask, person: Person) -> None:
    story(b.applied()).when(ask.of(person)).refused("not_allowed", role=next(iter(person.roles)).value)


def test_the_event_says_in_which_role_somebody_acted() -> None:
    told = story(b.agreed()).when(b.pay().of(EVERYBODY))
    told.then(made(ge.PaymentMade, actor=EVERYBODY.id, actor_role=Role.FINANCE.value, source="web", on_behalf_of=None))


# --- libraries ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("asks", "ask"), SENT, ids=named)
def test_a_library_acts_for_its_own_grant_and_others_do_not_exist_for_it(asks: list[Ask], ask: Ask) -> None:
    told = story(asks)
    told.when(ask.of(STRANGER)).refused("unknown_id")
    told.when(ask.of(LIBRARIAN).on(date(2013, 2, 12)) if "Apply" in type(ask.command).__name__ else ask.of(LIBRARIAN))
    assert told.no is None, repr(told.no)
    assert {(e.actor_role, e.on_behalf_of) for e in told.caused} == {("library", None)}


@pytest.mark.parametrize(("asks", "ask"), SENT, ids=named)
def test_what_staff_key_in_is_on_behalf_of_the_library(asks: list[Ask], ask: Ask) -> None:
    told = story(asks).when(ask)
    assert {(e.actor_role, e.on_behalf_of) for e in told.caused} == {("coordinator", LEADING.id)}


def test_a_librarys_own_is_judged_by_the_day_it_came() -> None:
    late = b.CALL_CLOSES + DAY
    paper = b.apply(occurred_on=b.CALL_CLOSES)
    story(b.ground()).when(paper.of(LIBRARIAN).on(late)).refused("round.call_closed")
    story(b.ground()).when(paper.on(late)).then(ge.GrantOpened, made(ge.Applied, occurred_on=b.CALL_CLOSES))
    told = story(b.lived()).when(b.report(occurred_on=b.REPORT_DUE).of(LIBRARIAN).on(b.REPORT_DUE + 2 * DAY))
    told.then(made(ge.ReportSubmitted, occurred_on=b.REPORT_DUE + 2 * DAY, days_late=2))


def test_a_call_is_open_through_the_last_second_of_its_last_day_in_warsaw() -> None:
    last = datetime(2013, 2, 28, 22, 59, 59, tzinfo=UTC)
    ask = b.apply(occurred_on=None).of(LIBRARIAN)
    told = story(b.ground())
    told.when(Ask(ask.command, LIBRARIAN, at=last + timedelta(seconds=1))).refused("round.call_closed")
    told.when(Ask(ask.command, LIBRARIAN, at=last)).then(ge.GrantOpened, made(ge.Applied, occurred_on=b.CALL_CLOSES))
    assert told.caused[0].timestamp == last
    assert day_of(told.caused[0].timestamp) == b.CALL_CLOSES


# --- days --------------------------------------------------------------------------------------------------------

DATED: list[tuple[list[Ask], Ask]] = [
    (b.ground(), b.apply(occurred_on=TODAY + DAY)),
    (b.applied(), b.award(occurred_on=TODAY + DAY)),
    (b.applied(), b.withdraw(occurred_on=TODAY + DAY)),
    (b.applied(), b.reject(occurred_on=TODAY + DAY)),
    (b.applied(), b.return_application(due_on=TODAY + DAY, occurred_on=TODAY + DAY)),
    (b.awarded(), b.sign(occurred_on=TODAY + DAY)),
    (b.agreed(), b.pay(occurred_on=TODAY + DAY)),
    (b.agreed(), b.cancel(occurred_on=TODAY + DAY)),
    (b.lived(), b.report(occurred_on=TODAY + DAY)),
    (b.reported(), b.settle(occurred_on=TODAY + DAY)),
    (b.settled(3), b.ask_refund(occurred_on=TODAY + DAY)),
    (b.settled(3), b.refund(1, occurred_on=TODAY + DAY)),
]
BEFORE: list[tuple[list[Ask], Ask, date]] = [
    (b.applied(), b.award(occurred_on=b.APPLIED_ON - DAY), b.APPLIED_ON),
    (b.applied(), b.withdraw(occurred_on=b.APPLIED_ON - DAY), b.APPLIED_ON),
    (b.applied(), b.reject(occurred_on=b.APPLIED_ON - DAY), b.APPLIED_ON),
    (b.awarded(), b.sign(occurred_on=b.AWARDED_ON - DAY), b.AWARDED_ON),
    (b.awarded(), b.cancel(occurred_on=b.AWARDED_ON - DAY), b.AWARDED_ON),
    (b.lived(), b.report(occurred_on=b.PAID_ON - DAY), b.PAID_ON),
    (b.reported(), b.settle(occurred_on=b.REPORTED_ON - DAY), b.REPORTED_ON),
    (b.reported(), b.return_report(occurred_on=b.REPORTED_ON - DAY), b.REPORTED_ON),
]


@pytest.mark.parametrize(("asks", "ask"), DATED, ids=named)
def test_no_fact_lies_in_the_future(asks: list[Ask], ask: Ask) -> None:
    story(asks).when(ask).refused("day.future", day=TODAY + DAY, today=TODAY)


@pytest.mark.parametrize(("asks", "ask", "previous"), BEFORE)
def test_no_stage_is_dated_before_the_previous_one(asks: list[Ask], ask: Ask, previous: date) -> None:
    story(asks).when(ask).refused("day.before_previous", day=previous - DAY, previous=previous)


def test_filtering_by_day_before_folding_gives_a_wrong_answer() -> None:
    """A meeting entered for March and corrected to May in September: as of April it was never held."""
    told = story(b.paid(), b.meeting(b.MEETING_DAYS[0]))
    told.given(b.correct_meeting(b.values(occurred_on=b.MEETING_DAYS[0]), b.values(occurred_on=b.MEETING_DAYS[2])))
    facts = told.grant().facts
    assert ("meetings_held", "in_person") not in figures(derive(facts.until(date(2013, 4, 30))))
    assert figures(derive(facts.until(b.MEETING_DAYS[2])))["meetings_held", "in_person"] == 1
    filtered = [e for e in told.stream() if e.occurred_on <= date(2013, 4, 30)]
    assert any(isinstance(e, ge.MeetingHeld) for e in filtered)
    assert not any(isinstance(e, ge.MeetingCorrected) for e in filtered)


def test_a_voided_meeting_disappears_from_every_past_day() -> None:
    told = story(b.paid(), b.meeting(), b.void_meeting())
    assert ("meetings_held", "in_person") not in figures(derive(told.grant().facts.until(TODAY)))


# --- four eyes ---------------------------------------------------------------------------------------------------


def strict(asks: list[Ask], pair: str) -> Scenario:
    """The same story under a round that wants two people for ``pair``."""
    beginning = b.ground(four_eyes=[pair])
    return story(beginning, asks[len(beginning) :])


PAIRS: list[tuple[str, list[Ask], Ask, str]] = [
    ("apply_award", b.applied(), b.award(), "grant.own_application"),
    ("award_pay", [*b.applied(), b.award().of(EVERYBODY), b.sign()], b.pay().of(EVERYBODY), "four_eyes"),
    ("waiver", [*b.applied(), b.ask_waiver()], b.grant_waiver().of(COORDINATOR), "four_eyes"),
    ("waiver", [*b.paid(), b.ask_waiver()], b.refuse_waiver().of(COORDINATOR), "four_eyes"),
    ("costs", [*b.paid(), b.cost()], b.accept().of(COORDINATOR), "four_eyes"),
    ("costs", [*b.paid(), b.cost()], b.reject_cost().of(COORDINATOR), "four_eyes"),
    ("report_settle", b.reported(), b.settle().of(COORDINATOR), "four_eyes"),
    ("refund", [*b.settled(3), b.ask_refund().of(ACCOUNTANT)], b.refund(25_000), "four_eyes"),
    ("award_pay", [*b.agreed(), b.change_award(90_000).of(EVERYBODY)], b.pay(90_000).of(EVERYBODY), "four_eyes"),
    ("award_change", b.agreed(), b.change_award(90_000), "four_eyes"),
    ("amend_pay", [*b.agreed(), b.amend(nrb=nrb(4_711)).of(EVERYBODY)], b.pay().of(EVERYBODY), "four_eyes"),
    ("pay_reverse", b.paid(), b.reverse(), "four_eyes"),
    ("settle_reopen", b.settled(3), b.reopen(), "four_eyes"),
    ("refund_write_off", [*b.settled(3), b.ask_refund().of(EVERYBODY)], b.write_off().of(EVERYBODY), "four_eyes"),
]


@pytest.mark.parametrize(("pair", "asks", "second", "code"), PAIRS)
def test_two_people_take_the_two_steps(pair: str, asks: list[Ask], second: Ask, code: str) -> None:
    another = Person("Kalina", frozenset({Role.COORDINATOR, Role.MANAGER, Role.FINANCE}))
    told = strict(asks, pair)
    refused = told.copy().when(second).refused(code, pair=pair)
    assert refused.no is not None
    assert refused.no.params["role"] in {e.actor_role for e in told.stream() if e.actor == second.by.id}
    told.copy().when(second.of(another)).then(*[type(e) for e in story(asks).when(second).caused])
    assert story(asks).when(second).no is None, "without the rule one person may take both"


def test_every_pair_of_the_rule_has_its_case() -> None:
    assert {pair for pair, *_ in PAIRS} == set(FOUR_EYES)


def test_who_paid_one_of_two_payments_may_reverse_the_other_ones() -> None:
    another = Person("Kalina", frozenset({Role.FINANCE}))
    told = strict([*b.agreed(), b.pay(50_000), b.pay(50_000).of(another)], "pay_reverse")
    told.when(b.reverse(1)).refused("four_eyes", pair="pay_reverse", role="finance")
    told.when(b.reverse(2)).then(ge.PaymentReversed)


def test_a_bulk_award_minds_four_eyes_row_by_row() -> None:
    row = AwardRow(grant=LEADING.grant)
    told = strict(b.applied(), "apply_award")
    told.when(b.award_many(row)).refused("bulk.none_done", rows=[f"{LEADING.grant} grant.own_application"])
    told.when(b.award_many(row).of(MANAGER)).then(ge.Awarded, FundsReserved)
