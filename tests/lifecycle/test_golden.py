"""A history that was stored once: today's code reads it, writes it exactly so, and comes to the same figures."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import pytest
from eventsourcing.persistence import StoredEvent

from grants.catalogue import NOTED
from grants.kernel.envelope import Happened
from grants.lifecycle.figures import contributions
from grants.lifecycle.grant import Grant
from grants.rounds.round import Round
from tests.lifecycle.test_catalogue import event_classes
from tests.lifecycle.tour import tour
from tests.support.cast import LEADING, ROUND, SECOND, THIRD
from tests.support.work import MAPPER, Memory

CAUSED = [kind for kind in event_classes() if kind not in NOTED]
"""What a command causes; what is only noted stands in ``tests/store/wire``."""
GOLDEN = Path(__file__).parent / "golden"
AGES = ("", "_2", "_3", "_4")
"""The oldest first: the first version's history, the one with the whole regulation in it, the one with a finding, the
one with public summaries.
"""


def files(age: str) -> tuple[Path, Path]:
    """A history, and what it came to."""
    return GOLDEN / f"tour{age}.jsonl", GOLDEN / f"figures{age}.json"


def line(stored: StoredEvent) -> str:
    return json.dumps(
        [str(stored.originator_id), stored.originator_version, stored.topic, stored.state.decode()], ensure_ascii=False
    )


def history(age: str) -> list[StoredEvent]:
    lines = [json.loads(text) for text in files(age)[0].read_text("utf-8").splitlines()]
    return [StoredEvent(UUID(stream), version, name, state.encode()) for stream, version, name, state in lines]


def memory_of(stored: list[StoredEvent]) -> Memory:
    streams: dict[UUID, list[Happened]] = defaultdict(list)
    for each in stored:
        event = cast("Happened", MAPPER.to_domain_event(each))
        streams[event.originator_id].append(event)
    return Memory(streams)


def what_it_came_to(memory: Memory) -> dict[str, Any]:
    round_ = memory.load(ROUND)
    assert isinstance(round_, Round)
    come_to: dict[str, Any] = {"round": [round_.reserved, round_.last_number, round_.closed, round_.rules_version]}
    for library in (LEADING, SECOND, THIRD):
        grant = memory.load(library.grant)
        assert isinstance(grant, Grant)
        lines = {f"{m} {d} {day}".replace("  ", " "): n for (m, d, day), n in contributions(grant.facts).items()}
        come_to[library.town] = {"stage": grant.state.shown_stage.value, "figures": dict(sorted(lines.items()))}
    return come_to


if os.environ.get("GRANTS_WRITE_GOLDEN"):
    newest, figures = files(AGES[-1])
    if not newest.exists():
        newest.write_text("".join(line(each) + "\n" for each in tour().memory.stored), "utf-8")
    if not figures.exists():
        figures.write_text(json.dumps(what_it_came_to(tour().memory), ensure_ascii=False, indent=1) + "\n", "utf-8")


def test_the_newest_history_has_every_event() -> None:
    assert {each.topic for each in history(AGES[-1])} == {kind.TOPIC for kind in CAUSED}


@pytest.mark.parametrize("age", AGES)
def test_todays_code_reads_it_and_writes_it_exactly_so(age: str) -> None:
    for stored in history(age):
        event = MAPPER.to_domain_event(stored)
        if getattr(type(event), "class_version", 1) == json.loads(stored.state).get("class_version", 1):
            assert MAPPER.to_stored_event(event) == stored


@pytest.mark.parametrize("age", AGES)
def test_it_comes_to_what_it_came_to(age: str) -> None:
    """Metrics that came later are left out."""
    then = json.loads(files(age)[1].read_text("utf-8"))
    known = {name.split()[0] for town in then if town != "round" for name in then[town]["figures"]}
    now = what_it_came_to(memory_of(history(age)))
    for town in now.keys() - {"round"}:
        now[town]["figures"] = {name: n for name, n in now[town]["figures"].items() if name.split()[0] in known}
    assert now == then


@pytest.mark.parametrize("kind", CAUSED, ids=lambda kind: kind.TOPIC)
def test_what_is_stored_today_has_the_shape_of_then(kind: type[Happened]) -> None:
    then = [json.loads(each.state) for each in history(AGES[-1]) if each.topic == kind.TOPIC]
    now = [json.loads(each.state) for each in tour().memory.stored if each.topic == kind.TOPIC]
    assert skeleton(now[-1]) == skeleton(then[-1])


def skeleton(value: Any) -> Any:
    """Names and kinds of values, without the values; lists by their first element."""
    if isinstance(value, dict):
        return {name: skeleton(each) for name, each in value.items()}
    if isinstance(value, list):
        return [skeleton(each) for each in value[:1]]
    return type(value).__name__


def test_the_same_story_is_stored_in_the_same_bytes_each_time() -> None:
    tour.cache_clear()
    first = tour().memory.stored
    tour.cache_clear()
    assert tour().memory.stored == first
