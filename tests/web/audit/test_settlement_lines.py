"""Why is this 750? Each line of a settlement opens into the facts that make it."""

from __future__ import annotations

import re

import pytest

from tests.support import builders, cast
from tests.support.page import Page, words
from tests.web.conftest import Site

PATH = f"/grants/{cast.LEADING.grant}/settlement"


@pytest.fixture
def settled(site: Site) -> Site:
    """Three of four meetings, costs of 1,000 zł: 750 zł recognised."""
    site.issue(builders.settled(3)[len(builders.ground([cast.LEADING])) :])
    return site


def told(page: Page, code: str) -> str:
    return words(page.by_id(code)).replace("\u00a0", " ")


def test_each_line_stands_with_its_parts_and_their_steps(settled: Site) -> None:
    auditor = settled.visit(cast.AUDITOR)
    page = auditor.get(PATH)
    assert page.status == 200
    assert "1 000,00 zł × 3 / 4" in told(page, "cap")
    assert told(page, "cap").count("liczy się") == 3
    assert "750,00 zł" in told(page, "recognised")
    assert "-750,00 zł" in told(page, "refund_due").replace("\u2212", "-")
    assert told(page, "refund_due").endswith("250,00 zł")
    steps = set(re.findall(rf"/grants/{cast.LEADING.grant}/replay/\d+", page.text))
    assert len(steps) >= 6
    assert all(auditor.get(step).status == 200 for step in steps)


def test_before_the_settlement_it_is_a_calculation(site: Site) -> None:
    site.issue(builders.lived(2)[len(builders.ground([cast.LEADING])) :])
    page = site.visit(cast.COORDINATOR).get(PATH)
    assert "500,00 zł" in told(page, "recognised")
    assert "Nic nie jest jeszcze" in page.text or "wyliczenie" in page.text.lower()


def test_on_a_past_day_the_lines_are_those_of_the_day(settled: Site) -> None:
    page = settled.visit(cast.AUDITOR).get(f"{PATH}?as_of=2013-04-20")
    assert page.status == 200
    assert told(page, "cap").count("liczy się") == 2
    assert "500,00 zł" in told(page, "cap")


def test_a_day_that_cannot_be_shown_says_why(settled: Site) -> None:
    auditor = settled.visit(cast.AUDITOR)
    for day in ("1999-01-01", "never", "2099-01-01"):
        page = auditor.get(f"{PATH}?as_of={day}")
        assert page.status == 422
        assert page.wrong_fields == {"as_of"}


def test_before_an_award_there_is_nothing_to_take_apart(site: Site) -> None:
    site.issue(builders.apply())
    assert "Nie ma jeszcze czego rozliczać" in site.visit(cast.AUDITOR).get(PATH).text


def test_what_does_not_count_says_why(site: Site) -> None:
    story = [*builders.lived(2), builders.cost(5_000, document="FV 2"), builders.reject_cost(2)]
    site.issue(story[len(builders.ground([cast.LEADING])) :])
    page = site.visit(cast.AUDITOR).get(PATH)
    assert "koszt odrzucono" in told(page, "accepted_costs")
    assert "FV 2" in told(page, "accepted_costs")


def test_a_library_opens_its_own_and_no_other_s(settled: Site) -> None:
    assert settled.visit(cast.LIBRARIAN).get(PATH).status == 200
    assert settled.visit(cast.STRANGER).get(PATH).status == 404
    assert settled.visit(cast.AUDITOR).get(f"/grants/{cast.ROUND}/settlement").status == 404


def test_the_grant_s_page_leads_there_and_keeps_the_day(settled: Site) -> None:
    auditor = settled.visit(cast.AUDITOR)
    assert f'href="{PATH}"' in auditor.get(f"/grants/{cast.LEADING.grant}").text
    then = auditor.get(f"/grants/{cast.LEADING.grant}?as_of=2013-04-20")
    assert f"{PATH}?as_of=2013-04-20" in then.text


def test_english_is_complete(settled: Site) -> None:
    page = settled.visit(cast.AUDITOR).get(f"{PATH}?lang=en")
    assert "the smallest of these amounts" in page.text
