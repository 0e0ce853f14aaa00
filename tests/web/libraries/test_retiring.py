"""Libraries that closed: recorded on a page, shown apart, found still, and taken back."""

from __future__ import annotations

from tests.support import builders, cast
from tests.support.page import words
from tests.web.conftest import Site

HOME = f"/libraries/{cast.ELSEWHERE.id}"
RETIRE, RESTORE = f"{HOME}/retire", f"{HOME}/restore"


def test_a_manager_records_who_took_over_and_the_pages_tell(site: Site) -> None:
    browser = site.visit(cast.MANAGER)
    assert RETIRE in browser.get(HOME).text
    page = browser.get(f"{RETIRE}?q=kalin")
    links = [a.get("href") or "" for a in page.by_id("choose").iter("a")]
    chosen = browser.get(next(link for link in links if str(cast.THIRD.id) in link).partition("#")[0])
    empty = browser.send(chosen, {"reason": ""}, htmx=True)
    assert (empty.status, empty.whole, empty.wrong_fields) == (422, False, {"reason"})
    done = browser.send(chosen, {"reason": "Uchwała rady", "occurred_on": "01.09.2013"})
    shown = browser.follow(done)
    assert "Biblioteka zakończyła działalność w dniu 01.09.2013" in words(shown.by_id("main"))
    assert f"/libraries/{cast.THIRD.id}" in shown.text
    assert RETIRE not in shown.text
    assert "coalitions/new" not in shown.text
    listed = browser.get("/libraries?state=closed")
    assert [words(head).startswith(cast.ELSEWHERE.name) for head in listed.all("th", scope="row")] == [True]
    assert cast.ELSEWHERE.name not in browser.get("/libraries?state=working").text
    assert "zakończyła działalność" in browser.get(f"/libraries?q={cast.ELSEWHERE.regon}").text
    picker = browser.get(f"/rounds/{cast.ROUND}/coalitions/new?q={cast.ELSEWHERE.regon}")
    assert f"biblioteka przejmująca: {cast.THIRD.name}" in words(picker.by_id("choose"))


def test_what_is_refused_names_the_successor_with_a_link(site: Site) -> None:
    site.issue(builders.retire(cast.ELSEWHERE, cast.THIRD))
    browser = site.visit(cast.COORDINATOR)
    path = f"/rounds/{cast.ROUND}/coalitions/new?leading={cast.ELSEWHERE.id}&partners={cast.PARTNER.id}"
    for htmx in (False, True):
        page = browser.send(browser.get(path), {}, htmx=htmx)
        assert page.status == 422
        assert "library.succeeded" in page.text
        assert f'href="/libraries/{cast.THIRD.id}"' in page.text


def test_open_grants_are_shown_instead_of_the_form(site: Site) -> None:
    site.issue(builders.apply())
    path = f"/libraries/{cast.LEADING.id}/retire"
    page = site.visit(cast.MANAGER).get(path)
    assert f"/grants/{cast.LEADING.grant}" in page.text
    assert "command-form" not in page.text


def test_a_mistake_is_taken_back_once(site: Site) -> None:
    site.issue(builders.retire(cast.ELSEWHERE))
    one, two = site.visit(cast.MANAGER), site.visit(cast.MANAGER)
    assert "już zapisano" in one.get(RETIRE).text
    assert RESTORE in one.get(HOME).text
    first, second = one.get(RESTORE), two.get(RESTORE)
    assert one.send(first, {"reason": "Pomyłka"}, form=RESTORE).status == 303
    late = two.send(second, {"reason": "Też pomyłka"}, form=RESTORE)
    assert late.status == 409
    assert "Też pomyłka" in late.text
    assert two.send(late, {}, form=RESTORE).status == 422, "there is nothing to take back any more"
    assert RETIRE in one.get(HOME).text


def test_only_a_manager_decides(site: Site) -> None:
    for person in (cast.COORDINATOR, cast.ACCOUNTANT, cast.AUDITOR, cast.LIBRARIAN):
        assert site.visit(person).get(RETIRE).status == 403
        assert site.visit(person).get(RESTORE).status == 403
    assert RETIRE not in site.visit(cast.COORDINATOR).get(HOME).text
    assert site.visit(cast.MANAGER).get(f"/libraries/{cast.ROUND}/retire").status == 404
