"""The trail, what is due, what handlers ask, and which positions were known on a day."""

from collections import Counter
from datetime import date, timedelta
from random import Random
from uuid import UUID

import pytest
from sqlalchemy import Engine

from grants.kernel import ids
from grants.libraries import events as library_events
from grants.lifecycle import events
from grants.lifecycle.state import derive
from grants.read import due, ledger, trail
from grants.read._dues import KINDS, dues
from grants.read.asking import ask
from grants.read.days import known_by
from grants.read.due import Wanted
from grants.read.known import KnownNow
from grants.rounds import events as round_events
from tests.read.conftest import Follow
from tests.read.histories import PROGRAMME, ROUND, TEXT, GrantLine, World, Written, lived
from tests.read.test_ledger import folded, known_upto


def whole_trail(engine: Engine, world: World, library: UUID, part: str = "") -> list[trail.Step]:
    found: list[trail.Step] = []
    at = None
    with engine.connect() as connection:
        while True:
            page = trail.of_library(connection, Written(world.log), library, at, 10, part=part)
            found += page.rows
            at = page.next
            if at is None:
                return found


def test_a_library_s_trail_has_its_own_steps_and_those_it_took_part_in(follow: Follow, engine: Engine) -> None:
    world = lived(13, 5)
    follow(world)
    for library in {event.library for _, event in world.log if isinstance(event, events.GrantOpened)}:
        own, part = set(), set()
        grant = ids.grant_id(ROUND, library)
        for position, event in world.log:
            if event.originator_id in (library, grant, ids.coalition_id(ROUND, library)):
                own.add(position)
            elif isinstance(event, library_events.CoalitionFormed):
                part |= {position} if library in event.partners else set()
            elif isinstance(event, events.Applied):
                part |= {position} if library in [p.library for p in event.partners] else set()
            elif isinstance(event, events.MeetingHeld):
                part |= {position} if library in [event.host, *event.partners] else set()
            elif isinstance(event, events.MeetingVoided):
                held = next(
                    e for _, e in world.log
                    if e.originator_id == event.originator_id and e.originator_version == event.corrects
                )  # fmt: skip
                assert isinstance(held, events.MeetingHeld)
        steps = whole_trail(engine, world, library)
        positions = [step.position for step in steps]
        assert positions == sorted(set(positions), reverse=True)
        assert {s.position for s in steps if s.part == "leading"} == own
        partner = {s.position for s in steps if s.part == "partner"}
        assert part <= partner
        others = [s.event for s in steps if s.part == "partner" and s.position not in part]
        assert all(isinstance(e, events.MeetingVoided | events.MeetingCorrected) for e in others)
        assert [s.position for s in whole_trail(engine, world, library, "partner")] == sorted(partner, reverse=True)


def test_a_grant_s_trail_includes_its_money_in_the_round(follow: Follow, engine: Engine) -> None:
    world = lived(4, 3)
    follow(world)
    log = Written(world.log)
    with engine.connect() as connection:
        for grant in folded(world):
            steps = trail.of_grant(connection, log, grant)
            wanted = [
                p for p, e in world.log
                if e.originator_id == grant or (isinstance(e, round_events.FundsReserved) and e.grant == grant)
            ]  # fmt: skip
            assert [step.position for step in steps] == wanted
            assert [dict(world.log)[p] for p in wanted] == [step.event for step in steps]
        newest = trail.latest(connection, log, ROUND, limit=5)
        assert len(newest.rows) == 5
        assert newest.rows[0].position == max(
            p for p, e in world.log if isinstance(e, events.GrantEvent | round_events.RoundEvent)
        )
        (only,) = trail.command_steps(connection, log, newest.rows[0].event.command_id)
        assert only == newest.rows[0]
        assert trail.latest(connection, log).rows[0].position == world.log[-1][0]


@pytest.mark.parametrize("seed", range(3))
def test_what_is_due_is_derived_from_the_states(follow: Follow, engine: Engine, seed: int) -> None:
    world = lived(seed, 15)
    assert follow(world).compare("due") == []
    today = world.day + timedelta(days=40)
    late: Counter[str] = Counter()
    with engine.connect() as connection:
        for grant, facts in folded(world).items():
            wanted = dues(derive(facts.entries))
            shown = due.of_grant(connection, grant)
            assert [(t.kind, t.since, t.due_on, t.amount) for t in shown] == [
                (d.kind, d.since, None if d.due_on == date.max else d.due_on, d.amount) for d in wanted
            ]
            assert all(t.who == KINDS[t.kind] for t in shown)
            late.update(t.kind for t in shown if t.overdue(today))
        assert ask(connection, due.counts_question(today, [ROUND]))[ROUND].overdue == sum(late.values())
        assert len(due.waiting(connection, Wanted(overdue_on=today), limit=500).rows) == sum(late.values())
        assert not ask(connection, due.counts_question(today, [PROGRAMME]))


def test_due_lists_page_by_deadline(follow: Follow, engine: Engine) -> None:
    follow(lived(3, 30))
    with engine.connect() as connection:
        everything = due.waiting(connection, Wanted(round=ROUND), limit=500).rows
        found, at = [], None
        while True:
            page = due.waiting(connection, Wanted(round=ROUND), at, 4)
            found += page.rows
            at = page.next
            if at is None:
                break
        assert found == everything
        days = [task.due_on or date.max for task in found]
        assert days == sorted(days)
        owed = due.waiting(connection, Wanted(who="library"), limit=500).rows
        assert {task.who for task in owed} == {"library"}
        one = owed[0]
        assert one in due.waiting(connection, Wanted(library=one.library, kinds=(one.kind,))).rows


def test_a_returned_application_is_the_library_s_turn_until_it_comes_back(follow: Follow, engine: Engine) -> None:
    world = World(Random(1))
    world.found()
    line = GrantLine(world, world.library(1), [ids.derived("library", "p")], 1)
    line.apply()
    line.happens(events.ApplicationReturned, findings=[], due_on=date(2013, 1, 20))
    follow(world)
    with engine.connect() as connection:
        (task,) = due.of_grant(connection, line.id)
    assert (task.kind, task.who, task.due_on) == ("application_correction", "library", date(2013, 1, 20))
    assert not task.overdue(date(2013, 1, 20)), "a deadline is open through its whole day"
    assert task.overdue(date(2013, 1, 21))


class Log(Written):
    """A log that also knows its engine, as the store's does."""

    def __init__(self, world: World, engine: Engine) -> None:
        super().__init__(world.log)
        self.engine = engine


def test_handlers_learn_what_is_still_open(follow: Follow, engine: Engine) -> None:
    world = lived(6, 10)
    known = KnownNow(Log(world, engine), follow(world), ledger.frozen)
    still_open = sum(derive(facts.entries).open for facts in folded(world).values())
    assert known.open_grants(ROUND) == still_open > 0
    assert known.open_rounds(PROGRAMME) == 1
    world.happens(round_events.RoundClosed, ROUND)
    known = KnownNow(Log(world, engine), follow(world), ledger.frozen)
    assert known.open_rounds(PROGRAMME) == 0
    assert known.open_grants(ids.derived("round", "none")) == 0


def test_the_question_is_answered_from_the_end_of_the_log(follow: Follow, engine: Engine) -> None:
    world = lived(6, 2)
    projector = follow(World(log=world.log[:1]))
    projector._events = Written(world.log)
    assert KnownNow(Log(world, engine), projector, ledger.frozen).open_rounds(PROGRAMME) == 1


@pytest.mark.parametrize("seed", range(3))
def test_a_day_is_known_up_to_the_running_maximum(follow: Follow, engine: Engine, seed: int) -> None:
    world = lived(seed, 4, jitter=9)
    follow(world)
    with engine.connect() as connection:
        for back in range(0, 200, 7):
            day = world.day - timedelta(days=back)
            assert known_by(connection, day) == known_upto(world, day)
        assert known_by(connection, date(2000, 1, 1)) == 0


def test_a_voided_meeting_stays_on_its_partners_trail(follow: Follow, engine: Engine) -> None:
    world = World(Random(1))
    world.found()
    guest = world.library(2)
    line = GrantLine(world, world.library(1), [guest, ids.derived("library", "p")], 1)
    line.apply()
    line.meet(partners=[guest])
    version = world.versions[line.id]
    line.happens(events.MeetingCorrected, corrects=version, meeting_no=1, changes=[["partners", [], []]], reason=TEXT)
    line.happens(events.MeetingVoided, corrects=version, meeting_no=1, reason=TEXT)
    follow(world)
    names = [step.event.TOPIC for step in whole_trail(engine, world, guest, "partner")]
    assert "grant.meeting_corrected.v1" in names
    assert "grant.applied.v1" in names
