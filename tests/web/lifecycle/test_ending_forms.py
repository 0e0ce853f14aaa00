"""Costs changed and decided anew, a settlement reopened, a refund written off, an entry corrected after closure."""

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
    ROUND,
    STRANGER,
    VIEWER,
    Person,
    nip,
)
from tests.support.page import words
from tests.web.conftest import Site
from tests.web.lifecycle.conftest import HOME, SPINE, Begun

BOTH = pytest.mark.parametrize("htmx", [False, True])
CORRECT, WITHDRAW, UNDO = (f"{HOME}/costs/1/{verb}" for verb in ("correct", "withdraw", "undecide"))
REOPEN, OFF = f"{HOME}/settlement/reopen", f"{HOME}/refund/write-off"
SPENT = (*SPINE, b.meeting(), b.cost(60_000, 70_000))
SETTLED = (*SPINE, *b.meetings(3), b.cost(), b.accept(), b.report(), b.settle())


def last(site: Site) -> Any:
    return site.programme.log.stream(LEADING.grant)[-1]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@BOTH
def test_a_cost_is_corrected_and_the_table_shows_old_and_new(begun: Begun, *, htmx: bool) -> None:
    site = begun(*SPENT)
    visitor = site.visit(LIBRARIAN)
    form = visitor.get(CORRECT)
    assert (form.by_id("new-gross").get("value"), form.by_id("new-document_no").get("value")) == ("700,00", "FV 1/2013")
    wrong = visitor.send(form, {"new-gross": "dużo", "reason": ""}, form=CORRECT, htmx=htmx)
    assert (wrong.status, wrong.wrong_fields) == (422, {"new-gross", "reason"})
    less = visitor.send(form, {"new-charged": "700,01", "reason": "Pomyłka"}, form=CORRECT, htmx=htmx)
    assert "cost.charged_over_gross" in words(less.by_id("correct-cost-form-refusal"))
    typed = {"new-gross": "650,00", "new-document_no": "FV 7/2013", "reason": "Pomyłka"}
    page = visitor.follow(visitor.send(form, typed, form=CORRECT, htmx=htmx))
    assert "Koszt został sprostowany." in words(page.by_id("flash"))
    told = plain(words(page.by_id("costs")))
    assert "700,00 zł → 650,00 zł" in told
    assert "FV 1/2013 → FV 7/2013" in told
    assert [name for name, _, _ in last(site).changes] == ["gross", "document"]


def test_a_cost_corrected_by_two_shows_both_values_and_goes_on(begun: Begun) -> None:
    site = begun(*SPENT)
    visitor = site.visit(COORDINATOR)
    form = visitor.get(CORRECT)
    site.issue(b.correct_cost(b.cost_values(gross=70_000), b.cost_values(gross=80_000)))
    page = visitor.send(form, {"new-gross": "900,00", "reason": "Pomyłka"}, form=CORRECT, htmx=True)
    assert page.status == 422
    conflict = plain(words(page.by_id("correct-cost-form-conflict")))
    assert "700,00 zł" in conflict
    assert "800,00 zł" in conflict
    assert page.by_id("new-gross").get("value") == "900,00"
    visitor.send(page, {}, form=CORRECT)
    assert last(site).changes == [["gross", 80_000, 90_000]]


@BOTH
def test_a_withdrawn_cost_is_struck_through_with_its_reason(begun: Begun, *, htmx: bool) -> None:
    site = begun(*SPENT)
    visitor = site.visit(LIBRARIAN)
    page = visitor.send(visitor.get(WITHDRAW), {"reason": ""}, form=WITHDRAW, htmx=htmx)
    assert page.wrong_fields == {"reason"}
    page = visitor.follow(visitor.send(page, {"reason": "Opłacone inaczej"}, form=WITHDRAW, htmx=htmx))
    told = words(page.by_id("costs"))
    assert "wycofany" in told
    assert "Opłacone inaczej" in told
    assert [e for e in page.by_id("costs").iter() if e.tag == "del"]
    assert not visitor.get(WITHDRAW).all("textarea", name="reason")
    assert "został wycofany" in visitor.get(WITHDRAW).text


@BOTH
def test_a_wrong_decision_is_undone_from_the_message_about_it(begun: Begun, *, htmx: bool) -> None:
    site = begun(*SPENT)
    visitor = site.visit(ACCOUNTANT)
    accept = f"{HOME}/costs/1/accept"
    page = visitor.follow(visitor.send(visitor.get(accept), {}, form=accept))
    assert [e.get("href") for e in page.by_id("flash").iter()].count(UNDO) == 1
    refused = site.visit(LIBRARIAN).get(CORRECT)
    assert "został już oceniony: uznany" in refused.text
    page = visitor.follow(visitor.send(visitor.get(UNDO), {"reason": "Zły przycisk"}, form=UNDO, htmx=htmx))
    assert "koszt znów czeka na ocenę" in words(page.by_id("flash"))
    assert last(site).TOPIC == "grant.cost_decision_withdrawn.v1"
    assert not visitor.get(UNDO).all("textarea")


def test_a_document_charged_elsewhere_bars_the_way_back(begun: Begun) -> None:
    site = begun(*SPENT, b.reject_cost(), b.cost(1_000))
    visitor = site.visit(ACCOUNTANT)
    page = visitor.send(visitor.get(UNDO), {"reason": "Zły przycisk"}, form=UNDO)
    assert "cost.already_charged" in words(page.by_id("withdraw-cost-decision-form-refusal"))


@BOTH
def test_a_settlement_is_reopened_by_a_manager(begun: Begun, *, htmx: bool) -> None:
    site = begun(*SETTLED, b.ask_refund())
    chief = site.visit(MANAGER)
    form = chief.get(REOPEN)
    assert "Wezwanie do zwrotu wygasa" in form.text
    early = chief.send(form, {"occurred_on": "01.09.2013", "reason": "Koszt"}, form=REOPEN, htmx=htmx)
    assert "day.before_previous" in words(early.by_id("reopen-settlement-form-refusal"))
    page = chief.follow(chief.send(form, {"reason": "Doszedł koszt"}, form=REOPEN, htmx=htmx))
    assert "Rozliczenie zostało ponownie otwarte." in words(page.by_id("flash"))
    stale = chief.send(form, {"command_id": str(LEADING.id), "reason": "Znowu"}, form=REOPEN, htmx=htmx)
    assert stale.status == 409
    assert not chief.get(REOPEN).all("textarea")


def test_after_money_came_back_it_is_not_offered_and_says_why(begun: Begun) -> None:
    chief = begun(*SETTLED, b.refund(1)).visit(MANAGER)
    page = chief.get(REOPEN)
    assert not page.all("textarea")
    links = [e.get("href") for e in chief.get(HOME).all("a")]
    assert REOPEN not in links
    assert OFF in links


@BOTH
def test_what_will_not_come_back_is_written_off(begun: Begun, *, htmx: bool) -> None:
    site = begun(*SETTLED, b.refund(10_000))
    chief = site.visit(MANAGER)
    form = chief.get(OFF)
    assert form.by_id("amount").get("value") == "150,00"
    sure = {"_understood": "yes"}
    wrong = chief.send(form, {"ground": "", **sure}, form=OFF, htmx=htmx)
    assert wrong.wrong_fields == {"ground"}
    much = chief.send(form, {"amount": "150,01", "ground": "Nie ma", **sure}, form=OFF, htmx=htmx)
    assert "refund.too_big" in words(much.by_id("write-off-refund-form-refusal"))
    page = chief.follow(chief.send(form, {"amount": "50", "ground": "Nieściągalne", **sure}, form=OFF, htmx=htmx))
    told = plain(words(page.by_id("money")))
    assert "Umorzono50,00 zł" in told
    assert "Pozostaje do zwrotu100,00 zł" in told
    site.issue(b.write_off())
    assert not chief.get(OFF).all("textarea")


CLOSED = (*SETTLED, b.refund(25_000), b.close_round())


def closing(site: Site, kind: str) -> str:
    stream = site.programme.log.stream(LEADING.grant)
    version = max(e.originator_version for e in stream if kind == e.TOPIC)
    return f"{HOME}/facts/{version}/correct-closed"


@BOTH
def test_after_the_round_closed_an_entry_is_corrected_in_the_one_way_left(begun: Begun, *, htmx: bool) -> None:
    site = begun(*CLOSED)
    chief = site.visit(MANAGER)
    links = [str(e.get("href")) for e in chief.get(HOME).all("a")]
    paid, held = closing(site, "grant.payment_made.v1"), closing(site, "grant.meeting_held.v1")
    assert {paid, held} <= set(links)
    assert not [link for link in links if link.endswith(("/correct", "/refund/receive", "/settlement/reopen"))]
    form = chief.get(paid)
    wrong = chief.send(form, {"new-bank_reference": "", "reason": "Pomyłka"}, form=paid, htmx=htmx)
    assert wrong.wrong_fields == {"new-bank_reference"}
    figure = chief.send(form, {"new-amount": "999,99", "reason": "Pomyłka"}, form=paid, htmx=htmx)
    told = plain(words(figure.by_id("correct-after-closure-form-refusal")))
    assert "closure.changes_settlement" in told
    assert "teraz „1 000,00 zł”, potem „999,99 zł”" in told
    page = chief.follow(chief.send(form, {"new-bank_reference": "P 9", "reason": "Pomyłka"}, form=paid, htmx=htmx))
    assert "Wpis został sprostowany." in words(page.by_id("flash"))
    meeting = chief.get(held)
    more = chief.send(meeting, {"new-attendance-partner_library": "8", "reason": "Druga lista"}, form=held, htmx=htmx)
    assert more.status in (200, 303), (more.wrong_fields, plain(words(more.by_id("correct-after-closure-form")))[:900])
    assert [name for name, _, _ in last(site).changes] == ["attendance"]


def test_while_the_round_is_open_the_page_names_the_ordinary_way(begun: Begun) -> None:
    site = begun(*SETTLED, b.refund(25_000))
    page = site.visit(MANAGER).get(closing(site, "grant.payment_made.v1"))
    assert "Runda I nie jest jeszcze zamknięta." in page.text
    assert not page.all("textarea")


def test_a_round_that_owes_a_grantee_says_so_before_it_is_closed(begun: Begun) -> None:
    site = begun(b.apply(), b.award(), b.sign(), b.pay(50_000), *b.meetings(4), b.cost(80_000), b.accept(), b.report())
    site.issue(b.settle())
    page = site.visit(MANAGER).get(f"/rounds/{ROUND}/close")
    assert "czekają na dopłatę" in page.text


PATHS = {
    "/costs/1/correct": {COORDINATOR, MANAGER, LIBRARIAN},
    "/costs/1/withdraw": {COORDINATOR, MANAGER, LIBRARIAN},
    "/costs/1/undecide": {COORDINATOR, ACCOUNTANT},
    "/settlement/reopen": {MANAGER},
    "/refund/write-off": {MANAGER},
    "/facts/5/correct-closed": {MANAGER},
}


def test_who_may_open_these_pages(begun: Begun) -> None:
    site = begun(*SPENT)
    everyone: list[Person] = [COORDINATOR, MANAGER, ACCOUNTANT, AUDITOR, VIEWER, LIBRARIAN, STRANGER]
    for person in everyone:
        visitor = site.visit(person)
        for path, allowed in PATHS.items():
            status = visitor.get(f"{HOME}{path}").status
            known = {200} if person in allowed else {403, 404}
            known |= {404} if path.startswith("/facts") else set()
            assert status in known, f"{person.first_name} {path}: {status}"


def test_a_cost_that_is_not_there_is_not_found(begun: Begun) -> None:
    visitor = begun(*SPENT).visit(COORDINATOR)
    for verb in ("correct", "withdraw", "undecide"):
        assert visitor.get(f"{HOME}/costs/9/{verb}").status == 404


def test_the_number_and_the_issuer_go_together(begun: Begun) -> None:
    site = begun(*SPENT)
    visitor = site.visit(COORDINATOR)
    typed = {"new-issuer_nip": nip(888_000_000), "reason": "Inny wystawca"}
    assert visitor.send(visitor.get(CORRECT), typed, form=CORRECT).status == 303
    assert [name for name, _, _ in last(site).changes] == ["document"]
