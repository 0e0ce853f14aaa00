"""What the operator told the public: both rounds and the whole of the source's programme, and one round of today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from grants.demo.cast import CHIEF
from grants.demo.days import moment
from grants.demo.narratives import FIRST, INTERIM, SECOND, UNDER_WAY, WHOLE
from grants.demo.now.around import Around
from grants.demo.now.rounds import CODE, RUNNING
from grants.demo.seasons import PROGRAMME, ROUND_I, ROUND_II
from grants.demo.steps import Step
from grants.kernel.ids import programme_id, round_id
from grants.rounds.commands import PublishSummary


def published() -> list[Step]:
    """Round I while its reports came in and after its end, Round II and the whole after theirs."""
    one, two = ROUND_I.id, ROUND_II.id
    return [
        _step("I/1", date(2012, 11, 15), (PROGRAMME, one), date(2012, 10, 31), INTERIM),
        _step("I/2", date(2013, 3, 14), (PROGRAMME, one), date(2013, 2, 28), FIRST),
        _step("II/1", date(2013, 11, 6), (PROGRAMME, two), date(2013, 10, 31), SECOND),
        _step("PRB/1", date(2013, 11, 7), (PROGRAMME, None), date(2013, 10, 31), WHOLE),
    ]


def under_way(around: Around) -> Iterator[Step]:
    """One summary of the round in full run, of last week."""
    day = around.back(2)
    id_ = programme_id(CODE)
    yield _step("now", day, (id_, round_id(id_, RUNNING)), day - timedelta(days=7), UNDER_WAY)


def _step(name: str, day: date, of: tuple[UUID, UUID | None], known: date, words: tuple[str, str]) -> Step:
    """``of``: a programme, and one of its rounds or none."""
    (programme, round_), (polish, english) = of, words
    command = PublishSummary(
        programme=programme, round=round_, known=known, narrative_pl=polish, narrative_en=english
    )  # fmt: skip
    return Step(moment(day, 15, 20), f"summary/{name}", CHIEF, command)
