"""A rebuild replaces wrong rows at once: whoever reads meanwhile sees all old ones or all new ones, never a gap."""

from collections.abc import Iterator, Sequence
from threading import Event, Thread
from time import perf_counter, sleep

import pytest
from sqlalchemy import Connection, Engine, Table, delete, func, select, text, update

from grants.read import VIEWS
from grants.read.ledger.tables import total
from grants.read.trail.view import trail
from grants.store.engine import make_engine
from grants.store.projecting import rebuilding, staging
from grants.store.projector import Projector
from tests.read.histories import World, Written, lived

Picture = tuple[int, int, int]


@pytest.fixture
def engine(store_url: str) -> Iterator[Engine]:
    opened = make_engine(store_url)
    yield opened
    opened.dispose()


@pytest.fixture(scope="module")
def world() -> World:
    return lived(21, 12)


def picture(engine: Engine) -> Picture:
    """Two read models in one look."""
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
        rows, amounts = connection.execute(select(func.count(), func.sum(total.c.amount)).select_from(total)).one()
        return rows, int(amounts or 0), connection.execute(select(func.count()).select_from(trail)).scalar_one()


def spoil(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(update(total).values(amount=total.c.amount + 1_000_000))
        connection.execute(delete(trail).where(trail.c.position % 2 == 0))


class Reader(Thread):
    """Reads all the time; keeps what it saw and how long the slowest look took."""

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self.saw: set[Picture] = set()
        self.looks, self.slowest = 0, 0.0
        self.enough = Event()
        self._engine = engine

    def run(self) -> None:
        while not self.enough.is_set():
            began = perf_counter()
            self.saw.add(picture(self._engine))
            self.slowest = max(self.slowest, perf_counter() - began)
            self.looks += 1


def read_during_rebuild(engine: Engine, world: World) -> tuple[Reader, set[Picture]]:
    """A reader that looked before, during and after; the two pictures that it may have seen."""
    projector = Projector(engine, Written(world.log), VIEWS)
    projector.catch_up()
    right = picture(engine)
    spoil(engine)
    reader, lawful = Reader(engine), {right, picture(engine)}
    reader.start()
    try:
        projector.rebuild()
    finally:
        reader.enough.set()
        reader.join()
    reader.saw.add(picture(engine))
    return reader, lawful


def test_readers_never_see_a_gap(engine: Engine, world: World) -> None:
    reader, lawful = read_during_rebuild(engine, world)
    assert reader.saw == lawful
    assert reader.looks > 20, "hardly anybody read"
    assert reader.slowest < 1


def gap(live: Connection) -> None:
    """The control: rows taken out are gone for others before the new ones are there."""
    for table in live.info["grants.staged"]:
        live.execute(delete(table))
    live.commit()
    sleep(0.2)
    replace(live)


replace = staging.replace


def test_a_rebuild_that_commits_in_between_is_caught(
    engine: Engine, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "replace", gap)
    monkeypatch.setattr(rebuilding._Rebuild, "_swap", swapped_without_a_transaction)
    reader, lawful = read_during_rebuild(engine, world)
    assert (0, 0, 0) in reader.saw - lawful


def swapped_without_a_transaction(rebuild: rebuilding._Rebuild, wrong: int) -> rebuilding.Rebuilt:
    rebuild._replace()
    rebuild._live.commit()
    return rebuild._done(wrong, perf_counter())


def test_sound_rows_are_left_alone_and_wrong_ones_are_counted(engine: Engine, world: World) -> None:
    projector = Projector(engine, Written(world.log), VIEWS)
    projector.catch_up()
    told: list[int] = []
    done = projector.rebuild(told=told.append)
    assert (done.rows, done.events, told[-1]) == (0, len(world.log), len(world.log))
    spoil(engine)
    rows, _, entries = picture(engine)
    assert projector.rebuild().rows == rows + len(world.log) - entries
    assert projector.compare() == []


def test_a_log_that_never_rests_is_rebuilt_all_the_same(
    engine: Engine, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each time the differences are known, more has happened: at last they are looked for while others wait."""
    log = Written(world.log[:-40])
    projector = Projector(engine, log, VIEWS)
    projector.catch_up()
    spoil(engine)
    looked, looks = staging.stage, 0

    def stage(live: Connection, reader: Connection, rebuilt: Connection, tables: Sequence[Table]) -> int:
        nonlocal looks
        looks += 1
        wrong = looked(live, reader, rebuilt, tables)
        if looks <= rebuilding.TRIES:
            log.events.extend(world.log[len(log.events) :][:10])
            projector.catch_up()
        return wrong

    monkeypatch.setattr(staging, "stage", stage)
    done = rebuilding.rebuild(engine, log, projector.views)
    assert looks == rebuilding.TRIES + 1
    assert (done.position, done.events) == (log.last_position(), len(world.log) - 10)
    assert done.rows > 0
    assert projector.compare() == []
