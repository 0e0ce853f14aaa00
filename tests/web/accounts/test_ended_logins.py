"""A login that ends while somebody types: warned of, prolonged where that is lawful, and nothing typed is lost."""

from datetime import timedelta

import pytest

from grants.store.logins import IDLE, LIFETIME
from tests.support import builders
from tests.support.cast import COORDINATOR, LEADING, MANAGER
from tests.support.page import Browser, Page, words
from tests.support.scenario import NOW
from tests.web.conftest import PASSWORD, Site

FORM = f"/grants/{LEADING.grant}/return"
TYPED = {
    "findings-0-field": "budget", "findings-0-note": "Proszę rozpisać <koszty> dojazdu", "findings-1-field": "plan",
    "findings-1-note": "i noclegi", "due_on": "22 lutego 2013", "occurred_on": "13.02.2013",
}  # fmt: skip
SENT = {"HX-Current-URL": f"http://testserver.local{FORM}", "Accept": "text/html, text/event-stream"}
"""As htmx and its extension for streams send it."""
HERE = {"login": COORDINATOR.first_name, "password": PASSWORD}
OTHER = {"login": MANAGER.first_name, "password": PASSWORD}


def too_late(site: Site, **fields: str) -> tuple[Browser, Page]:
    """A form that comes after the end of its login, without script."""
    visitor = site.visit(COORDINATOR)
    form = visitor.get(FORM)
    site.programme.logins.end(visitor.jar.get("login") or "", NOW)
    return visitor, visitor.send(form, {**TYPED, **fields}, form=FORM)


@pytest.fixture
def site(site: Site) -> Site:
    """With an application that waits for the operator."""
    site.issue(builders.apply())
    return site


def test_every_page_of_a_signed_in_person_says_when_the_login_ends(site: Site) -> None:
    page = site.visit(COORDINATOR).get("/")
    dialog = page.by_id("session")
    assert dialog.get("data-seconds") == str(int(IDLE.total_seconds())) == page.answer.headers["x-session-ends-in"]
    assert "data-final" not in dialog.attrib
    visitor = site.visit().get("/sign-in")
    assert "x-session-ends-in" not in visitor.answer.headers
    assert not visitor.all("dialog")


def test_a_login_near_the_end_of_its_lifetime_says_that_nothing_prolongs_it(site: Site) -> None:
    visitor = site.visit()
    opened = site.programme.logins.open(COORDINATOR.id, NOW - LIFETIME + timedelta(minutes=9))
    for hours in range(11, 0, -1):
        assert site.programme.logins.signed(opened, NOW - timedelta(hours=hours), prolong=True)
    visitor.jar.set("login", opened)
    dialog = visitor.get("/").by_id("session")
    assert (dialog.get("data-seconds"), "data-final" in dialog.attrib) == ("540", True)


def test_staying_begins_the_idle_time_anew_but_not_the_lifetime(site: Site) -> None:
    visitor = site.visit()
    opened = site.programme.logins.open(COORDINATOR.id, NOW - timedelta(minutes=4))
    visitor.jar.set("login", opened)
    page = visitor.get("/")
    assert page.by_id("session").get("data-seconds") == str(int((IDLE - timedelta(minutes=4)).total_seconds()))
    form = next(form for form in page.all("form", action="/session"))
    answer = visitor.post("/session", page.fields(form)).answer
    assert answer.json() == {"seconds": int(IDLE.total_seconds()), "final": False}
    late = site.programme.logins.signed(opened, NOW + timedelta(hours=1), prolong=True)
    assert late is not None
    assert late.ends_at == NOW + timedelta(hours=3)


def test_staying_needs_the_pages_own_token_and_a_login_in_force(site: Site) -> None:
    assert site.visit(COORDINATOR).post("/session", {}).status == 403
    assert site.visit().post("/session", {}).location.startswith("/sign-in")


def test_a_form_that_comes_too_late_is_kept_and_shown_again_after_signing_in(site: Site) -> None:
    visitor, answer = too_late(site)
    assert answer.status == 401
    assert TYPED["findings-0-note"] not in answer.text, "what was typed is locked"
    wrong = visitor.send(answer, {**HERE, "password": "nie to"}, form="/sign-in")
    assert wrong.status == 422
    again = visitor.send(wrong, HERE, form="/sign-in")
    assert words(again.all("h1")[0]) == "Zalogowano ponownie"
    form = visitor.send(again, {"_again": "yes"}, form=FORM)
    assert form.status == 200
    shown = form.fields(form.form(FORM))
    assert {name: shown[name] for name in TYPED} == TYPED
    assert not form.wrong_fields
    sent = visitor.send(form, {}, form=FORM)
    assert (sent.status, sent.location.partition("#")[0]) == (303, f"/grants/{LEADING.grant}"), (
        "it can be sent as it is"
    )


def test_another_person_gets_nothing_of_what_was_typed(site: Site) -> None:
    visitor, answer = too_late(site)
    signed_in = visitor.send(answer, OTHER, form="/sign-in")
    assert (signed_in.status, signed_in.location) == (303, FORM)


def test_what_was_altered_on_the_way_is_not_shown(site: Site) -> None:
    visitor, answer = too_late(site)
    sealed = answer.fields(answer.form("/sign-in"))["kept"]
    signed_in = visitor.send(answer, {**HERE, "kept": sealed[:-4] + "AAAA"}, form="/sign-in")
    assert (signed_in.status, signed_in.location) == (303, FORM)


def test_only_the_pages_own_forms_are_kept_and_only_so_much(site: Site) -> None:
    for fields in ({"_csrf_token": "from elsewhere"}, {"findings-0-note": "x" * 70_000}):
        visitor, answer = too_late(site, **fields)
        assert (answer.status, answer.location) == (303, f"/sign-in?next={FORM}&ended=lost")
        assert "nic nie zostało zapisane" in visitor.follow(answer).text


def test_htmx_is_sent_to_the_page_that_says_where_the_text_is(site: Site) -> None:
    visitor = site.visit(COORDINATOR)
    form = visitor.get(FORM)
    site.programme.logins.end(visitor.jar.get("login") or "", NOW)
    sent = {**form.fields(form.form(FORM)), **TYPED}
    late = visitor.post(FORM, sent, htmx=True, headers=SENT)
    assert (late.status, late.location) == (401, f"/sign-in?next={FORM}&ended=here")
    assert "w tej karcie przeglądarki" in visitor.follow(late).text
