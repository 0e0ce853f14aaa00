"""The page of a library as of a past day, against the fold by hand: its grants, its coalitions, what it owed."""

from __future__ import annotations

import random
from datetime import date
from uuid import UUID

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from grants.bootstrap import Programme
from grants.demo.cast import CHIEF, DESK
from grants.wording.labels import label
from tests.past import byhand
from tests.past.byhand import Log
from tests.past.test_changes import client, programme
from tests.support.page import Browser, Page, words

__all__ = ["client", "programme"]
pytestmark = pytest.mark.timeout(300)  # the first may have to make the demo
LIBRARIES = 8


@pytest.fixture
def browser(client: TestClient[Litestar], programme: Programme) -> Browser:
    visitor = Browser(client)
    visitor.jar.set("login", programme.logins.open(CHIEF.id, programme.clock()))
    return visitor


def led(log: Log) -> dict[str, list[str]]:
    """The grants that each library led, by the bare digits of its id."""
    found: dict[str, list[str]] = {}
    for grant, places in log.grants.items():
        found.setdefault(log.events[places[0]].values["library"], []).append(grant)
    return found


def partners(log: Log, library: str, day: date, known: date) -> set[UUID]:
    """Everybody who was ever in a coalition that the library led, the gone ones too."""
    known_then = log.events[: log.upto(known)]
    own = {e.stream for e in known_then if e.topic == "coalition.formed.v1" and e.values["leading"] == library}
    there = [e.values for e in known_then if e.stream in own and e.values["occurred_on"] <= day.isoformat()]
    return {UUID(each) for values in there for each in values.get("partners", [values.get("partner")]) if each}


def links(page: Page, id_: str, start: str) -> list[str]:
    return [href for e in page.by_id(id_).iter("a") if (href := e.get("href") or "").startswith(start)]


def test_its_parts_are_what_the_fold_by_hand_says(log: Log, browser: Browser) -> None:
    chance, seen = random.Random(11), 0
    its = led(log)
    busy = sorted(its, key=lambda library: (-len(its[library]), library))[: LIBRARIES // 2]
    for library in [*busy, *chance.sample(sorted(its), LIBRARIES // 2)]:
        known = log.known_on[chance.choice(log.grants[its[library][0]])]
        day = chance.choice((known, date(known.year, known.month, 1)))
        page = browser.get(f"/libraries/{UUID(library)}?as_of={day}&known={known}&lang=en")
        if page.status != 200:
            assert "This was not there yet" in page.text
            continue
        states = [byhand.state(kept) for grant in its[library] if (kept := byhand.as_of(log, grant, day, known))]
        stages = [label("stage", state["stage"], "en") for state in states if state["attempt"]]
        told = [words(e) for e in page.by_id("parts").iter() if "govuk-tag" in (e.get("class") or "").split()]
        assert sorted(told) == sorted(stages), (library, day, known)
        assert partners(log, library, day, known) <= {UUID(h[11:47]) for h in links(page, "parts", "/libraries/")}
        assert [
            h for h in (*links(page, "parts", "/grants/"), *links(page, "parts", "/libr")) if "as_of=" not in h
        ] == []
        seen += len(stages)
    assert seen >= LIBRARIES // 2


def test_nothing_known_later_is_on_its_trail(log: Log, browser: Browser) -> None:
    its = led(log)
    library = max(sorted(its), key=lambda each: len(log.grants[its[each][0]]))
    places = log.grants[its[library][0]]
    known = log.known_on[places[len(places) // 2]]
    page = browser.get(f"/libraries/{UUID(library)}?as_of={known}&known={known}&part=leading")
    steps = [e for e in page.by_id("trail").iter("li") if "pd-trail__entry" in (e.get("class") or "")]
    expected = [n for n in places if log.known_on[n] <= known]
    assert len(expected) <= len(steps) < len(places) + 10
    today = browser.get(f"/libraries/{UUID(library)}?part=leading")
    assert len(steps) < len([e for e in today.by_id("trail").iter("li") if "pd-trail__entry" in (e.get("class") or "")])


def test_what_it_owed_then(log: Log, browser: Browser) -> None:
    """A grant that was paid and not yet reported owes its report, and nothing else leads to a step."""
    day = date(2012, 7, 15)
    owing = next(
        library for library, grants in sorted(led(log).items())
        if (kept := byhand.as_of(log, grants[0], day, day)) and byhand.state(kept)["stage"] == "agreed"
        and byhand.state(kept)["paid"]
    )  # fmt: skip
    page = browser.get(f"/libraries/{UUID(owing)}?as_of={day}&known={day}&lang=en")
    owes = next(e for e in page.all("section") if e.get("aria-labelledby") == "owes-title")
    assert f"as_of={day}&known={day}" in next(e.get("href") or "" for e in owes.iter("a"))
    assert [e for e in page.by_id("main").iter("form") if e.get("method") == "post"] == []


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("1999-01-01", "there was nothing yet"),
        ("2011-12-05", "This was not there yet"),
        ("2099-01-01", "has not come yet"),
        ("2012-02-30", "Give a day between"),
    ],
)
def test_a_day_that_cannot_be_shown_says_why(log: Log, browser: Browser, day: str, why: str) -> None:
    page = browser.get(f"/libraries/{UUID(min(led(log)))}?as_of={day}&lang=en")
    assert (page.status, page.wrong_fields) == (422, {"as_of"})
    assert why in words(page.by_id("as_of-error"))


def test_the_past_offers_no_step(log: Log, client: TestClient[Litestar], programme: Programme) -> None:
    desk = Browser(client)
    desk.jar.set("login", programme.logins.open(DESK.id, programme.clock()))
    path = f"/libraries/{UUID(min(led(log)))}"
    assert f"{path}/correct" in [e.get("href") for e in desk.get(path).all("a")]
    assert f"{path}/correct" not in [e.get("href") for e in desk.get(f"{path}?as_of=2026-11-01").all("a")]


def test_a_library_that_is_not_there(browser: Browser) -> None:
    assert browser.get(f"/libraries/{UUID(int=7)}?as_of=2012-07-15").status == 404
