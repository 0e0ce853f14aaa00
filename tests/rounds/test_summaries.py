"""Public summaries: which day they may show, in which order, and that nobody hands the figures in."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from msgspec import structs

from grants.kernel.binding import bind
from grants.kernel.clock import WARSAW
from grants.kernel.ids import programme_id, round_id
from grants.kernel.refusals import Invalid
from grants.rounds import commands as rnd
from grants.rounds import events as re
from tests.support import builders as b
from tests.support.builders import open_programme, open_round, publish_summary
from tests.support.cast import COORDINATOR, MANAGER, PROGRAMME, ROUND
from tests.support.scenario import TODAY, Ask, Scenario, made, story

DAY = timedelta(1)


def opened() -> Scenario:
    return story(open_programme(), open_round())


def test_a_summary_freezes_what_the_ledger_says_and_the_newest_head() -> None:
    told = opened().when(publish_summary())
    told.then(made(re.SummaryPublished, round=ROUND, number=1, known=TODAY, head_size=7, head_root="ab" * 32))
    [event] = told.caused
    assert isinstance(event, re.SummaryPublished)
    assert event.figures == [["applied", "", 2], ["paid", "", 190_000]]
    assert event.months == [["2013-04", "virtual", 1]]
    assert event.occurred_on == TODAY + DAY


def test_versions_of_each_subject_are_counted_for_themselves() -> None:
    told = opened().given(publish_summary(), publish_summary(), publish_summary(round=None))
    told.when(publish_summary()).then(made(re.SummaryPublished, round=ROUND, number=3))
    told.when(publish_summary(round=None)).then(made(re.SummaryPublished, round=None, number=2))


@pytest.mark.parametrize("later", [0, 1])
def test_the_day_must_be_over(later: int) -> None:
    known = TODAY + (1 + later) * DAY
    opened().when(publish_summary(known=known)).refused("summary.day_not_over", day=known, today=TODAY + DAY)


def test_the_first_minute_after_midnight_is_waited_for() -> None:
    midnight = datetime.combine(TODAY + DAY, time(0), WARSAW).astimezone(UTC)
    early, late = (midnight + timedelta(seconds=seconds) for seconds in (59, 60))
    words = publish_summary().command
    assert isinstance(words, rnd.PublishSummary)
    asked = structs.asdict(words)
    opened().when(Ask(rnd.PublishSummary(**asked), MANAGER, at=early)).refused("summary.not_ready", day=TODAY)
    opened().when(Ask(rnd.PublishSummary(**asked), MANAGER, at=late)).then(re.SummaryPublished)


@pytest.mark.parametrize("of", [{}, {"round": None}])
def test_there_is_nothing_to_tell_before_it_was_opened(of: dict[str, Any]) -> None:
    """The day of recording counts: a round that is keyed in late was not known before."""
    day = TODAY - DAY
    opened().when(publish_summary(known=day, **of)).refused("summary.before_opening", day=day, opened=TODAY)


def test_a_later_summary_never_shows_an_earlier_day() -> None:
    told = opened().given(publish_summary(known=TODAY + DAY).on(TODAY + 2 * DAY))
    told.when(publish_summary()).refused("summary.older_than_published", day=TODAY, published=TODAY + DAY)
    told.when(publish_summary(round=None)).then(re.SummaryPublished)


def test_a_round_belongs_to_its_programme() -> None:
    told = opened().given(open_programme(code="PRB2"))
    told.when(publish_summary(round=round_id(PROGRAMME, "II"))).refused("unknown_id")
    told.when(publish_summary(programme=ROUND)).refused("unknown_id")
    told.when(publish_summary(programme=programme_id("PRB2"))).refused("unknown_id", id=ROUND)


def test_also_after_the_programme_has_closed() -> None:
    closed = opened().given(b.close_round(), b.close_programme())
    closed.when(publish_summary(round=None)).then(re.SummaryPublished)


def test_only_a_manager_publishes() -> None:
    opened().when(publish_summary().of(COORDINATOR)).refused("not_allowed")


@pytest.mark.parametrize(
    "typed", [{"figures": []}, {"narrative_pl": ""}, {"narrative_en": "x" * 4_001}, {"known": "x"}]
)
def test_what_is_typed_is_bounded_and_figures_are_not_asked_for(typed: dict[str, Any]) -> None:
    raw = {
        "programme": str(PROGRAMME), "known": "2013-09-01", "narrative_pl": "Tak.", "narrative_en": "Yes.", **typed,
    }  # fmt: skip
    with pytest.raises(Invalid) as wrong:
        bind(rnd.PublishSummary, raw)
    assert list(wrong.value.problems) == list(typed)
