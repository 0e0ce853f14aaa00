"""Replays of a library, a round, a person and a command on their pages: what stands there, and who may look."""

from __future__ import annotations

import re
from collections.abc import Sequence
from uuid import UUID

import pytest

from grants.lifecycle.commands.awarding import AwardRow
from tests.support import builders as b
from tests.support import cast
from tests.support.cast import ACCOUNTANT, AUDITOR, COORDINATOR, LEADING, LIBRARIAN, MANAGER, PARTNER, SECOND, VIEWER
from tests.web.conftest import Site

LIBRARY = f"/libraries/{LEADING.id}/replay"
ROUND = f"/rounds/{cast.ROUND}/replay"
OWN = f"/people/{COORDINATOR.id}/replay"
BOTH = [AwardRow(grant=library.grant, amount=b.FULL) for library in (LEADING, SECOND)]


@pytest.fixture
def lived(site: Site) -> Site:
    """Two grants, awarded by one command; one of them paid, with a meeting at which a partner was."""
    site.issue(b.apply(), b.apply(SECOND), b.award_many(*BOTH), b.sign(), b.pay(), b.meeting())
    return site


def said(site: Site, path: str, reader: cast.Person = AUDITOR) -> str:
    """The page without its frame."""
    page = site.visit(reader).get(path)
    assert page.status == 200, path
    return page.text.split('id="main"')[1]


def command_of(site: Site, words: str) -> str:
    """The page of the command that did what these words tell."""
    rows = site.visit(AUDITOR).get(f"{ROUND}.json").answer.json()
    return f"/commands/{next(row['command_id'] for row in rows if words in row['sentence'])}/replay"


def test_a_library_with_its_grants_its_coalitions_and_itself(lived: Site) -> None:
    page = said(lived, LIBRARY)
    for words in ("Wpisano do rejestru bibliotek", "Utworzono koalicję", "Złożono wniosek", "Odbyło się spotkanie"):
        assert words in page, words
    assert f"/grants/{LEADING.grant}/replay/3" in page
    assert f"/grants/{SECOND.grant}/replay/3" not in page


def test_a_partner_finds_the_meetings_it_was_at(lived: Site) -> None:
    page = said(lived, f"/libraries/{PARTNER.id}/replay?kind=meeting")
    assert "jako partner" in page
    assert LEADING.name in page


def test_a_round_with_all_its_grants_by_command(lived: Site) -> None:
    page = said(lived, f"{ROUND}?kind=award")
    [card] = page.split('class="pd-card pd-deed"')[1:]
    assert card.count("Przyznano") == 2
    assert card.count("Zarezerwowano") == 2
    assert said(lived, f"{ROUND}?density=line&kind=funds").count("Zarezerwowano") == 2


def test_states_are_told_in_full(lived: Site) -> None:
    page = said(lived, f"{ROUND}?density=full&kind=payment&order=newest")
    assert "Cały stan przed krokiem i po nim" in page
    assert "<ins>1\u00a0000,00\u00a0zł</ins>" in page


def test_pages_follow_one_another_without_a_gap(lived: Site) -> None:
    lived.issue(*(b.plan_meeting(day) for day in b.MEETING_DAYS), *(b.meeting(day) for day in b.MEETING_DAYS[1:]))
    auditor, at, found, pages = lived.visit(AUDITOR), f"{ROUND}?density=full", [], 0
    while at:
        page = auditor.get(at)
        found += re.findall(r'class="pd-card" id="(step-\w+-\d+)"', page.text)
        [at] = [str(e.get("href")) for e in page.all("a") if e.get("rel") == "next"] or [""]
        pages += 1
    whole = [f"step-{row['stream'][:8]}-{row['version']}" for row in auditor.get(f"{ROUND}.json").answer.json()]
    assert (found, pages > 2) == (whole, True)


def test_a_stretch_in_which_nothing_fits_leads_on(lived: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grants.read.trail.seeking.LOOKED", 3)
    auditor = lived.visit(AUDITOR)
    path, seen = f"{ROUND}?density=line&kind=payment", 0
    for _ in range(20):
        page = auditor.get(path)
        seen += page.text.count("Wypłacono")
        following = [str(e.get("href")) for e in page.all("a") if e.get("rel") == "next"]
        if not following:
            break
        path = following[0]
    assert seen == 1
    assert "Nic w tej części historii" in auditor.get(f"{ROUND}?density=line&kind=payment").text


def test_json_goes_by_pages_too(lived: Site) -> None:
    answer = lived.visit(AUDITOR).get(f"{LIBRARY}.json?order=newest&lang=en").answer
    assert answer.json()[0]["name"] == "grant.meeting_held.v1"
    assert answer.json()[0]["after"]["meetings_held"] == 1
    assert "link" not in answer.headers


def test_what_a_command_caused_stands_on_one_page_in_full(lived: Site) -> None:
    path = command_of(lived, "Przyznano")
    page = said(lived, path)
    assert page.count("Przyznano") == 2
    assert f"/findings/new?grant={LEADING.grant}" in page
    assert f"stream={cast.ROUND}" in page
    [href] = set(
        re.findall(rf'href="({re.escape(path)}\?at=[^"]*)', said(lived, f"{ROUND}?density=line&kind=funds"))[:1]
    )
    first = said(lived, href.partition("#")[0])
    assert first.split('class="pd-card"')[1].count("Zarezerwowano") == 1


def test_the_finding_about_the_rounds_money_names_the_rounds_event(lived: Site) -> None:
    auditor = lived.visit(AUDITOR)
    page = auditor.get(command_of(lived, "Przyznano"))
    form = next(str(e.get("href")) for e in page.all("a") if f"stream={cast.ROUND}" in str(e.get("href")))
    assert "Zarezerwowano" in auditor.get(form).text


def test_everybody_finds_what_they_did_behind_their_own_name(lived: Site) -> None:
    header = lived.visit(COORDINATOR).get("/").text.split('id="main"')[0]
    assert f'href="{OWN}"' in header
    page = said(lived, OWN, COORDINATOR)
    assert "Moje czynności" in page
    assert "Wypłacono" not in page
    assert "Wypłacono" in said(lived, f"/people/{ACCOUNTANT.id}/replay", ACCOUNTANT)
    assert "/people/" not in lived.visit(VIEWER).get("/").text


def test_auditors_and_managers_find_what_a_person_did_from_a_step(lived: Site) -> None:
    for reader in (AUDITOR, MANAGER):
        assert f'href="{OWN}"' in said(lived, f"{ROUND}?who={COORDINATOR.id}", reader)
        assert "Czynności tej osoby" in said(lived, OWN, reader)
    assert OWN not in said(lived, f"{ROUND}?who={COORDINATOR.id}", ACCOUNTANT)


def test_a_person_of_a_library_sees_what_it_did_and_nobody_else(lived: Site) -> None:
    assert "Nic się jeszcze nie wydarzyło" in said(lived, f"/people/{LIBRARIAN.id}/replay", LIBRARIAN)
    assert lived.visit(LIBRARIAN).get(OWN).status == 404
    assert lived.visit(ACCOUNTANT).get(OWN).status == 403


@pytest.mark.parametrize("reader", [LIBRARIAN, VIEWER])
def test_the_rest_is_not_for_libraries_and_viewers(lived: Site, reader: cast.Person) -> None:
    paths: Sequence[str] = (LIBRARY, ROUND, f"{LIBRARY}.json", f"{ROUND}.json", command_of(lived, "Przyznano"))
    assert [lived.visit(reader).get(path).status for path in paths] == [403] * 5
    for page in (f"/libraries/{LEADING.id}", f"/rounds/{cast.ROUND}"):
        assert "/replay" not in lived.visit(reader).get(page).text.replace(
            f"/grants/{LEADING.grant}/replay", ""
        ).replace(f"/people/{reader.id}/replay", "")


def test_links_lead_there_from_where_one_looks(lived: Site) -> None:
    auditor = lived.visit(AUDITOR)
    assert LIBRARY in auditor.get(f"/libraries/{LEADING.id}").text
    assert f"/rounds/{cast.ROUND}/trail" in auditor.get(f"/rounds/{cast.ROUND}").text
    assert ROUND in auditor.get(f"/rounds/{cast.ROUND}/trail").text


def test_what_is_not_there_is_not_found(lived: Site) -> None:
    auditor = lived.visit(AUDITOR)
    for place in ("libraries", "rounds", "people", "commands"):
        assert auditor.get(f"/{place}/{UUID(int=7)}/replay").status == 404, place


@pytest.mark.parametrize("path", [LIBRARY, ROUND, OWN])
def test_a_past_day_leaves_out_what_came_later(lived: Site, path: str) -> None:
    page = said(lived, f"{path}?as_of={b.AWARDED_ON}&density=line")
    assert "Złożono wniosek" in page
    assert "Podpisano" not in page
    assert lived.visit(AUDITOR).get(f"{path}?known=01.01.2090").status == 422


def test_in_english(lived: Site) -> None:
    page = said(lived, f"{LIBRARY}?lang=en&density=full")
    for words in ("The whole state before and after", "By command", "The oldest first", "Narrow the replay"):
        assert words in page
