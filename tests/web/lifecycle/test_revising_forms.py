"""Another amount, an amendment, a reversal, a later deadline: their forms, and what the grant's page shows of them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support import builders as b
from tests.support.cast import (
    ACCOUNTANT,
    AUDITOR,
    COORDINATOR,
    EVERYBODY,
    LEADING,
    LIBRARIAN,
    MANAGER,
    STRANGER,
    Person,
    nrb,
)
from tests.support.page import words
from tests.web.conftest import Site
from tests.web.lifecycle.conftest import HOME, SPINE, Begun

CHANGE, AMEND = f"{HOME}/change-award", f"{HOME}/agreement/amend"
REVERSE, EXTEND = f"{HOME}/payments/1/reverse", f"{HOME}/report/extend"
BOTH = pytest.mark.parametrize("htmx", [False, True])


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def topics(site: Site) -> list[str]:
    return [e.TOPIC for e in site.programme.log.stream(LEADING.grant)]


@BOTH
def test_the_award_is_changed_within_what_was_paid_and_requested(begun: Begun, *, htmx: bool) -> None:
    visitor = begun(*SPINE[:3], b.pay(50_000)).visit(COORDINATOR)
    form = visitor.get(CHANGE)
    assert "Od 500,00 zł do 1 000,00 zł" in plain(words(form.by_id("change-award-form")))
    empty = visitor.send(form, {}, form=CHANGE, htmx=htmx)
    assert (empty.status, empty.wrong_fields) == (422, {"amount", "reason"})
    low = visitor.send(form, {"amount": "499,99", "reason": "Mniej spotkań"}, form=CHANGE, htmx=htmx)
    assert "grant.below_paid" in words(low.by_id("change-award-form-refusal"))
    assert low.by_id("amount").get("value") == "499,99"
    page = visitor.follow(visitor.send(form, {"amount": "700", "reason": "Mniej spotkań"}, form=CHANGE, htmx=htmx))
    assert "Kwota przyznana została zmieniona." in words(page.by_id("flash"))
    assert "700,00 zł" in plain(words(page.by_id("money")))
    assert "Zmieniono kwotę przyznaną z 1 000,00 zł na 700,00 zł" in plain(words(page.by_id("trail")))


def test_a_change_of_an_old_page_is_a_conflict_and_a_bank_account_is_amended(begun: Begun) -> None:
    site = begun(*SPINE[:3])
    visitor = site.visit(COORDINATOR)
    old = visitor.get(CHANGE)
    form = visitor.get(AMEND)
    assert form.by_id("number").get("value") == "PRB/I/1/A1"
    wrong = visitor.send(form, {"nrb": "0" * 26}, form=AMEND)
    assert "grant.nrb_invalid" in words(wrong.by_id("amend-agreement-form-refusal"))
    nothing = visitor.send(form, {}, form=AMEND, htmx=True)
    assert "grant.amendment_empty" in words(nothing.by_id("amend-agreement-form-refusal"))
    page = visitor.follow(visitor.send(form, {"nrb": nrb(4_711)}, form=AMEND))
    assert "Aneks został zapisany." in words(page.by_id("flash"))
    assert nrb(4_711)[-4:] in words(page.by_id("payments"))
    assert "zmieniony aneksem PRB/I/1/A1" in plain(words(page.by_id("payments")))
    assert nrb(4_711)[-4:] in words(site.visit(ACCOUNTANT).get(f"{HOME}/pay").by_id("pay-form"))
    stale = visitor.send(old, {"amount": "700", "reason": "Mniej"}, form=CHANGE)
    assert stale.status == 409
    assert stale.by_id("amount").get("value") == "700"


@BOTH
def test_a_payment_is_reversed_beside_its_row_and_paid_again(begun: Begun, *, htmx: bool) -> None:
    site = begun(*SPINE)
    visitor = site.visit(ACCOUNTANT)
    assert visitor.get(HOME).all("a", href=REVERSE)
    form = visitor.get(REVERSE)
    empty = visitor.send(form, {}, form=REVERSE, htmx=htmx)
    assert (empty.status, empty.wrong_fields) == (422, {"bank_reference", "reason"})
    known = {"bank_reference": "S 1/2013", "reason": "Rachunek zamknięty"}
    early = visitor.send(form, {**known, "occurred_on": "26.02.2013"}, form=REVERSE, htmx=htmx)
    assert "day.before_previous" in words(early.by_id("reverse-payment-form-refusal"))
    page = visitor.follow(visitor.send(form, known, form=REVERSE, htmx=htmx))
    told = plain(words(page.by_id("payments")))
    assert "wystornowana" in told
    assert "S 1/2013: Rachunek zamknięty" in told
    assert not page.all("a", href=REVERSE)
    assert "została już wystornowana" in words(visitor.get(REVERSE).by_id("main"))
    assert visitor.get(f"{HOME}/pay").by_id("amount").get("value") == "1 000,00"
    assert visitor.get(f"{HOME}/payments/2/reverse").status == 404


def test_who_paid_is_not_offered_the_reversal_under_four_eyes(begun: Begun) -> None:
    site = begun(b.change_rules(four_eyes=["pay_reverse"]), *SPINE)
    page = site.visit(ACCOUNTANT).get(HOME)
    assert not page.all("a", href=REVERSE)
    assert "wypłata i jej storno" in words(page.by_id("payments"))
    assert "(księgowość)" in words(site.visit(ACCOUNTANT).get(REVERSE).by_id("main"))
    assert site.visit(EVERYBODY).get(HOME).all("a", href=REVERSE)


@BOTH
def test_a_deadline_is_extended_and_shown_everywhere(begun: Begun, *, htmx: bool) -> None:
    visitor = begun(*SPINE).visit(MANAGER)
    form = visitor.get(EXTEND)
    assert "21.09.2013" in words(form.by_id("extend-deadline-form"))
    earlier = visitor.send(form, {"due_on": "21.09.2013", "reason": "Choroba"}, form=EXTEND, htmx=htmx)
    assert "report.deadline_not_later" in words(earlier.by_id("extend-deadline-form-refusal"))
    page = visitor.follow(visitor.send(form, {"due_on": "15.10.2013", "reason": "Choroba"}, form=EXTEND, htmx=htmx))
    assert "15.10.2013przedłużono z 21.09.2013" in plain(words(page.by_id("deadlines")))
    assert "15.10.2013" in words(visitor.get(f"{HOME}/report").by_id("main"))


def test_a_wrong_extension_is_corrected(begun: Begun) -> None:
    site = begun(*SPINE, b.extend())
    visitor = site.visit(COORDINATOR)
    version = len(site.programme.log.stream(LEADING.grant))
    place = f"{HOME}/facts/{version}/correct"
    form = visitor.get(place)
    assert form.by_id("new").get("value") == "15.10.2013"
    page = visitor.follow(visitor.send(form, {"new": "31.10.2013", "reason": "Pomyłka"}, form=place))
    assert "31.10.2013" in words(page.by_id("deadlines"))
    assert "15.10.2013 → 31.10.2013" in plain(words(page.by_id("trail")))


@pytest.mark.parametrize(
    ("person", "allowed"),
    [(COORDINATOR, {CHANGE, AMEND, EXTEND}), (MANAGER, {CHANGE, AMEND, EXTEND}), (ACCOUNTANT, {REVERSE}),
     (AUDITOR, set()), (LIBRARIAN, set()), (STRANGER, set())],
)  # fmt: skip
def test_who_may(begun: Begun, person: Person, allowed: set[str]) -> None:
    visitor = begun(*SPINE[:3], b.pay(50_000)).visit(person)
    for place in (CHANGE, AMEND, REVERSE, EXTEND):
        assert visitor.get(place).status in ({200} if place in allowed else {403, 404})


def test_after_the_settlement_nothing_of_it_is_offered(begun: Begun) -> None:
    site = begun(*SPINE, *b.meetings(3), b.cost(), b.accept(), b.report(), b.settle(), b.ask_refund())
    page: Any = site.visit(EVERYBODY).get(HOME)
    assert not [a for place in (CHANGE, AMEND, EXTEND) for a in page.all("a", href=place)]
    form = site.visit(EVERYBODY).get(REVERSE)
    assert "przestają obowiązywać" in words(form.by_id("reverse-payment-form"))
    assert "payment_reversed" not in " ".join(topics(site))
