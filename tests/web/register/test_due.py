"""What waits and what is due: kinds in words, whose turn it is, deadlines and how long they have passed."""

from __future__ import annotations

from tests.support import builders, cast
from tests.support.page import Page, words
from tests.web.conftest import Site


def rows(page: Page) -> list[str]:
    return [words(row) for row in page.by_id("tasks").iter("tr")][1:]


def test_what_waits_is_told_with_its_deadline(site: Site) -> None:
    site.issue(builders.apply(), builders.return_application(), builders.apply(cast.SECOND))
    browser = site.visit(cast.COORDINATOR)
    page = browser.get("/due")
    (late,) = rows(page)
    (check,) = rows(browser.get("/due?kind=application_check"))
    assert late.startswith("Poprawa wniosku")
    assert "biblioteka" in late
    assert "200 dni po terminie" in late
    assert check.startswith("Ocena formalna wniosku")
    assert "operator" in check
    assert "bez terminu" in check
    assert f"/grants/{cast.LEADING.grant}" in page.text
    assert f"/grants/{cast.LEADING.grant}/resubmit" in page.text


def test_filters_narrow_it_and_a_list_of_nothing_says_so(site: Site) -> None:
    site.issue(builders.apply(), builders.return_application(), builders.apply(cast.SECOND))
    browser = site.visit(cast.AUDITOR)
    for query, number in (
        ("kind=application_check", 1), ("overdue=yes", 1), ("days=overdue", 1), ("days=7", 1), ("days=x", 1),
        (f"round={cast.ROUND}", 1), ("kind=no-such-kind&person=x&round=x", 1), ("stage=returned", 1),
        ("person=nobody", 1),
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
    page = site.visit(cast.LIBRARIAN).get("/due?kind=application_check")
    assert len(rows(page)) == 1
    assert "Do zrobienia przez bibliotekę" in page.text
    assert "Nic nie czeka na załatwienie" in site.visit(cast.STRANGER).get("/due").text


def test_htmx_gets_the_table_alone(site: Site) -> None:
    part = site.visit(cast.COORDINATOR).get("/due?round=&kind=&days=7", htmx=True)
    assert not part.whole
    assert part.answer.headers["HX-Push-Url"] == "/due?days=7"


def test_each_sees_what_waits_for_their_roles(site: Site) -> None:
    site.issue(builders.apply(), builders.award(), builders.sign(), builders.apply(cast.SECOND))
    for person, number in ((cast.COORDINATOR, 1), (cast.MANAGER, 1), (cast.ACCOUNTANT, 1), (cast.EVERYBODY, 2)):
        assert len(rows(site.visit(person).get("/waiting"))) == number, person.first_name
    assert "Wypłata" in words(site.visit(cast.ACCOUNTANT).get("/waiting").by_id("tasks"))
    assert "Ocena formalna wniosku" in words(site.visit(cast.MANAGER).get("/waiting").by_id("tasks"))
    assert "Nic tu teraz nie czeka" in site.visit(cast.LIBRARIAN).get("/waiting").text
    for person in (cast.AUDITOR, cast.VIEWER):
        page = site.visit(person).get("/waiting")
        assert page.status == 403
        assert "/waiting" not in site.visit(person).get("/").text


def test_what_waits_is_narrowed_by_day_stage_round_and_person(site: Site) -> None:
    site.issue(
        builders.apply(), builders.assign(cast.COORDINATOR),
        builders.apply(cast.SECOND, occurred_on=builders.CALL_CLOSES),
    )  # fmt: skip
    browser = site.visit(cast.COORDINATOR)
    first, second = rows(browser.get("/waiting"))
    assert cast.LEADING.name in first
    assert cast.COORDINATOR.first_name in first
    assert cast.SECOND.name in second
    for query, number in (
        ("days=30", 2), ("days=x", 2), ("stage=applied", 2), ("stage=awarded", 0), ("person=me", 1),
        ("person=nobody", 1), (f"person={cast.MANAGER.id}", 0), ("kind=application_check", 2), ("kind=payment", 2),
        (f"round={cast.ROUND}", 2),
    ):  # fmt: skip
        page = browser.get(f"/waiting?{query}")
        assert len(rows(page)) if number else "Nic tu nie czeka" in page.text or "Żadna sprawa" in page.text, query
        assert not number or len(rows(page)) == number, query


def test_work_begins_with_one_s_own_and_nobody_s(site: Site) -> None:
    site.issue(builders.apply(), builders.assign(cast.MANAGER), builders.apply(cast.SECOND))
    browser = site.visit(cast.COORDINATOR)
    (shared,) = rows(browser.get("/waiting"))
    assert cast.SECOND.name in shared
    assert len(rows(browser.get("/waiting?person=all"))) == 2
    assert "/waiting?person=all" in browser.get("/waiting").text
    assert len(rows(browser.get("/due?kind=application_check"))) == 2


def test_a_row_leads_to_the_form_of_who_may_take_the_step(site: Site) -> None:
    site.issue(builders.apply(), builders.award(90_000))
    sign = f"/grants/{cast.LEADING.grant}/sign"
    page = site.visit(cast.COORDINATOR).get("/waiting")
    assert sign in page.text
    assert "900\u00a0zł" in page.text
    reading = site.visit(cast.AUDITOR).get("/due?kind=agreement")
    assert len(rows(reading)) == 1
    assert sign not in reading.text


def test_what_has_no_deadline_is_not_among_deadlines(site: Site) -> None:
    site.issue(builders.apply(), builders.award())
    assert "Nic nie czeka na załatwienie" in site.visit(cast.COORDINATOR).get("/due").text


def test_a_library_sees_what_waits_for_it(site: Site) -> None:
    site.issue(builders.apply(), builders.return_application(), builders.apply(cast.SECOND))
    page = site.visit(cast.LIBRARIAN).get("/waiting?person=me&kind=payment")
    assert len(rows(page)) == 1
    assert "Poprawa wniosku" in words(page.by_id("tasks"))
    assert cast.SECOND.name not in page.text
