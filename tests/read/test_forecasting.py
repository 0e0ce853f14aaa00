"""The forecast of every round of the demo against what else is known of it: dues, the ledger, "what if"."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, Engine, select

from grants.lifecycle.facts import Facts
from grants.lifecycle.state import State, derive
from grants.read import ledger
from grants.read._dues import dues
from grants.read.forecasting import CODES, forecast_of, rows_page
from grants.read.grants import grants
from grants.read.rounds import rounds
from grants.read.supposing import suppose
from grants.store.engine import make_engine
from grants.store.projecting.tables import grant_facts

pytestmark = pytest.mark.together


@pytest.fixture(scope="module")
def engine_(demo_url: str) -> Iterator[Engine]:
    engine = make_engine(demo_url)
    yield engine
    engine.dispose()


@pytest.fixture
def connection(engine_: Engine) -> Iterator[Connection]:
    with engine_.connect() as opened:
        yield opened


def states(connection: Connection, facts: list[Facts] | None = None) -> dict[object, list[State]]:
    """All grants, by round."""
    ids = connection.execute(select(grant_facts.c.grant)).scalars().all()
    found: dict[object, list[State]] = {}
    for grant in grants(connection, ids):
        found.setdefault(grant.round, []).append(derive(grant.facts.entries))
    return found


def test_money_still_to_be_paid_is_what_the_dues_say(connection: Connection) -> None:
    by_round, seen = states(connection), 0
    for each in rounds(connection):
        waits = [due for state in by_round[each.id] for due in dues(state) if due.kind in ("agreement", "payment")]
        assert forecast_of(connection, each.id).total("to_pay") == sum(due.amount for due in waits)
        seen += len(waits)
    assert seen > 5


def test_refunds_asked_for_and_not_are_what_is_outstanding(connection: Connection) -> None:
    for each in rounds(connection):
        coming = forecast_of(connection, each.id)
        outstanding = ledger.totals(connection, each.id).sum("refund_outstanding")
        assert coming.total("refund_asked") + coming.total("refund_to_ask") == outstanding


def test_if_nothing_more_happens_is_what_it_would_come_to_today(connection: Connection) -> None:
    for each in rounds(connection):
        today = suppose(connection, each.id, each.rules, {}).totals.now["open_refund"]
        assert forecast_of(connection, each.id).total("refund_at_most") == today


def test_the_bounds_of_each_grant_are_in_order(connection: Connection) -> None:
    seen = 0
    for each in rounds(connection):
        coming = forecast_of(connection, each.id)
        most = {row.grant: row.item.amount for row in coming.of("refund_at_most")}
        for row in coming.of("refund_at_least"):
            assert 0 < row.item.amount <= most[row.grant]
            seen += 1
    assert seen


def test_every_number_is_the_sum_of_the_grants_it_opens_into(connection: Connection) -> None:
    for each in rounds(connection):
        coming = forecast_of(connection, each.id)
        for code in CODES:
            rows, at, listed = coming.of(code), None, []
            while True:
                page = rows_page(rows, at, 3)
                listed += page.rows
                if page.next is None:
                    break
                at = page.next
            assert listed == rows
            assert sum(row.item.amount for row in listed) == coming.total(code)
        for month, sums in coming.months.items():
            for its, amount in sums.items():
                assert sum(row.item.amount for row in coming.of(its, month)) == amount


def test_a_closed_round_has_nothing_to_come(connection: Connection) -> None:
    closed = [each for each in rounds(connection) if each.closed]
    assert len(closed) >= 3
    assert all(forecast_of(connection, each.id).rows == [] for each in closed)
