"""Keys under "?", and a login that ends while somebody types: one window, scripts running, axe in each state."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.support.browser import Open, Window
from tests.support.cast import COORDINATOR
from tests.support.server import Server
from tests.web.conftest import PASSWORD

pytestmark = pytest.mark.browser
FORM = "/libraries/new"
LATER = ("01:57:00", "00:04:00")
"""Into the last five minutes of an idle login, and past its end."""


def keys(desk: Window) -> None:
    """Open the list, go by two keys, type where keys must rest, and switch them off for good."""
    page = desk.page
    page.keyboard.press("?")
    expect(page.locator("#shortcuts")).to_be_visible()
    assert desk.axe() == []
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("l")
    page.wait_for_url(f"{desk.address}/libraries")
    page.keyboard.press("j")
    expect(page.locator("main tbody tr").first.locator("a").first).to_be_focused()
    page.keyboard.press("/")
    page.keyboard.type("g?r")
    expect(page.locator("#search")).to_have_value("g?r")
    desk.open("/shortcuts")
    page.get_by_role("button", name="Wyłącz skróty").click()
    page.keyboard.press("?")
    expect(page.locator("#shortcuts")).to_be_hidden()


def warned(desk: Window) -> None:
    """Stay once, then let it end: what was typed waits in the tab."""
    page, dialog = desk.page, desk.page.locator("#session")
    desk.open(FORM)
    page.locator("[name=name]").fill("Biblioteka Próbna")
    page.clock.fast_forward(LATER[0])
    expect(page.get_by_role("button", name="Pozostań w systemie")).to_be_focused()
    assert desk.axe() == []
    page.get_by_role("button", name="Pozostań w systemie").click()
    expect(dialog).to_be_hidden()
    page.clock.fast_forward(LATER[0])
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.clock.fast_forward(LATER[1])
    expect(dialog.get_by_role("link", name="Zaloguj się")).to_be_focused()


def test_keys_lead_and_an_ended_login_loses_nothing(fresh: Server, window: Open) -> None:
    desk = window(fresh.address)
    desk.sign_in(COORDINATOR.first_name, PASSWORD)
    keys(desk)
    desk.page.clock.install()
    warned(desk)
    desk.context.clear_cookies(name="login")
    desk.page.get_by_role("link", name="Zaloguj się").last.click()
    desk.page.locator("#sign-in [name=login]").fill(COORDINATOR.first_name)
    desk.page.locator("#sign-in [name=password]").fill(PASSWORD)
    desk.page.locator("#sign-in button").click()
    expect(desk.page.locator(".pd-kept")).to_be_focused()
    assert desk.axe() == []
    desk.page.get_by_role("button", name="Wstaw z powrotem").click()
    expect(desk.page.locator("[name=name]")).to_have_value("Biblioteka Próbna")
    desk.page.locator("[action='/sign-out'] button:visible").first.click()
    assert desk.page.evaluate("sessionStorage.length") == 0
