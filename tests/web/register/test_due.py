"""What is due: kinds in words, whose turn it is, deadlines and how long they have passed."""

from __future__ import annotations

from tests.support import builders, cast
from tests.support.page import Page, words
from tests.web.conftest import Site


def rows(page: Page) -> list[str]:
    return [words(row) for row in page.by_id("due").iter("{http://www.w3.org/1999/xhtml}tr")][1:]


def test_what_waits_is_told_with_its_deadline(site: Site) -> None:
    site.issue(builders.apply(), builders.return_application(), builders.apply(cast.SECOND))
    page = site.visit(cast.COORDINATOR).get("/due")
    late, check = rows(page)
    assert late.startswith("Poprawa wniosku")
    assert "biblioteka" in late
    assert "200 dni po terminie" in late
    assert check.startswith("Ocena formalna wniosku")
    assert "operator" in check
    assert "bez terminu" in check
    assert f"/grants/{cast.LEADING.grant}" in page.text
    assert f"/libraries/{cast.LEADING.id}" in page.text


def test_filters_narrow_it_and_a_list_of_nothing_says_so(site: Site) -> None:
    site.issue(builders.apply(), builders.return_application(), builders.apply(cast.SECOND))
    browser = site.visit(cast.AUDITOR)
    for query, number in (
        ("who=library", 1), ("who=staff", 1), ("kind=application_check", 1), ("overdue=yes", 1),
        (f"round={cast.ROUND}", 2), ("kind=no-such-kind&who=nobody&round=x", 2),
    ):  # fmt: skip
        assert len(rows(browser.get(f"/due?{query}"))) == number, query
    assert "Żadna sprawa nie pasuje" in browser.get("/due?kind=refund").text


def test_amounts_are_told_where_money_waits(site: Site) -> None:
    site.issue(builders.settled(3)[len(builders.ground()) :], builders.ask_refund())
    browser = site.visit(cast.ACCOUNTANT)
    (refund,) = rows(browser.get("/due?kind=refund"))
    assert "Zwrot niewykorzystanej dotacji" in refund
    assert "250\u00a0zł" in browser.get("/due?kind=refund").text


def test_a_library_sees_what_it_owes_itself(site: Site) -> None:
    site.issue(builders.apply(), builders.return_application(), builders.apply(cast.SECOND))
    page = site.visit(cast.LIBRARIAN).get("/due?who=staff")
    assert len(rows(page)) == 1
    assert "Do zrobienia przez bibliotekę" in page.text
    assert "Nic nie czeka na załatwienie" in site.visit(cast.STRANGER).get("/due").text


def test_htmx_gets_the_table_alone(site: Site) -> None:
    part = site.visit(cast.COORDINATOR).get("/due?round=&kind=&who=staff", htmx=True)
    assert not part.whole
    assert part.answer.headers["HX-Push-Url"] == "/due?who=staff"
