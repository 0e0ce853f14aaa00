"""The page of a grant: what it shows in every stage, to whom, and what it offers."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import event

from grants.store.texts import erase_text
from tests.support import builders as b
from tests.support.cast import (
    AUDITOR,
    COORDINATOR,
    EVERYBODY,
    LEADING,
    LIBRARIAN,
    MANAGER,
    PARTNER,
    PARTNER_THREE,
    STRANGER,
    VIEWER,
    Person,
)
from tests.support.page import Page, words
from tests.support.scenario import Ask
from tests.web.lifecycle.conftest import HOME, SPINE, Begun

RETURNED = (b.apply(), b.return_application())
LIVED = (*SPINE, *b.meetings(4), b.cost(), b.accept())
REPORTED = (*LIVED, b.report())
STORIES: dict[str, tuple[Ask, ...]] = {
    "applied": (b.apply(),),
    "with a waiver asked for": (b.apply(plan=b.plan(virtual=0), waiver=b.wish(note="Brak łącza")),),
    "returned": RETURNED,
    "resubmitted": (*RETURNED, b.resubmit(occurred_on=date(2013, 2, 15))),
    "rejected": (b.apply(), b.reject()),
    "withdrawn": (b.apply(), b.withdraw()),
    "awarded": SPINE[:2],
    "agreed": SPINE[:3],
    "paid": SPINE,
    "with meetings": (*SPINE, *b.meetings(2), b.meeting(b.MEETING_DAYS[2], partners=[]), b.void_meeting(2)),
    "with costs": (*SPINE, b.cost(), b.cost(9_900, document="FV 2/2013"), b.reject_cost(2)),
    "reported": REPORTED,
    "report returned": (*REPORTED, b.return_report()),
    "settled": (*REPORTED, b.settle()),
    "refund due": (*SPINE, *b.meetings(3), b.cost(), b.accept(), b.report(), b.settle(), b.ask_refund()),
    "cancelled": (*SPINE, b.cancel()),
}


def offered(page: Page) -> list[str]:
    """The links of the box "What next"."""
    return [e.get("href") or "" for e in page.by_id("what-next").iter("a")]


@pytest.mark.parametrize("story", STORIES)
def test_every_stage_has_its_page_and_what_it_offers_would_be_heard(begun: Begun, story: str) -> None:
    """Every form that the box leads to opens for this person and does not say that it is not possible."""
    site = begun(*STORIES[story])
    for person in (EVERYBODY, LIBRARIAN):
        visitor = site.visit(person)
        page = visitor.get(HOME)
        assert words(page.all("h1")[0]) == LEADING.name
        for anchor in ("what-next", "counts", "money", "application", "trail"):
            assert page.by_id(anchor) is not None
        for href in offered(page):
            if "#" not in href:
                form = visitor.get(href)
                assert form.status == 200, href
                assert "pd-panel--refusal" not in form.text, href


def test_the_page_speaks_english(begun: Begun) -> None:
    told = words(begun(*STORIES["refund due"]).visit(AUDITOR).get(f"{HOME}?lang=en").by_id("main"))
    assert "A refund is awaited: 250.00 zł" in told.replace("\u00a0", " ")
    assert "Meetings that count: 3 of 4 required" in told


def test_an_auditor_reads_everything_and_is_offered_nothing(begun: Begun) -> None:
    page = begun(*STORIES["with costs"]).visit(AUDITOR).get(HOME)
    assert offered(page) == []
    assert "/accept" not in page.text
    assert "/correct" not in page.text


@pytest.mark.parametrize(("person", "status"), [(STRANGER, 404), (VIEWER, 403), (LIBRARIAN, 200), (None, 303)])
def test_who_may_see_it(begun: Begun, person: Person | None, status: int) -> None:
    assert begun(b.apply()).visit(person).get(HOME).status == status


def test_a_grant_that_never_was_is_not_there(begun: Begun) -> None:
    assert begun(b.apply()).visit(AUDITOR).get("/grants/6a772af2-113d-5424-b7fd-8914578a4d74").status == 404


def test_the_settlement_is_told_line_by_line(begun: Begun) -> None:
    page = begun(*SPINE, *b.meetings(3), b.cost(113_420), b.accept(), b.report(), b.settle()).visit(AUDITOR).get(HOME)
    told = words(page.by_id("settlement"))
    assert "1 134,20 zł" in told.replace("\u00a0", " ")
    assert "× 3 / 4" in told
    assert words(page.by_id("settlement-title")) == "Rozliczenie"


def test_before_the_settlement_the_sum_is_called_a_preview(begun: Begun) -> None:
    page = begun(*LIVED).visit(AUDITOR).get(HOME)
    assert "podgląd" in words(page.by_id("settlement"))


def test_a_meeting_that_does_not_count_says_why(begun: Begun) -> None:
    early = b.meeting(date(2013, 2, 26))
    page = begun(*SPINE, early, b.meeting(b.MEETING_DAYS[0], partners=[])).visit(AUDITOR).get(HOME)
    told = words(page.by_id("counts"))
    assert "dzień spoza okresu realizacji, od 01.03.2013 do 31.08.2013" in told
    assert "nie uczestniczył nikt z Biblioteki Partnerskiej" in told


def test_a_voided_meeting_is_struck_through_with_its_reason(begun: Begun) -> None:
    page = begun(*SPINE, b.meeting(), b.void_meeting()).visit(COORDINATOR).get(HOME)
    assert page.all("del")
    assert "Wpisane dwa razy" in words(page.by_id("meetings"))
    assert "/meetings/1/void" not in page.text


def test_a_partner_that_joined_later_is_named(begun: Begun) -> None:
    page = begun(*SPINE, b.add_partner(PARTNER_THREE), b.meeting(partners=[PARTNER_THREE.id])).visit(AUDITOR).get(HOME)
    assert PARTNER_THREE.name in words(page.by_id("meetings"))
    assert PARTNER.name in words(page.by_id("application"))


def test_an_erased_text_says_when_and_why_it_went(begun: Begun) -> None:
    site = begun(*SPINE, b.meeting())
    held = site.programme.log.stream(LEADING.grant)[-1]
    erase_text(site.programme.engine, held.theme.id, date(2013, 9, 1), "RODO art. 17")  # type: ignore[attr-defined]
    page = site.visit(AUDITOR).get(HOME)
    assert "usunięto na żądanie (01.09.2013, RODO art. 17)" in words(page.by_id("meetings"))


def test_an_overdue_report_is_said_in_words(begun: Begun) -> None:
    late = (*RETURNED[:1], b.return_application(due_on=date(2013, 9, 5)))
    page = begun(*late).visit(COORDINATOR).get(HOME)
    assert "5 dni po terminie" in words(page.by_id("deadlines"))


def test_under_four_eyes_my_own_half_is_not_offered(begun: Begun) -> None:
    """The same person applied and would award: the award is told as blocked, with the rule's reason."""
    site = begun(b.change_rules(four_eyes=["apply_award"]), b.apply())
    assert f"{HOME}/award" not in offered(site.visit(COORDINATOR).get(HOME))
    assert f"{HOME}/award" in offered(site.visit(MANAGER).get(HOME))


def test_the_account_is_masked(begun: Begun) -> None:
    page = begun(*SPINE).visit(AUDITOR).get(HOME)
    assert LEADING.nrb not in page.text
    assert LEADING.nrb[-4:] in words(page.by_id("application"))


def test_the_page_asks_few_questions(begun: Begun) -> None:
    """Three beside the sign-in, however much happened."""
    site = begun(*REPORTED)
    visitor = site.visit(AUDITOR)
    asked: list[str] = []
    event.listen(site.programme.engine, "before_cursor_execute", lambda *a: asked.append(a[2]))
    visitor.get(HOME)
    about_grants = [each for each in asked if "login" not in each and "PRAGMA" not in each]
    assert len(about_grants) <= 3, about_grants
