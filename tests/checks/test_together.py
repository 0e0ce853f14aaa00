"""What two grants share: pure functions over traits, each with a neighbour that is no hit."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from msgspec.structs import replace

from grants.read.checks.together import Trait, pair, shared

A, B, ROUND = UUID(int=1), UUID(int=2), UUID(int=9)
DAY = date(2013, 5, 6)
KEY = f"gross:12300:{DAY.toordinal() // 4}"
COST = Trait("documents", KEY, A, 7, ROUND, A, "Zacisze", DAY, 1, 12300)
LATER = replace(COST, grant=B, library=B, version=9, name="Brzeg")


@pytest.mark.parametrize(("days", "found"), [(0, True), (3, True), (-3, True), (4, False)])
def test_as_much_within_three_days(days: int, found: bool) -> None:  # noqa: FBT001
    other = replace(LATER, day=DAY + timedelta(days))
    hits = [hit for a in _keyed(COST) for b in _keyed(other) if a.key == b.key and (hit := pair(a, b))]
    assert [(hit.kind, hit.other, hit.other_version) for hit in hits] == [("near", B, 9)] * found


def test_a_rejected_cost_is_no_second_charge_unless_it_is_the_same_document() -> None:
    assert pair(COST, replace(LATER, stands=False)) is None
    same, again = replace(COST, key="document:ab"), replace(LATER, key="document:ab", stands=False)
    assert [hit.kind for hit in (pair(same, again), pair(again, same)) if hit] == ["again", "again"]
    assert pair(replace(same, stands=False), again) is None


def test_of_one_grant_only_the_later_event_tells_and_none_resembles_itself() -> None:
    own = replace(COST, version=9)
    assert pair(own, COST) is not None
    assert pair(COST, own) is None
    assert pair(COST, COST) is None


def test_one_account_is_odd_only_with_two_libraries() -> None:
    mine = replace(COST, check="shared_account", key="k")
    assert pair(mine, replace(mine, grant=B)) is None
    hit = pair(mine, replace(mine, grant=B, library=B, name="Brzeg"))
    assert hit is not None
    assert hit.params["name"] == "Brzeg"


def test_one_partner_at_two_meetings_of_two_grants() -> None:
    mine = replace(COST, check="meetings_alike", key="d:p:5", partners="p")
    assert pair(mine, replace(mine, grant=B)) is not None
    assert pair(replace(mine, version=9), mine) is None


@pytest.mark.parametrize("day", range(8))
def test_near_documents_share_exactly_one_window(day: int) -> None:
    """Whatever day the pair begins on: found once, and never twice."""
    first = DAY + timedelta(days=day)
    for days in range(-5, 6):
        mine, other = (replace(each, day=on) for each, on in ((COST, first), (LATER, first + timedelta(days=days))))
        pairs = [hit for a in _keyed(mine) for b in _keyed(other) if a.key == b.key and (hit := pair(a, b))]
        assert len(pairs) == (abs(days) <= 3), days


def test_a_crowd_is_told_once_and_an_amount_that_many_have_not_at_all() -> None:
    account = [replace(COST, check="shared_account", key="k", grant=UUID(int=n), library=UUID(int=n)) for n in range(9)]
    assert {hit.kind for _, hit in shared(account[:8])} == {"account"}
    assert [hit.kind for _, hit in shared(account)] == ["crowd"] * 9
    assert list(shared([replace(each, library=A) for each in account])) == []
    assert list(shared([replace(COST, grant=UUID(int=n), version=n) for n in range(9)])) == []


def test_two_meetings_that_share_two_partners_are_one_pair() -> None:
    mine = [replace(COST, check="meetings_alike", key=f"d:{p}:5", partners="p q") for p in "pq"]
    pairs = [pair(each, replace(each, grant=B)) for each in mine]
    assert [hit is not None for hit in pairs] == [True, False]


def _keyed(cost: Trait) -> list[Trait]:
    window = cost.day.toordinal() // 4
    return [replace(cost, key=f"gross:12300:{each}") for each in (window, window + 1)]
