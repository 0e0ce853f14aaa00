from __future__ import annotations

from datetime import date

import pytest

from grants.lifecycle import events as ge
from tests.support import builders as b
from tests.support.builders import ask_waiver, grant_waiver, meeting, refuse_waiver, settle
from tests.support.scenario import Ask, made, story


def test_asked_for_granted_and_then_the_virtual_meeting_is_not_required() -> None:
    told = story(b.paid()).when(ask_waiver()).then(made(ge.WaiverRequested, waiver_no=1, ground="no_internet"))
    told.when(grant_waiver()).then(made(ge.WaiverGranted, waiver_no=1))
    told.given(b.meetings(4, virtual=0), b.cost(), b.accept(), b.report())
    told.when(settle()).then(made(ge.Settled, virtual_by="waived", counted_virtual=0, refund_due=0))


def test_a_refused_waiver_leaves_the_virtual_meeting_required() -> None:
    told = story(b.paid(), ask_waiver()).when(refuse_waiver()).then(made(ge.WaiverRefused, waiver_no=1))
    told.given(b.meetings(4, virtual=0), b.cost(), b.accept(), b.report())
    told.when(settle()).refused("grant.virtual_unmet", virtual=0, min=1)


def test_one_waiver_waits_at_a_time() -> None:
    told = story(b.paid(), ask_waiver())
    told.when(ask_waiver(ground="other")).refused("waiver.pending", waiver_no=1)
    told.given(refuse_waiver()).when(ask_waiver(ground="other")).then(made(ge.WaiverRequested, waiver_no=2))


def test_nothing_waits_nothing_is_decided() -> None:
    story(b.paid()).when(grant_waiver()).refused("waiver.none_pending")
    story(b.paid(), ask_waiver(), grant_waiver()).when(refuse_waiver()).refused("waiver.none_pending")


def test_who_held_a_virtual_meeting_needs_no_waiver() -> None:
    told = story(b.paid(), ask_waiver(), meeting(virtual=True))
    told.copy().when(grant_waiver()).refused("waiver.not_needed", virtual=1)
    told.given(refuse_waiver()).when(ask_waiver()).refused("waiver.not_needed", virtual=1)


def test_a_virtual_meeting_that_does_not_count_is_none() -> None:
    story(b.paid(), meeting(virtual=True, partners=[])).when(ask_waiver()).then(ge.WaiverRequested)


def test_a_round_that_wants_no_virtual_meeting_waives_none() -> None:
    story(b.paid(min_virtual=0)).when(ask_waiver()).refused("waiver.not_needed")


@pytest.mark.parametrize("asks", [b.applied(), b.paid()])
def test_what_was_granted_is_not_asked_for_again(asks: list[Ask]) -> None:
    told = story(asks, ask_waiver(), grant_waiver())
    told.when(ask_waiver()).refused("waiver.not_needed")


def test_no_decision_before_the_question() -> None:
    day = date(2013, 2, 28)
    told = story(b.paid(), ask_waiver())
    told.copy().when(grant_waiver(occurred_on=day)).refused("day.before_previous", day=day, previous=b.FIRST)
    told.copy().when(refuse_waiver(occurred_on=day)).refused("day.before_previous", day=day, previous=b.FIRST)
    told.when(grant_waiver(occurred_on=b.FIRST)).then(ge.WaiverGranted)


def test_a_waiver_that_waits_blocks_the_settlement() -> None:
    told = story(b.paid(), ask_waiver(), b.meetings(4), b.cost(), b.accept(), b.report())
    told.when(settle()).refused("waiver.pending", waiver_no=1)
    told.given(refuse_waiver()).when(settle()).then(made(ge.Settled, virtual_by="met"))
