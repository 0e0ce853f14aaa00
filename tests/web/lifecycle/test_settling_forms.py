"""Settling: the arithmetic before the decision, what blocks, a manager's exceptions; then the refund. And who may."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support import builders as b
from tests.support.cast import (
    ACCOUNTANT,
    AUDITOR,
    COORDINATOR,
    LEADING,
    LIBRARIAN,
    MANAGER,
    STRANGER,
    VIEWER,
    Person,
)
from tests.support.page import words
from tests.web.conftest import Site
from tests.web.lifecycle.conftest import HOME, SPINE, Begun

BOTH = pytest.mark.parametrize("htmx", [False, True])
SETTLE, ASK, RECEIVE = f"{HOME}/settle", f"{HOME}/refund/request", f"{HOME}/refund/receive"
SPENT = (b.cost(113_420), b.accept())


def last(site: Site) -> Any:
    return site.programme.log.stream(LEADING.grant)[-1]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_the_arithmetic_stands_before_the_decision_line_by_line(begun: Begun) -> None:
    page = begun(*SPINE, *b.meetings(3), *SPENT, b.report()).visit(COORDINATOR).get(SETTLE)
    told = plain(words(page.by_id("arithmetic")))
    assert "1 134,20 zł" in told
    assert "1 000,00 zł × 3 / 4" in told
    assert "= 750,00 zł" in told
    assert "= 250,00 zł" in told
    assert "Zaliczone spotkania: 3 (wymagane: 4)" in words(page.by_id("counts"))
    assert "Uznane zostanie 750,00 zł, a do zwrotu będzie 250,00 zł." in plain(words(page.by_id("settle-form")))


@BOTH
def test_settling_says_what_it_came_to(begun: Begun, *, htmx: bool) -> None:
    site = begun(*SPINE, *b.meetings(4), b.cost(87_340), b.accept(), b.report())
    visitor = site.visit(COORDINATOR)
    form = visitor.get(SETTLE)
    wrong = visitor.send(form, {"occurred_on": "wkrótce"}, form=SETTLE, htmx=htmx)
    assert (wrong.status, wrong.wrong_fields) == (422, {"occurred_on"})
    early = visitor.send(form, {"occurred_on": "01.09.2013"}, form=SETTLE, htmx=htmx)
    assert "day.before_previous" in words(early.by_id("settle-form-refusal"))
    page = visitor.follow(visitor.send(form, {}, form=SETTLE, htmx=htmx))
    assert "Kwota uznana: 873,40 zł; do zwrotu: 126,60 zł." in plain(words(page.by_id("flash")))
    assert not visitor.get(SETTLE).all("input", name="occurred_on")


def test_a_preview_that_grew_old_is_a_conflict_and_shows_the_new_sums(begun: Begun) -> None:
    site = begun(*SPINE, *b.meetings(4), *SPENT, b.report())
    visitor = site.visit(COORDINATOR)
    form = visitor.get(SETTLE)
    site.issue(b.void_meeting(4))
    page = visitor.send(form, {}, form=SETTLE, htmx=True)
    assert page.status == 409
    assert "= 750,00 zł" in plain(words(page.by_id("arithmetic")))


def test_everything_that_blocks_is_told_at_once(begun: Begun) -> None:
    site = begun(*SPINE, *b.meetings(4, virtual=0), b.cost(), b.ask_waiver(), b.report())
    page = site.visit(COORDINATOR).get(SETTLE)
    blocks = words(page.by_id("blocks"))
    assert len(list(page.by_id("blocks").iter("li"))) == 3
    assert "Koszty, które czekają na ocenę: 1." in blocks
    assert not page.all("input", name="occurred_on")
    assert not page.all("textarea")
    links = [e.get("href") for e in page.by_id("blocks").iter() if e.get("href")]
    assert links == [f"{HOME}/waiver/grant", f"{HOME}#costs"]


@BOTH
def test_only_a_manager_overrides_the_virtual_meeting_and_with_a_reason(begun: Begun, *, htmx: bool) -> None:
    site = begun(*SPINE, *b.meetings(4, virtual=0), *SPENT, b.report())
    desk, chief = site.visit(COORDINATOR), site.visit(MANAGER)
    assert not desk.get(SETTLE).all("textarea")
    assert "grant.virtual_unmet" in desk.send(desk.get(SETTLE), {"occurred_on": ""}, form=SETTLE, htmx=htmx).text
    form = chief.get(SETTLE)
    assert [e.get("name") for e in form.all("textarea")] == ["virtual_override"]
    bare = chief.send(form, {}, form=SETTLE, htmx=htmx)
    assert bare.status == 422
    assert "grant.virtual_unmet" in words(bare.by_id("settle-form-refusal"))
    forged = desk.send(desk.get(SETTLE), {"virtual_override": "Awaria łącza"}, form=SETTLE, htmx=htmx)
    assert forged.status == 403
    assert last(site).TOPIC == "grant.report_submitted.v1"
    assert chief.send(form, {"virtual_override": "Awaria łącza"}, form=SETTLE, htmx=htmx).status in (200, 303)
    assert last(site).virtual_by == "overridden"


def test_fewer_meetings_are_accepted_with_a_reason_where_the_rules_let_a_manager(begun: Begun) -> None:
    site = begun(b.change_rules(shortfall_policy="accept"), *SPINE, *b.meetings(3), *SPENT, b.report())
    desk, chief = site.visit(COORDINATOR), site.visit(MANAGER)
    assert "1 (wymagane: 4)" not in words(desk.get(SETTLE).by_id("blocks"))
    form = chief.get(SETTLE)
    assert "grant.shortfall_reason_missing" in chief.send(form, {}, form=SETTLE).text
    assert chief.send(form, {"shortfall_reason": "Powódź"}, form=SETTLE).status == 303
    assert (last(site).recognised, last(site).outcome) == (100_000, "partial")


SETTLED = (*SPINE, *b.meetings(3), *SPENT, b.report(), b.settle())


@BOTH
def test_a_refund_is_requested_and_recorded_as_far_as_it_is_due(begun: Begun, *, htmx: bool) -> None:
    site = begun(*SETTLED)
    desk, till = site.visit(COORDINATOR), site.visit(ACCOUNTANT)
    form = desk.get(ASK)
    assert form.by_id("amount").get("value") == "250,00"
    assert "24.09.2013" in words(form.by_id("occurred_on-hint"))
    much = desk.send(form, {"amount": "250,01"}, form=ASK, htmx=htmx)
    assert "refund.too_big" in words(much.by_id("request-refund-form-refusal"))
    assert desk.send(form, {"amount": "-1"}, form=ASK, htmx=htmx).wrong_fields == {"amount"}
    assert desk.send(form, {}, form=ASK, htmx=htmx).status in (200, 303)
    assert not desk.get(ASK).all("input", name="amount")
    first = till.get(RECEIVE)
    assert till.send(first, {"bank_reference": ""}, form=RECEIVE, htmx=htmx).wrong_fields == {"bank_reference"}
    assert till.send(first, {"amount": "100", "bank_reference": "Z 1"}, form=RECEIVE, htmx=htmx).status in (200, 303)
    stale = till.send(first, {"command_id": str(LEADING.id), "bank_reference": "Z 2"}, form=RECEIVE, htmx=htmx)
    assert stale.status == 409
    rest = till.get(RECEIVE)
    assert rest.by_id("amount").get("value") == "150,00"
    page = till.follow(till.send(rest, {"bank_reference": "Z 2"}, form=RECEIVE, htmx=htmx))
    assert "Zwrot został zapisany." in words(page.by_id("flash"))


PATHS = {
    "/meetings/new": {COORDINATOR, MANAGER, LIBRARIAN},
    "/meetings/1/correct": {COORDINATOR, MANAGER},
    "/meetings/1/void": {COORDINATOR, MANAGER},
    "/waiver/ask": {COORDINATOR, MANAGER, LIBRARIAN},
    "/waiver/grant": {COORDINATOR, MANAGER},
    "/waiver/refuse": {COORDINATOR, MANAGER},
    "/costs/new": {COORDINATOR, MANAGER, LIBRARIAN},
    "/costs/1/accept": {COORDINATOR, ACCOUNTANT},
    "/costs/1/reject": {COORDINATOR, ACCOUNTANT},
    "/report": {COORDINATOR, MANAGER, LIBRARIAN},
    "/report/return": {COORDINATOR, MANAGER},
    "/report/resubmit": {COORDINATOR, MANAGER, LIBRARIAN},
    "/settle": {COORDINATOR, MANAGER, ACCOUNTANT},
    "/refund/request": {COORDINATOR, ACCOUNTANT},
    "/refund/receive": {ACCOUNTANT},
}


def test_each_form_opens_for_its_roles_and_for_nobody_else(begun: Begun) -> None:
    site = begun(*SPINE, b.meeting(), b.cost())
    people: tuple[Person, ...] = (COORDINATOR, MANAGER, ACCOUNTANT, AUDITOR, VIEWER, LIBRARIAN)
    for person in people:
        visitor = site.visit(person)
        for tail, allowed in PATHS.items():
            assert visitor.get(HOME + tail).status == (200 if person in allowed else 403), (tail, person.first_name)


def test_for_a_stranger_none_of_it_exists(begun: Begun) -> None:
    visitor = begun(*SPINE, b.meeting(), b.cost()).visit(STRANGER)
    for tail in ("/meetings/new", "/waiver/ask", "/costs/new", "/report", "/report/resubmit"):
        assert visitor.get(HOME + tail).status == 404
        assert visitor.post(HOME + tail, {}).status in (403, 404)


def test_the_settlement_is_told_in_english(begun: Begun) -> None:
    visitor = begun(*SPINE, *b.meetings(3, virtual=0), *SPENT, b.report()).visit(MANAGER)
    page = visitor.get(f"{SETTLE}?lang=en")
    assert "What the settlement comes to" in words(page.by_id("arithmetic"))
    assert "unless a manager decides so" in words(page.by_id("settle-form"))
