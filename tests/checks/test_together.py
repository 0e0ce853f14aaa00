"""What two grants share: pure functions over traits, each with a neighbour that is no hit."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from msgspec.structs import replace

from grants.read.checks.together import Trait, pair

A, B, ROUND = UUID(int=1), UUID(int=2), UUID(int=9)
DAY = date(2013, 5, 6)
COST = Trait("documents", "gross:12300", A, 7, ROUND, A, "Zacisze", DAY, 1, 12300)
LATER = replace(COST, grant=B, library=B, version=9, name="Brzeg")


@pytest.mark.parametrize(("days", "found"), [(0, True), (3, True), (-3, True), (4, False)])
def test_as_much_within_three_days(days: int, found: bool) -> None:  # noqa: FBT001
    hit = pair(COST, replace(LATER, day=DAY + timedelta(days)))
    assert (hit is not None) is found
    assert hit is None or (hit.kind, hit.other, hit.other_version) == ("near", B, 9)


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
    mine = replace(COST, check="meetings_alike", key="k")
    assert pair(mine, replace(mine, grant=B)) is not None
    assert pair(replace(mine, version=9), mine) is None
