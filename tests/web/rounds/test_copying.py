"""Days of a copied round are moved by whole years, never into the past and never out of order."""

from __future__ import annotations

from datetime import date

import pytest

from grants.read.rounds.meant import rules_meant
from tests.support import builders as b
from web.rounds.copying import WINDOWS, moved

LEAP = {"call_opens_on": date(2012, 2, 29), "call_closes_on": date(2012, 2, 29)}


@pytest.mark.parametrize(
    ("today", "years"),
    [(date(2012, 1, 1), 1), (date(2013, 2, 28), 1), (date(2013, 3, 1), 2), (date(2016, 2, 29), 4)],
)
def test_the_call_begins_today_at_the_earliest(today: date, years: int) -> None:
    rules = rules_meant(b.rules(**LEAP))
    later, by = moved(rules, today)
    assert by == years
    assert later.call_opens_on >= today
    later.check()
    assert {getattr(later, name).year - getattr(rules, name).year for name in WINDOWS} == {years}
    assert (later.budget, later.channels) == (rules.budget, rules.channels)
