"""Totals, cells and lines against the definitions they must agree with."""

from collections import Counter
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from sqlalchemy import Connection, Engine

from grants.kernel.clock import day_of
from grants.lifecycle.events import GrantEvent, GrantOpened
from grants.lifecycle.facts import Facts, begin
from grants.lifecycle.figures import METRICS, contributions, figures
from grants.lifecycle.state import derive
from grants.read import ledger
from grants.read.ledger import Sought
from grants.rounds import events as round_events
from tests.read.conftest import Follow
from tests.read.histories import ROUND, World, lived, rules

OWN = {"budget", "reserved"}
Amounts = dict[tuple[str, str], int]


def folded(world: World, upto: int | None = None) -> dict[UUID, Facts]:
    """Every grant's facts by the plain fold of its stream."""
    found: dict[UUID, Facts] = {}
    for position, event in world.log:
        if isinstance(event, GrantOpened):
            found[event.originator_id] = begin(event)
        elif isinstance(event, GrantEvent) and (upto is None or position <= upto):
            found[event.originator_id].take(event)
    return found


def known_upto(world: World, known: date) -> int:
    """The last position whose running maximum of the moment of recording falls on or before ``known``."""
    last, latest = 0, datetime.min.replace(tzinfo=world.log[0][1].timestamp.tzinfo)
    for position, event in world.log:
        latest = max(latest, event.timestamp)
        if day_of(latest) <= known:
            last = position
    return last


def naive(world: World, day: date, known: date) -> Amounts:
    """What had happened by ``day`` as known by ``known``: the definition in DOMAIN 3.4, grant by grant."""
    sums: Counter[tuple[str, str]] = Counter()
    for facts in folded(world, known_upto(world, known)).values():
        sums.update(figures(derive(facts.until(day))))
    return {key: amount for key, amount in sums.items() if amount}


def of_grants(amounts: Amounts) -> Amounts:
    return {key: amount for key, amount in amounts.items() if key[0] not in OWN}


@pytest.mark.parametrize("seed", range(6))
def test_totals_are_the_figures_of_all_states(follow: Follow, engine: Engine, seed: int) -> None:
    world = lived(seed)
    follow(world)
    with engine.connect() as connection:
        assert of_grants(ledger.totals(connection, ROUND).amounts) == naive(world, date.max, date.max)


@pytest.mark.parametrize("seed", range(6))
def test_totals_as_of_any_two_days_are_a_fold_of_what_was_known(follow: Follow, engine: Engine, seed: int) -> None:
    world = lived(seed, 3, jitter=5)
    follow(world)
    days = [world.day - timedelta(days=n) for n in (0, 3, 9, 20, 33, 60)]
    with engine.connect() as connection:
        for known in days:
            for day in days:
                shown = ledger.totals_as_of(connection, ROUND, day, known).amounts
                assert of_grants(shown) == naive(world, day, known), (day, known)


@given(seed=st.integers(0, 2**32))
@settings(max_examples=60, deadline=None)
def test_the_short_way_of_booking_is_the_definition(seed: int) -> None:
    """Lines booked event by event add up, day by day, to ``contributions`` of the facts."""
    from grants.read.ledger.booking import _Booking, _lines
    from grants.store.projecting.facts import _folded
    from grants.store.projecting.views import Change

    world = lived(seed, 2)
    facts: dict[UUID, Facts] = {}
    sums: Counter[tuple[str, str, date]] = Counter()
    booking = _Booking({})
    for position, event in world.log:
        if isinstance(event, GrantEvent):
            before = facts.get(event.originator_id)
            after = facts[event.originator_id] = _folded(before, event)
            change = Change(event, position, date.max, before, after)
            for line in _lines(change, booking.of(change)):
                sums[line["metric"], line["dimension"], line["occurred_on"]] += line["delta"]
    wanted: Counter[tuple[str, str, date]] = Counter()
    for each in facts.values():
        wanted.update(contributions(each))
    assert {k: v for k, v in sums.items() if v} == {k: v for k, v in wanted.items() if v}


def test_a_figure_is_the_sum_of_its_lines(follow: Follow, engine: Engine) -> None:
    world = lived(3, 5)
    follow(world)
    with engine.connect() as connection:
        totals = ledger.totals(connection, ROUND)
        for metric, dimension in totals.amounts:
            sought = Sought(ROUND, metric, dimension)
            assert sum_of(connection, sought) == ledger.sum_of_cells(connection, sought) == totals.of(metric, dimension)
        assert ledger.sum_of_cells(connection, Sought(None, "attendances")) == totals.sum("attendances")
        shown = ledger.lines(connection, Sought(ROUND, "paid"), limit=1000).rows
        assert sum(line.delta for line in shown) == totals.of("paid")
        by_position = dict(world.log)
        for line in shown:
            event = by_position[line.position]
            assert (event.originator_id, event.originator_version) == (line.stream, line.version)


def test_lines_as_of_add_up_to_the_total_as_of(follow: Follow, engine: Engine) -> None:
    world = lived(11, 4, jitter=5)
    follow(world)
    day, known = world.day - timedelta(days=15), world.day - timedelta(days=8)
    with engine.connect() as connection:
        totals = ledger.totals_as_of(connection, None, day, known)
        assert totals.amounts
        for metric, dimension in totals.amounts:
            sought = Sought(ROUND, metric, dimension, day, known)
            assert sum_of(connection, sought) == ledger.sum_of_cells(connection, sought) == totals.of(metric, dimension)


def test_a_month_of_a_figure_is_the_sum_of_its_lines(follow: Follow, engine: Engine) -> None:
    """Now, and as of two days in the past; the months together are the figure."""
    world = lived(13, 5, jitter=4)
    follow(world)
    past = (world.day - timedelta(days=15), world.day - timedelta(days=8))
    seen = 0
    with engine.connect() as connection:
        for day, known in ((None, None), past):
            for metric in ("paid", "meetings_held", "attendances"):
                sought = Sought(ROUND, metric, day=day, known=known)
                lines = ledger.lines(connection, sought, limit=10_000).rows
                months = {line.occurred_on.replace(day=1) for line in lines}
                each = {month: structs.replace(sought, month=month) for month in months}
                for month in months:
                    its = sum(line.delta for line in lines if line.occurred_on.replace(day=1) == month)
                    assert sum_of(connection, each[month]) == ledger.sum_of_cells(connection, each[month]) == its
                    seen += 1
                assert sum(ledger.sum_of_cells(connection, one) for one in each.values()) == ledger.sum_of_cells(
                    connection, sought
                )
    assert seen > 10


def test_lines_stand_in_the_order_of_their_days(follow: Follow, engine: Engine) -> None:
    follow(lived(5, 5, jitter=4))
    with engine.connect() as connection:
        for sought in (Sought(ROUND, "attendances"), Sought(ROUND, "paid", "")):
            shown = ledger.lines(connection, sought, limit=10_000).rows
            assert len(shown) > 5
            assert shown == sorted(shown, key=lambda line: (line.occurred_on, line.position, line.line))


def sum_of(connection: Connection, sought: Sought) -> int:
    """What the lines themselves add up to."""
    return sum(line.delta for line in ledger.lines(connection, sought, limit=100_000).rows)


def test_lines_page_through_without_a_gap_or_a_repeat(follow: Follow, engine: Engine) -> None:
    follow(lived(5, 5))
    sought = Sought(ROUND, "stage")
    with engine.connect() as connection:
        everything = ledger.lines(connection, sought, limit=10_000).rows
        seen, at = [], None
        while True:
            page = ledger.lines(connection, sought, at, 7)
            seen += page.rows
            if page.next is None:
                break
            at = page.next
        assert seen == everything
        assert len(seen) > 30


def test_the_budget_and_what_is_set_aside_come_from_the_round(follow: Follow, engine: Engine) -> None:
    world = lived(1, 6)
    world.happens(round_events.RulesChanged, ROUND, rules=rules(budget=17_000_000), rules_version=2)
    world.happens(round_events.RulesChanged, ROUND, rules=rules(budget=12_345_678), rules_version=3)
    follow(world)
    reserved, budget = 0, 0
    for _, event in world.log:
        if isinstance(event, round_events.RoundOpened | round_events.RulesChanged):
            budget = event.rules.budget
        elif isinstance(event, round_events.FundsReserved):
            reserved += event.new - event.old
    with engine.connect() as connection:
        totals = ledger.totals(connection, ROUND)
    assert (totals.of("budget"), totals.of("reserved")) == (budget, reserved)
    assert totals.left == budget - reserved


def test_a_series_adds_up_to_its_total_and_stands_in_the_months_of_the_facts(follow: Follow, engine: Engine) -> None:
    world = lived(2, 5)
    follow(world)
    with engine.connect() as connection:
        points = ledger.series(connection, ROUND, "meetings_held")
        totals = ledger.totals(connection, ROUND)
    assert {p.month.day for p in points} == {1}
    for mode in ("in_person", "virtual"):
        assert sum(p.amount for p in points if p.dimension == mode) == totals.of("meetings_held", mode)
    assert points == sorted(points, key=lambda p: (p.month, p.dimension))


def test_sums_beyond_32_bits_are_exact(follow: Follow, engine: Engine) -> None:
    """Amounts near 10^15 grosze: PostgreSQL would stop at an int4, and its sum of bigints is no bigint."""
    world = lived(4, 4, scale=10**10)
    projector = follow(world)
    with engine.connect() as connection:
        totals = ledger.totals(connection)
    assert totals.of("awarded_money") > 2**40
    assert type(totals.of("awarded_money")) is int
    assert of_grants(totals.amounts) == naive(world, date.max, date.max)
    assert projector.compare() == []


def test_every_figure_has_a_definition() -> None:
    assert set(ledger.FIGURES) == {*METRICS, *OWN}
