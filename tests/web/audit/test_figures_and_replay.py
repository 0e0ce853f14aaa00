"""A figure opens into the lines that make it; a grant replays step by step."""

from __future__ import annotations

import re
from datetime import date
from functools import partial

import pytest

from grants.read import ledger
from tests.support import builders, cast
from tests.support.page import words
from tests.web.conftest import Site


@pytest.fixture
def lived(site: Site) -> Site:
    """A grant applied for, awarded, signed, paid, with one meeting."""
    site.issue(
        builders.apply(), builders.award(), builders.sign(), builders.pay(), builders.meeting(),
    )  # fmt: skip
    return site


def test_the_lines_add_up_to_the_figure_and_lead_to_their_events(lived: Site) -> None:
    auditor = lived.visit(cast.AUDITOR)
    page = auditor.get(f"/rounds/{cast.ROUND}/figures/paid")
    assert page.status == 200
    assert "dokładnie tę liczbę" in page.text
    assert cast.LEADING.name in page.text
    [href] = set(re.findall(r"/grants/[0-9a-f-]+/replay/\d+", page.text))
    assert auditor.get(href).status == 200


def test_a_figure_with_a_dimension_is_told_in_parts(lived: Site) -> None:
    auditor = lived.visit(cast.AUDITOR)
    page = auditor.get(f"/rounds/{cast.ROUND}/figures/attendances")
    assert page.text.count("?dimension=") >= 2
    part = auditor.get(f"/rounds/{cast.ROUND}/figures/attendances?dimension=partner_library")
    assert part.status == 200
    assert "dokładnie tę liczbę" in part.text


def test_a_figure_that_nothing_moved_says_so(site: Site) -> None:
    page = site.visit(cast.AUDITOR).get(f"/rounds/{cast.ROUND}/figures/refund_received")
    assert "Nic jeszcze nie zmieniło tej liczby" in page.text


def test_a_month_of_a_figure_opens_into_its_lines(lived: Site) -> None:
    auditor = lived.visit(cast.AUDITOR)
    lived.issue(builders.meetings(4)[1:])
    path = f"/rounds/{cast.ROUND}/figures/meetings_held"
    months = re.findall(r'href="([^"]*month=2013-04[^"]*)"', auditor.get(path).text)
    assert months == [f"{path}?month=2013-04"]
    assert f'href="{months[0]}"' in auditor.get(f"/rounds/{cast.ROUND}").text, "the dashboard leads there as well"
    page = auditor.get(months[0])
    assert words(page.by_id("total")) == "1"
    assert "dokładnie tę liczbę" in page.text
    assert len(page.all("tr")) == 2, "the head and one line"


def test_a_part_a_month_and_a_past_day_go_together(lived: Site) -> None:
    lived.issue(builders.meetings(4)[1:])
    path = f"/rounds/{cast.ROUND}/figures/meetings_held?dimension=in_person"
    auditor = lived.visit(cast.AUDITOR)
    assert words(auditor.get(f"{path}&month=2013-04").by_id("total")) == "1"
    page = auditor.get(f"{path}&month=2013-04&as_of=2013-04-15")
    assert page.status == 200
    assert words(page.by_id("total")) == "0"
    assert "dokładnie tę liczbę" in page.text
    assert page.all("input", name="month", value="2013-04"), "the control keeps the month"


def test_a_figure_leads_to_itself_by_voivodeship(lived: Site) -> None:
    auditor = lived.visit(cast.AUDITOR)
    place = f"/rounds/{cast.ROUND}/figures/paid_by_voivodeship"
    assert f'href="{place}"' in auditor.get(f"/rounds/{cast.ROUND}/figures/paid").text
    assert "dokładnie tę liczbę" in auditor.get(place).text
    assert "by_voivodeship" not in auditor.get(f"/rounds/{cast.ROUND}/figures/refund_due").text


@pytest.mark.parametrize("month", ["2013", "2013-13", "2013-00", "x", "0000-01", "2013-4"])
def test_what_is_no_month_is_not_found(site: Site, month: str) -> None:
    assert site.visit(cast.AUDITOR).get(f"/rounds/{cast.ROUND}/figures/paid?month={month}").status == 404


def test_a_page_of_many_says_what_its_own_lines_add_up_to(lived: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    lived.issue(builders.meetings(4)[1:])
    monkeypatch.setattr(ledger, "lines_question", partial(ledger.lines_question, limit=1))
    page = lived.visit(cast.AUDITOR).get(f"/rounds/{cast.ROUND}/figures/meetings_held")
    assert "Pozycje na tej stronie dają razem +1" in page.text
    assert "dokładnie tę liczbę" in page.text


@pytest.mark.parametrize("tail", ["nonsense", "paid?dimension=x", "attendances?dimension=" + "x" * 60])
def test_a_figure_that_there_is_not_is_not_found(site: Site, tail: str) -> None:
    assert site.visit(cast.AUDITOR).get(f"/rounds/{cast.ROUND}/figures/{tail}").status == 404


def test_replay_shows_every_step_with_what_it_changed(lived: Site) -> None:
    page = lived.visit(cast.AUDITOR).get(f"/grants/{cast.LEADING.grant}/replay")
    own = f"step-{str(cast.LEADING.grant)[:8]}-"
    assert [e.get("id") for e in page.all("li") if (e.get("id") or "").startswith(own)] == [
        f"{own}{n}" for n in range(1, 7)
    ]
    assert page.text.count("<ins>") >= 5


def test_a_step_has_an_address_of_its_own_with_the_state_after_it(lived: Site) -> None:
    auditor = lived.visit(cast.AUDITOR)
    page = auditor.get(f"/grants/{cast.LEADING.grant}/replay/3")
    assert "grant.awarded.v1" in page.text
    assert "pd-beside__changed" in page.text
    assert auditor.get(f"/grants/{cast.LEADING.grant}/replay/7").status == 404
    assert auditor.get(f"/grants/{cast.LEADING.grant}/replay/0").status == 404
    assert auditor.get(f"/grants/{cast.ROUND}/replay").status == 404


def test_both_days_are_told_when_they_differ(lived: Site) -> None:
    page = lived.visit(cast.AUDITOR).get(f"/grants/{cast.LEADING.grant}/replay/2")
    day: date = builders.APPLIED_ON
    assert f"{day.day:02}.{day.month:02}.{day.year}" in page.text
    assert "zapisano" in page.text


def test_who_may_look(lived: Site) -> None:
    path = f"/grants/{cast.LEADING.grant}/replay"
    for person in (cast.COORDINATOR, cast.MANAGER, cast.ACCOUNTANT, cast.AUDITOR):
        assert lived.visit(person).get(path).status == 200
    assert lived.visit(cast.LIBRARIAN).get(path).status == 200
    assert lived.visit(cast.STRANGER).get(path).status in (403, 404)


def test_english_is_complete(lived: Site) -> None:
    page = lived.visit(cast.AUDITOR).get(f"/rounds/{cast.ROUND}/figures/paid?lang=en")
    assert "exactly this figure" in page.text
