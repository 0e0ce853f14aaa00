"""The forecast of a round: its assumption is named, each number opens into its grants."""

from __future__ import annotations

import re

import pytest

from tests.support import builders, cast
from tests.support.page import words
from tests.web.conftest import Site
from web.audit import forecast

PATH = f"/rounds/{cast.ROUND}/forecast"


@pytest.fixture
def running(site: Site) -> Site:
    """A grant of 1,000 zł paid, two meetings held, nothing spent."""
    site.issue(builders.lived(2, costs=0)[len(builders.ground([cast.LEADING])) :])
    return site


def test_what_is_to_come_stands_with_its_assumption(running: Site) -> None:
    page = running.visit(cast.AUDITOR).get(PATH)
    assert page.status == 200
    assert "a nie obietnica" in page.text
    told = words(page.by_id("coming")).replace("\u00a0", " ")
    assert "Do wykazania w sprawozdaniach" in told
    assert "1 000,00 zł" in told
    assert "wrz 2013" in words(page.by_id("months"))


def test_each_number_opens_into_the_grants_whose_sum_it_is(running: Site) -> None:
    auditor = running.visit(cast.AUDITOR)
    hrefs = set(re.findall(rf'href="({PATH}\?of=[^"]*)"', auditor.get(PATH).text))
    assert len(hrefs) >= 5
    for href in hrefs:
        page = auditor.get(href.replace("&amp;", "&"))
        assert page.status == 200
        assert cast.LEADING.name in page.text
        assert words(page.by_id("total"))


@pytest.mark.parametrize("tail", ["?of=nonsense", "?of=to_pay&month=2013-13", "?of=to_pay&month=x"])
def test_a_number_that_there_is_not_is_not_found(running: Site, tail: str) -> None:
    assert running.visit(cast.AUDITOR).get(PATH + tail).status == 404


def test_a_round_without_grants_says_so(site: Site) -> None:
    assert "W tej rundzie nic już nie pozostało" in site.visit(cast.AUDITOR).get(PATH).text
    assert site.visit(cast.AUDITOR).get(f"/rounds/{cast.LEADING.grant}/forecast").status == 404


def test_staff_and_auditors_look_and_libraries_do_not(running: Site) -> None:
    for person in (cast.COORDINATOR, cast.MANAGER, cast.ACCOUNTANT, cast.AUDITOR):
        assert running.visit(person).get(PATH).status == 200
    assert running.visit(cast.LIBRARIAN).get(PATH).status == 403


def test_a_round_too_large_for_a_page_says_so(running: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forecast, "MOST", 0)
    page = running.visit(cast.AUDITOR).get(PATH)
    assert page.status == 200
    assert "grants forecast --round PRB/I" in page.text


def test_english_is_complete_and_the_round_leads_there(running: Site) -> None:
    auditor = running.visit(cast.AUDITOR)
    assert "not a promise" in auditor.get(f"{PATH}?lang=en").text
    assert f'href="{PATH}"' in auditor.get(f"/rounds/{cast.ROUND}").text
