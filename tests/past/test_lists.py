"""The register and the programme's dashboard of a past day, against the fold by hand."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from grants.bootstrap import Programme
from grants.demo.cast import CHIEF, GUEST
from grants.read.rounds import RoundNow, rounds
from grants.wording.labels import label
from tests.past import byhand, figures
from tests.past.byhand import Answer, Log
from tests.past.test_changes import client, programme
from tests.past.test_figures_on_pages import grosze_or_number
from tests.support.page import Browser, Page, words

__all__ = ["client", "programme"]
pytestmark = pytest.mark.timeout(300)  # the first may have to make the demo
DAYS = 4
ENDED = {"withdrawn", "rejected", "closed"}
PAGED = 40


@pytest.fixture
def browser(client: TestClient[Litestar], programme: Programme) -> Browser:
    visitor = Browser(client)
    visitor.jar.set("login", programme.logins.open(CHIEF.id, programme.clock()))
    return visitor


@pytest.fixture(scope="module")
def known_rounds(programme: Programme) -> list[RoundNow]:
    with programme.engine.connect() as connection:
        return rounds(connection)


def days(log: Log) -> Iterator[tuple[date, date]]:
    """Mostly known later than true; once the other way round."""
    chance = random.Random(7)
    for number in range(DAYS):
        known = chance.choice(log.known_on)
        back = timedelta(days=chance.choice((0, 20, 150)))
        yield (known, max(log.known_on[0], known - back)) if number == 1 else (known - back, known)


def by_hand(log: Log, day: date, known: date) -> dict[UUID, Answer]:
    """Every grant that had an application then, with its state."""
    kept = {grant: byhand.as_of(log, grant, day, known) for grant in log.grants}
    there = {grant: facts for grant, facts in kept.items() if any(fact["what"] in byhand.STAGE for fact in facts)}
    return {UUID(grant): byhand.state(facts) for grant, facts in there.items()}


def rows(browser: Browser, path: str) -> Iterator[tuple[UUID, list[str]]]:
    """Every row on all pages: the grant, and its cells by column."""
    page = browser.get(path)
    while True:
        assert page.status == 200, page.text
        for row in page.all("tr"):
            heads = [e for e in row.iter("th") if e.get("scope") == "row"]
            if heads:
                href = next(e.get("href") or "" for e in heads[0].iter("a"))
                yield UUID(href[8:44]), [words(cell) for cell in row.iter("td")]
        following = [e.get("href") or "" for e in page.all("a", rel="next")]
        if not following:
            return
        page = browser.get(f"{following[0]}&lang=en")


def test_the_register_of_a_past_day_is_all_grants_folded_by_hand(log: Log, browser: Browser) -> None:
    seen = 0
    for day, known in days(log):
        expected = by_hand(log, day, known)
        found = dict(rows(browser, f"/grants?stage=all&as_of={day}&known={known}&lang=en"))
        assert found.keys() == expected.keys(), (day, known)
        for grant, cells in found.items():
            _, _, number, stage, meetings, amount, paid, *_ = cells
            state = expected[grant]
            assert stage == label("stage", state["stage"], "en"), (grant, day, known)
            assert meetings.startswith(f"{state['meetings_counted']} of ")
            assert _grosze(amount) == (state["awarded"] or state["requested"])
            assert (paid == "–") == (state["paid"] == 0)
            assert number == str(state["number"] or "–")
        seen += len(found)
    assert seen > 3 * PAGED


def test_each_stage_of_a_past_day_leads_to_as_many_rows(log: Log, browser: Browser) -> None:
    day = known = date(2012, 7, 15)
    expected = Counter(state["stage"] for state in by_hand(log, day, known).values())
    page = browser.get(f"/grants?as_of={day}&known={known}&lang=en")
    quick = [e for e in page.all("a") if "pd-quick__link" in (e.get("class") or "")]
    assert len(quick) == 2 + len(expected)
    for link in quick:
        number = int(re.findall(r"[0-9]+", words(link))[-1])
        href = link.get("href") or ""
        assert len(list(rows(browser, href))) == number
        stage = re.search("stage=([a-z]+)", href)
        if stage and stage[1] in expected:
            assert number == expected[stage[1]]
    under_way = sum(number for stage, number in expected.items() if stage not in ENDED)
    assert len(list(rows(browser, f"/grants?as_of={day}&known={known}"))) == under_way


def test_a_search_and_a_round_narrow_the_past_list_and_keep_its_days(
    browser: Browser, known_rounds: list[RoundNow]
) -> None:
    first = next(each for each in known_rounds if each.name == "PRB/I")
    tail = "as_of=2012-07-15&known=2012-08-01"
    page = browser.get(f"/grants?round={first.id}&q=gminna&{tail}")
    links = [e.get("href") or "" for e in page.by_id("grants").iter("a")]
    assert len(links) > 10
    assert [href for href in links if tail not in href and "#" not in href] == []
    hidden = {e.get("name"): e.get("value") for e in page.all("input", type="hidden")}
    assert (hidden["as_of"], hidden["known"]) == ("2012-07-15", "2012-08-01")
    assert [e.get("action") for e in page.by_id("main").iter("form") if e.get("method") == "post"] == []
    assert not [e for e in page.all("select") if e.get("name") in ("person", "order")]
    later = browser.get(f"/grants?round={known_rounds[0].id}&{tail}&lang=en")
    assert "No applications by then" in words(later.by_id("grants"))


@pytest.mark.parametrize("path", ["/grants", "/programmes/{programme}", "/programmes/{programme}/figures/paid"])
@pytest.mark.parametrize(
    ("day", "why"),
    [("1999-01-01", "there was nothing yet"), ("2099-01-01", "has not come yet"), ("2012-02-30", "Give a day between")],
)
def test_a_day_that_cannot_be_shown_says_why(
    browser: Browser, known_rounds: list[RoundNow], path: str, day: str, why: str
) -> None:
    page = browser.get(f"{path.format(programme=known_rounds[-1].programme)}?as_of={day}&lang=en")
    assert (page.status, page.wrong_fields) == (422, {"as_of"})
    assert why in words(page.by_id("as_of-error"))


def test_a_programme_of_a_past_day_adds_up_from_all_grants(
    log: Log, browser: Browser, known_rounds: list[RoundNow]
) -> None:
    day, known = date(2013, 3, 1), date(2013, 4, 15)
    programme = known_rounds[-1].programme
    its = {str(each.id) for each in known_rounds if each.programme == programme}
    totals = [answer for round_, answer in figures.totals(log, day, known).items() if round_ in its]
    page = browser.get(f"/programmes/{programme}?as_of={day}&known={known}&lang=en")
    assert page.status == 200
    for code in ("applied", "meetings_held", "attendances", "settled"):
        whole = sum(int(answer[code]) for answer in totals)
        assert _figure(page, f"{code}-2") == whole
        opened = browser.get(f"/programmes/{programme}/figures/{code}?as_of={day}&known={known}")
        assert grosze_or_number(words(opened.by_id("total"))) == whole
    assert "hx-sse:connect" not in page.text
    assert "shown for today only" in words(page.by_id("main"))


def _figure(page: Page, code: str) -> int:
    (found,) = [e for e in page.all("span") if e.get("data-figure") == code]
    return grosze_or_number(words(found))


@pytest.mark.parametrize("path", ["/due", "/", "/waiting", "/checks"])
def test_a_page_that_knows_only_today_says_so(browser: Browser, path: str) -> None:
    page = browser.get(f"{path}?as_of=2012-07-15&lang=en")
    assert "This page shows today." in words(page.by_id("main"))
    assert "This page shows today." not in words(browser.get(f"{path}?lang=en").by_id("main"))


def test_from_a_past_round_to_its_past_list(
    client: TestClient[Litestar], programme: Programme, browser: Browser, known_rounds: list[RoundNow]
) -> None:
    first = next(each for each in known_rounds if each.name == "PRB/I")
    path, tail = f"/rounds/{first.id}", "as_of=2012-07-15&known=2012-08-01"
    listed = f"/grants?round={first.id}&{tail}"
    assert listed in [e.get("href") for e in browser.get(f"{path}?{tail}").all("a")]
    viewer = Browser(client)
    viewer.jar.set("login", programme.logins.open(GUEST.id, programme.clock()))
    assert listed not in [e.get("href") for e in viewer.get(f"{path}?{tail}").all("a")]
    assert viewer.get(listed).status == 403


def _grosze(amount: str) -> int:
    """Grosze are left out of whole złoty."""
    return grosze_or_number(amount) * (1 if "." in amount else 100)
