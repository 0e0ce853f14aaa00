"""The projector takes every event exactly once, whoever runs it and however the log is cut into pages."""

from collections.abc import Iterator, Sequence
from threading import Barrier, Thread

import pytest
from sqlalchemy import Connection, Engine, Table, select, update

from grants.kernel.envelope import Happened
from grants.kernel.ids import NS
from grants.read import VIEWS, ledger
from grants.read.known import known_open
from grants.read.ledger.tables import total
from grants.store.engine import make_engine
from grants.store.projecting import page
from grants.store.projecting.page import Overtaken, Stand, apply_page
from grants.store.projecting.tables import projection
from grants.store.projecting.views import Change
from grants.store.projecting.writing import add
from grants.store.projector import Projector
from tests.read.histories import ROUND, World, Written, lived


@pytest.fixture
def engine(store_url: str) -> Iterator[Engine]:
    opened = make_engine(store_url)
    yield opened
    opened.dispose()


@pytest.fixture(scope="module")
def world() -> World:
    """More than 500 events of 30 grants."""
    return lived(21, 30)


def amounts(engine: Engine) -> dict[tuple[str, str], int]:
    with engine.connect() as connection:
        return ledger.totals(connection, ROUND).amounts


def weaker(connection: Connection, views: Sequence[str], start: Stand, end: Stand) -> None:
    """The control: a guard that looks right, as many projections have it."""
    moved = connection.execute(
        update(projection)
        .where(projection.c.name.in_(views), projection.c.position < end.position)
        .values(position=end.position, recorded_max=end.recorded_max)
    )
    if moved.rowcount != len(views):
        raise Overtaken


class Tally:
    """A view that only counts: nothing but the guard keeps it from counting twice."""

    name = "tally"
    version = 1
    tables: tuple[Table, ...] = ()

    def apply(self, connection: Connection, changes: Sequence[Change]) -> None:
        add(connection, known_open, known_open.c.number, [{"owner": NS, "number": len(changes)}])


def counted(engine: Engine, events: Sequence[tuple[int, Happened]]) -> tuple[int, int]:
    """Somebody commits 300 events while a page of 500 from the same start waits: turned down, total."""
    projector, refused = Projector(engine, Written(events), [Tally()]), 0
    start = projector._prepared()
    apply_page(engine, projector.views, start, events[:300])
    try:
        apply_page(engine, projector.views, start, events[:500])
    except Overtaken:
        refused = 1
    projector.catch_up()
    with engine.connect() as connection:
        total = connection.execute(select(known_open.c.number).where(known_open.c.owner == NS)).scalar_one()
    return refused, total


def test_a_late_page_is_turned_down_and_nothing_counts_twice(engine: Engine, world: World) -> None:
    assert counted(engine, world.log[:500]) == (1, 500)


def test_the_weaker_guard_counts_twice(engine: Engine, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control of the test above: with ``position < excluded.position`` the late page goes through."""
    monkeypatch.setattr(page, "move", weaker)
    assert counted(engine, world.log[:500]) == (0, 800)


def test_two_projectors_with_different_pages_share_the_work(store_url: str, engine: Engine, world: World) -> None:
    engines = [make_engine(store_url) for _ in range(3)]
    followers = [
        Projector(each, Written(world.log), VIEWS, page=size) for each, size in zip(engines, (7, 19, 500), strict=True)
    ]
    followers[0].step()
    together = Barrier(len(followers))

    def race(projector: Projector) -> None:
        together.wait()
        projector.catch_up()

    threads = [Thread(target=race, args=(projector,)) for projector in followers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(projector.overtaken for projector in followers) > 0, "nobody raced"
    assert followers[0].compare() == []
    for each in engines:
        each.dispose()


@pytest.mark.parametrize("size", [1, 2, 7, 64])
def test_pages_of_any_size_give_the_same_rows(sqlite_url: str, size: int) -> None:
    world = lived(8, 6)
    engine = make_engine(sqlite_url)
    projector = Projector(engine, Written(world.log), VIEWS, page=size)
    projector.catch_up()
    assert projector.compare() == []
    engine.dispose()


def test_a_rebuild_gives_the_same_rows_and_mends_what_was_tampered_with(engine: Engine, world: World) -> None:
    projector = Projector(engine, Written(world.log), VIEWS)
    projector.catch_up()
    good = amounts(engine)
    with engine.begin() as connection:
        connection.execute(update(total).values(amount=-1))
    broken = projector.compare("ledger")
    assert len(broken) == len(good), "every total was tampered with"
    assert {d.table for d in broken} == {"total"}
    assert projector.rebuild("ledger").position == world.log[-1][0]
    assert projector.compare() == []
    assert amounts(engine) == good
    assert projector.rebuild().position == world.log[-1][0]
    assert projector.compare() == []
    with pytest.raises(ValueError, match="no read model is called 'nonsense'; there are: grants, days"):
        projector.rebuild("nonsense")


def test_a_view_that_comes_later_is_built_from_the_first_event(engine: Engine, world: World) -> None:
    half = world.log[: len(world.log) // 2]
    old = [view for view in VIEWS if view.name not in ("ledger", "trail")]
    Projector(engine, Written(half), old).catch_up()
    projector = Projector(engine, Written(world.log), VIEWS)
    projector.step()
    assert {row.position for row in projector.status()} == {world.log[-1][0]}
    assert projector.compare() == []


def test_positions_and_lag_are_shown(engine: Engine, world: World) -> None:
    projector = Projector(engine, Written(world.log), VIEWS, page=100)
    projector.step()
    rows = projector.status()
    assert sorted(row.name for row in rows) == sorted(["grants", *(view.name for view in VIEWS)])
    assert {row.position for row in rows} == {world.log[99][0]}
    assert {row.lag for row in rows} == {world.log[-1][0] - world.log[99][0]}
    assert all(row.ready for row in rows)
    with engine.connect() as connection:
        latest = connection.execute(select(projection.c.recorded_max)).scalars().all()
    assert set(latest) == {max(event.timestamp for _, event in world.log[:100])}
