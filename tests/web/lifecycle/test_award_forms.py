"""Awarding one and many, signing, paying, terminating, correcting an entry."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support import builders as b
from tests.support.cast import ACCOUNTANT, AUDITOR, COORDINATOR, EVERYBODY, LEADING, MANAGER, ROUND, SECOND, Person
from tests.support.page import words
from tests.web.lifecycle.conftest import HOME, SPINE, Begun

MANY = f"/rounds/{ROUND}/award"


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_the_award_begins_with_what_was_asked_for(begun: Begun) -> None:
    visitor = begun(b.apply()).visit(COORDINATOR)
    form = visitor.get(f"{HOME}/award")
    assert form.by_id("amount").get("value") == "1 000,00"
    assert "10 000,00 zł" in plain(words(form.by_id("budget-left")))
    page = visitor.follow(visitor.send(form, {"amount": "900,50"}))
    assert "Grant został przyznany." in words(page.by_id("flash"))
    assert "900,50 zł" in plain(words(page.by_id("money")))
    assert "grant nr 1" in words(page.by_id("main"))


@pytest.mark.parametrize(
    ("amount", "code"), [("1 200,00", "grant.amount_over_max"), ("1000,01", "grant.amount_over_max")]
)
def test_more_than_the_round_gives_is_refused(begun: Begun, amount: str, code: str) -> None:
    visitor = begun(b.apply()).visit(COORDINATOR)
    page = visitor.send(visitor.get(f"{HOME}/award"), {"amount": amount}, htmx=True)
    assert page.status == 422
    assert code in words(page.by_id("award-form-refusal"))
    assert page.by_id("amount").get("value") == amount


def test_an_award_of_an_old_page_is_a_conflict(begun: Begun) -> None:
    site = begun(b.apply())
    visitor = site.visit(COORDINATOR)
    form = visitor.get(f"{HOME}/award")
    site.issue(b.award())
    page = visitor.send(form, {"amount": "500"})
    assert page.status == 409
    assert "1 000,00 zł" in plain(words(page.by_id("award-form-conflict")))
    assert page.by_id("amount").get("value") == "500"


def test_the_same_form_sent_twice_awards_once(begun: Begun) -> None:
    site = begun(b.apply())
    visitor = site.visit(COORDINATOR)
    form = visitor.get(f"{HOME}/award")
    assert visitor.send(form, {}).status == 303
    assert visitor.send(form, {}).status == 303
    assert [e.TOPIC for e in site.programme.log.stream(LEADING.grant)].count("grant.awarded.v1") == 1


def test_nobody_waits_is_told(begun: Begun) -> None:
    page = begun(*SPINE).visit(MANAGER).get(MANY)
    assert "nic nie czeka na tę czynność" in words(page.by_id("main"))


def test_what_four_eyes_forbid_has_no_box(begun: Begun) -> None:
    site = begun(b.change_rules(four_eyes=["apply_award"]), b.apply())
    assert not site.visit(COORDINATOR).get(MANY).all("input", type="checkbox")
    assert site.visit(MANAGER).get(MANY).all("input", type="checkbox")


def test_the_agreement_suggests_its_number(begun: Begun) -> None:
    visitor = begun(*SPINE[:2]).visit(COORDINATOR)
    form = visitor.get(f"{HOME}/sign")
    assert form.by_id("number").get("value") == "PRB/I/1"
    bad = visitor.send(form, {"number": "umowa „1”", "occurred_on": "25.02.2013"})
    assert bad.by_id("number").get("aria-invalid") == "true"
    assert visitor.send(form, {"occurred_on": "25.02.2013"}).status == 303


def test_a_payment_begins_with_what_is_left(begun: Begun) -> None:
    site = begun(*SPINE[:3], b.pay(40_000))
    visitor = site.visit(ACCOUNTANT)
    form = visitor.get(f"{HOME}/pay")
    assert form.by_id("amount").get("value") == "600,00"
    assert LEADING.nrb not in form.text
    over = visitor.send(form, {"amount": "600,01", "bank_reference": "P 2"})
    assert "grant.overpay" in words(over.by_id("pay-form-refusal"))
    wrong = visitor.send(form, {"bank_reference": "P 2", "nrb": SECOND.nrb})
    assert "grant.nrb_changed" in words(wrong.by_id("pay-form-refusal"))
    page = visitor.follow(
        visitor.send(form, {"bank_reference": "P 2", "nrb": LEADING.nrb, "occurred_on": "28.02.2013"})
    )
    assert page.status == 200
    assert "P 2" in words(page.by_id("trail"))


def test_a_termination_says_what_it_will_cost(begun: Begun) -> None:
    visitor = begun(*SPINE).visit(MANAGER)
    form = visitor.get(f"{HOME}/cancel")
    assert "1 000,00 zł" in plain(words(form.by_id("main")))
    page = visitor.follow(visitor.send(form, {"ground": "Biblioteka zrezygnowała", "_understood": "yes"}))
    assert "Należy wezwać do zwrotu: 1 000,00 zł." in plain(words(page.by_id("what-next")))


def test_an_entry_is_corrected_with_old_value_new_value_and_reason(begun: Begun) -> None:
    visitor = begun(*SPINE[:3]).visit(COORDINATOR)
    form = visitor.get(f"{HOME}/facts/3/correct")
    assert "Obecnie: 1 000,00 zł" in plain(words(form.by_id("amount-hint")))
    page = visitor.follow(visitor.send(form, {"amount": "950", "reason": "Pomyłka w kwocie"}))
    assert "1 000,00 zł → 950,00 zł" in plain(words(page.by_id("trail")))
    assert "950,00 zł" in plain(words(page.by_id("money")))


@pytest.mark.parametrize(
    ("changed", "status", "told"),
    [
        ({"reason": "Pomyłka"}, 422, "fact.nothing_changed"),
        ({"amount": "dużo", "reason": "Pomyłka"}, 422, "amount-error"),
        ({"occurred_on": "kiedyś", "reason": "Pomyłka"}, 422, "occurred_on-error"),
        ({"amount": "900"}, 422, "reason-error"),
        ({"amount": "900", "old_amount": "70000", "reason": "Pomyłka"}, 409, "fact.stale"),
    ],
)
def test_a_correction_that_cannot_be_is_told_at_its_place(
    begun: Begun, changed: dict[str, Any], status: int, told: str
) -> None:
    visitor = begun(*SPINE[:3]).visit(COORDINATOR)
    page = visitor.send(visitor.get(f"{HOME}/facts/3/correct"), changed, htmx=True)
    assert page.status == status
    assert told in page.text


@pytest.mark.parametrize("version", [1, 2, 99])
def test_what_may_not_be_corrected_has_no_form(begun: Begun, version: int) -> None:
    assert begun(*SPINE).visit(COORDINATOR).get(f"{HOME}/facts/{version}/correct").status == 404


def test_after_the_settlement_only_refunds_may_be_corrected(begun: Begun) -> None:
    lived = (*SPINE, *b.meetings(3), b.cost(), b.accept(), b.report(), b.settle(), b.ask_refund())
    visitor = begun(*lived).visit(EVERYBODY)
    links = {a.get("href") or "" for a in visitor.get(HOME).all("a")}
    correctable = {href for href in links if href.endswith("/correct") and "/facts/" in href}
    assert correctable == {f"{HOME}/facts/{len(lived) + 1}/correct"}


@pytest.mark.parametrize(
    ("person", "verb"), [(AUDITOR, "award"), (ACCOUNTANT, "sign"), (COORDINATOR, "pay"), (COORDINATOR, "cancel")]
)
def test_another_role_does_not_reach_the_form(begun: Begun, person: Person, verb: str) -> None:
    visitor = begun(b.apply()).visit(person)
    assert visitor.get(f"{HOME}/{verb}").status == 403
    assert visitor.post(f"{HOME}/{verb}", {}).status == 403
