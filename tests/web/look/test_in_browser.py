"""The gallery in a real Chromium, under the real content security policy: axe, width, and what script adds."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from tests.support.browser import RULES
from tests.web.look.serve import GalleryServer, start

pytestmark = [pytest.mark.browser, pytest.mark.in_turn(2)]


@pytest.fixture
def server() -> Iterator[GalleryServer]:
    running = start()
    yield running
    running.cut.set()
    running.shutdown()
    running.server_close()


def visit(browser: Browser, server: GalleryServer, name: str, **options: object) -> tuple[Page, list[str]]:
    page = browser.new_context(**options).new_page()  # type: ignore[arg-type]
    complaints: list[str] = []

    def note(message: ConsoleMessage) -> None:
        complaints.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"http://127.0.0.1:{server.server_address[1]}/{name}?lang=pl")
    expect(page.locator("body.js-enabled")).to_be_attached()
    return page, complaints


PATIENCE = 20_000
"""Milliseconds: a test machine may be busy with everything else."""


@pytest.mark.parametrize(
    ("width", "scheme"),
    [
        (1280, "light"),
        (390, "dark"),
        pytest.param(1280, "dark", marks=pytest.mark.campaign),
        pytest.param(390, "light", marks=pytest.mark.campaign),
    ],
)
@pytest.mark.parametrize("name", ["gallery", "grant", "charts"])
def test_axe_finds_nothing_and_nothing_sticks_out(
    browser: Browser, server: GalleryServer, name: str, width: int, scheme: str
) -> None:
    page, complaints = visit(browser, server, name, viewport={"width": width, "height": 900}, color_scheme=scheme)
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert complaints == []
    page.context.close()


def test_axe_would_find_a_planted_fault(browser: Browser, server: GalleryServer) -> None:
    page, _ = visit(browser, server, "gallery")
    page.evaluate("document.querySelector('#amount').removeAttribute('id')")
    assert "label" in [rule["id"] for rule in Axe().run(page, options=RULES).response["violations"]]
    page.context.close()


def test_the_phone_s_menu_opens_without_script(browser: Browser, server: GalleryServer) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{server.server_address[1]}/gallery")
    out = page.get_by_role("button", name="Wyloguj się")
    expect(out).to_have_count(0)
    page.get_by_text("Menu").click()
    expect(out).to_be_visible()
    context.close()


def test_a_figure_that_moved_is_marked_and_a_lost_connection_changes_shape(
    browser: Browser, server: GalleryServer
) -> None:
    page, _ = visit(browser, server, "moving")
    expect(page.locator("#live")).to_have_attribute("data-live", "on", timeout=PATIENCE)
    expect(page.locator('[data-figure="stat-meetings"]')).to_have_text("484", timeout=PATIENCE)
    expect(page.locator(".pd-changed")).to_have_text(["484"], timeout=PATIENCE)
    server.cut.set()
    expect(page.locator("#live")).to_have_attribute("data-live", "lost", timeout=PATIENCE)
    expect(page.locator("#live")).to_contain_text("utracono połączenie")
    page.context.close()


def test_an_answer_with_errors_takes_the_focus_and_its_parts_are_awake(browser: Browser, server: GalleryServer) -> None:
    page, complaints = visit(browser, server, "moving")
    page.get_by_role("button", name="Zapisz").click()
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    expect(page.get_by_role("button", name="Wybierz z kalendarza")).to_have_count(1)
    page.get_by_role("link", name="Podaj dzień").click()
    expect(page.get_by_role("textbox", name="Dzień")).to_be_focused()
    assert [text for text in complaints if "422" not in text] == []
    page.context.close()


def test_rows_come_and_go_at_once(browser: Browser, server: GalleryServer) -> None:
    page, _ = visit(browser, server, "charts")
    rows = page.locator(".pd-rows .pd-row")
    expect(rows).to_have_count(2)
    page.get_by_role("button", name="Dodaj spotkanie").click()
    expect(rows).to_have_count(3)
    expect(page.locator("#plan-2-day")).to_be_focused()
    rows.nth(0).get_by_role("button", name="Usuń").click()
    expect(rows).to_have_count(2)
    page.get_by_role("button", name="Dodaj spotkanie").click()
    expect(page.locator("#plan-3-day")).to_be_focused()
    page.context.close()


def test_the_calendar_fills_the_field_in_its_own_form(browser: Browser, server: GalleryServer) -> None:
    page, _ = visit(browser, server, "moving")
    page.locator(".pd-day__native").evaluate(
        "node => { node.value = '2013-04-22'; node.dispatchEvent(new Event('change')) }"
    )
    expect(page.locator("#plan-0-day")).to_have_value("22.04.2013")
    page.context.close()
