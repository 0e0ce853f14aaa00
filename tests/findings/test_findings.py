"""Findings of audits: about one thing that exists, in a stream of their own, and nothing else changes."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from grants.findings.events import FindingRecorded
from grants.findings.finding import Finding
from tests.support import builders as b
from tests.support.cast import COORDINATOR, LEADING, LIBRARIAN, MANAGER, PARTNER, ROUND
from tests.support.scenario import TODAY, made, story

NOBODYS = UUID(int=7)
SPENT = [*b.paid(), b.cost(70_000)]


def test_about_a_grant_it_brings_its_round_and_library_along() -> None:
    told = story(b.paid())
    before = list(told.stream())
    told.when(b.record_finding(severity="serious", kind="money"))
    told.then(made(
        FindingRecorded, severity="serious", round=ROUND, library=LEADING.id, grant=LEADING.grant,
        cost_no=None, event_stream=None, event_version=None, occurred_on=TODAY,
    ))  # fmt: skip
    assert [getattr(event, "kind", None) for event in told.caused] == ["money"]
    assert told.stream() == before
    assert told.done is not None
    assert told.done.ids["finding"] not in (LEADING.grant, LEADING.id, ROUND)


@pytest.mark.parametrize(
    ("about", "kept"),
    [
        ({"library": PARTNER.id}, (None, PARTNER.id, None)),
        ({"round": ROUND}, (ROUND, None, None)),
    ],
)
def test_about_a_library_or_a_round(about: dict[str, UUID], kept: tuple[UUID | None, ...]) -> None:
    told = story(b.paid()).when(b.record_finding(**about))
    told.then(made(FindingRecorded, **dict(zip(("round", "library", "grant"), kept, strict=True))))


def test_what_was_typed_stands_beside_the_event_and_not_in_it() -> None:
    told = story(b.paid()).when(b.record_finding(words="Brak podpisu na liście"))
    (event,) = told.caused
    assert isinstance(event, FindingRecorded)
    assert told.memory.texts[event.words.id] == "Brak podpisu na liście"
    assert "podpisu" not in told.memory.stored[-1].state.decode()


def test_a_cost_also_one_that_was_withdrawn() -> None:
    told = story(SPENT, b.withdraw_cost()).when(b.record_finding(cost_no=1))
    told.then(made(FindingRecorded, cost_no=1, grant=LEADING.grant))


def test_the_event_that_shows_it_is_of_the_things_own_stream_unless_another_is_named() -> None:
    told = story(b.paid())
    told.when(b.record_finding(event_version=5)).then(
        made(FindingRecorded, event_stream=LEADING.grant, event_version=5)
    )
    told.when(b.record_finding(event_stream=ROUND, event_version=1)).then(
        made(FindingRecorded, event_stream=ROUND, event_version=1)
    )


def test_of_the_past_and_never_of_the_future() -> None:
    day = date(2013, 9, 1)
    story(b.paid()).when(b.record_finding(occurred_on=day)).then(made(FindingRecorded, occurred_on=day))


REFUSED: list[tuple[Any, str]] = [
    (b.record_finding(grant=None), "finding.about_one"),
    (b.record_finding(grant=LEADING.grant, round=ROUND), "finding.about_one"),
    (b.record_finding(grant=LEADING.grant, library=LEADING.id, round=ROUND), "finding.about_one"),
    (b.record_finding(cost_no=9), "finding.no_such_cost"),
    (b.record_finding(library=LEADING.id, cost_no=1), "finding.no_such_cost"),
    (b.record_finding(event_version=99), "finding.no_such_event"),
    (b.record_finding(event_stream=ROUND), "finding.no_such_event"),
    (b.record_finding(event_stream=NOBODYS, event_version=1), "finding.no_such_event"),
    (b.record_finding(library=NOBODYS), "unknown_id"),
    (b.record_finding(round=NOBODYS), "unknown_id"),
    (b.record_finding(round=LEADING.id), "unknown_id"),
]


@pytest.mark.parametrize(("ask", "code"), REFUSED)
def test_about_nothing_it_is_refused(ask: Any, code: str) -> None:
    story(SPENT).when(ask).refused(code)


@pytest.mark.parametrize("person", [COORDINATOR, MANAGER, LIBRARIAN])
def test_nobody_but_the_auditor_records_one(person: Any) -> None:
    story(b.paid()).when(b.record_finding().of(person)).refused("not_allowed")


def test_for_a_library_findings_do_not_exist() -> None:
    told = story(b.paid()).when(b.record_finding())
    assert told.done is not None
    assert not told.load(Finding, told.done.ids["finding"]).concerns(LEADING.id)
