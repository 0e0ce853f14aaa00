"""What a public summary freezes, and what stands behind it, on both databases, in histories with late entries."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from sqlalchemy import Connection, Engine

from grants.kernel.frozen import Frozen
from grants.kernel.refs import TextRef
from grants.read import ledger, summaries
from grants.read.asking import ask, ask_all
from grants.read.ledger import PUBLIC, Behind
from grants.rounds.events import SummaryPublished
from tests.read.conftest import Follow
from tests.read.histories import PROGRAMME, ROUND, World, lived

ROUNDS = (ROUND,)


def days(world: World) -> list[date]:
    return [world.day - timedelta(days=n) for n in (0, 3, 9, 20, 33)]


@pytest.mark.parametrize("seed", range(4))
def test_frozen_figures_are_the_totals_of_that_day_as_known_then(follow: Follow, engine: Engine, seed: int) -> None:
    world = lived(seed, 3, jitter=5)
    follow(world)
    with engine.connect() as connection:
        for day in days(world):
            frozen = ledger.frozen(connection, ROUNDS, day, apart=True)
            then = ledger.totals_as_of(connection, ROUND, day, day).amounts
            assert frozen.figures == [[*key, then[key]] for key in sorted(then) if then[key] and key[0] in PUBLIC]
            assert sum(held for *_, held in frozen.months) == sum(
                amount for (code, _), amount in then.items() if code == "meetings_held"
            )
            each = Counter({code: amount for _, code, amount in frozen.rounds})
            assert each["paid"] == then.get(("paid", ""), 0)


@pytest.mark.parametrize("seed", range(3))
def test_the_entries_behind_a_figure_come_to_it_batch_by_batch(follow: Follow, engine: Engine, seed: int) -> None:
    world = lived(seed, 3, jitter=5)
    follow(world)
    day, checked = world.day - timedelta(days=3), 0
    with engine.connect() as connection:
        for code, part, amount in ledger.frozen(connection, ROUNDS, day, apart=False).figures:
            sought = Behind(ROUNDS, code, day, part)
            number, whole = ask(connection, ledger.worth_question(sought))
            lines = batches(connection, sought, 3)
            assert sum(line.delta for line in lines) == whole == amount
            assert number == len(lines)
            checked += 1
    assert checked > 20


def batches(connection: Connection, sought: Behind, size: int) -> list[ledger.Line]:
    """All lines, so many at once."""
    found: list[ledger.Line] = []
    after = (0, 0)
    while part := ledger.behind(connection, sought, after, size):
        assert len(part) <= size
        found += part
        after = (part[-1].position, part[-1].line)
    return found


@pytest.mark.parametrize("seed", range(4))
def test_as_many_libraries_held_meetings_as_the_figure_says(follow: Follow, engine: Engine, seed: int) -> None:
    world = lived(seed, 4, jitter=5)
    follow(world)
    with engine.connect() as connection:
        for day in days(world):
            holders = ask(connection, ledger.holders_question(ROUNDS, day))
            then = ledger.totals_as_of(connection, ROUND, day, day)
            assert len(holders) == then.of("with_meeting")
            assert all(each.meetings > 0 and each.voivodeship for each in holders)


def test_versions_are_kept_beside_each_other_as_they_were_published(follow: Follow, engine: Engine) -> None:
    world = lived(1)
    first, second = (
        Frozen([["paid", "", 7]], [], []),
        Frozen([["with_meeting", "", 3]], [["2013-04", "virtual", 2]], []),
    )
    for number, frozen in ((1, first), (2, second)):
        text = TextRef(ROUND, "d")
        world.happens(
            SummaryPublished, PROGRAMME, round=ROUND, number=number, known=world.day, figures=frozen.figures,
            months=frozen.months, rounds=frozen.rounds, narrative_pl=text, narrative_en=text, head_size=None,
            head_root=None,
        )  # fmt: skip
    follow(world)
    with engine.connect() as connection:
        [slug] = [each.slug for each in ask(connection, summaries.subjects_question()).values() if each.is_round]
        subject, versions, beside = ask_all(
            connection, summaries.subject_question(slug.upper()), summaries.versions_question(slug),
            summaries.beside_question(slug),
        )  # fmt: skip
        assert subject is not None
        assert (subject.id, subject.programme, subject.path) == (ROUND, PROGRAMME, f"/public/{slug}")
        assert [(each.number, each.with_meeting) for each in versions] == [(2, 3), (1, 0)]
        assert beside.keys() == {PROGRAMME, ROUND}
        assert ask(connection, summaries.frozen_question(ROUND, [1, 2])) == {1: first, 2: second}
        assert [each.number for each in ask(connection, summaries.newest_question())] == [2]
        assert [each.number for each in ask(connection, summaries.feed_question(1))] == [2]
