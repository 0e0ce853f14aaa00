"""The questions behind the past lists mean the same to SQLite and to PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Connection

from grants.bootstrap import Programme, open_programme
from grants.read import days
from grants.read.asking import ask_all
from grants.read.findings import Sought, found_by, listed_question
from grants.read.libraries.listed_then import LIBRARY, Past, folded_then, listed_then
from grants.read.trail.closing import closed_then
from grants.read.trail.whole import found_question, several
from tests.past import story
from tests.support.cast import ELSEWHERE, LEADING, LIBRARIES, PARTNER
from tests.support.scenario import NOW
from tests.web.conftest import sign_up


@pytest.fixture
def told(store_url: str) -> Iterator[Programme]:
    opened = open_programme(store_url, clock=lambda: NOW, allow_at=True)
    sign_up(opened)
    story.tell(opened, [*story.ground(), *story.libraries(), *story.findings()[:3]])
    yield opened
    opened.close()


def names(
    told: Programme, connection: Connection, day: str, known: str, search: str = "", *, retired: bool | None = None
) -> list[str]:
    as_of, upto = date.fromisoformat(day), days.upto(date.fromisoformat(known))
    past = Past(as_of, upto, closed_then(LIBRARY, as_of, upto))
    found = listed_then(connection, past, search, retired=retired)
    page, positions = ask_all(connection, found.ids, found_question(found.streams, upto))
    return [row.name for row in folded_then(page.rows, several(told.log, positions), as_of)]


def test_libraries_by_both_days_by_state_and_by_name(told: Programme) -> None:
    with told.engine.connect() as connection:
        assert names(told, connection, "2013-09-01", "2013-01-20") == []
        assert len(names(told, connection, "2013-03-14", "2013-09-10")) == len(LIBRARIES)
        assert len(names(told, connection, "2013-03-15", "2013-06-13")) == len(LIBRARIES)
        assert len(names(told, connection, "2013-03-15", "2013-06-14")) == len(LIBRARIES) + 1
        assert names(told, connection, "2013-04-10", "2013-06-10", retired=True) == [story.RENAMED]
        assert names(told, connection, "2013-04-10", "2013-07-05", retired=True) == []
        working = names(told, connection, "2013-07-20", "2013-08-05", retired=False)
        assert (len(working), story.RENAMED in working) == (len(LIBRARIES), False)
        for sought in ("swierkow", ELSEWHERE.regon):
            assert names(told, connection, "2013-02-01", "2013-08-05", sought) == [ELSEWHERE.name]
            assert names(told, connection, "2013-02-01", "2013-08-05", sought, retired=True) == []


def test_findings_by_both_days(told: Programme) -> None:
    """They are known from the day on which the last of what stands before them was recorded."""
    with told.engine.connect() as connection:

        def found(day: date, known: date) -> list[object]:
            then = found_by(day, days.upto(known))
            (page, _) = ask_all(connection, listed_question(Sought(), then=then), days.known_question(known))
            return [each.library for each in page.rows]

        assert found(date(2013, 9, 1), date(2013, 8, 19)) == []
        assert found(date(2013, 9, 1), date(2013, 8, 20)) == [None, LEADING.id, PARTNER.id]
        assert found(date(2013, 5, 9), date(2013, 8, 20)) == [LEADING.id]
