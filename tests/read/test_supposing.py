"""A round under other rules, on the whole demo: its own rules change nothing, today's side is the ledger's, totals are
the sum of the grants, and easier rules never recognise less.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, select

from grants.kernel.codes import POLICIES
from grants.kernel.refusals import Refused
from grants.lifecycle.figures import figures
from grants.lifecycle.stages import Stage
from grants.lifecycle.supposing import case
from grants.read import ledger
from grants.read.grants import GrantNow, grants
from grants.read.rounds import RoundNow, rounds
from grants.read.supposing import BOOKED, OWN, REASONS, Other, Row, beside, rows_page, suppose
from grants.store.engine import make_engine
from grants.store.projecting.tables import grant_facts

pytestmark = pytest.mark.together
CHANGES: list[dict[str, Any]] = [
    {"min_meetings": 3}, {"max_award": 90_000}, {"shortfall_policy": "accept"}, {"shortfall_policy": "none"},
    {"min_meetings": 6, "min_virtual": 2}, {"report_due_days": 0}, {"max_award": 50_000, "min_meetings": 2},
]  # fmt: skip
Demo = list[tuple[RoundNow, GrantNow]]


@pytest.fixture(scope="module")
def demo_engine(demo_url: str) -> Iterator[Engine]:
    engine = make_engine(demo_url)
    yield engine
    engine.dispose()


@pytest.fixture
def connection(demo_engine: Engine) -> Iterator[Connection]:
    with demo_engine.connect() as opened:
        yield opened


@pytest.fixture(scope="module")
def demo(demo_engine: Engine) -> Demo:
    """Every grant of the demo with its round."""
    with demo_engine.connect() as connection:
        known = {each.id: each for each in rounds(connection)}
        ids = connection.execute(select(grant_facts.c.grant)).scalars().all()
        return [(known[each.round], each) for each in grants(connection, ids)]


def own(round_: RoundNow, grant: GrantNow) -> dict[str, Any]:
    """The rules by which this grant was really judged, as changes."""
    rules = grant.state.award.rules if grant.state.award else round_.rules
    return {name: getattr(rules, name) for name in Other.__struct_fields__}


def test_under_its_own_rules_every_grant_comes_out_as_it_was_settled(demo: Demo) -> None:
    settled = 0
    for round_, grant in demo:
        found = case(grant.facts, round_.rules, own(round_, grant))
        assert found.then.state == grant.state
        assert figures(found.then.state) == figures(grant.state)
        assert found.now == found.then
        real = grant.state.settlement
        if grant.state.stage is Stage.SETTLED and real is not None:
            settled += 1
            account = found.then.account
            assert account is not None
            for name in ("counted", "counted_virtual", "virtual_by", "eligible_costs", "cap", "recognised",
                         "own_contribution", "outcome"):  # fmt: skip
                assert getattr(account, name) == getattr(real, name), (grant.id, name)
            assert account.refund_due == grant.state.refund_due
    assert settled > 250


def test_today_s_side_is_what_the_ledger_says(connection: Connection) -> None:
    for each in rounds(connection):
        found, kept = suppose(connection, each.id, each.rules, {"min_meetings": 1}), ledger.totals(connection, each.id)
        assert {code: found.totals.now[code] for code in BOOKED} == {code: kept.sum(code) for code in BOOKED}


@pytest.mark.parametrize("changes", CHANGES, ids=str)
def test_totals_are_the_sum_of_the_grants(changes: dict[str, Any], connection: Connection, demo: Demo) -> None:
    for each in rounds(connection):
        whole = suppose(connection, each.id, each.rules, changes)
        now: Counter[str] = Counter()
        then: Counter[str] = Counter()
        for _, grant in (pair for pair in demo if pair[0].id == each.id):
            _, sides = beside(grant.facts, each.rules, changes)
            now.update(sides.now)
            then.update(sides.then)
        assert whole.totals.now == now
        assert whole.totals.then == then
        differ = sum((row.numbers["recognised"][1] - row.numbers["recognised"][0] for row in whole.rows), 0)
        assert differ == whole.totals.difference("recognised"), "the grants listed make the whole difference"
        assert set(now | then) <= {*BOOKED, *OWN}
        assert {code for row in whole.rows for code in row.reasons} <= set(REASONS)


Rules = st.fixed_dictionaries({
    "min_meetings": st.integers(1, 8), "min_virtual": st.integers(0, 3), "shortfall_policy": st.sampled_from(POLICIES),
    "max_award": st.integers(1, 150_000),
})  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(data=st.data(), rules=Rules)
def test_easier_rules_never_recognise_less(demo: Demo, data: st.DataObject, rules: dict[str, Any]) -> None:
    """A lower minimum, fewer virtual meetings, a higher limit: none lowers what is recognised."""
    round_, grant = data.draw(st.sampled_from(demo))
    least = rules["min_meetings"]
    easier = {
        "min_meetings": data.draw(st.integers(1, least)),
        "min_virtual": data.draw(st.integers(0, rules["min_virtual"])),
        "max_award": data.draw(st.integers(rules["max_award"], 200_000)),
    }  # fmt: skip
    strict = case(grant.facts, round_.rules, rules).then
    for name, value in easier.items():
        assert case(grant.facts, round_.rules, {**rules, name: value}).then.recognised >= strict.recognised, name


@settings(max_examples=100, deadline=None)
@given(data=st.data(), rules=Rules)
def test_a_grant_never_recognises_more_than_its_award_and_its_costs(
    demo: Demo, data: st.DataObject, rules: dict[str, Any]
) -> None:
    round_, grant = data.draw(st.sampled_from(demo))
    found = case(grant.facts, round_.rules, rules)
    assert 0 <= found.then.recognised <= min(found.then.state.awarded, found.then.state.eligible_costs)
    assert found.then.state.awarded <= min(found.now.state.awarded, rules["max_award"])
    assert found.then.state.paid == found.now.state.paid, "nobody pays anything in a supposition"


def test_rules_that_contradict_themselves_are_refused(connection: Connection) -> None:
    rules = rounds(connection)[0].rules
    with pytest.raises(Refused) as no:
        Other(min_virtual=7).changes(rules)
    assert no.value.code == "round.virtual_over_meetings"
    with pytest.raises(Refused) as no:
        Other(activity_to=rules.call_opens_on.replace(year=2001)).changes(rules)
    assert no.value.code == "round.dates_order"


def test_a_rule_as_it_is_changes_nothing(connection: Connection) -> None:
    rules = rounds(connection)[0].rules
    assert Other(min_meetings=rules.min_meetings, max_award=rules.max_award).changes(rules) == {}


def test_pages_of_the_list_meet_every_grant_once_in_both_directions(connection: Connection) -> None:
    first = next(each for each in rounds(connection) if each.name == "PRB/I")
    rows = suppose(connection, first.id, first.rules, {"max_award": 90_000}).rows
    assert len(rows) > 100
    seen: list[Row] = []
    at: str | None = None
    while True:
        page = rows_page(rows, at, 40)
        seen += page.rows
        if page.next is None:
            break
        at = page.next
    assert seen == rows
    back = rows_page(rows, page.previous, 40)
    assert back.rows == rows[-40 - len(page.rows) : -len(page.rows)]
    assert rows_page(rows, "nonsense", 40).rows == rows[:40]
    assert rows_page([], None).rows == []
