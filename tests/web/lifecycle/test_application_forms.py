"""Applying, returning, applying again, withdrawing, rejecting: done, wrong, refused, stale, not allowed, no script."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.support import builders as b
from tests.support.cast import (
    AUDITOR,
    COORDINATOR,
    LEADING,
    LIBRARIAN,
    ROUND,
    SECOND,
    STRANGER,
    THIRD,
    Person,
)
from tests.support.page import words
from tests.web.conftest import Site
from tests.web.lifecycle.conftest import HOME, Begun

APPLY = f"/rounds/{ROUND}/apply"


def filled(**changed: Any) -> dict[str, Any]:
    """A sound application as a browser sends it: days with dots, amounts with commas, an account with blanks."""
    fields: dict[str, Any] = {
        "library": str(LEADING.id), "requested": "1 000,00", "nrb": f"{LEADING.nrb[:2]} {LEADING.nrb[2:]}",
        "consents": ["rules_accepted", "data_true"], "occurred_on": "11.02.2013",
        "budget-0-category": "travel", "budget-0-amount": "750", "budget-1-category": "materials",
        "budget-1-amount": "250,00",
    }  # fmt: skip
    for n, day in enumerate(b.MEETING_DAYS[:4]):
        fields |= {f"plan-{n}-day": f"{day:%d.%m.%Y}", f"plan-{n}-mode": "in_person", f"plan-{n}-channel": ""}
    return {**fields, "plan-0-mode": "virtual", "plan-0-channel": "skype", **changed}


def test_staff_key_in_an_application(site: Site) -> None:
    visitor = site.visit(COORDINATOR)
    answer = visitor.send(visitor.get(f"{APPLY}?library={LEADING.id}"), filled())
    assert (answer.status, answer.location) == (303, HOME)
    page = visitor.follow(answer)
    assert "Wniosek został złożony." in words(page.by_id("flash"))
    assert "w imieniu biblioteki" in words(page.by_id("trail"))


def test_with_htmx_the_answer_leads_on(site: Site) -> None:
    visitor = site.visit(COORDINATOR)
    answer = visitor.send(visitor.get(APPLY), filled(), htmx=True)
    assert (answer.status, answer.location) == (200, HOME)


def test_mistakes_keep_what_was_typed_and_stand_at_their_fields(site: Site) -> None:
    visitor = site.visit(COORDINATOR)
    sent = filled(requested="dużo", **{"plan-1-day": "31.02.2013", "budget-1-amount": ""})
    page = visitor.send(visitor.get(APPLY), sent, htmx=True)
    assert page.status == 422
    assert page.by_id("requested").get("value") == "dużo"
    for field in ("requested", "plan-1-day", "budget-1-amount"):
        assert page.by_id(field).get("aria-invalid") == "true"
        assert f"{field}-error" in (page.by_id(field).get("aria-describedby") or "")


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"requested": "1 200,00", "budget-0-amount": "950"}, "grant.amount_over_max"),
        ({"budget-0-amount": "100"}, "grant.budget_sum"),
        ({"plan-3-day": "", "plan-3-mode": ""}, "grant.plan_too_few"),
        ({"plan-0-mode": "in_person", "plan-0-channel": ""}, "grant.plan_no_virtual"),
        ({"nrb": "1" * 26}, "grant.nrb_invalid"),
        ({"consents": ["data_true"]}, "grant.consents_missing"),
        ({"library": str(THIRD.id)}, "grant.not_leading"),
        ({"occurred_on": "01.03.2013"}, "round.call_closed"),
    ],
)
def test_what_the_rules_refuse_is_told(site: Site, changed: dict[str, Any], code: str) -> None:
    visitor = site.visit(COORDINATOR)
    page = visitor.send(visitor.get(APPLY), filled(**changed))
    assert page.status == 422
    assert code in words(page.by_id("apply-form-refusal"))


def test_a_waiver_may_be_asked_for_in_the_form(site: Site) -> None:
    visitor = site.visit(COORDINATOR)
    wish = {
        "plan-0-mode": "in_person",
        "plan-0-channel": "",
        "waiver.ground": "no_internet",
        "waiver.note": "Brak łącza",
    }
    page = visitor.follow(visitor.send(visitor.get(APPLY), filled(**wish)))
    assert "Brak łącza" in words(page.by_id("waiver"))


def test_a_second_application_leads_to_the_first(begun: Begun) -> None:
    visitor = begun(b.apply()).visit(COORDINATOR)
    page = visitor.send(visitor.get(f"{APPLY}?library={LEADING.id}"), filled())
    assert "grant.already_applied" in words(page.by_id("apply-form-refusal"))
    assert any(a.get("href") == HOME for a in page.all("a"))


def test_only_libraries_that_have_not_applied_are_offered(begun: Begun) -> None:
    page = begun(b.apply()).visit(COORDINATOR).get(APPLY)
    offered = {option.get("value") for option in page.by_id("library")}
    assert str(SECOND.id) in offered
    assert str(LEADING.id) not in offered


def test_a_library_applies_for_itself_alone_and_only_while_the_call_is_open(site: Site) -> None:
    """The tests' today lies behind the call: a library gets the reason, not the form."""
    page = site.visit(LIBRARIAN).get(APPLY)
    assert page.status == 200
    assert "pd-panel--refusal" in page.text
    assert not [e for e in page.elements() if e.get("name") == "library"]


def test_a_row_more_without_script(site: Site) -> None:
    visitor = site.visit(COORDINATOR)
    page = visitor.send(visitor.get(APPLY), {**filled(), "add_row": "plan"})
    assert page.status == 200
    assert page.by_id("plan-4-day").get("value") == ""
    assert page.by_id("requested").get("value") == "1 000,00"


def test_an_application_is_returned_with_remarks_and_comes_back_corrected(begun: Begun) -> None:
    site = begun(b.apply())
    visitor = site.visit(COORDINATOR)
    form = visitor.get(f"{HOME}/return")
    assert form.by_id("due_on").get("value") == "24.09.2013"
    remark = {"findings-0-field": "budget", "findings-0-note": "Proszę rozpisać dojazdy", "occurred_on": "13.02.2013"}
    page = visitor.follow(visitor.send(form, remark))
    assert "Budżet: Proszę rozpisać dojazdy" in words(page.by_id("findings"))
    again = site.visit(LIBRARIAN).get(f"{HOME}/resubmit")
    assert "Do poprawy: Proszę rozpisać dojazdy" in words(again.by_id("resubmit-form"))
    assert again.by_id("requested").get("value") == "1 000,00"
    assert again.by_id("plan-3-day").get("value") == "18.06.2013"
    done = site.visit(LIBRARIAN)
    answer = done.send(
        done.get(f"{HOME}/resubmit"), {"requested": "900", "budget-0-amount": "650", "consents": b.CONSENTS}
    )
    assert answer.status == 303
    assert "900,00" in words(done.follow(answer).by_id("application")).replace("\u00a0", " ")


def test_a_return_without_a_remark_is_refused(begun: Begun) -> None:
    visitor = begun(b.apply()).visit(COORDINATOR)
    page = visitor.send(visitor.get(f"{HOME}/return"), {})
    assert page.status == 422
    assert "grant.no_finding" in words(page.by_id("return-form-refusal"))


@pytest.mark.parametrize(("verb", "field"), [("reject", "ground"), ("withdraw", "reason")])
def test_an_ending_needs_its_reason(begun: Begun, verb: str, field: str) -> None:
    visitor = begun(b.apply()).visit(COORDINATOR)
    form = visitor.get(f"{HOME}/{verb}")
    assert visitor.send(form, {field: " ", "_understood": "yes"}).by_id(field).get("aria-invalid") == "true"
    page = visitor.follow(visitor.send(form, {field: "Na prośbę biblioteki", "_understood": "yes"}))
    assert "Na prośbę biblioteki" in words(page.by_id("trail"))


def test_who_was_slower_sees_what_happened_and_loses_nothing(begun: Begun) -> None:
    site = begun(b.apply())
    visitor = site.visit(COORDINATOR)
    form = visitor.get(f"{HOME}/reject")
    site.issue(b.return_application())
    page = visitor.send(form, {"ground": "Napisane długo", "_understood": "yes"}, htmx=True)
    assert page.status == 409
    assert "Zwrócono wniosek do poprawy" in words(page.by_id("reject-form-conflict"))
    assert words(page.by_id("ground")) == "Napisane długo"
    again = visitor.send(page, {"ground": "Napisane długo", "_understood": "yes"})
    assert again.status == 303


@pytest.mark.parametrize("verb", ["return", "reject", "resubmit", "withdraw"])
@pytest.mark.parametrize(("person", "status"), [(AUDITOR, 403), (STRANGER, (403, 404)), (None, 303)])
def test_others_do_not_reach_the_forms(begun: Begun, verb: str, person: Person | None, status: Any) -> None:
    found = begun(b.apply()).visit(person).get(f"{HOME}/{verb}").status
    assert found in (status if isinstance(status, tuple) else (status,))


def test_a_form_that_is_not_possible_now_says_why(begun: Begun) -> None:
    page = begun(b.apply()).visit(COORDINATOR).get(f"{HOME}/resubmit")
    assert page.status == 200
    assert "pd-panel--refusal" in page.text
    assert not [f for f in page.all("form", method="post") if f.get("action", "").startswith(HOME)]


def test_after_a_withdrawal_the_library_is_offered_again(begun: Begun) -> None:
    site = begun(b.apply(), b.withdraw(occurred_on=date(2013, 2, 12)))
    visitor = site.visit(COORDINATOR)
    assert f"{APPLY}?library={LEADING.id}" in visitor.get(HOME).text
    page = visitor.follow(visitor.send(visitor.get(APPLY), filled(occurred_on="14.02.2013")))
    assert "Wniosek nr 2" in words(page.by_id("application"))
