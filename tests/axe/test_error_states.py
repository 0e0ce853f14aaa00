"""Axe where things go wrong: a refusal, somebody quicker, nobody's page, nobody's business, a sign-in that fails."""

from __future__ import annotations

from typing import Any

import pytest

from tests.journeys.steps import press
from tests.support import builders
from tests.support.browser import WIDTHS, Open, Window
from tests.support.cast import AUDITOR, COORDINATOR, LEADING, PARTNER, PARTNER_TWO, ROUND, SECOND, Person
from tests.support.grounds import asked, typed
from tests.support.server import Server
from tests.web.conftest import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
HOME = f"/grants/{LEADING.grant}"


def signed_in(window: Open, server: Server, person: Person) -> Window:
    one = window(server.address)
    one.sign_in(person.first_name, PASSWORD)
    return one


def fine(window: Window) -> None:
    """Axe finds nothing and nothing sticks out, at a desk's and a phone's width."""
    for width in WIDTHS:
        window.page.set_viewport_size({"width": width, "height": 900})
        assert window.axe() == []
        assert not window.sticks_out()


def test_a_round_in_which_nothing_happened(fresh: Server, window: Open) -> None:
    board = f"/rounds/{ROUND}"
    seen = {COORDINATOR: [board, f"/grants?round={ROUND}"], AUDITOR: [f"{board}/figures/applied"]}
    for person, paths in seen.items():
        one = signed_in(window, fresh, person)
        for path in paths:
            assert one.open(path).status == 200
            fine(one)


def test_a_sign_in_that_fails(fresh: Server, window: Open) -> None:
    visitor = window(fresh.address)
    visitor.open("/sign-in")
    visitor.page.locator("#sign-in button").click()
    visitor.page.locator(".govuk-error-summary").wait_for()
    fine(visitor)
    visitor.page.locator("[name=login]").fill("nikt")
    visitor.page.locator("[name=password]").fill("nic")
    visitor.page.locator("#sign-in button").click()
    visitor.page.locator(".govuk-error-summary", has_text="nie pasują").wait_for()
    fine(visitor)


def test_nobody_s_page_and_nobody_s_business(under_way: Server, window: Open) -> None:
    desk, auditor = (signed_in(window, under_way, person) for person in (COORDINATOR, AUDITOR))
    for one, path, status in (
        (desk, "/nowhere", 404),
        (desk, f"/grants/{SECOND.grant}", 404),
        (desk, f"{HOME}/pay", 403),
        (auditor, "/nowhere", 404),
        (auditor, f"{HOME}/meetings/new", 403),
    ):
        assert one.open(path).status == status
        fine(one)


def test_a_refusal(under_way: Server, window: Open) -> None:
    """The agreement is signed already: the form says so, and says it again to who sends it all the same."""
    desk = signed_in(window, under_way, COORDINATOR)
    desk.open(f"{HOME}/sign")
    fine(desk)
    desk.open(f"{HOME}/meetings/new")
    wrong = {"occurred_on": typed(-1), "minutes": "90", "mode": "in_person", "theme": "Katalog"}
    press(desk, {**wrong, "attendance-leading_library": "2", "attendance-partner_library": "3"})
    desk.page.locator(".pd-panel--refusal, .govuk-error-summary").first.wait_for()
    fine(desk)


def test_somebody_was_quicker(under_way: Server, window: Open) -> None:
    """While the form was open, a meeting was voided."""
    of: dict[str, Any] = {"library": PARTNER_TWO}
    asked(
        under_way.url, builders.form_coalition(PARTNER_TWO, [PARTNER]), builders.apply(**of), builders.award(**of),
        builders.sign(**of), builders.pay(**of), builders.meeting(**of), builders.report(**of),
    )  # fmt: skip
    desk = signed_in(window, under_way, COORDINATOR)
    desk.open(f"/grants/{PARTNER_TWO.grant}/report/return")
    asked(under_way.url, builders.void_meeting(**of))
    press(desk, {"findings-0-field": "narrative", "findings-0-note": "Proszę uzupełnić", "due_on": "20.09.2013"})
    desk.page.locator(".pd-panel--conflict").wait_for()
    assert desk.page.locator("[name=findings-0-note]").input_value() == "Proszę uzupełnić"
    fine(desk)
