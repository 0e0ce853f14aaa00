"""The list of libraries of a past day, on both axes, against a fold of the log's bare rows."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID
from xml.etree.ElementTree import Element

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from grants.bootstrap import Programme, open_programme
from grants.demo.cast import CHIEF
from grants.store.migrating import migrate
from tests.past import byhand, story
from tests.past.byhand import Log
from tests.past.test_changes import client, programme
from tests.support.cast import COORDINATOR, ELSEWHERE, LEADING, LIBRARIAN, VIEWER
from tests.support.page import Browser, words
from tests.support.scenario import NOW
from tests.web.conftest import sign_up
from web.app import create_app
from web.settings import Settings, templates_folder
from web.support.days import read_day

__all__ = ["client", "programme"]
pytestmark = pytest.mark.timeout(300)  # the first may have to make the demo
HOST = "testserver.local"
PAIRS = 40
TAIL = "as_of=2013-07-20&known=2013-08-05"


@dataclass(frozen=True)
class Seen:
    """A row as it is shown. ``note``: since when it has closed, and into what."""

    name: str
    town: str
    note: str = ""


@dataclass
class Told:
    """The story on a running application, and its bare rows."""

    programme: Programme
    client: TestClient[Litestar]
    log: Log

    def visit(self, person: Any) -> Browser:
        browser = Browser(self.client)
        browser.jar.set("login", self.programme.logins.open(person.id, NOW))
        return browser


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    file = tmp_path_factory.mktemp("told") / "grants.db"
    url = f"sqlite:///{file}?synchronous=off"
    migrate(url)
    opened = open_programme(url, clock=lambda: NOW, allow_at=True)
    sign_up(opened)
    story.tell(opened, [*story.ground(), *story.libraries()])
    app: Litestar = create_app(opened, Settings(templates=templates_folder(), allowed_hosts=frozenset({HOST})))
    with TestClient(app, base_url=f"http://{HOST}") as running:
        yield Told(opened, running, byhand.read(Path(file)))
    opened.close()


@pytest.fixture
def desk(told: Told) -> Browser:
    return told.visit(COORDINATOR)


def by_hand(log: Log, day: date, known: date) -> dict[UUID, Seen]:
    """What was known, without the retirements taken back by then, cut by the days of what is left."""
    rows: dict[UUID, list[Any]] = {}
    for event in log.events[: log.upto(known)]:
        if event.topic.startswith("library."):
            rows.setdefault(UUID(event.stream), []).append(event)
    found = {id_: _folded(events, day) for id_, events in rows.items()}
    return {id_: seen for id_, seen in found.items() if seen is not None}


def _folded(events: list[Any], day: date) -> Seen | None:
    undone = {event.values["corrects"] for event in events if byhand.kind(event) == "restored"}
    there = [e.values | {"what": byhand.kind(e)} for e in events if e.version not in undone]
    there = [values for values in there if values["occurred_on"] <= day.isoformat()]
    if not there or there[0]["what"] != "registered":
        return None
    seen = Seen(there[0]["name"], there[0]["town"])
    for values in there:
        if values["what"] == "corrected":
            news = {name: new for name, _, new in values["changes"] if name in ("name", "town")}
            seen = replace(seen, **news)
        elif values["what"] == "retired":
            seen = replace(seen, note=values["occurred_on"] + (" successor" if values["successor"] else ""))
    return seen


def listed(browser: Browser, path: str) -> Iterator[tuple[UUID, Seen]]:
    """Every row on all pages."""
    page = browser.get(path)
    while True:
        assert page.status == 200, page.text
        for row in page.all("tr"):
            for head in [e for e in row.iter("th") if e.get("scope") == "row"]:
                link = next(head.iter("a"))
                town = next(e for e in row.iter("td") if e.get("data-label") == "Town")
                yield UUID((link.get("href") or "")[11:47]), Seen(words(link), words(town), _note(head))
        following = [e.get("href") or "" for e in page.all("a", rel="next")]
        if not following:
            return
        page = browser.get(f"{following[0]}&lang=en")


def _note(head: Element) -> str:
    """As the fold by hand says it; a library that works has none, and no tag."""
    notes = [words(e) for e in head.iter("span") if e.get("class") == "pd-note"]
    assert bool(notes) == ("closed" in words(head))
    if not notes:
        return ""
    since, _, successor = notes[0].partition("; successor: ")
    text = read_day(since.removeprefix("since "), None)
    return text + (" successor" if successor else "")


def pairs(log: Log) -> Iterator[tuple[date, date]]:
    """Days of which each is one on which something happened or was recorded, or the day before."""
    chance = random.Random(12)
    happened = [date.fromisoformat(event.values["occurred_on"]) for event in log.events]
    days = sorted({each - timedelta(days=back) for each in (*log.known_on, *happened) for back in (0, 1)})
    days = [each for each in days if each >= min(happened)]
    for _ in range(PAIRS):
        yield chance.choice(days), chance.choice(days)


def test_of_any_two_days_it_is_what_the_fold_by_hand_says(told: Told, desk: Browser) -> None:
    different = set()
    for day, known in pairs(told.log):
        expected = by_hand(told.log, day, known)
        tail = f"as_of={day}&known={known}&lang=en"
        assert dict(listed(desk, f"/libraries?{tail}")) == expected, (day, known)
        closed = {id_: seen for id_, seen in expected.items() if seen.note}
        assert dict(listed(desk, f"/libraries?state=closed&{tail}")) == closed, (day, known)
        working = dict(listed(desk, f"/libraries?state=working&{tail}"))
        assert working == {id_: seen for id_, seen in expected.items() if id_ not in closed}
        different.add(frozenset(expected.items()))
    assert len(different) > 8


@pytest.mark.parametrize(
    ("day", "known", "expected"),
    [
        ("2013-04-10", "2013-05-20", Seen(story.RENAMED, "Świerkowo")),
        ("2013-04-10", "2013-06-10", Seen(story.RENAMED, "Świerkowo", "2013-04-02 successor")),
        ("2013-04-10", "2013-07-05", Seen(story.RENAMED, "Świerkowo")),
        ("2013-07-20", "2013-08-05", Seen(story.RENAMED, "Świerkowo", "2013-07-15 successor")),
        ("2013-07-20", "2013-08-25", Seen(story.RENAMED, "Aleksandrówka", "2013-07-15 successor")),
        ("2013-02-10", "2013-08-25", Seen(ELSEWHERE.name, "Świerkowo")),
    ],
)
def test_a_retirement_that_was_a_mistake(desk: Browser, day: str, known: str, expected: Seen) -> None:
    rows = dict(listed(desk, f"/libraries?as_of={day}&known={known}&lang=en"))
    assert rows[ELSEWHERE.id] == expected


def test_who_was_keyed_in_late_is_there_from_its_day_but_not_before_it_was_known(desk: Browser) -> None:
    there = {
        days: story.LATE.id in dict(listed(desk, f"/libraries?as_of={days[0]}&known={days[1]}&lang=en"))
        for days in (("2013-03-15", "2013-06-13"), ("2013-03-14", "2013-06-14"), ("2013-03-15", "2013-06-14"))
    }
    assert list(there.values()) == [False, False, True]


def test_found_by_todays_name_and_number_and_every_link_keeps_the_days(desk: Browser) -> None:
    for sought in (ELSEWHERE.regon, "aleksandrowka"):
        page = desk.get(f"/libraries?q={sought}&{TAIL}&lang=en")
        rows = dict(listed(desk, f"/libraries?q={sought}&{TAIL}&lang=en"))
        assert rows == {ELSEWHERE.id: Seen(story.RENAMED, "Świerkowo", "2013-07-15 successor")}
        links = [e.get("href") or "" for e in page.by_id("libraries").iter("a")]
        assert len(links) == 4
        assert [href for href in links if TAIL not in href] == []
        hidden = {e.get("name"): e.get("value") for e in page.all("input", type="hidden")}
        assert (hidden["as_of"], hidden["known"]) == ("2013-07-20", "2013-08-05")
        assert "Found and ordered by today’s names" in words(page.by_id("main"))
    assert f"/libraries?{TAIL}" in [e.get("href") for e in desk.get(f"/libraries/{LEADING.id}?{TAIL}").all("a")]
    part = desk.get(f"/libraries?{TAIL}", htmx=True)
    assert (part.status, part.whole) == (200, False)


def test_the_past_offers_no_step(desk: Browser) -> None:
    today = desk.get("/libraries")
    assert "/libraries/new" in [e.get("href") for e in today.all("a")]
    for path in (f"/libraries?{TAIL}", "/libraries?as_of=2013-09-10", f"/libraries?q=xqxq&{TAIL}"):
        page = desk.get(path)
        assert page.status == 200
        assert "/libraries/new" not in [e.get("href") for e in page.all("a")]
        assert [e.get("action") for e in page.by_id("main").iter("form") if e.get("method") == "post"] == []
    assert "/libraries/new" not in [e.get("href") for e in desk.get("/libraries?as_of=never").all("a")]


@pytest.mark.parametrize(
    ("day", "why"),
    [("1999-01-01", "there was nothing yet"), ("2099-01-01", "has not come yet"), ("2012-02-30", "Give a day between")],
)
@pytest.mark.parametrize("axis", ["as_of", "known"])
def test_a_day_that_cannot_be_shown_says_why(desk: Browser, axis: str, day: str, why: str) -> None:
    page = desk.get(f"/libraries?state=closed&{axis}={day}&lang=en")
    assert (page.status, page.wrong_fields) == (422, {axis})
    assert why in words(page.by_id(f"{axis}-error"))
    assert [e for e in page.elements() if e.get("id") == "libraries"] == []


def test_before_the_first_was_recorded_there_is_none(desk: Browser) -> None:
    page = desk.get("/libraries?known=2013-01-20&lang=en")
    assert "No libraries by then" in words(page.by_id("libraries"))
    assert "No libraries by then" in words(desk.get("/libraries?known=2013-05-20&state=closed&lang=en").by_id("main"))


def test_a_librarys_person_is_led_to_the_past_of_its_own_page_and_a_viewer_nowhere(told: Told) -> None:
    sent = told.visit(LIBRARIAN).get(f"/libraries?{TAIL}")
    assert (sent.status, sent.location) == (303, f"/libraries/{LEADING.id}?{TAIL}")
    assert told.visit(VIEWER).get(f"/libraries?{TAIL}").status == 403


def test_all_pages_of_the_demo(log: Log, client: TestClient[Litestar], programme: Programme) -> None:
    chief = Browser(client, reads=9)
    chief.jar.set("login", programme.logins.open(CHIEF.id, programme.clock()))
    for day, known in ((date(2012, 5, 31), date(2012, 12, 14)), (date(2012, 12, 12), date(2012, 5, 15))):
        rows = list(listed(chief, f"/libraries?as_of={day}&known={known}&lang=en"))
        assert len(rows) == len(dict(rows))
        assert dict(rows) == by_hand(log, day, known)
        assert len(rows) > 500
