"""Who looks after a grant, and a whole desk handed over at once."""

from __future__ import annotations

from uuid import UUID

import pytest

from grants.lifecycle import events as ge
from grants.lifecycle.figures import figures
from tests.support import builders as b
from tests.support.cast import (
    ACCOUNTANT,
    COORDINATOR,
    EVERYBODY,
    LEADING,
    LIBRARIAN,
    MANAGER,
    SECOND,
    STRANGER,
    THIRD,
    VIEWER,
    Person,
)
from tests.support.scenario import Scenario, made, story

NOBODY = Person("Zenobia", frozenset())
THREE = (LEADING, SECOND, THIRD)


@pytest.fixture
def desk() -> Scenario:
    """The coordinator looks after three applications."""
    return story(b.ground(THREE), *(b.apply(each) for each in THREE), *(b.assign(COORDINATOR, each) for each in THREE))


def test_a_grant_is_given_to_a_coordinator_then_to_a_manager_then_to_nobody() -> None:
    told = story(b.applied())
    told.when(b.assign(COORDINATOR)).then(made(ge.GrantAssigned, person=COORDINATOR.id, previous=None))
    told.when(b.assign(EVERYBODY)).then(made(ge.GrantAssigned, person=EVERYBODY.id, previous=COORDINATOR.id))
    told.when(b.assign(None)).then(made(ge.GrantAssigned, person=None, previous=EVERYBODY.id))
    assert told.grant().state.assigned is None


def test_it_is_not_given_to_whom_it_belongs_already() -> None:
    told = story(b.applied())
    told.when(b.assign(None)).refused("grant.assigned_already")
    told.given(b.assign()).when(b.assign()).refused("grant.assigned_already")


@pytest.mark.parametrize("person", [ACCOUNTANT, VIEWER, LIBRARIAN], ids=lambda person: person.first_name)
def test_only_coordinators_and_managers_look_after_grants(person: Person) -> None:
    told = story(b.applied())
    told.when(b.assign(person)).refused("grant.not_staff")
    told.when(b.hand_over(successor=person)).refused("grant.not_staff")


def test_an_unknown_person_or_a_closed_account() -> None:
    told = story(b.applied())
    told.when(b.assign(NOBODY)).refused("grant.unknown_person")
    told.when(b.hand_over(successor=NOBODY)).refused("grant.unknown_person")


@pytest.mark.parametrize("person", [ACCOUNTANT, VIEWER, LIBRARIAN, STRANGER], ids=lambda person: person.first_name)
def test_who_may_not_assign(person: Person) -> None:
    told = story(b.applied())
    told.when(b.assign().of(person)).refused("not_allowed")
    told.when(b.hand_over().of(person)).refused("not_allowed")


def test_a_stale_page_does_not_overwrite() -> None:
    told = story(b.applied())
    version = told.grant().version
    told.given(b.assign(COORDINATOR))
    told.when(b.assign(MANAGER, expected_version=version)).refused("stale")


def test_a_desk_is_handed_over_in_one_save(desk: Scenario) -> None:
    desk.when(b.hand_over()).then(*[made(ge.GrantAssigned, person=MANAGER.id, previous=COORDINATOR.id)] * 3)
    assert desk.done is not None
    assert {row.id for row in desk.done.rows} == {each.grant for each in THREE}
    assert [row.refused for row in desk.done.rows] == [None] * 3
    assert len({event.causation_id for event in desk.caused}) == 3


def test_what_has_ended_stays(desk: Scenario) -> None:
    desk.given(b.reject(SECOND)).when(b.hand_over()).then(*[ge.GrantAssigned] * 2)
    assert desk.grant(SECOND.grant).state.assigned == COORDINATOR.id


def test_one_round_alone(desk: Scenario) -> None:
    desk.when(b.hand_over(round=UUID(int=1))).refused("grant.none_looked_after")
    desk.when(b.hand_over(round=desk.grant().facts.round)).then(*[ge.GrantAssigned] * 3)


def test_a_desk_goes_to_somebody_else_and_is_not_empty(desk: Scenario) -> None:
    desk.when(b.hand_over(successor=COORDINATOR)).refused("grant.assigned_already")
    desk.when(b.hand_over(MANAGER, EVERYBODY)).refused("grant.none_looked_after")


def test_what_somebody_else_took_meanwhile_is_named_and_the_others_done(
    desk: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = [each.grant for each in THREE]
    desk.given(b.assign(EVERYBODY, SECOND), b.reject(THIRD))
    monkeypatch.setattr(desk.memory, "looked_after", lambda *_: everything)
    desk.when(b.hand_over()).then(ge.GrantAssigned)
    assert desk.done is not None
    assert {row.id: row.refused for row in desk.done.rows} == {
        LEADING.grant: None, SECOND.grant: "grant.looked_after_by_another", THIRD.grant: "grant.wrong_stage",
    }  # fmt: skip
    everything.remove(LEADING.grant)
    desk.when(b.hand_over()).refused("bulk.none_done", n=2)


def test_no_figure_moves() -> None:
    told = story(b.settled(3))
    before = figures(told.grant().state)
    told.given(b.assign())
    assert figures(told.grant().state) == before
