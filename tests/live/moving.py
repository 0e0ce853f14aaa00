"""Two windows: a meeting recorded in one moves a figure in the other. The time between, with no page load in it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from tests.journeys.steps import fill
from tests.support.browser import new_window
from tests.support.builders import FIRST
from tests.support.cast import AUDITOR, COORDINATOR, LEADING, PARTNER, ROUND
from tests.support.server import Server
from tests.web.conftest import PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FIGURE: Final = "meetings-meetings_held"
FORM: Final = f"/grants/{LEADING.grant}/meetings/new"
WATCH: Final = """figure => {
    window.moved = {};
    const read = () => document.querySelector(`[data-figure="${figure}"]`)?.textContent.trim();
    new MutationObserver(() => { window.moved[read()] ??= performance.timeOrigin + performance.now(); })
        .observe(document.getElementById("main"), {subtree: true, childList: true, characterData: true});
}"""
"""When the figure first showed each value. A page that loads anew forgets it, and the measurement fails."""
PRESSED: Final = """document.addEventListener("submit",
    () => sessionStorage.setItem("pressed", performance.timeOrigin + performance.now()), {capture: true})"""


class Pair:
    """``recorder`` has the form, ``reader`` the dashboard; both of one browser, so by one clock."""

    def __init__(self, browser: Browser, server: Server) -> None:
        self.recorder = new_window(browser, server.address)
        self.reader = new_window(browser, server.address)
        self.recorder.sign_in(COORDINATOR.first_name, PASSWORD)
        self.reader.sign_in(AUDITOR.first_name, PASSWORD)
        self.reader.open(f"/rounds/{ROUND}")
        self.reader.page.locator('#live[data-live="on"]').wait_for()
        self.reader.page.evaluate(WATCH, FIGURE)
        self._held = 0

    def meeting(self) -> float:
        """Record the next meeting; milliseconds from the press of the button to the figure in the other window."""
        self._held += 1
        self._fill(FIRST + timedelta(days=self._held))
        self.recorder.page.locator("main form[method=post] button.govuk-button:not([name])").click()
        moved = self.reader.page.wait_for_function("value => window.moved[value]", arg=str(self._held))
        self.recorder.page.locator("#flash > *").wait_for()
        pressed = float(self.recorder.page.evaluate("sessionStorage.getItem('pressed')"))
        return float(moved.json_value()) - pressed

    def _fill(self, day: date) -> None:
        self.recorder.open(FORM)
        self.recorder.page.evaluate(PRESSED)
        fill(self.recorder, {
            "occurred_on": f"{day:%d.%m.%Y}", "minutes": "90", "mode": "in_person", "theme": "Katalog w chmurze",
            "partners": [str(PARTNER.id)], "attendance-leading_library": "2", "attendance-partner_library": "3",
        })  # fmt: skip
        self.recorder.page.locator("main form[method=post] button.govuk-button:not([name])").focus()

    def complaints(self) -> list[str]:
        return [*self.recorder.complaints, *self.reader.complaints]

    def close(self) -> None:
        self.recorder.context.close()
        self.reader.context.close()
