"""The catalogue tells the truth about every command, and every refusal of the domain is somebody's test."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from grants.catalogue import BY_NAME, CATALOGUE, NOTED
from grants.kernel.command import Command
from grants.kernel.envelope import Happened
from grants.lifecycle.facts import FACT_OF
from grants.lifecycle.stages import MAY
from tests.lifecycle.tour import in_bulk, tour

ROOT = Path(__file__).parents[2]
DOMAIN = [ROOT / "src" / "grants" / part for part in ("kernel", "rounds", "libraries", "lifecycle", "findings")]
NOUNS = (
    "grant|round|programme|library|coalition|meeting|cost|waiver|refund|fact|day|bulk|report|payment|closure|finding"
    "|summary"
)
CODE = re.compile(rf"^(({NOUNS})\.[a-z_]+|unknown_id|stale|not_allowed|four_eyes)$")
NAME = re.compile(r"^[a-z]+\.[a-z_]+\.v\d+$")


def event_classes() -> list[type[Happened]]:
    """Every event of the domain that can be stored."""
    found: list[type[Happened]] = []
    waiting = list(Happened.__subclasses__())
    while waiting:
        kind = waiting.pop()
        waiting.extend(kind.__subclasses__())
        if "TOPIC" in kind.__dict__ and kind.__module__.startswith("grants."):
            found.append(kind)
    return sorted(set(found), key=lambda kind: kind.TOPIC)


@pytest.mark.parametrize("command", CATALOGUE, ids=lambda command: command.__name__)
def test_a_command_causes_exactly_the_events_it_declares(command: type[Command]) -> None:
    causes = {**in_bulk().causes, **tour().causes}
    caused = {kind.TOPIC for kind in causes.get(command, set())}
    assert caused == {kind.TOPIC for kind in CATALOGUE[command].events}


def test_every_event_is_declared_by_a_command_and_happens_in_the_tour() -> None:
    declared = {event.TOPIC for entry in CATALOGUE.values() for event in entry.events}
    noted = {event.TOPIC for event in NOTED}
    assert not declared & noted
    assert declared | noted == {kind.TOPIC for kind in event_classes()}
    assert declared == {event.TOPIC for event in tour().memory.log}


def test_every_event_has_one_stored_name_of_its_own_and_in_the_right_form() -> None:
    names = [kind.TOPIC for kind in event_classes()]
    assert len(names) == len(set(names)) == 64
    assert [name for name in names if not NAME.match(name)] == []


def test_every_command_is_in_the_catalogue_once_and_its_steps_are_in_the_stage_table() -> None:
    kinds = set()
    waiting = list(Command.__subclasses__())
    while waiting:
        kind = waiting.pop()
        waiting.extend(kind.__subclasses__())
        if kind.__module__.startswith("grants."):
            kinds.add(kind)
    assert {k.__name__ for k in kinds} == set(BY_NAME) == {k.__name__ for k in CATALOGUE}
    assert all(command.__doc__ for command in CATALOGUE)
    assert {entry.step for entry in CATALOGUE.values() if entry.step} == set().union(*MAY.values())


def test_every_event_of_a_grant_is_a_fact_or_changes_one() -> None:
    others = {
        "grant.opened.v1", "grant.meeting_corrected.v1", "grant.meeting_voided.v1", "grant.fact_corrected.v1",
        "grant.cost_corrected.v1", "grant.corrected_after_closure.v1",
    }  # fmt: skip
    grants = {kind.TOPIC for kind in event_classes() if kind.TOPIC.startswith("grant.")}
    assert grants == others | {kind.TOPIC for kind in FACT_OF}


def strings(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.match(node.value):
            yield node.value


def test_every_refusal_code_of_the_domain_is_met_in_a_test() -> None:
    spoken = {code for part in DOMAIN for file in part.rglob("*.py") for code in strings(file)}
    tests = [ROOT / "tests" / part for part in ("kernel", "rounds", "libraries", "lifecycle", "findings")]
    tested = {code for part in tests for file in part.rglob("test_*.py") for code in strings(file)}
    assert len(spoken) > 80
    assert sorted(spoken - tested) == []
