"""A coordinator whose browser runs no scripts: a meeting with its mistakes, rows that come and go."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.steps import Fields, figures, fill, go, press, send
from tests.support import builders
from tests.support.browser import Open
from tests.support.cast import COORDINATOR, LEADING, PARTNER, ROUND, SECOND
from tests.support.grounds import asked
from tests.support.server import Server
from tests.web.conftest import PASSWORD

pytestmark = pytest.mark.browser
HOME = f"/grants/{LEADING.grant}"


def test_a_meeting_is_recorded_and_its_mistakes_are_shown(under_way: Server, window: Open) -> None:
    desk = window(under_way.address, scripts=False)
    desk.sign_in(COORDINATOR.first_name, PASSWORD)
    desk.open(HOME)
    go(desk, f"{HOME}/meetings/new")
    press(desk, {"occurred_on": "32.03.2013", "mode": "in_person", "theme": "Katalog w chmurze"})
    expect(desk.page.locator(".govuk-error-summary")).to_be_visible()
    expect(desk.page.locator("[name=occurred_on]")).to_have_value("32.03.2013")
    expect(desk.page.locator("[name=occurred_on]")).to_have_attribute("aria-invalid", "true")
    good: Fields = {"occurred_on": "12.03.2013", "minutes": "90", "partners": [str(PARTNER.id)]}
    send(desk, {**good, "attendance-leading_library": "2", "attendance-partner_library": "3"})
    expect(desk.page.locator("#meetings")).to_contain_text("Katalog w chmurze")
    desk.open(f"/rounds/{ROUND}")
    assert figures(desk)["meetings-attendances"] == "5"


def test_rows_come_and_go_by_their_buttons(under_way: Server, window: Open) -> None:
    asked(under_way.url, builders.form_coalition(SECOND))
    desk = window(under_way.address, scripts=False)
    desk.sign_in(COORDINATOR.first_name, PASSWORD)
    desk.open(f"/rounds/{ROUND}/apply?library={SECOND.id}")
    rows = desk.page.locator("#plan .pd-row")
    before = rows.count()
    fill(desk, {"requested": "900", "plan-0-day": "12.03.2013"})
    desk.page.locator('[name=add_row][value="plan"]').click()
    expect(rows).to_have_count(before + 1)
    expect(desk.page.locator('[name="requested"]')).to_have_value("900")
    expect(desk.page.locator('[name="plan-0-day"]')).to_have_value("12.03.2013")
    desk.page.locator('[name=remove_row][value="plan-1"]').click()
    expect(rows).to_have_count(before)
    expect(desk.page.locator('[name="plan-0-day"]')).to_have_value("12.03.2013")
