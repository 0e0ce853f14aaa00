"""Waivers, costs with their documents, and the report: asked for, decided, returned, sent again."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support import builders as b
from tests.support import cast
from tests.support.cast import ACCOUNTANT, COORDINATOR, EVERYBODY, LEADING, LIBRARIAN, MANAGER
from tests.support.page import words
from tests.web.conftest import Site
from tests.web.lifecycle.conftest import HOME, SPINE, Begun

BOTH = pytest.mark.parametrize("htmx", [False, True])
ASK, GRANT, REFUSE = (f"{HOME}/waiver/{verb}" for verb in ("ask", "grant", "refuse"))
COST, ACCEPT, REJECT = f"{HOME}/costs/new", f"{HOME}/costs/1/accept", f"{HOME}/costs/1/reject"
REPORT, RETURN, AGAIN = f"{HOME}/report", f"{HOME}/report/return", f"{HOME}/report/resubmit"
CHARGED: dict[str, Any] = {
    "document_no": "FV 12/2013", "issuer_nip": cast.nip(777_000_000), "issued_on": "12.03.2013", "category": "travel",
    "gross": "1 134,20", "charged": "1000",
}  # fmt: skip


def last(site: Site) -> Any:
    return site.programme.log.stream(LEADING.grant)[-1]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


# --- the waiver ------------------------------------------------------------------------------------------------------


@BOTH
def test_a_waiver_is_asked_for_and_granted_by_somebody_who_reads_why(begun: Begun, *, htmx: bool) -> None:
    site = begun(*SPINE)
    library, chief = site.visit(LIBRARIAN), site.visit(MANAGER)
    assert library.send(library.get(ASK), {}, form=ASK, htmx=htmx).status == 422
    page = library.follow(
        library.send(library.get(ASK), {"ground": "no_internet", "note": "Łącze nie działa"}, form=ASK, htmx=htmx)
    )
    assert "Prośba o zwolnienie z wymogu została zapisana." in words(page.by_id("flash"))
    form = chief.get(GRANT)
    assert "brak dostępu do internetu Wyjaśnienie Łącze nie działa" in words(form.by_id("grant-waiver-form"))
    assert chief.send(form, {"reason": ""}, form=GRANT, htmx=htmx).wrong_fields == {"reason"}
    page = chief.follow(chief.send(form, {"reason": "Potwierdzone"}, form=GRANT, htmx=htmx))
    assert "Udzielono zwolnienia z wymogu." in words(page.by_id("flash"))
    assert "Potwierdzone" in words(page.by_id("waiver"))


def test_a_waiver_is_refused_with_a_reason(begun: Begun) -> None:
    site = begun(*SPINE, b.ask_waiver(note=None))
    chief = site.visit(MANAGER)
    page = chief.follow(chief.send(chief.get(REFUSE), {"reason": "Łącze jest"}, form=REFUSE))
    assert "Odmówiono zwolnienia z wymogu." in words(page.by_id("flash"))
    assert last(site).TOPIC == "grant.waiver_refused.v1"


def test_a_decision_on_an_old_page_is_a_conflict(begun: Begun) -> None:
    site = begun(*SPINE, b.ask_waiver())
    chief = site.visit(MANAGER)
    form = chief.get(GRANT)
    site.issue(b.refuse_waiver())
    page = chief.send(form, {"reason": "Potwierdzone"}, form=GRANT)
    assert page.status == 409
    assert page.by_id("grant-waiver-form-conflict") is not None


def test_what_is_not_waiting_is_not_decided_and_what_is_met_is_not_waived(begun: Begun) -> None:
    site = begun(*SPINE, b.meeting(virtual=True))
    assert not site.visit(MANAGER).get(GRANT).all("textarea")
    assert not site.visit(LIBRARIAN).get(ASK).all("textarea")


# --- costs -----------------------------------------------------------------------------------------------------------


@BOTH
def test_a_cost_is_recorded_and_the_next_one_offered(begun: Begun, *, htmx: bool) -> None:
    site = begun(*SPINE, b.meeting())
    visitor = site.visit(COORDINATOR)
    sent = {**CHARGED, "meeting_no": "1", "occurred_on": "20.03.2013"}
    page = visitor.follow(visitor.send(visitor.get(COST), sent, form=COST, htmx=htmx))
    assert "Koszt został zapisany." in words(page.by_id("flash"))
    assert COST in [e.get("href") for e in page.by_id("flash").iter()]
    cost = last(site)
    assert (cost.gross, cost.charged, cost.meeting_no, cost.on_behalf_of) == (113_420, 100_000, 1, LEADING.id)
    assert "FV 12/2013" in words(page.by_id("costs"))


@BOTH
def test_wrong_and_refused_costs_keep_what_was_typed(begun: Begun, *, htmx: bool) -> None:
    visitor = begun(*SPINE).visit(LIBRARIAN)
    form = visitor.get(COST)
    wrong = {**CHARGED, "gross": "dużo", "issuer_nip": "12", "issued_on": ""}
    page = visitor.send(form, wrong, form=COST, htmx=htmx)
    assert (page.status, page.wrong_fields) == (422, {"gross", "issuer_nip", "issued_on"})
    assert page.by_id("gross").get("value") == "dużo"
    refused = {"cost.outside_period": {"issued_on": "01.02.2013"}, "cost.charged_over_gross": {"gross": "5"}}
    for code, changed in refused.items():
        page = visitor.send(form, {**CHARGED, **changed}, form=COST, htmx=htmx)
        assert page.status == 422
        assert code in words(page.by_id("record-cost-form-refusal"))
        assert page.by_id("document_no").get("value") == "FV 12/2013"


def test_one_document_is_charged_once(begun: Begun) -> None:
    visitor = begun(*SPINE).visit(LIBRARIAN)
    assert visitor.send(visitor.get(COST), CHARGED, form=COST).status == 303
    assert "cost.already_charged" in visitor.send(visitor.get(COST), CHARGED, form=COST).text


def test_one_click_on_the_grants_page_accepts_a_cost_once(begun: Begun) -> None:
    site = begun(*SPINE, b.cost(40_000), b.cost(30_000, document="FV 2/2013"))
    visitor = site.visit(ACCOUNTANT)
    page = visitor.get(HOME)
    assert visitor.send(page, {}, form=ACCEPT).status == 303
    after = visitor.follow(visitor.send(page, {}, form=ACCEPT))
    assert "Koszt został uznany." in words(after.by_id("flash"))
    assert [e.TOPIC for e in site.programme.log.stream(LEADING.grant)].count("grant.cost_accepted.v1") == 1
    assert not [f for f in after.all("form") if f.get("action") == ACCEPT]
    assert "400,00 zł" in plain(words(after.by_id("costs")))
    assert not [f for f in site.visit(LIBRARIAN).get(HOME).all("form") if "/accept" in (f.get("action") or "")]


@BOTH
def test_a_document_is_read_before_it_is_accepted_or_rejected(begun: Begun, *, htmx: bool) -> None:
    site = begun(*SPINE, b.meeting(), b.cost(40_000, 50_000, meeting_no=1))
    visitor = site.visit(ACCOUNTANT)
    form = visitor.get(REJECT)
    assert "FV 1/2013" in words(form.by_id("reject-cost-form"))
    assert "nr 1 z 12.03.2013" in plain(words(form.by_id("reject-cost-form")))
    assert visitor.send(form, {}, form=REJECT, htmx=htmx).wrong_fields == {"reason"}
    page = visitor.follow(visitor.send(form, {"reason": "Poza budżetem"}, form=REJECT, htmx=htmx))
    assert "Poza budżetem" in words(page.by_id("costs"))
    late = visitor.send(form, {"reason": "Poza budżetem", "command_id": str(cast.ROUND)}, form=REJECT, htmx=htmx)
    assert late.status == 422
    assert "cost.already_decided" in late.text
    assert not visitor.get(ACCEPT).all("input", name="occurred_on")
    assert visitor.get(f"{HOME}/costs/9/accept").status == 404


def test_who_recorded_a_cost_does_not_decide_it_under_four_eyes(begun: Begun) -> None:
    visitor = begun(b.change_rules(four_eyes=["costs"]), *SPINE).visit(EVERYBODY)
    form = visitor.send(visitor.get(COST), CHARGED, form=COST)
    assert not [f for f in visitor.follow(form).all("form") if f.get("action") == ACCEPT]
    page = visitor.get(ACCEPT)
    assert not page.all("input", name="occurred_on")
    assert page.by_id("refusal") is not None


# --- the report ------------------------------------------------------------------------------------------------------


@BOTH
def test_a_report_repeats_the_totals_is_returned_and_answered(begun: Begun, *, htmx: bool) -> None:
    site = begun(*SPINE, *b.meetings(4), b.cost())
    library, desk = site.visit(LIBRARIAN), site.visit(COORDINATOR)
    form = library.get(REPORT)
    assert "Obecności na spotkaniach20" in words(form.by_id("totals"))
    assert "21.09.2013" in words(form.by_id("submit-report-form"))
    assert library.send(form, {"narrative": " "}, form=REPORT, htmx=htmx).wrong_fields == {"narrative"}
    assert library.send(form, {"narrative": "Cztery spotkania"}, form=REPORT, htmx=htmx).status in (200, 303)
    back = desk.get(RETURN)
    assert "Cztery spotkania" in words(back.by_id("narrative"))
    assert desk.send(back, {}, form=RETURN, htmx=htmx).status == 422
    remark = {"findings-0-field": "attendance", "findings-0-note": "Listy się różnią", "due_on": "20.09.2013"}
    page = desk.follow(desk.send(back, remark, form=RETURN, htmx=htmx))
    assert "Uczestnicy: Listy się różnią" in words(page.by_id("findings"))
    again = library.get(AGAIN)
    assert "Uczestnicy: Listy się różnią" in words(again.by_id("resubmit-report-form"))
    assert words(again.by_id("narrative")) == "Cztery spotkania"
    page = library.follow(library.send(again, {"narrative": "Poprawione"}, form=AGAIN, htmx=htmx))
    assert "Poprawione" in page.text
    assert "Poprawione sprawozdanie zostało złożone." in words(page.by_id("flash"))


def test_a_row_more_without_script(begun: Begun) -> None:
    desk = begun(*SPINE, b.report()).visit(COORDINATOR)
    page = desk.send(desk.get(RETURN), {"add_row": "findings", "findings-0-note": "Listy"}, form=RETURN)
    assert page.by_id("findings-1-note") is not None
    assert words(page.by_id("findings-0-note")) == "Listy"


def test_a_report_past_its_day_says_so_and_is_taken(begun: Begun) -> None:
    site = begun(*SPINE, *b.meetings(1))
    early = site.visit(COORDINATOR)
    assert "minął" not in words(early.get(REPORT).by_id("submit-report-form"))
    assert early.send(early.get(REPORT), {"narrative": "Było", "occurred_on": "30.08.2013"}, form=REPORT).status == 303
    assert (last(site).days_late, last(site).on_behalf_of) == (0, LEADING.id)


def test_reports_on_old_pages_are_conflicts(begun: Begun) -> None:
    site = begun(*SPINE, *b.meetings(1))
    library = site.visit(LIBRARIAN)
    form = library.get(REPORT)
    site.issue(b.meeting(b.MEETING_DAYS[3]))
    page = library.send(form, {"narrative": "Było dobrze"}, form=REPORT)
    assert page.status == 409
    assert words(page.by_id("narrative")) == "Było dobrze"
    assert library.send(page, {}, form=REPORT).status == 303
