"""Findings of a past day against the log's bare rows: those found by the one day and recorded by the other."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from grants.bootstrap import Programme, open_programme
from grants.demo.cast import CHIEF
from grants.store.migrating import migrate
from tests.past import byhand, story
from tests.past.byhand import Log
from tests.past.test_changes import client, programme
from tests.past.test_library_list import HOST, Told, pairs
from tests.support.cast import AUDITOR, LEADING, MANAGER, PARTNER, ROUND, VIEWER
from tests.support.page import Browser, Page, words
from tests.support.scenario import NOW
from tests.web.conftest import sign_up
from web.app import create_app
from web.settings import Settings, templates_folder

__all__ = ["client", "programme"]
pytestmark = pytest.mark.timeout(300)  # the first may have to make the demo
TAIL = "as_of=2013-08-01&known=2013-08-05"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    file = tmp_path_factory.mktemp("told") / "grants.db"
    url = f"sqlite:///{file}?synchronous=off"
    migrate(url)
    opened = open_programme(url, clock=lambda: NOW, allow_at=True)
    sign_up(opened)
    story.tell(opened, [*story.ground(), *story.findings()])
    app: Litestar = create_app(opened, Settings(templates=templates_folder(), allowed_hosts=frozenset({HOST})))
    with TestClient(app, base_url=f"http://{HOST}") as running:
        yield Told(opened, running, byhand.read(Path(file)))
    opened.close()


@pytest.fixture
def auditor(told: Told) -> Browser:
    return told.visit(AUDITOR)


def by_hand(log: Log, day: date, known: date) -> list[UUID]:
    """The newest first."""
    rows = [event for event in log.events[: log.upto(known)] if event.topic.startswith("finding.")]
    return [UUID(row.stream) for row in reversed(rows) if row.values["occurred_on"] <= day.isoformat()]


def everything(log: Log) -> list[UUID]:
    return by_hand(log, date.max, date.max)


def listed(browser: Browser, path: str) -> Iterator[UUID]:
    """Every row on all pages."""
    page = browser.get(path)
    while True:
        assert page.status == 200, page.text
        heads = page.all("th", scope="row")
        yield from (UUID((next(head.iter("a")).get("href") or "")[10:46]) for head in heads)
        following = [e.get("href") or "" for e in page.all("a", rel="next")]
        if not following:
            return
        page = browser.get(following[0])


def links(page: Page, id_: str) -> list[str]:
    return [e.get("href") or "" for e in page.by_id(id_).iter("a")]


def test_of_any_two_days_it_is_what_the_rows_say(told: Told, auditor: Browser) -> None:
    days = [*pairs(told.log), (date(2013, 9, 1), date(2013, 9, 3)), (date(2013, 9, 3), date(2013, 9, 2))]
    lengths = set()
    for day, known in days:
        expected = by_hand(told.log, day, known)
        assert list(listed(auditor, f"/findings?as_of={day}&known={known}")) == expected, (day, known)
        lengths.add(len(expected))
    assert {0, 1, 2, 3, 3 + story.MANY} <= lengths


def test_narrowed_as_today_and_every_link_keeps_the_days(told: Told, auditor: Browser) -> None:
    july, late, may = by_hand(told.log, date(2013, 8, 1), date(2013, 8, 5))
    for narrowed, expected in (
        (f"round={ROUND}", [july]), (f"library={PARTNER.id}", [may]), (f"library={LEADING.id}", [late]),
        (f"round={UUID(int=5)}", []),
    ):  # fmt: skip
        assert list(listed(auditor, f"/findings?{narrowed}&{TAIL}")) == expected
    page = auditor.get(f"/findings?library={PARTNER.id}&{TAIL}&lang=en")
    hrefs = links(page, "findings")
    assert {f"/findings/{may}?{TAIL}", f"/libraries/{PARTNER.id}?{TAIL}", f"/findings?{TAIL}"} == set(hrefs)
    hidden = {e.get("name"): e.get("value") for e in page.all("input", type="hidden")}
    assert (hidden["as_of"], hidden["known"]) == ("2013-08-01", "2013-08-05")
    assert hidden["library"] == str(PARTNER.id)
    assert "shown from the day on which it was found" in words(page.by_id("main"))
    part = auditor.get(f"/findings?{TAIL}", htmx=True)
    assert (part.status, part.whole) == (200, False)


def test_one_finding_is_there_on_the_days_on_which_it_is_listed(told: Told, auditor: Browser) -> None:
    chance = random.Random(3)
    known_first = everything(told.log)[-3:]
    answers = set()
    for day, known in chance.sample(list(pairs(told.log)), 12):
        expected = by_hand(told.log, day, known)
        for finding in known_first:
            page = auditor.get(f"/findings/{finding}?as_of={day}&known={known}&lang=en")
            assert page.status == (200 if finding in expected else 422), (day, known)
            answers.add(page.status)
            if page.status == 422:
                assert "This was not there yet" in words(page.by_id("as_of-error"))
                assert [e for e in page.elements() if e.get("id") == "found"] == []
                continue
            tail = f"as_of={day}&known={known}"
            assert [href for href in links(page, "about") if tail not in href] == []
            assert f"/findings?{tail}" in [e.get("href") for e in page.all("a")]
    assert answers == {200, 422}


def test_the_past_offers_no_step(told: Told, auditor: Browser) -> None:
    new = f"/findings/new?round={ROUND}"
    assert new in [e.get("href") for e in auditor.get(f"/findings?round={ROUND}").all("a")]
    one = everything(told.log)[-1]
    for path in (f"/findings?round={ROUND}&{TAIL}", "/findings?known=2013-01-21", f"/findings/{one}?{TAIL}"):
        page = auditor.get(path)
        assert page.status == 200
        assert [e for e in page.all("a") if (e.get("href") or "").startswith("/findings/new")] == []
        assert [e.get("action") for e in page.by_id("main").iter("form") if e.get("method") == "post"] == []


@pytest.mark.parametrize(
    ("day", "why"),
    [("1999-01-01", "there was nothing yet"), ("2099-01-01", "has not come yet"), ("2012-02-30", "Give a day between")],
)
@pytest.mark.parametrize("axis", ["as_of", "known"])
def test_a_day_that_cannot_be_shown_says_why(told: Told, auditor: Browser, axis: str, day: str, why: str) -> None:
    for path in ("/findings", f"/findings/{everything(told.log)[0]}"):
        page = auditor.get(f"{path}?{axis}={day}&lang=en")
        assert (page.status, page.wrong_fields) == (422, {axis})
        assert why in words(page.by_id(f"{axis}-error"))
        assert [e for e in page.all("a") if "/findings/new" in (e.get("href") or "")] == []


def test_who_may_not_see_findings_sees_none_of_the_past(told: Told) -> None:
    assert told.visit(VIEWER).get(f"/findings?{TAIL}").status == 403
    page = told.visit(MANAGER).get("/findings?known=2013-02-01&lang=en")
    assert "No findings by then" in words(page.by_id("findings"))
    assert told.visit(MANAGER).get(f"/findings/{UUID(int=7)}?{TAIL}").status == 404


def test_the_demos_findings(log: Log, client: TestClient[Litestar], programme: Programme) -> None:
    visitor = Browser(client)  # a manager's: what an auditor opens would be noted in the session's demo
    visitor.jar.set("login", programme.logins.open(CHIEF.id, programme.clock()))
    days = [known for n, known in enumerate(log.known_on) if log.events[n].topic.startswith("finding.")]
    for number, day in enumerate(days, start=1):
        found = list(listed(visitor, f"/findings?as_of={day}&known={day}"))
        assert found == by_hand(log, day, day)
        assert len(found) == number
    grants = [href for href in links(visitor.get(f"/findings?as_of={days[-1]}"), "findings") if "/grants/" in href]
    assert grants
    for href in grants:
        assert (f"as_of={days[-1]}" in href, visitor.get(href).status) == (True, 200)
