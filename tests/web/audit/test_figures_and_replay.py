"""A figure opens into the lines that make it; a grant replays step by step."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tests.support import builders, cast
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
