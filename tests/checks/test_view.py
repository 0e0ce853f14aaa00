"""The rows of the checks: the same however the log is cut, corrected with the facts, none for a clean log."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from sqlalchemy import Engine, select

from grants.kernel import ids
from grants.kernel.envelope import Happened
from grants.read import VIEWS, checks
from grants.read.asking import ask
from grants.read.checks import CHECKS, Row, Sought
from grants.read.checks.tables import check_count, check_hit
from grants.store.projector import Projector
from tests.checks.conftest import LIFE, later, told
from tests.read.histories import Written
from tests.support import builders as b
from tests.support.cast import LEADING, ROUND, SECOND
from tests.support.scenario import Scenario

DAY = b.MEETING_DAYS[4]
TWO = [
    *(each for library in (LEADING, SECOND) for each in (
        b.apply(library).on(b.APPLIED_ON), b.award(library=library).on(b.AWARDED_ON),
        b.sign(library).on(b.SIGNED_ON), b.pay(library=library).on(b.PAID_ON),
    )),
    b.cost(40_037).on(DAY), b.cost(40_037, library=SECOND, document="FV 88/2013").on(DAY),
]  # fmt: skip
"""Two grants charged with as much on one day, by two documents."""


def laid(*asks: object) -> Scenario:
    return told(b.form_coalition(SECOND).on(b.OPENED), *asks)  # type: ignore[arg-type]


def shown(engine: Engine, log: Sequence[Happened], page: int = 500) -> Projector:
    projector = Projector(engine, Written(list(enumerate(log, 1))), VIEWS, page=page)
    projector.catch_up()
    return projector


def rows(engine: Engine, check: str) -> list[Row]:
    with engine.connect() as connection:
        return ask(connection, checks.listed_question(Sought(check, ROUND))).rows


def counts(engine: Engine) -> dict[str, tuple[int, int]]:
    with engine.connect() as connection:
        return {check: both for (check, _), both in ask(connection, checks.counts_question(ROUND)).items()}


def test_the_control_finds_nothing(engine: Engine) -> None:
    shown(engine, laid(LIFE).memory.log)
    assert counts(engine) == {}
    assert [row for check in CHECKS for row in rows(engine, check)] == []


def test_two_documents_of_two_grants_are_shown_on_both_sides(engine: Engine) -> None:
    shown(engine, laid(TWO).memory.log)
    pairs = {(row.grant, row.other, row.kind) for row in rows(engine, "documents")}
    assert pairs == {(LEADING.grant, SECOND.grant, "near"), (SECOND.grant, LEADING.grant, "near")}
    assert {row.params["name"] for row in rows(engine, "documents")} == {LEADING.name, SECOND.name}
    assert counts(engine)["documents"] == (2, 0)


def test_a_correction_takes_a_hit_away_on_both_sides(engine: Engine) -> None:
    mended = b.correct_cost(b.cost_values(gross=40_037, charged=40_037), b.cost_values(gross=40_137, charged=40_137))
    shown(engine, laid(TWO, mended.on(DAY)).memory.log)
    assert rows(engine, "documents") == []
    assert "documents" not in counts(engine)


def test_the_same_document_again_after_it_was_withdrawn(engine: Engine) -> None:
    again = [b.withdraw_cost(), b.cost(20_011, library=SECOND)]
    shown(engine, laid(TWO[:-1], later(DAY, again)).memory.log)
    assert [row.kind for row in rows(engine, "documents")] == ["again", "again"]


@pytest.mark.parametrize("first", [True, False])
def test_a_finding_about_either_event_marks_the_pair(engine: Engine, first: bool) -> None:  # noqa: FBT001
    grant = LEADING.grant if first else SECOND.grant
    found = b.record_finding(grant=grant, cost_no=1, event_version=6)
    scenario = laid(TWO, found)
    shown(engine, scenario.memory.log, page=1)
    assert [row.found for row in rows(engine, "documents")] == [True, True]
    assert counts(engine)["documents"] == (2, 2)


def test_a_finding_recorded_before_the_hit_counts_as_well(engine: Engine) -> None:
    found = b.record_finding(cost_no=1, event_version=6)
    log = laid(TWO[:-1], found, TWO[-1]).memory.log
    shown(engine, log)
    assert counts(engine)["documents"] == (2, 2)


@pytest.mark.parametrize("page", [1, 7, 500])
def test_however_the_log_is_cut_the_rows_are_the_same(engine: Engine, page: int) -> None:
    day = b.MEETING_DAYS[0]
    twice = [b.meeting(day).on(day), b.meeting(day, virtual=True).on(day)]
    log = laid(TWO, twice, b.void_meeting(2).on(day), b.record_finding(event_version=6)).memory.log
    projector = shown(engine, log, page)
    assert projector.compare("checks") == []
    with engine.connect() as connection:
        hits = connection.execute(select(check_hit)).all()
        number = sum(row.number for row in connection.execute(select(check_count)) if row.what == "hits")
    assert {row.check for row in hits} == {"documents", "late"}
    assert len(hits) == number == 3


def test_one_account_of_two_libraries(engine: Engine) -> None:
    asks = [b.apply().on(b.APPLIED_ON), b.apply(SECOND, nrb=LEADING.nrb).on(b.APPLIED_ON)]
    shown(engine, laid(asks).memory.log)
    assert {row.params["name"] for row in rows(engine, "shared_account")} == {LEADING.name, SECOND.name}
    assert {row.version for row in rows(engine, "shared_account")} == {2}


def test_rows_grow_with_the_grants_and_not_with_their_square(engine: Engine) -> None:
    """Twelve libraries on one account, told one after another and at once: nine rows that say so, not 132 pairs."""
    log = laid([b.apply().on(b.APPLIED_ON)]).memory.log
    first = next(event for event in log if event.TOPIC == "grant.applied.v1")
    opened = next(event for event in log if event.TOPIC == "grant.opened.v1")
    copies = [copied(event, n) for n in range(11) for event in (opened, first)]
    projector = shown(engine, [*log, *copies], page=3)
    assert [row.kind for row in rows(engine, "shared_account")] == ["crowd"] * 9
    assert counts(engine)["shared_account"] == (9, 0)
    assert projector.compare("checks") == []


def copied(event: Happened, n: int) -> Happened:
    """The same of another library's grant."""
    other: Happened = object.__new__(type(event))
    other.__dict__.update(vars(event), originator_id=ids.derived("copy", str(n)))
    if "library" in vars(event):
        other.__dict__["library"] = ids.derived("copied library", str(n))
    return other
