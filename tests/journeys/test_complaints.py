"""The windows of all journeys do hear what a browser complains of: planted faults, with and without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.browser import new_window
from tests.support.server import Server

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

pytestmark = [pytest.mark.browser, pytest.mark.in_turn(2)]


def test_a_planted_script_is_stopped_and_heard_of(browser: Browser, fresh: Server) -> None:
    window = new_window(browser, fresh.address)
    window.open("/sign-in")
    assert window.complaints == []
    window.page.evaluate("""document.body.append(Object.assign(document.createElement("script"), {text: "0"}))""")
    window.page.wait_for_timeout(100)
    assert [c for c in window.complaints if "security policy: script-src" in c]
    window.context.close()


def test_without_scripts_the_browser_itself_tells(browser: Browser, fresh: Server) -> None:
    window = new_window(browser, fresh.address, scripts=False)

    def planted(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("<main", "<p style='color:red'>x</p><main"))

    window.page.route("**/sign-in", planted)
    window.open("/sign-in")
    window.page.wait_for_timeout(100)
    assert [c for c in window.complaints if "style" in c]
    window.context.close()


def test_a_missing_file_of_ours_is_heard_of(browser: Browser, fresh: Server) -> None:
    window = new_window(browser, fresh.address)
    window.page.route("**/static/**/app.js", lambda route: route.fulfill(status=404, body=""))
    window.open("/sign-in")
    window.page.wait_for_timeout(100)
    assert [c for c in window.complaints if "404" in c]
    window.context.close()


def test_axe_hears_of_a_planted_fault(browser: Browser, fresh: Server) -> None:
    window = new_window(browser, fresh.address)
    window.open("/sign-in")
    assert window.axe() == []
    window.page.evaluate("document.querySelector('#login').removeAttribute('id')")
    assert [finding for finding in window.axe() if finding.startswith("label:")]
    window.context.close()
