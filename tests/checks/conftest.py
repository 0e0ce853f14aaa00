"""Histories told day by day, as checks see them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import pytest
from sqlalchemy import Engine

from grants.kernel.clock import day_of
from grants.lifecycle.events import GrantEvent, GrantOpened
from grants.lifecycle.facts import begin
from grants.lifecycle.state import derive
from grants.read.checks.hits import Subject, Told
from grants.store.engine import make_engine
from tests.support import builders as b
from tests.support.cast import LEADING
from tests.support.scenario import Ask, Scenario, story

LIFE = [
    b.apply().on(b.APPLIED_ON), b.award().on(b.AWARDED_ON), b.sign().on(b.SIGNED_ON), b.pay().on(b.PAID_ON),
    *(b.meeting(day, virtual=n == 0, attendance=b.people(leading_library=2, partner_library=3 + n)).on(day)
      for n, day in enumerate(b.MEETING_DAYS[:4])),
    b.cost(40_037).on(b.MEETING_DAYS[4]), b.cost(30_015, document="FV 77/2013").on(b.MEETING_DAYS[4]),
    b.accept(1).on(b.REPORTED_ON), b.accept(2).on(b.REPORTED_ON), b.report().on(b.REPORTED_ON),
    b.settle().on(b.SETTLED_ON),
]  # fmt: skip
"""A grant in which nothing is odd: each step recorded on its own day."""


def early() -> list[Ask]:
    """The ground, laid on its day."""
    return [ask.on(b.OPENED) for ask in b.ground()]


def told(*asks: Ask | Iterable[Ask]) -> Scenario:
    return story(early(), *asks)


def subject(scenario: Scenario) -> Subject:
    """The leading library's grant."""
    events = [event for event in scenario.memory.log if event.originator_id == LEADING.grant]
    first, *rest = events
    assert isinstance(first, GrantOpened)
    facts = begin(first)
    for event in rest:
        assert isinstance(event, GrantEvent)
        facts.take(event)
    known = {event.originator_version: Told(day_of(event.timestamp), event.occurred_on) for event in events}
    return Subject(LEADING.grant, facts, derive(facts.entries), known)


def later(day: date, asks: Iterable[Ask]) -> list[Ask]:
    return [ask.on(day) for ask in asks]


@pytest.fixture
def engine(store_url: str) -> Iterator[Engine]:
    """A migrated database of each kind, through the application's role."""
    opened = make_engine(store_url)
    yield opened
    opened.dispose()
