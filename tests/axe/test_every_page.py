"""Axe on every page of the route table, at a desk's and a phone's width, forms also with all their mistakes shown.

A tenth of the pages, drawn by the run's seed, in every run; all of them with GRANTS_AXE=all (``make axe``).
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import httpx
import pytest

from grants.bootstrap import Programme, open_programme
from grants.demo.cast import AUDIT, CHIEF, DESK, Player
from grants.demo.running import CODE, LABEL
from grants.kernel.ids import programme_id, round_id
from tests.axe.places import TYPED, Route, Walk, page_routes
from tests.support.browser import WIDTHS, Open, Window
from tests.support.server import Server
from web.app import create_app
from web.settings import Settings, templates_folder

if TYPE_CHECKING:
    from litestar import Litestar

ALL = os.environ.get("GRANTS_AXE") == "all"
pytestmark = [pytest.mark.browser, pytest.mark.timeout(3600 if ALL else 300)]
RUNNING = round_id(programme_id(CODE), LABEL)
SPOIL = """for (const e of document.querySelectorAll("main form[method=post] :is(input, select, textarea)")) {
    if (e.type === "hidden" || e.type === "date") continue;
    if (e.type === "radio" || e.type === "checkbox") e.checked = false;
    else e.value = e.tagName === "INPUT" ? "x" : "";
}"""
"""No day, no amount, no choice: whatever the form, nothing of it may be stored."""
SEND = "main form[method=post] button.govuk-button:not([name])"
Finds = dict[str, list[str]]


@dataclass(frozen=True)
class Found:
    """What walks found: ``paths`` by person and route."""

    routes: list[Route]
    paths: dict[Player, dict[str, list[str]]] = field(default_factory=dict)

    def cases(self) -> list[tuple[Player, str]]:
        """Whom to show what: the coordinator's and the auditor's pages, and the manager's own."""
        desk = self.paths[DESK]
        kept = {route: paths for route, paths in self.paths[CHIEF].items() if route not in desk}
        told = ((DESK, desk), (AUDIT, self.paths[AUDIT]), (CHIEF, kept))
        return [(player, path) for player, by_route in told for paths in by_route.values() for path in paths]

    def form(self, path: str) -> bool:
        """Whether the page is one of a command, so that its form may be sent with everything wrong."""
        return any(route.form and route.pattern.fullmatch(path.partition("?")[0]) for route in self.routes)


@pytest.fixture(scope="module")
def programme(demo_server: Server) -> Iterator[Programme]:
    opened = open_programme(demo_server.url)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def app(programme: Programme) -> Litestar:
    """Only its route table is read."""
    return create_app(programme, Settings(templates=templates_folder()))


@pytest.fixture(scope="module")
def found(demo_server: Server, programme: Programme, app: Litestar) -> Found:
    out = Found(list(page_routes(app)))
    for player in (DESK, AUDIT, CHIEF):
        with httpx.Client(base_url=demo_server.address, timeout=30) as client:
            walk = Walk(client, programme, player, out.routes)
            out.paths[player] = walk.walk(f"/grants?round={RUNNING}", "/", *TYPED)
    return out


def test_a_link_leads_to_every_page(found: Found) -> None:
    reached = {route for by_route in found.paths.values() for route, paths in by_route.items() if paths}
    assert {route.path for route in found.routes} - reached == set()


def test_axe_finds_nothing(found: Found, demo_server: Server, window: Open, capsys: pytest.CaptureFixture[str]) -> None:
    cases = found.cases()
    if not ALL:
        seed = os.environ.get("GRANTS_AXE_SEED") or str(random.randrange(10**6))
        cases = random.Random(seed).sample(cases, len(cases) // 10)
        with capsys.disabled():
            sys.stdout.write(f"\naxe on a tenth of the pages: GRANTS_AXE_SEED={seed}\n")
    windows = {player: window(demo_server.address) for player in dict(cases)}
    for player, one in windows.items():
        one.sign_in(player.login, player.password)
    finds, seen = Finds(), 0
    for player, path in cases:
        seen += looked_at(windows[player], path, f"{player.login} {path}", finds, form=found.form(path))
    with capsys.disabled():
        sys.stdout.write(f"axe: {len(cases)} pages in {seen} states, {len(finds)} with findings\n")
    assert finds == {}


def looked_at(window: Window, path: str, name: str, finds: Finds, *, form: bool) -> int:
    """Axe on a page, and on its form with every field wrong; how many states were looked at."""
    answer = window.open(path)
    assert answer.status == 200, f"{name}: {answer.status}"
    seen = drawn(window, name, finds)
    if form and window.page.locator(SEND).count():
        status = spoiled(window)
        assert status == 422, f"{name} sent with nothing but mistakes: {status}"
        seen += drawn(window, f"{name} with mistakes", finds)
    return seen


def spoiled(window: Window) -> int:
    """Send the form with everything wrong; the answer's status."""
    page = window.page
    page.evaluate(SPOIL)
    with page.expect_response(lambda answer: answer.request.method == "POST") as answered:
        page.locator(SEND).first.click()
    page.locator(".govuk-error-summary, .pd-panel--refusal").first.wait_for()
    return answered.value.status


def drawn(window: Window, name: str, finds: Finds) -> int:
    """At both widths; what axe finds, and whether something sticks out."""
    for width in WIDTHS:
        window.page.set_viewport_size({"width": width, "height": 900})
        found = window.axe() + (["wider than the window"] if window.sticks_out() else [])
        if found:
            finds[f"{name} at {width}"] = found
    return len(WIDTHS)
