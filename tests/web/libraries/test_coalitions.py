"""Coalitions: chosen by links in the address, so that no script is needed and nothing is typed twice."""

from __future__ import annotations

from uuid import uuid4

from tests.support import builders, cast
from tests.support.page import Page, words
from tests.web.conftest import Site

FORM = f"/rounds/{cast.ROUND}/coalitions/new"
THEIRS = f"/rounds/{cast.ROUND}/coalitions/{cast.LEADING.id}"


def choose(page: Page, library: cast.Library) -> str:
    """The link that stands beside a library in the search's results."""
    links = [a for a in page.by_id("choose").iter("a") if library.name in words(a)]
    return (links[0].get("href") or "").partition("#")[0]


def test_a_coalition_is_formed_by_choosing_from_what_the_search_finds(site: Site) -> None:
    browser = site.visit(cast.COORDINATOR)
    page = browser.get(f"{FORM}?q=kalin")
    page = browser.get(choose(page, cast.THIRD))
    assert "command-form" not in page.text, "one partner at least"
    page = browser.get(choose(page, cast.PARTNER))
    page = browser.get(choose(page, cast.ELSEWHERE))
    done = browser.send(page, {"occurred_on": "01.02.2013"})
    assert done.status == 303
    assert done.location == f"/libraries/{cast.THIRD.id}"
    shown = browser.follow(done)
    parts = words(shown.by_id("parts"))
    assert cast.PARTNER.name in parts
    assert cast.ELSEWHERE.name in parts
    assert "Koalicja została utworzona" in shown.text


def test_who_leads_already_cannot_be_chosen_to_lead_but_may_be_a_partner(site: Site) -> None:
    browser = site.visit(cast.COORDINATOR)
    page = browser.get(f"{FORM}?q=modrz")
    assert "ma już swoją koalicję" in page.text
    assert "leading=" not in words(page.by_id("choose"))
    page = browser.get(f"{FORM}?leading={cast.THIRD.id}&q=modrz")
    assert choose(page, cast.LEADING).endswith(f"partners={cast.LEADING.id}")
    forced = browser.get(f"{FORM}?leading={cast.LEADING.id}&partners={cast.PARTNER.id}")
    refused = browser.send(forced, {})
    assert refused.status == 422
    assert "coalition.already_leading" in refused.text


def test_a_wrong_day_keeps_what_was_chosen(site: Site) -> None:
    browser = site.visit(cast.COORDINATOR)
    page = browser.get(f"{FORM}?leading={cast.THIRD.id}&partners={cast.PARTNER.id},{cast.PARTNER_TWO.id}")
    part = browser.send(page, {"occurred_on": "31.02.2013"}, htmx=True)
    wrong = browser.send(page, {"occurred_on": "31.02.2013"})
    for answer in (part, wrong):
        assert answer.status == 422
        assert answer.wrong_fields == {"occurred_on"}
    assert cast.PARTNER_TWO.name in words(wrong.by_id("coalition"))
    assert browser.send(wrong, {"occurred_on": ""}).status == 303


def test_one_chosen_can_be_taken_back(site: Site) -> None:
    browser = site.visit(cast.COORDINATOR)
    page = browser.get(f"{FORM}?leading={cast.THIRD.id}&partners={cast.PARTNER.id},{cast.PARTNER_TWO.id}")
    card = page.by_id("coalition")
    links = [a for a in card.iter("a") if cast.PARTNER.name in words(a)]
    fewer = browser.get(links[0].get("href") or "")
    assert cast.PARTNER.name not in words(fewer.by_id("coalition"))
    assert cast.PARTNER_TWO.name in words(fewer.by_id("coalition"))


def test_strange_ids_choose_nobody(site: Site) -> None:
    browser = site.visit(cast.COORDINATOR)
    page = browser.get(f"{FORM}?leading={uuid4()}&partners=x,,{uuid4()},{'y' * 3000}")
    assert page.status == 200
    assert "jeszcze nie wybrano" in page.text
    assert browser.get(f"/rounds/{uuid4()}/coalitions/new").status == 404


def test_a_partner_joins(site: Site) -> None:
    browser = site.visit(cast.COORDINATOR)
    page = browser.get(f"{THEIRS}/add?q=modrz")
    assert "jest Biblioteką Wiodącą tej koalicji" in page.text
    assert "jest już Biblioteką Partnerską" in browser.get(f"{THEIRS}/add?q=olsz").text
    chosen = browser.get(choose(browser.get(f"{THEIRS}/add?q=świerk"), cast.ELSEWHERE))
    done = browser.send(chosen, {})
    assert done.location == f"/libraries/{cast.LEADING.id}"
    assert cast.ELSEWHERE.name in words(browser.follow(done).by_id("parts"))
    again = browser.send(chosen, {"command_id": str(uuid4())})
    assert again.status == 422
    assert "coalition.already_partner" in again.text


def test_nobody_joins_unless_somebody_was_chosen(site: Site) -> None:
    browser = site.visit(cast.COORDINATOR)
    chosen = browser.get(f"{THEIRS}/add?partner={cast.ELSEWHERE.id}")
    fields = chosen.fields(chosen.form())
    assert browser.post(f"{THEIRS}/add", fields).status == 422


def test_a_partner_leaves_and_the_last_one_stays(site: Site) -> None:
    browser = site.visit(cast.COORDINATOR)
    home = browser.get(f"/libraries/{cast.LEADING.id}")
    path = f"{THEIRS}/leave/{cast.PARTNER.id}"
    assert path in home.text
    page = browser.follow(browser.send(browser.get(path), {"occurred_on": "02.03.2013"}, form=path))
    parts = words(page.by_id("parts"))
    assert "07.01.2013 – 02.03.2013" in parts
    assert f"{THEIRS}/leave/" not in page.text, "nothing is offered that would be refused"
    last = browser.get(f"{THEIRS}/leave/{cast.PARTNER_TWO.id}")
    assert "To jedyna Biblioteka Partnerska" in last.text
    assert "command-form" not in last.text
    assert browser.get(path).status == 404, "it has left"


def test_only_staff_form_coalitions(site: Site) -> None:
    for path in (FORM, f"{THEIRS}/add", f"{THEIRS}/leave/{cast.PARTNER.id}"):
        for person in (cast.ACCOUNTANT, cast.AUDITOR, cast.VIEWER, cast.LIBRARIAN):
            assert site.visit(person).get(path).status == 403, path


def test_a_closed_round_offers_no_change_of_its_coalitions(site: Site) -> None:
    site.issue(builders.close_round())
    page = site.visit(cast.COORDINATOR).get(f"/libraries/{cast.LEADING.id}")
    assert "coalitions" not in page.text
