"""Replays out of the index of the trail: pages that join, filters that bound their cost, states, corrections, kinds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import accumulate
from uuid import UUID

import pytest
from msgspec import structs
from sqlalchemy import Connection, Engine, event, text

from grants.kernel import ids
from grants.kernel.envelope import Happened
from grants.lifecycle import events
from grants.read._stepping import steps
from grants.read.trail import stretch
from grants.read.trail.kinds import KINDS
from grants.read.trail.replaying import Happening, all_steps, replay
from grants.read.trail.seeking import About, Sought
from grants.wording.telling import SENTENCES
from tests.read.conftest import Follow
from tests.read.histories import ROUND, World, Written, lived

WHOLE = Sought(About.ROUND, ROUND)
ACTOR = ids.derived("person", "alicja")
Fits = Callable[[Happened], bool]


@pytest.fixture
def world(follow: Follow) -> World:
    world = lived(13, 5)
    follow(world)
    return world


def grant_of(world: World) -> UUID:
    """The grant of which most happened."""
    opened = [e.originator_id for _, e in world.log if isinstance(e, events.GrantOpened)]
    return max(opened, key=lambda id_: world.versions[id_])


def walked(connection: Connection, world: World, sought: Sought, limit: int, at: str | None = None) -> list[Happening]:
    """Page after page, then back again: both ways must tell the same."""
    found, pages = list[Happening](), 0
    while True:
        page = replay(connection, Written(world.log), sought, at, limit, states=False)
        found, last, pages = found + page.steps, page, pages + 1
        if page.next is None:
            break
        at = page.next
    back, at = list(last.steps), last.previous
    while at is not None:
        page = replay(connection, Written(world.log), sought, at, limit, states=False)
        back, at = page.steps + back, page.previous
    assert [step.cited for step in back] == [step.cited for step in found]
    assert pages >= len(found) / limit
    return found


def cited(log: list[tuple[int, Happened]], fits: Fits) -> list[tuple[UUID, int]]:
    return [(e.originator_id, e.originator_version) for _, e in log if fits(e)]


def test_pages_join_without_a_gap_whatever_they_are_narrowed_by(
    world: World, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page looks through eleven steps at most, so that many pages hold nothing."""
    monkeypatch.setattr("grants.read.trail.seeking.LOOKED", 11)
    grant, day = grant_of(world), date(2013, 3, 1)
    meetings = KINDS["meeting"]
    cases: list[tuple[Sought, Fits]] = [
        (Sought(About.GRANT, grant), lambda e: e.originator_id == grant),
        (Sought(About.GRANT, grant, names=meetings), lambda e: e.originator_id == grant and e.TOPIC in meetings),
        (Sought(About.PERSON, ACTOR, names=meetings), lambda e: e.TOPIC in meetings),
        (Sought(About.PERSON, ACTOR, occurred=True, until=day), lambda e: e.occurred_on <= day),
        (Sought(About.PERSON, ACTOR, as_of=day, role="coordinator"), lambda e: e.occurred_on <= day),
        (Sought(About.PERSON, ACTOR, role="finance"), lambda _: False),
        (Sought(About.PERSON, ACTOR, commands=True, actor=ACTOR), lambda _: True),
    ]
    with engine.connect() as connection:
        for sought, fits in cases:
            expected = cited(world.log, fits)
            for newest in (False, True):
                found = walked(connection, world, structs.replace(sought, newest=newest), 4)
                assert [s.cited for s in found] == (expected[::-1] if newest else expected), sought


def test_days_of_recording_are_places_in_the_log(world: World, engine: Engine) -> None:
    """By the running maximum of the moments: an event that was taken earlier is known with the one before it."""
    known = list(accumulate((e.timestamp.date() for _, e in world.log), max))
    since, until = known[len(known) // 4], known[len(known) // 2]
    expected = [(e.originator_id, e.originator_version) for (_, e), day in zip(world.log, known, strict=True)
                if since <= day <= until]  # fmt: skip
    with engine.connect() as connection:
        found = walked(connection, world, Sought(About.PERSON, ACTOR, since=since, until=until), 50)
    assert [s.cited for s in found] == expected


def test_what_was_not_known_is_not_told_and_corrects_nothing(world: World, engine: Engine) -> None:
    position, correction = next((p, e) for p, e in world.log if getattr(e, "corrects", None))
    own = Sought(About.GRANT, correction.originator_id)
    with engine.connect() as connection:
        now = walked(connection, world, own, 50)
        then = walked(connection, world, structs.replace(own, upto=position - 1), 50)
    corrected = {s.cited[1]: s.corrected_by for s in now if s.corrected_by}
    assert corrected == expected_corrections(world, own.id)
    assert [s.cited for s in then] == [s.cited for s in now][: len(then)]
    assert all(correction.originator_version not in s.corrected_by for s in then)


def expected_corrections(world: World, stream: UUID) -> dict[int, tuple[int, ...]]:
    found: dict[int, tuple[int, ...]] = {}
    for _, e in world.log:
        corrects = getattr(e, "corrects", None) if e.originator_id == stream else None
        if corrects:
            found[corrects] = (*found.get(corrects, ()), e.originator_version)
    return found


@pytest.mark.parametrize("newest", [False, True])
def test_states_are_those_of_the_grant_folded_from_its_beginning(world: World, engine: Engine, *, newest: bool) -> None:
    sought = structs.replace(WHOLE, newest=newest)
    with engine.connect() as connection:
        page = replay(connection, Written(world.log), sought, None, 40, states=True).steps
        every = [step for part in all_steps(connection, Written(world.log), sought) for step in part]
    assert [s.step for s in every[:40]] == [s.step for s in page]
    assert len(every) == len(cited(world.log, lambda e: e.originator_id != ids.programme_id("PRB"))) - len(
        {e.originator_id for _, e in world.log if e.TOPIC.startswith("library.")}
    )
    for step in every:
        if step.grant == step.event.originator_id:
            stream = [e for _, e in world.log if e.originator_id == step.grant]
            assert step.step == list(steps(stream[: step.cited[1]]))[-1]


def test_a_grants_own_replay_knows_how_it_stands(world: World, engine: Engine) -> None:
    grant = grant_of(world)
    with engine.connect() as connection:
        page = replay(connection, Written(world.log), Sought(About.GRANT, grant, version=2), None, 10)
    assert ([s.cited for s in page.steps], page.last) == ([(grant, 2)], world.versions[grant])
    assert ids.grant_id(ROUND, page.library or grant) == grant


def test_no_question_reads_an_index_from_end_to_end(world: World, engine: Engine) -> None:
    """On SQLite, whose plans say so; a control shows that the words are those looked for."""
    if engine.dialect.name != "sqlite":
        pytest.skip("plans of PostgreSQL depend on how full its tables are")
    asked: list[tuple[str, object]] = []
    grant = grant_of(world)
    subjects = [
        Sought(About.GRANT, grant), WHOLE, Sought(About.PERSON, ACTOR),
        Sought(About.LIBRARY, next(e.library for _, e in world.log if isinstance(e, events.GrantOpened))),
        Sought(About.COMMAND, world.log[-1][1].command_id),
    ]  # fmt: skip
    with engine.connect() as connection:
        event.listen(engine, "before_cursor_execute", lambda *a: asked.append((a[2], a[3])))
        for sought in subjects:
            for more in ({}, {"names": KINDS["meeting"]}, {"commands": True}, {"since": date(2013, 2, 1)}):
                replay(connection, Written(world.log), structs.replace(sought, **more), None, 10)
        planned = [plan(connection, *each) for each in list(asked)]
        assert len(planned) == 4 * len(subjects)
        assert [line for lines in planned for line in lines if "SCAN trail" in line] == []
        assert any("SCAN trail" in line for line in plan(connection, "SELECT * FROM trail WHERE occurred_on > 3", ()))


def plan(connection: Connection, statement: str, values: object) -> list[str]:
    rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)  # type: ignore[arg-type]
    return [row[-1] for row in rows]


def test_a_page_looks_through_so_many_steps_and_no_more(world: World, engine: Engine) -> None:
    assert stretch.LOOKED == 2000
    with engine.connect() as connection:
        rare = structs.replace(WHOLE, names=("no.such.v1",))
        page = replay(connection, Written(world.log), rare, None, 10)
        assert (page.steps, page.next) == ([], None)
        assert connection.execute(text("SELECT count(*) FROM trail")).scalar_one() < stretch.LOOKED


def test_every_stored_name_is_of_a_kind() -> None:
    assert {name for names in KINDS.values() for name in names} == set(SENTENCES)
    assert all(KINDS.values())
