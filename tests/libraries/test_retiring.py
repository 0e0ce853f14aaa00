"""Libraries that closed or merged: what they can no longer begin, and the way back from a mistake."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from grants.libraries import events as le
from grants.libraries.commands import RetireLibrary
from grants.lifecycle.events import MeetingHeld
from tests.support import builders as b
from tests.support.builders import restore, retire
from tests.support.cast import COORDINATOR, ELSEWHERE, LEADING, LIBRARIES, MANAGER, PARTNER, SECOND, THIRD
from tests.support.scenario import TODAY, Ask, Scenario, made, story

DAY = timedelta(1)


def registered() -> Scenario:
    return story(b.open_programme(), b.open_round(), *(b.register(each) for each in LIBRARIES))


def test_a_library_is_retired_once_with_a_reason_that_can_be_erased() -> None:
    told = registered().when(retire(ELSEWHERE))
    told.then(made(le.LibraryRetired, successor=None, occurred_on=TODAY))
    assert b"Po\\u0142" not in told.memory.stored[-1].state
    assert "Połączenie" in told.memory.texts.values()
    told.when(retire(ELSEWHERE)).refused("library.retired", library=ELSEWHERE.id, since=TODAY)


def test_who_merged_names_a_successor_that_works() -> None:
    told = registered().given(retire(ELSEWHERE, THIRD))
    told.when(retire(ELSEWHERE)).refused("library.succeeded", successor=THIRD.id, since=TODAY)
    told.when(retire(PARTNER, PARTNER)).refused("library.own_successor")
    told.when(retire(PARTNER, ELSEWHERE)).refused("library.successor_retired", successor=ELSEWHERE.id)
    unknown = Ask(RetireLibrary(library=PARTNER.id, successor=UUID(int=7), reason="?"), MANAGER)
    told.when(unknown).refused("unknown_id", id=UUID(int=7))
    told.when(retire(THIRD, PARTNER)).then(made(le.LibraryRetired, successor=PARTNER.id))


@pytest.mark.parametrize("held", [b.applied(), b.awarded(), b.paid(), b.settled(3)])
def test_who_leads_an_open_grant_is_not_retired(held: list[Ask]) -> None:
    story(held).when(retire(LEADING)).refused("library.has_open_grants", n=1)


@pytest.mark.parametrize("ended", [[b.withdraw()], [b.reject()], [b.award(), b.cancel()]])
def test_grants_that_ended_keep_nobody(ended: list[Ask]) -> None:
    story(b.applied(), ended).when(retire(LEADING)).then(le.LibraryRetired)


def test_a_partner_in_a_running_grant_may_close() -> None:
    told = story(b.paid()).when(retire(PARTNER)).then(le.LibraryRetired)
    told.when(b.meeting()).then(MeetingHeld)


def test_a_retired_library_begins_nothing() -> None:
    told = registered().given(b.form_coalition(SECOND), b.form_coalition(THIRD), retire(ELSEWHERE, THIRD))
    told.when(b.form_coalition(ELSEWHERE)).refused("library.succeeded", library=ELSEWHERE.id, successor=THIRD.id)
    told.when(b.form_coalition(LEADING, [PARTNER, ELSEWHERE])).refused("library.succeeded")
    told.when(b.add_partner(ELSEWHERE, SECOND)).refused("library.succeeded")
    told.given(retire(SECOND))
    told.when(b.add_partner(LEADING, SECOND)).refused("library.retired", library=SECOND.id)
    told.when(b.apply(SECOND)).refused("library.retired", library=SECOND.id)
    told.when(b.let_leave(PARTNER, SECOND)).then(le.PartnerLeft)


def test_a_second_application_does_not_come_from_a_closed_library() -> None:
    told = story(b.applied(), b.withdraw(), retire(LEADING, SECOND))
    told.when(b.apply()).refused("library.succeeded", successor=SECOND.id)


def test_a_mistake_is_taken_back_and_names_what_it_corrects() -> None:
    told = registered().given(retire(ELSEWHERE, THIRD))
    told.when(restore(ELSEWHERE)).then(made(le.LibraryRestored, corrects=2))
    told.when(restore(ELSEWHERE)).refused("library.not_retired")
    told.when(b.form_coalition(ELSEWHERE)).then(le.CoalitionFormed)
    told.when(retire(THIRD, ELSEWHERE)).then(le.LibraryRetired)


def test_nothing_ends_before_it_began() -> None:
    told = registered().when(retire(ELSEWHERE, occurred_on=b.OPENED - DAY)).refused("day.before_previous")
    told.given(retire(ELSEWHERE, occurred_on=TODAY - DAY))
    told.when(restore(ELSEWHERE, occurred_on=TODAY - 2 * DAY)).refused("day.before_previous", previous=TODAY - DAY)
    told.when(retire(PARTNER, occurred_on=TODAY + DAY)).refused("day.future")


def test_what_was_looked_at_in_an_older_version() -> None:
    told = registered().given(b.correct_library(ELSEWHERE, town="Inne"))
    told.when(retire(ELSEWHERE, expected_version=1)).refused("stale", expected=1, version=2)
    told.given(retire(ELSEWHERE)).when(restore(ELSEWHERE, expected_version=2)).refused("stale")


def test_managers_decide() -> None:
    told = registered().when(retire(ELSEWHERE).of(COORDINATOR)).refused("not_allowed")
    told.given(retire(ELSEWHERE)).when(restore(ELSEWHERE).of(COORDINATOR)).refused("not_allowed")
