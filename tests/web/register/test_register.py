"""The register: narrowed, searched and ordered by its address, as a clerk reads it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from urllib.parse import quote

from sqlalchemy import event

from tests.support import builders, cast
from tests.support.page import Page, words
from tests.web.conftest import Site


def names(page: Page) -> list[str]:
    """The libraries listed, in order."""
    return [words(head) for head in page.all("th", scope="row")]


def applied(site: Site) -> None:
    """Two libraries applied; one of them was awarded."""
    site.issue(builders.apply(), builders.apply(cast.SECOND, requested=80_000), builders.award())


def test_every_grant_is_listed_with_what_a_clerk_looks_for(site: Site) -> None:
    applied(site)
    page = site.visit(cast.COORDINATOR).get("/grants")
    assert names(page) == [cast.SECOND.name, cast.LEADING.name]
    said = words(page.by_id("grants"))
    assert "Przyznany" in said
    assert "0 z 4" in said
    assert "1\u00a0000\u00a0zł" in page.text
    assert "1\u00a0000,00" not in page.text
    assert "(800\u00a0zł)" in page.text
    assert f"/grants/{cast.LEADING.grant}" in page.text


def test_totals_per_stage_lead_to_as_many_rows(site: Site) -> None:
    applied(site)
    browser = site.visit(cast.AUDITOR)
    page = browser.get(f"/grants?round={cast.ROUND}")
    quick = [a for a in page.all("a") if a.get("class") == "pd-quick__link"]
    assert [words(a) for a in quick] == ["W toku 2", "Wszystkie granty 2", "Złożony 1", "Przyznany 1"]
    for link in quick:
        assert len(names(browser.get(link.get("href") or ""))) == int(words(link).split()[-1])


def test_what_is_under_way_comes_first_and_all_is_a_link_away(site: Site) -> None:
    site.issue(builders.apply(), builders.apply(cast.SECOND), builders.withdraw(cast.SECOND))
    browser = site.visit(cast.COORDINATOR)
    first = browser.get("/grants")
    assert names(first) == [cast.LEADING.name]
    assert "/grants?stage=all" in first.text
    assert len(names(browser.get("/grants?stage=all"))) == 2
    assert len(names(browser.get("/grants?q=Brzeziny"))) == 1, "a search looks everywhere"
    assert len(names(browser.get(f"/grants?round={cast.ROUND}"))) == 2
    assert len(names(browser.get(f"/grants?round={cast.ROUND}&stage=open"))) == 1
    assert browser.get("/grants?stage=open&order=name", htmx=True).answer.headers["HX-Push-Url"] == "/grants"
    site.issue(builders.withdraw())
    assert "Żaden grant nie jest w toku" in browser.get("/grants").text


def test_polish_letters_are_found_with_and_without_their_marks(site: Site) -> None:
    applied(site)
    browser = site.visit(cast.COORDINATOR)
    for typed in ("Modrzewin", "modrzewina", "BRZEZINY", "wielkie brzez"):
        assert len(names(browser.get(f"/grants?q={quote(typed)}"))) == 1, typed
    assert names(browser.get("/grants?q=Brzezińy")) == [cast.SECOND.name]
    page = browser.get("/grants?q=nigdzie")
    assert not names(page)
    assert "Żaden grant nie pasuje" in page.text
    assert page.all("input", id="search")[0].get("value") == "nigdzie"


def test_every_order_lists_everything(site: Site) -> None:
    applied(site)
    browser = site.visit(cast.COORDINATOR)
    for order in ("name", "applied", "due", "changed", "awarded", "none-of-these"):
        assert len(names(browser.get(f"/grants?order={order}"))) == 2
    assert names(browser.get("/grants?order=awarded"))[0] == cast.LEADING.name


def test_what_is_overdue_says_so(site: Site) -> None:
    site.issue(builders.apply(), builders.return_application())
    browser = site.visit(cast.COORDINATOR)
    page = browser.get("/grants?overdue=yes")
    assert names(page) == [cast.LEADING.name]
    assert "Po terminie" in words(page.by_id("grants"))
    assert "22.02.2013" in page.text
    site.issue(builders.resubmit(occurred_on=date(2013, 2, 20)))
    assert not names(browser.get("/grants?overdue=yes"))


def test_htmx_gets_the_list_alone_under_its_own_address(site: Site) -> None:
    applied(site)
    part = site.visit(cast.COORDINATOR).get(f"/grants?q=&round={cast.ROUND}&stage=applied&order=name", htmx=True)
    assert not part.whole
    assert part.by_id("grants") is not None
    assert part.answer.headers["HX-Push-Url"] == f"/grants?round={cast.ROUND}&stage=applied"


def test_buttons_are_for_those_who_may_and_only_when_they_would_do_something(site: Site) -> None:
    many, path = f"/rounds/{cast.ROUND}/award", f"/grants?round={cast.ROUND}"
    assert many not in site.visit(cast.COORDINATOR).get(path).text
    applied(site)
    assert many in site.visit(cast.COORDINATOR).get(path).text
    assert many not in site.visit(cast.COORDINATOR).get("/grants").text
    for person in (cast.AUDITOR, cast.ACCOUNTANT):
        assert many not in site.visit(person).get(path).text
    assert f"/rounds/{cast.ROUND}/apply" not in site.visit(cast.COORDINATOR).get(path).text, "the call has ended"


def test_an_empty_register_says_what_comes(site: Site) -> None:
    assert "Nie ma jeszcze wniosków" in site.visit(cast.COORDINATOR).get("/grants").text
    assert "nie złożyła jeszcze wniosku" in site.visit(cast.LIBRARIAN).get("/grants").text


def test_a_library_sees_its_own_grants_and_no_totals(site: Site) -> None:
    applied(site)
    page = site.visit(cast.LIBRARIAN).get("/grants")
    assert names(page) == [cast.LEADING.name]
    assert "pd-quick" not in page.text
    assert not names(site.visit(cast.LIBRARIAN).get("/grants?q=Brzeziny"))
    assert not names(site.visit(cast.STRANGER).get("/grants"))


def test_a_viewer_sees_figures_not_files(site: Site) -> None:
    for path in ("/grants", "/due", "/libraries"):
        assert site.visit(cast.VIEWER).get(path).status == 403


def test_strange_addresses_choose_nothing(site: Site) -> None:
    applied(site)
    browser = site.visit(cast.COORDINATOR)
    strange = ("round=x", "stage=opened", "stage=%00", "at=zzz", "order=due&at=WzFd", "overdue=1", f"q={'a' * 5000}")
    for query in strange:
        assert browser.get(f"/grants?{query}").status == 200, query


def test_a_page_costs_three_questions(site: Site) -> None:
    applied(site)
    browser = site.visit(cast.COORDINATOR)
    browser.get("/grants")
    for path in (f"/grants?round={cast.ROUND}&stage=applied", "/due"):
        with counted(site) as asked:
            browser.get(path)
        assert len(asked) <= 3 + SIGNED_IN, asked


SIGNED_IN = 1
"""The login row, asked on every page."""


@contextmanager
def counted(site: Site) -> Iterator[list[str]]:
    """The statements put to the read models meanwhile."""
    found: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        found.append(statement)

    event.listen(site.programme.engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(site.programme.engine, "before_cursor_execute", note)


def test_pages_of_forty_keep_their_filters(site: Site) -> None:
    many = [cast.Library(f"Biblioteka Gminna nr {n:02d}", f"Wieś {n:02d}", 100 + n) for n in range(42)]
    for library in many:
        site.issue(builders.register(library), builders.form_coalition(library), builders.apply(library))
    browser = site.visit(cast.COORDINATOR)
    first = browser.get("/grants?stage=applied&order=name")
    onward = first.all("a", rel="next")[0].get("href") or ""
    assert len(names(first)) == 40
    assert "stage=applied" in onward
    second = browser.get(onward)
    assert names(second) == [many[40].name, many[41].name]
    back = second.all("a", rel="prev")[0].get("href") or ""
    assert names(browser.get(back)) == names(first)
