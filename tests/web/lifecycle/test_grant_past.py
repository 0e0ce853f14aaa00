"""The page of a grant as of a past day: the state of that day, said so, and nothing that could be done."""

from __future__ import annotations

import pytest

from tests.support import builders as b
from tests.support.cast import EVERYBODY, LIBRARIAN, STRANGER, Person
from tests.support.page import Page, words
from tests.web.lifecycle.conftest import HOME, SPINE, Begun

STORY = (*SPINE, *b.meetings(4), b.cost(), b.accept(), b.report(), b.settle())
THEN = f"{HOME}?as_of={b.MEETING_DAYS[1]}"


def banner(page: Page) -> list[str]:
    return [words(e) for e in page.all("div") if e.get("class") == "pd-asof"]


def test_the_page_shows_the_day_and_says_so(begun: Begun) -> None:
    visitor = begun(*STORY).visit(EVERYBODY)
    now, then = visitor.get(f"{HOME}?lang=en"), visitor.get(f"{THEN}&lang=en")
    assert (banner(now), len(banner(then))) == ([], 1)
    assert "State as of" in banner(then)[0]
    assert "Meetings that count: 4 of 4" in words(now.by_id("counts"))
    assert "Meetings that count: 2 of 4" in words(then.by_id("counts"))
    assert "Settled" not in words(then.all("h1")[0])
    assert [e.get("href") for e in then.by_id("main").iter("a") if words(e) == "Back to today"] == [HOME]


@pytest.mark.parametrize("person", [EVERYBODY, LIBRARIAN], ids=["staff", "library"])
def test_nothing_can_be_done_in_the_past(begun: Begun, person: Person) -> None:
    """Neither by a button nor by a link to a form, while today's page offers some."""
    visitor = begun(*SPINE, *b.meetings(2), b.cost()).visit(person)
    now, then = visitor.get(HOME), visitor.get(THEN)
    assert list(now.by_id("what-next").iter("a"))
    assert list(then.by_id("what-next").iter("a")) == []
    posts = [e.get("action") for e in then.by_id("main").iter("form") if e.get("method") == "post"]
    assert posts == []
    links = {e.get("href") or "" for e in then.by_id("main").iter("a")}
    forms = {link for link in links if link.startswith(f"{HOME}/") and "/replay" not in link}
    assert {link for link in forms if not link.startswith(f"{HOME}/settlement?")} == set()


@pytest.mark.parametrize(
    ("query", "field", "said"),
    [
        ("as_of=2013-02-30", "as_of", "Give a day between 1990 and 2099"),
        ("known=31.12.2099", "known", "has not come yet; today is 10 Sept 2013"),
        ("as_of=1990-01-01", "as_of", "there was nothing yet"),
        ("as_of=2013-01-31&known=10.09.2013", "as_of", "This was not there yet"),
        ("as_of=never", "as_of", "Give a day"),
    ],
)
def test_a_day_that_cannot_be_shown_says_why_and_leaves_today(begun: Begun, query: str, field: str, said: str) -> None:
    page = begun(*SPINE).visit(EVERYBODY).get(f"{HOME}?{query}&lang=en")
    assert (page.status, page.wrong_fields, banner(page)) == (422, {field}, [])
    assert said in words(page.by_id(f"{field}-error")).replace("\u00a0", " ")


def test_a_stranger_learns_nothing_of_the_past_either(begun: Begun) -> None:
    visitor = begun(*SPINE).visit(STRANGER)
    assert [visitor.get(address).status for address in (THEN, f"{HOME}?as_of=1990-01-01")] == [404, 404]


def test_days_are_read_as_people_write_them(begun: Begun) -> None:
    visitor = begun(*STORY).visit(EVERYBODY)
    typed = f"{HOME}?as_of={b.MEETING_DAYS[1]:%d.%m.%Y}&known=dziś"
    assert banner(visitor.get(typed)) == banner(visitor.get(THEN))
