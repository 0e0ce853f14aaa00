"""What every command refuses alike: an unknown thing, a version that is not the present one, a day yet to come, a day
before what it follows, and a closed round; asked of each command where it would otherwise be heard.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from msgspec import structs

from grants.catalogue import CATALOGUE
from grants.kernel.command import Command, NoneDone
from tests.support import builders as b
from tests.support.cast import VIEWER
from tests.support.heard import heard
from tests.support.scenario import TODAY, Ask, Scenario

NOWHERE = UUID(int=7)
BEFORE_ALL = date(2012, 1, 2)
OTHER_REASONS = {
    ("RecordMeeting", "day.future"): "meeting.future_date",
    ("ApplyForGrant", "day.before_previous"): "round.call_not_open",
    ("HandOverGrants", "unknown_id"): "grant.none_looked_after",
}
"""The same question, where a rule of the command's own answers first."""
UNDATED = {
    "OpenProgramme", "RegisterLibrary", "CorrectLibrary", "FormCoalition", "AddPartner", "LetPartnerLeave",
    "AskWaiver", "RecordMeeting", "CorrectMeeting", "VoidMeeting", "CorrectFact", "RecordCost", "CorrectCost",
    "AssignGrant", "HandOverGrants", "PlanMeeting", "ReschedulePlan", "CancelPlan", "CorrectAfterClosure",
    "RecordFinding",
}  # fmt: skip
"""Commands that follow nothing in days: what they tell may have happened at any time."""
CLOSED = (
    "ApplyForGrant", "ChangeRules", "CloseCall", "CloseRound", "FormCoalition", "AddPartner", "LetPartnerLeave",
)  # fmt: skip
"""What a round hears while it has no open grant, so what its closing ends."""


def unknown(ask: Ask) -> Ask | None:
    names = [name for name in ("grant", "library", "round", "programme", "successor") if hasattr(ask.command, name)]
    return changed(ask, **{names[0]: NOWHERE}) if names else None


def stale(ask: Ask) -> Ask | None:
    return changed(ask, expected_version=999) if hasattr(ask.command, "expected_version") else None


def in_the_future(ask: Ask) -> Ask | None:
    return changed(ask, occurred_on=TODAY + timedelta(1)) if hasattr(ask.command, "occurred_on") else None


def before_all(ask: Ask) -> Ask | None:
    dated = hasattr(ask.command, "occurred_on") and type(ask.command).__name__ not in UNDATED
    return changed(ask, occurred_on=BEFORE_ALL) if dated else None


def changed(ask: Ask, **fields: Any) -> Ask:
    return replace(ask, command=structs.replace(ask.command, **fields))


PROBES: dict[str, Callable[[Ask], Ask | None]] = {
    "unknown_id": unknown, "stale": stale, "day.future": in_the_future, "day.before_previous": before_all,
}  # fmt: skip


def probes(command: type[Command]) -> dict[str, Ask]:
    """By the code that is expected: the same ask, wrong in one way."""
    _, ask = heard()[command]
    asked = {OTHER_REASONS.get((command.__name__, code), code): probe(ask) for code, probe in PROBES.items()}
    return {code: wrong for code, wrong in asked.items() if wrong is not None}


def test_each_command_is_heard_where_it_should_be() -> None:
    assert heard().keys() == CATALOGUE.keys()
    for told, ask in heard().values():
        assert told.copy().when(ask).no is None, ask


def test_who_only_looks_is_refused() -> None:
    for told, ask in heard().values():
        told.copy().when(ask.of(VIEWER)).refused("not_allowed")


@pytest.mark.parametrize("command", CATALOGUE, ids=lambda command: command.__name__)
def test_what_every_command_refuses_alike(command: type[Command]) -> None:
    told, _ = heard()[command]
    for code, wrong in probes(command).items():
        refused_with(told.copy().when(wrong), code)


def refused_with(told: Scenario, code: str) -> None:
    """Of a command on several grants: its one row is."""
    if isinstance(told.no, NoneDone):
        assert [row.refused for row in told.no.results] == [code]
    else:
        told.refused(code)


ROWS = [each for each in CATALOGUE if "rows" in each.__struct_fields__]


@pytest.mark.parametrize("command", ROWS, ids=lambda command: command.__name__)
@pytest.mark.parametrize(
    ("field", "value", "code"), [("grant", NOWHERE, "unknown_id"), ("expected_version", 999, "stale")]
)
def test_a_row_is_refused_alone(command: type[Command], field: str, value: Any, code: str) -> None:
    told, ask = heard()[command]
    row = structs.replace(ask.command.rows[0], **{field: value})  # type: ignore[attr-defined]
    refused_with(told.copy().when(changed(ask, rows=[row])).refused("bulk.none_done", n=1), code)


@pytest.mark.parametrize("name", CLOSED)
def test_a_closed_round_hears_nothing_more(name: str) -> None:
    told, ask = next(each for command, each in heard().items() if command.__name__ == name)
    told.copy().given(b.close_round()).when(ask).refused("round.closed")
