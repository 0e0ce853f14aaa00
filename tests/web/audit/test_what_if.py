"""What if the rules were different?: the pages, their form in the address, who may look, and that nothing is stored."""

from __future__ import annotations

import re

import pytest

from tests.support import builders, cast
from tests.support.page import words
from tests.web.conftest import Site
from web.audit.what_if import whole

WHOLE = f"/rounds/{cast.ROUND}/what-if"
ONE = f"/grants/{cast.LEADING.grant}/what-if"


@pytest.fixture
def lived(site: Site) -> Site:
    """A grant settled with three of four meetings: 750 zł recognised, 250 zł due."""
    site.issue(builders.settled(3)[len(builders.ground([cast.LEADING])) :])
    return site


def cells(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_a_round_begins_with_its_own_rules(lived: Site) -> None:
    page = lived.visit(cast.AUDITOR).get(WHOLE)
    assert page.status == 200
    assert page.by_id("min_meetings").get("value") == "4"
    assert page.by_id("max_award").get("value") == "1 000,00"
    assert page.by_id("activity_to").get("value") == "31.08.2013"
    assert "Nic z tego nie jest zapisywane" in page.text
    assert not page.all("section", id="totals")


def test_totals_stand_side_by_side_and_the_grant_that_differs_is_listed(lived: Site) -> None:
    auditor = lived.visit(cast.AUDITOR)
    page = auditor.get(f"{WHOLE}?min_meetings=3")
    totals = cells(words(page.by_id("totals")))
    assert "750,00 zł1 000,00 zł+250,00 zł" in totals
    assert "250,00 zł0,00 zł−250,00 zł" in totals
    assert cast.LEADING.name in words(page.by_id("grants"))
    assert "Spotkania wyznaczają inny limit; wymóg byłby spełniony" in cells(words(page.by_id("grants")))
    [href] = set(re.findall(rf'href="({ONE}[^"]*)"', page.text))
    assert href == f"{ONE}?min_meetings=3", "the rules go along"
    assert auditor.get(href).status == 200


def test_a_figure_of_today_leads_to_what_makes_it(lived: Site) -> None:
    page = lived.visit(cast.COORDINATOR).get(f"{WHOLE}?min_meetings=3")
    assert f'href="/rounds/{cast.ROUND}/figures/recognised"' in page.text


def test_one_grant_side_by_side_with_the_rule_behind_each_line(lived: Site) -> None:
    page = lived.visit(cast.AUDITOR).get(f"{ONE}?max_award=900,00&min_meetings=3")
    told = cells(words(page.by_id("settlement")))
    assert "najwyżej 900,00 zł (obecnie: najwyżej 1 000,00 zł)" in told
    assert "1 000,00 zł × 3 / 4" in told
    assert "3 z 4" in told
    assert "3 z 3" in told
    assert "Kwota 1 000,00 zł" in cells(words(page.by_id("stops")))


def test_a_settlement_that_would_be_refused_says_why(lived: Site) -> None:
    page = lived.visit(cast.AUDITOR).get(f"{ONE}?min_virtual=2&min_meetings=3")
    assert "po zwolnieniu z wymogu albo decyzji kierownika: 1 000,00 zł" in cells(words(page.by_id("settlement")))
    whole_ = lived.visit(cast.AUDITOR).get(f"{WHOLE}?min_virtual=2&min_meetings=3")
    assert "Rozliczenia, które nie mogłyby nastąpić" in whole_.text


def test_a_shorter_window_names_meetings_and_costs(lived: Site) -> None:
    page = lived.visit(cast.AUDITOR).get(f"{ONE}?activity_from=01.04.2013")
    assert "leży poza okresem" in page.text or "poza okresem realizacji" in page.text
    assert "koszt nr 1 z dnia 12.03.2013" in page.text


def test_rules_that_change_nothing_say_so(lived: Site) -> None:
    page = lived.visit(cast.AUDITOR).get(f"{ONE}?max_award=2000")
    assert "grant wyszedłby tak samo" in page.text


WRONG = {
    "min_meetings=0": "min_meetings", "min_meetings=four": "min_meetings", "max_award=-5": "max_award",
    "max_award=99999999999999999999": "max_award", "min_virtual=9": "min_virtual", "budget=1": "budget",
    "activity_to=31.02.2013": "activity_to", "activity_to=01.01.2013": "activity_to", "report_due_days=9999":
    "report_due_days", "shortfall_policy=nonsense": "shortfall_policy", "call_opens_on=%00": "call_opens_on",
    "min_meetings=%C5%82": "min_meetings",
}  # fmt: skip


@pytest.mark.parametrize("query", WRONG)
@pytest.mark.parametrize("path", [WHOLE, ONE])
def test_a_wrong_rule_is_named_at_its_field_and_kept(lived: Site, path: str, query: str) -> None:
    page = lived.visit(cast.AUDITOR).get(f"{path}?{query}")
    assert page.status == 422
    assert page.wrong_fields == {WRONG[query]}
    assert f'href="#{WRONG[query]}"' in page.text, "the summary leads to the field"
    assert not page.all("section", id="totals")
    assert not page.all("section", id="settlement")


def test_several_wrong_rules_are_told_at_once(lived: Site) -> None:
    page = lived.visit(cast.AUDITOR).get(f"{WHOLE}?min_meetings=x&max_award=y")
    assert page.wrong_fields == {"min_meetings", "max_award"}
    assert page.by_id("min_meetings").get("value") == "x"


def test_what_is_no_rule_is_passed_over(lived: Site) -> None:
    assert lived.visit(cast.AUDITOR).get(f"{WHOLE}?nonsense=1&at=%00&lang=en").status == 200


def test_english_is_complete(lived: Site) -> None:
    page = lived.visit(cast.AUDITOR).get(f"{WHOLE}?min_meetings=3&lang=en")
    assert "Under these rules" in page.text
    assert "the meetings set a different limit" in page.text.lower()


def test_staff_and_auditors_look_and_nobody_else(lived: Site) -> None:
    for person in cast.CAST:
        status = lived.visit(person).get(WHOLE).status
        office = person in (cast.COORDINATOR, cast.MANAGER, cast.ACCOUNTANT, cast.AUDITOR)
        assert (status == 200) == office or person.roles >= cast.COORDINATOR.roles, person.first_name
    assert lived.visit(cast.LIBRARIAN).get(ONE).status == 403
    assert lived.visit().get(WHOLE).status in (303, 401)


def test_what_there_is_not_is_not_found(lived: Site) -> None:
    auditor = lived.visit(cast.AUDITOR)
    assert auditor.get(f"/rounds/{cast.LEADING.grant}/what-if").status == 404
    assert auditor.get(f"/grants/{cast.ROUND}/what-if").status == 404


def test_nothing_is_stored(lived: Site) -> None:
    before = lived.programme.log.last_position()
    lived.visit(cast.COORDINATOR).get(f"{WHOLE}?min_meetings=1&max_award=1")
    assert lived.programme.log.last_position() == before


def test_a_round_too_large_for_a_page_says_so(lived: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole, "MOST", 0)
    page = lived.visit(cast.AUDITOR).get(f"{WHOLE}?min_meetings=3")
    assert page.status == 200
    assert "grants what-if --round PRB/I" in page.text
    assert not page.all("section", id="totals")


def test_pages_lead_there(lived: Site) -> None:
    auditor = lived.visit(cast.AUDITOR)
    assert f'href="{WHOLE}"' in auditor.get(f"/rounds/{cast.ROUND}").text
    assert f'href="{WHOLE}"' in auditor.get(f"/rounds/{cast.ROUND}/rules").text
    assert f'href="{ONE}"' in auditor.get(f"/grants/{cast.LEADING.grant}").text
    assert ONE not in lived.visit(cast.LIBRARIAN).get(f"/grants/{cast.LEADING.grant}").text
