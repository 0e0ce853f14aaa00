"""Every line of every settlement of the demo is made of what it opens into, now and on any past day."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select

from grants.lifecycle.stages import Stage
from grants.lifecycle.state import State, derive
from grants.read.explaining import LINES, Line, lines
from grants.read.grants import GrantNow, grants
from grants.store.engine import make_engine
from grants.store.projecting.tables import grant_facts

pytestmark = pytest.mark.together
RECORDED = {
    "accepted_costs": "eligible_costs", "cap": "cap", "recognised": "recognised",
    "own_contribution": "own_contribution",
}  # fmt: skip
DERIVED = {
    "awarded": "awarded", "paid": "paid", "recognised": "recognised", "refund_due": "refund_due",
    "refund_received": "refund_received", "refund_written_off": "refund_written_off",
    "refund_outstanding": "refund_outstanding",
}  # fmt: skip


@pytest.fixture(scope="module")
def engine_(demo_url: str) -> Iterator[Engine]:
    engine = make_engine(demo_url)
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def demo(engine_: Engine) -> list[GrantNow]:
    with engine_.connect() as connection:
        return grants(connection, connection.execute(select(grant_facts.c.grant)).scalars().all())


def added_up(line: Line, state: State) -> int:
    """What the parts come to, by this test's own arithmetic."""
    amounts = [part.amount for part in line.parts]
    if line.how == "least":
        return min(amounts)
    if line.how == "rest":
        return max(0, sum(amounts))
    if line.how == "sum":
        return sum(amounts)
    assert state.award is not None
    need, policy = state.award.rules.min_meetings, state.award.rules.shortfall_policy
    if len(amounts) >= need or policy == "accept":
        return state.awarded
    return state.awarded * len(amounts) // need if policy == "proportional" else 0


def holds(state: State) -> int:
    """Each line is the sum of its parts, and what stands; its parts are facts that stand, or lines above it."""
    made = lines(state)
    worth = {line.code: line.worth for line in made}
    for line in made:
        assert added_up(line, state) == line.worth == line.stands, line.code
        for part in line.parts:
            assert (part.fact is None) != (part.line is None)
            assert part.line is None or abs(part.amount) == worth[part.line]
    assert [line.code for line in made] == [code for code in LINES if code in worth], "in one order"
    return len(made)


def test_every_line_of_every_settled_grant_is_what_it_opens_into(demo: list[GrantNow]) -> None:
    seen = 0
    for grant in demo:
        state, real = grant.state, grant.state.settlement
        if state.stage is not Stage.SETTLED or real is None:
            continue
        seen += 1
        assert holds(state) == len(LINES)
        by_code: dict[str, Line] = {line.code: line for line in lines(state)}
        assert {code: by_code[code].worth for code in RECORDED} == {
            code: getattr(real, name) for code, name in RECORDED.items()
        }
        assert {code: by_code[code].worth for code in DERIVED} == {
            code: getattr(state, name) for code, name in DERIVED.items()
        }
        counted = [part.fact for part in by_code["cap"].parts]
        assert counted == sorted(state.counted, key=lambda meeting: meeting.meeting_no)
        assert len(counted) + len(by_code["cap"].left_out) == len(state.meetings)
    assert seen > 250


def test_whatever_the_stage_the_lines_hold(demo: list[GrantNow]) -> None:
    stages = {grant.state.stage for grant in demo if holds(grant.state)}
    assert {Stage.AWARDED, Stage.AGREED, Stage.REPORTED, Stage.SETTLED, Stage.CANCELLED} <= stages


def test_on_any_past_day_the_lines_hold(demo: list[GrantNow]) -> None:
    chance, seen = random.Random(7), 0
    for grant in chance.sample(demo, 120):
        for day in chance.sample(grant.facts.days(), min(4, len(grant.facts.days()))):
            seen += holds(derive(grant.facts.until(day)))
            seen += holds(derive(grant.facts.until(day - timedelta(days=1))))
    assert seen > 500


def test_a_cancelled_grant_returns_all_that_was_paid(demo: list[GrantNow]) -> None:
    gone = [grant.state for grant in demo if grant.state.stage is Stage.CANCELLED and grant.state.paid]
    assert gone
    for state in gone:
        by_code = {line.code: line for line in lines(state)}
        assert by_code["recognised"].worth == 0
        assert by_code["refund_due"].worth == state.paid
        assert "cap" not in by_code
