"""Money, days and deeds."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants.kernel.actor import Actor, Deed, current, doing
from grants.kernel.clock import day_of, system_clock
from grants.kernel.codes import Role
from grants.kernel.money import MAX_GROSZE, ZERO, Money

GROSZE = st.integers(0, MAX_GROSZE)


@pytest.mark.parametrize("wrong", [941.2, "94120", True, None])
def test_money_is_a_whole_number(wrong: object) -> None:
    with pytest.raises(TypeError, match="whole number of grosze"):
        Money(wrong)  # type: ignore[arg-type]


def test_money_adds_compares_and_is_nothing_when_zero() -> None:
    assert Money(3) + Money(4) - Money(2) == Money(5) > Money(4)
    assert not ZERO
    assert Money(1)


@given(GROSZE, st.integers(0, 100), st.integers(1, 100))
def test_a_share_is_rounded_once_and_downwards(amount: int, part: int, whole: int) -> None:
    share = Money(amount).share(part, whole).grosze
    assert share * whole <= amount * part < (share + 1) * whole


def test_days_are_warsaws() -> None:
    assert day_of(datetime(2013, 2, 28, 22, 59, 59, tzinfo=UTC)) == date(2013, 2, 28)
    assert day_of(datetime(2013, 2, 28, 23, 0, tzinfo=UTC)) == date(2013, 3, 1)
    assert day_of(datetime(2013, 7, 1, 22, 0, tzinfo=UTC)) == date(2013, 7, 2)
    assert system_clock().tzinfo is UTC


def test_no_event_without_an_author() -> None:
    with pytest.raises(LookupError):
        current()
    deed = Deed(UUID(int=1), Role.MANAGER, datetime(2013, 2, 28, 23, 0, tzinfo=UTC), UUID(int=2), "web")
    with doing(deed):
        assert current() is deed
        assert deed.today == date(2013, 3, 1)
    with pytest.raises(LookupError):
        current()


def test_a_person_acts_in_the_first_role_that_may() -> None:
    actor = Actor(UUID(int=1), frozenset({Role.FINANCE, Role.COORDINATOR}))
    assert actor.acting_as(frozenset({Role.FINANCE, Role.COORDINATOR})) is Role.COORDINATOR
    assert actor.acting_as(frozenset({Role.FINANCE})) is Role.FINANCE
    assert actor.acting_as(frozenset({Role.MANAGER})) is None
