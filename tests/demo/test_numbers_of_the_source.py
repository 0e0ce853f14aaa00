"""The demo tells what the source tells: 150 and 125 libraries, over 1,000 meetings, almost 5,000 attendances."""

from collections import Counter
from pathlib import Path

import pytest

from grants.bootstrap import open_programme
from grants.demo.now.rounds import CLOSED
from grants.demo.running import CODE, LABEL
from grants.kernel.codes import CHANNELS, PARTICIPANT_KINDS
from grants.kernel.ids import programme_id, round_id
from grants.lifecycle.stages import Stage
from grants.read import ledger
from tests.demo.raw import Event, Figures

pytestmark = pytest.mark.together

HISTORY = ("PRB/I", "PRB/II")


@pytest.mark.parametrize(("round_", "libraries"), [("PRB/I", 150), ("PRB/II", 125)])
def test_so_many_leading_libraries_held_meetings(demo_figures: dict[str, Figures], round_: str, libraries: int) -> None:
    assert len(demo_figures[round_].with_meeting) == libraries
    assert demo_figures[round_].with_meeting <= demo_figures[round_].settled


def test_over_a_thousand_meetings_were_held(demo_figures: dict[str, Figures]) -> None:
    assert 1_080 <= sum(len(demo_figures[name].meetings) for name in HISTORY) <= 1_150


def test_almost_five_thousand_attendances(demo_figures: dict[str, Figures]) -> None:
    assert 4_800 <= sum(demo_figures[name].attendances.total() for name in HISTORY) <= 4_999


@pytest.mark.parametrize("round_", HISTORY)
def test_every_kind_of_participant_and_every_channel(demo_figures: dict[str, Figures], round_: str) -> None:
    assert set(demo_figures[round_].attendances) == set(PARTICIPANT_KINDS)
    assert set(demo_figures[round_].channels) == set(CHANNELS)


@pytest.mark.parametrize("round_", [*HISTORY, f"{CODE}/{LABEL}"])
def test_the_ledger_says_the_same_as_the_raw_events(
    demo_url: str, demo_figures: dict[str, Figures], round_: str
) -> None:
    mine, (code, label) = demo_figures[round_], round_.split("/")
    programme = open_programme(demo_url)
    with programme.engine.connect() as connection:
        told = ledger.totals(connection, round_id(programme_id(code), label))
    programme.close()
    modes = Counter(event.values["mode"] for event in mine.meetings.values())
    assert told.by("meetings_held") == dict(modes)
    assert told.by("meetings_by_channel") == dict(mine.channels)
    assert told.by("attendances") == dict(mine.attendances)
    assert told.of("settled") == len(mine.settled)
    assert (told.of("paid"), told.of("recognised"), told.of("refund_received")) == (
        mine.paid, mine.recognised, mine.refunded,
    )  # fmt: skip
    if round_ in HISTORY:
        assert told.of("with_meeting") == len(mine.with_meeting)
        assert told.of("refund_due") == mine.refunded == mine.paid - mine.recognised


def test_rounds_and_programme_are_closed_and_every_grant_has_ended(demo_url: str, demo_log: list[Event]) -> None:
    ends = ("round.closed.v1", "programme.closed.v1")
    closed = {e.stream: e.values["occurred_on"] for e in demo_log if e.topic in ends}
    programme = programme_id("PRB")
    assert closed[programme.hex] == "2013-10-31"
    today = round_id(programme_id(CODE), CLOSED)
    assert set(closed) == {programme.hex, today.hex, *(round_id(programme, label).hex for label in ("I", "II"))}
    opened = open_programme(demo_url)
    with opened.engine.connect() as connection:
        for label in ("I", "II"):
            stages = ledger.totals(connection, round_id(programme, label)).by("stage")
            assert set(stages) == {Stage.CLOSED, Stage.WITHDRAWN, Stage.REJECTED}
    opened.close()


def test_the_demo_file_stands_alone(demo_file: Path) -> None:
    """Everything is in the one file, so that it can be copied."""
    wal = demo_file.with_name(f"{demo_file.name}-wal")
    assert not wal.exists() or wal.stat().st_size == 0
