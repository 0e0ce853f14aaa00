"""A real Chromium on the real server. A window keeps whatever the browser complained of: tests ask that it is nothing.

One browser a module, not a session: while Playwright runs, its event loop belongs to the thread, and another module's
``asyncio.run`` would be refused.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final

import httpx
import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Response

FLAGS: Final = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
RULES: Final = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "preload": False,  # style sheets would be fetched again, for a rule that is off
}
READY: Final = "domcontentloaded"
"""Pages work once their scripts ran; what is still to come is fonts."""
WIDTHS: Final = (1280, 390)
"""A desk and a phone."""
CSP_TELLS: Final = """document.addEventListener("securitypolicyviolation",
    (e) => console.error("security policy: " + e.violatedDirective + " " + e.blockedURI))"""
TOKEN: Final = re.compile(r'name="_csrf_token"[^>]*value="([^"]+)"')
ANSWERED: Final = re.compile(
    r"Failed to load resource: the server responded with a status of (401|403|404|409|422|429) "
)
"""Chromium's note of an answer that tests provoke; about a file of ours it stays a complaint."""


class Window:
    """A person's window: a page of a context of its own, at an address."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.context: Final = context
        self.address: Final = address
        self.page: Final = context.new_page()
        self.complaints: Final[list[str]] = []
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.complaints.append(f"{self.page.url}: {error}"))

    def _note(self, message: ConsoleMessage) -> None:
        at = str(message.location.get("url", ""))
        if not ANSWERED.match(message.text) or "/static/" in at or at.endswith(".ico"):
            self.complaints.append(f"{self.page.url}: {message.text} ({at})")

    def open(self, path: str) -> Response:
        """Go to a path of ours; the answer."""
        answer = self.page.goto(self.address + path, wait_until=READY)
        assert answer is not None
        return answer

    def sign_in(self, login: str, password: str) -> None:
        """Through the form, as everybody."""
        self.open("/sign-in")
        form = self.page.locator("#sign-in")
        form.locator("[name=login]").fill(login)
        form.locator("[name=password]").fill(password)
        form.get_by_role("button").click()
        self.page.wait_for_url(self.address + "/", wait_until=READY)

    def let_in(self, login: str, password: str) -> None:
        """Signed in without a page being drawn, for tests that are about something else."""
        with httpx.Client(base_url=self.address, timeout=30) as client:
            token = TOKEN.search(client.get("/sign-in").text)
            assert token, "no sign-in form"
            answer = client.post("/sign-in", data={"login": login, "password": password, "_csrf_token": token[1]})
            assert answer.status_code == httpx.codes.SEE_OTHER, f"{login} was not let in: {answer.status_code}"
            self.keep(**dict(client.cookies))

    def keep(self, **cookies: str) -> None:
        """Cookies that the window has from now on."""
        self.context.add_cookies([{"name": name, "value": v, "url": self.address} for name, v in cookies.items()])

    def axe(self) -> list[str]:
        """What axe finds on the page as it stands: rule and place. Evaluated, so that the page's policy may stand."""
        if not self.page.evaluate("'axe' in window"):
            from axe_playwright_python.base import AXE_SCRIPT

            self.page.evaluate(AXE_SCRIPT)
        found: list[dict[str, Any]] = self.page.evaluate("o => axe.run(o).then(found => found.violations)", RULES)
        return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]

    def sticks_out(self) -> bool:
        """Whether the page is wider than the window."""
        wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        return bool(self.page.evaluate(wide))


def chromium_found() -> str | None:
    """The headless shell where there is one: the same engine without a browser's window, at two thirds of the work."""
    return shutil.which("chromium-headless-shell") or shutil.which("chromium")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, or a skip that says why."""
    executable = chromium_found()
    if executable is None:
        pytest.skip("no chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield chromium
        chromium.close()


def new_window(browser: Browser, address: str, *, width: int = 1280, scripts: bool = True, **more: Any) -> Window:
    """A window of a new visitor. ``scripts``: whether the visitor lets pages run any."""
    options = {
        "viewport": {"width": width, "height": 900}, "locale": "pl-PL", "java_script_enabled": scripts,
        "reduced_motion": "reduce", **more,
    }  # fmt: skip
    context = browser.new_context(**options)
    context.set_default_timeout(10_000)
    if scripts:
        context.add_init_script(CSP_TELLS)
    return Window(context, address)


Open = Callable[..., Window]


@pytest.fixture
def window(browser: Browser) -> Iterator[Open]:
    """Opens windows; whatever a test does, no window of it may have complained."""
    opened: list[Window] = []

    def make(address: str, **options: Any) -> Window:
        opened.append(new_window(browser, address, **options))
        return opened[-1]

    yield make
    for each in opened:
        each.context.close()
    assert [complaint for each in opened for complaint in each.complaints] == []
