"""Axe where things go wrong or over a page: a refusal, somebody quicker, nobody's page, a sign-in that fails, dialogs.

In one language that the seed chooses, in both with GRANTS_AXE=all; Polish at a desk's and a phone's width.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from typing import Any, Final

import pytest

from grants.bootstrap import open_programme
from grants.kernel.clock import system_clock
from tests.axe.looking import ALL, DRAWINGS, LANGUAGES, SEED, Look
from tests.journeys.steps import FORM, press
from tests.support import builders
from tests.support.browser import Open, Window
from tests.support.cast import AUDITOR, COORDINATOR, LEADING, PARTNER, PARTNER_TWO, ROUND, SECOND, Person
from tests.support.grounds import asked, typed
from tests.support.server import Server
from tests.web.conftest import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.in_turn(2), pytest.mark.timeout(300)]
HOME: Final = f"/grants/{LEADING.grant}"
BOARD: Final = f"/rounds/{ROUND}"
CHOSEN: Final = LANGUAGES if ALL else [random.Random(SEED).choice(LANGUAGES)]
LATER: Final = ("01:57:00", "00:04:00")
"""Into the last five minutes of an idle login, and past its end."""
languages = pytest.mark.parametrize("language", CHOSEN, ids=[f"{n + 1}" for n in range(len(CHOSEN))])
"""Named by number: workers side by side must collect the same names, and each draws for itself."""


@pytest.fixture(scope="module")
def look(request: pytest.FixtureRequest) -> Iterator[Look]:
    """Says at the end how many states there were."""
    look = Look()
    yield look
    with request.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
        sys.stdout.write(f"\nwhere things go wrong, GRANTS_AXE_SEED={SEED}\n{look.told()}")


def signed_in(window: Open, server: Server, person: Person | None, language: str) -> Window:
    one = window(server.address)
    if person is not None:
        one.let_in(person.first_name, PASSWORD)
    one.keep(lang=language)
    return one


def fine(look: Look, window: Window, kind: str, language: str) -> None:
    """Axe finds nothing and nothing sticks out: at one width of the language, at each with GRANTS_AXE=all."""
    widths = DRAWINGS[language] if ALL else [random.choice(DRAWINGS[language])]
    look.state(window, kind, f"{language} {window.page.url}", widths)
    assert look.finds == {}, f"GRANTS_AXE_SEED={SEED}"


@languages
def test_a_round_in_which_nothing_happened(fresh: Server, window: Open, look: Look, language: str) -> None:
    seen = {COORDINATOR: [BOARD, f"/grants?round={ROUND}", "/waiting"], AUDITOR: [f"{BOARD}/figures/applied"]}
    for person, paths in seen.items():
        one = signed_in(window, fresh, person, language)
        for path in paths:
            assert one.open(path).status == 200
            fine(look, one, "empty", language)


@languages
def test_signed_out(fresh: Server, window: Open, look: Look, language: str) -> None:
    """The sign-in, empty and with what nobody is called; asked for a page; a form that came too late."""
    visitor = signed_in(window, fresh, None, language)
    visitor.open("/sign-in")
    fine(look, visitor, "signed out", language)
    send = visitor.page.locator("#sign-in button")
    send.click()
    visitor.page.locator(".govuk-error-summary").wait_for()
    fine(look, visitor, "signed out", language)
    visitor.page.locator("[name=login]").fill("nikt")
    visitor.page.locator("[name=password]").fill("nic")
    with visitor.page.expect_response(lambda answer: answer.request.method == "POST"):
        send.click()
    visitor.page.locator(".govuk-error-summary").wait_for()
    fine(look, visitor, "signed out", language)
    for ended in ("here", "lost"):
        visitor.open(f"/sign-in?next=/libraries/new&ended={ended}")
        fine(look, visitor, "signed out", language)
    late = signed_in(window, fresh, COORDINATOR, language)
    late.open("/libraries/new")
    signed_out_elsewhere(late, fresh.url)
    with late.page.expect_navigation() as answered:
        late.page.locator(FORM).evaluate("form => HTMLFormElement.prototype.submit.call(form)")
    assert answered.value is not None
    assert answered.value.status == 401
    fine(look, late, "signed out", language)


def signed_out_elsewhere(window: Window, url: str) -> None:
    """The login ends under the page that the window shows."""
    programme = open_programme(url)
    login = next(each["value"] for each in window.context.cookies() if each["name"] == "login")
    programme.logins.end(login, system_clock())
    programme.close()


@languages
def test_dialogs(fresh: Server, window: Open, look: Look, language: str) -> None:
    """The list of keys, the warning before a login ends, and its end."""
    for person in (COORDINATOR, AUDITOR):
        one = signed_in(window, fresh, person, language)
        one.page.clock.install()
        one.open("/libraries")
        one.page.keyboard.press("?")
        one.page.locator("#shortcuts").wait_for()
        fine(look, one, "dialog", language)
        one.page.keyboard.press("Escape")
        for later in LATER:
            one.page.clock.fast_forward(later)
            one.page.locator("#session [data-state]:visible").wait_for()
            fine(look, one, "dialog", language)


@languages
def test_nobody_s_page_and_nobody_s_business(under_way: Server, window: Open, look: Look, language: str) -> None:
    desk, auditor = (signed_in(window, under_way, person, language) for person in (COORDINATOR, AUDITOR))
    for one, path, status in (
        (desk, "/nowhere", 404),
        (desk, f"/grants/{SECOND.grant}", 404),
        (desk, f"{HOME}/pay", 403),
        (auditor, "/nowhere", 404),
        (auditor, f"{HOME}/meetings/new", 403),
    ):
        assert one.open(path).status == status
        fine(look, one, "not for them", language)


@languages
def test_a_refusal(under_way: Server, window: Open, look: Look, language: str) -> None:
    """The agreement is signed already: the form says so; a day in the future is refused after a swap."""
    desk = signed_in(window, under_way, COORDINATOR, language)
    desk.open(f"{HOME}/sign")
    fine(look, desk, "refused", language)
    desk.open(f"{HOME}/meetings/new")
    wrong = {"occurred_on": typed(-1), "minutes": "90", "mode": "in_person", "theme": "Katalog"}
    press(desk, {**wrong, "attendance-leading_library": "2", "attendance-partner_library": "3"})
    desk.page.locator(".pd-panel--refusal, .govuk-error-summary").first.wait_for()
    fine(look, desk, "refused", language)


def test_somebody_was_quicker(under_way: Server, window: Open, look: Look) -> None:
    """While the form was open, a meeting was voided."""
    of: dict[str, Any] = {"library": PARTNER_TWO}
    asked(
        under_way.url, builders.form_coalition(PARTNER_TWO, [PARTNER]), builders.apply(**of), builders.award(**of),
        builders.sign(**of), builders.pay(**of), builders.meeting(**of), builders.report(**of),
    )  # fmt: skip
    desks = {language: signed_in(window, under_way, COORDINATOR, language) for language in CHOSEN}
    for desk in desks.values():
        desk.open(f"/grants/{PARTNER_TWO.grant}/report/return")
    asked(under_way.url, builders.void_meeting(**of))
    for language, desk in desks.items():
        press(desk, {"findings-0-field": "narrative", "findings-0-note": "Proszę uzupełnić", "due_on": "20.09.2013"})
        desk.page.locator(".pd-panel--conflict").wait_for()
        assert desk.page.locator("[name=findings-0-note]").input_value() == "Proszę uzupełnić"
        fine(look, desk, "somebody was quicker", language)
