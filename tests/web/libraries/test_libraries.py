"""Libraries: the list, registering, correcting, and the page of one with its whole trail."""

from __future__ import annotations

from tests.support import builders, cast
from tests.support.page import Page, words
from tests.web.conftest import Site

NEW = {"name": "Biblioteka Gminna w Żabnicy", "town": "Żabnica", "nip": "", "regon": "", "terc": "1418042"}
FRESH = cast.Library("Biblioteka Gminna w Żabnicy", "Żabnica", 60)
TYPED = {
    "name": FRESH.name, "town": FRESH.town, "terc": "1418042", "regon": f"{FRESH.regon[:3]} {FRESH.regon[3:]}",
    "nip": f"{FRESH.nip[:3]}-{FRESH.nip[3:]}", "mailbox": "biblioteka@example.org",
}  # fmt: skip
CORRECT = f"/libraries/{cast.LEADING.id}/correct"


def trail(page: Page) -> list[str]:
    return [words(entry) for entry in page.all("li") if "pd-trail__entry" in (entry.get("class") or "")]


def names(page: Page) -> list[str]:
    return [words(head) for head in page.all("th", scope="row")]


# --- the list ------------------------------------------------------------------------------------------------------


def test_libraries_are_listed_by_town_and_found_by_name_town_or_regon(site: Site) -> None:
    browser = site.visit(cast.COORDINATOR)
    assert names(browser.get("/libraries"))[0] == cast.SECOND.name
    regon = cast.PARTNER_TWO.regon
    for typed in ("zuraw", "Żurawiejka", regon, f"{regon[:3]}%20{regon[3:]}"):
        assert names(browser.get(f"/libraries?q={typed}")) == [cast.PARTNER_TWO.name], typed
    assert "Nie znaleziono takiej biblioteki" in browser.get("/libraries?q=999999999").text
    assert not browser.get("/libraries?q=mod", htmx=True).whole


def test_the_list_leads_a_librarian_home(site: Site) -> None:
    assert site.visit(cast.LIBRARIAN).get("/libraries").location == f"/libraries/{cast.LEADING.id}"


# --- registering and correcting ------------------------------------------------------------------------------------


def test_a_library_is_registered_and_a_coalition_offered(site: Site) -> None:
    browser = site.visit(cast.COORDINATOR)
    done = browser.send(browser.get("/libraries/new"), TYPED, form="/libraries/new")
    assert done.status == 303
    page = browser.follow(done)
    assert FRESH.name in words(page.all("h1")[0])
    assert FRESH.regon in page.text
    assert f"/rounds/{cast.ROUND}/coalitions/new?leading=" in page.text
    assert "wpisano" in trail(page)[-1].lower() or FRESH.regon in trail(page)[-1]


def test_what_is_wrong_is_told_field_by_field(site: Site) -> None:
    browser = site.visit(cast.COORDINATOR)
    for htmx in (False, True):
        page = browser.send(browser.get("/libraries/new"), {**NEW, "terc": "12"}, form="/libraries/new", htmx=htmx)
        assert page.status == 422
        assert page.whole is not htmx
        assert {"regon", "nip", "terc"} <= page.wrong_fields
        assert "Żabnica" in page.text


def test_a_wrong_check_digit_and_a_second_registration_are_refused(site: Site) -> None:
    browser = site.visit(cast.COORDINATOR)
    wrong = {**TYPED, "regon": f"{FRESH.regon[:-1]}{(int(FRESH.regon[-1]) + 1) % 10}"}
    page = browser.send(browser.get("/libraries/new"), wrong, form="/libraries/new")
    assert page.status == 422
    assert "library.regon_invalid" in page.text
    twice = browser.send(browser.get("/libraries/new"), {**TYPED, "regon": cast.LEADING.regon}, form="/libraries/new")
    assert twice.status == 422
    link = next(a.get("href") or "" for a in twice.all("a") if (a.get("href") or "").startswith("/libraries?q="))
    assert names(browser.get(link)) == [cast.LEADING.name]


def test_only_what_was_changed_is_corrected(site: Site) -> None:
    browser = site.visit(cast.COORDINATOR)
    form = browser.get(CORRECT)
    assert form.fields(form.form(CORRECT))["town"] == "Modrzewina"
    page = browser.follow(browser.send(form, {"town": "Modrzewina Górna", "reason": "Literówka"}, form=CORRECT))
    newest = trail(page)[0]
    assert "Modrzewina Górna" in newest
    assert cast.LEADING.regon not in newest
    again = browser.send(browser.get(CORRECT), {"reason": "Nic"}, form=CORRECT)
    assert again.status == 422
    assert "library.nothing_changed" in again.text


def test_nothing_can_be_emptied_and_a_reason_is_asked(site: Site) -> None:
    browser = site.visit(cast.COORDINATOR)
    page = browser.send(browser.get(CORRECT), {"name": " ", "reason": "Pomyłka"}, form=CORRECT)
    assert page.status == 422
    assert page.wrong_fields == {"name"}
    page = browser.send(browser.get(CORRECT), {"town": "Inna"}, form=CORRECT)
    assert page.status == 422
    assert page.wrong_fields == {"reason"}


def test_whoever_saw_old_data_is_told_what_happened_meanwhile(site: Site) -> None:
    one, two = site.visit(cast.COORDINATOR), site.visit(cast.MANAGER)
    first, second = one.get(CORRECT), two.get(CORRECT)
    assert one.send(first, {"town": "Modrzewina Górna", "reason": "Zmiana"}, form=CORRECT).status == 303
    late = two.send(second, {"town": "Modrzewina Dolna", "reason": "Zmiana"}, form=CORRECT, htmx=True)
    assert late.status == 409
    assert "Modrzewina Górna" in late.text
    assert 'value="Modrzewina Dolna"' in late.text
    assert two.send(late, {}, form=CORRECT).status == 303


def test_only_staff_register_and_correct(site: Site) -> None:
    for path in ("/libraries/new", CORRECT):
        for person in (cast.ACCOUNTANT, cast.AUDITOR, cast.VIEWER, cast.LIBRARIAN):
            assert site.visit(person).get(path).status == 403, path
    page = site.visit(cast.AUDITOR).get(f"/libraries/{cast.LEADING.id}")
    assert CORRECT not in page.text
    assert "coalitions" not in page.text
    assert site.visit(cast.COORDINATOR).get(f"/libraries/{cast.ROUND}/correct").status == 404


# --- the page ------------------------------------------------------------------------------------------------------


def test_a_library_s_page_tells_its_parts_and_what_it_owes(site: Site) -> None:
    site.issue(builders.settled(3)[len(builders.ground()) :], builders.ask_refund())
    page = site.visit(cast.AUDITOR).get(f"/libraries/{cast.LEADING.id}")
    parts, owes = words(page.by_id("parts")), page.text
    assert "Runda I Biblioteka Wiodąca" in parts
    assert "3 z 4" in parts
    assert "Rozliczony" in parts
    assert cast.PARTNER.name in parts
    assert "Zwrot niewykorzystanej dotacji" in owes
    assert "250,00" in owes
    assert f"/grants/{cast.LEADING.grant}" in page.text


def test_a_partner_s_page_tells_whose_partner_it_is(site: Site) -> None:
    site.issue(builders.paid()[len(builders.ground()) :], builders.meetings(1))
    page = site.visit(cast.COORDINATOR).get(f"/libraries/{cast.PARTNER.id}")
    parts = words(page.by_id("parts"))
    assert "Biblioteka Partnerska" in parts
    assert cast.LEADING.name in parts
    assert "Umowa podpisana" in parts
    assert f"/libraries/{cast.LEADING.id}" in page.text
    assert "W tej chwili nic." in page.text


def test_the_trail_has_every_step_once_and_can_be_told_by_part(site: Site) -> None:
    site.issue(builders.paid()[len(builders.ground()) :], builders.meetings(1))
    browser, path = site.visit(cast.AUDITOR), f"/libraries/{cast.PARTNER.id}"
    everything, own, joined = (trail(browser.get(f"{path}{q}")) for q in ("", "?part=leading", "?part=partner"))
    assert len(everything) == len(own) + len(joined)
    assert own
    assert joined
    met = next(entry for entry in joined if "spotkanie" in entry)
    assert "Runda I" in met
    assert f"Biblioteka Wiodąca: {cast.LEADING.name}" in met
    assert "zdarzyło się 12.03.2013" in met
    assert "zapisano 10.09.2013" in met
    assert "Bronia, koordynator" in met
    page = browser.get(path)
    assert f"/grants/{cast.LEADING.grant}/replay/" in page.text
    assert trail(browser.get(f"{path}?part=nonsense&at=zz")) == everything


def test_older_steps_come_by_a_link_with_and_without_htmx(site: Site) -> None:
    site.issue(builders.correct_library(name=f"Biblioteka Publiczna w Modrzewinie {n}") for n in range(45))
    browser, path = site.visit(cast.COORDINATOR), f"/libraries/{cast.LEADING.id}"
    first = browser.get(path)
    link = words_of_older(first)
    assert len(trail(first)) == 40
    plain, part = browser.get(link), browser.get(link, htmx=True)
    assert plain.whole
    assert not part.whole
    assert trail(plain) == trail(part)
    assert not set(trail(plain)) & set(trail(first))
    assert "REGON" in trail(plain)[-1], "the first step of all"
    assert "Nowsze wpisy" in plain.text
    assert not part.all("a", href=path)


def words_of_older(page: Page) -> str:
    """Where the link to older steps leads."""
    return next(a.get("href") or "" for a in page.all("a") if a.get("hx-target") == "#older")


def test_a_library_sees_itself_and_nobody_else(site: Site) -> None:
    site.issue(builders.apply(), builders.return_application())
    own = site.visit(cast.LIBRARIAN)
    page = own.get(f"/libraries/{cast.LEADING.id}")
    assert "Poprawa wniosku" in page.text
    assert f"/libraries/{cast.PARTNER.id}" not in page.text
    assert own.get(f"/libraries/{cast.PARTNER.id}").status == 404
    assert site.visit(cast.STRANGER).get(f"/libraries/{cast.LEADING.id}").status == 404
    assert site.visit(cast.AUDITOR).get(f"/libraries/{cast.ROUND}").status == 404
