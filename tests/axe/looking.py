"""A page in each of its states, under axe: as it came, folds opened, a list narrowed to nothing, a form all wrong."""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Sequence
from typing import Final

from tests.support.browser import WIDTHS, Window

ALL: Final = os.environ.get("GRANTS_AXE") == "all"
SEED: Final = os.environ.get("GRANTS_AXE_SEED") or str(random.randrange(10**6))
DRAWINGS: Final = {"pl": WIDTHS, "en": WIDTHS[:1]}
"""Widths in pixels by language."""
LANGUAGES: Final = tuple(DRAWINGS)

SPOIL: Final = """for (const e of document.querySelectorAll("main form[method=post] :is(input, select, textarea)")) {
    if (e.type === "hidden" || e.type === "date") continue;
    if (e.type === "radio" || e.type === "checkbox") e.checked = false;
    else if (e.tagName === "SELECT") { e.add(new Option("x", "x")); e.value = "x"; }
    else e.value = e.tagName === "INPUT" ? "x" : "";
}"""
"""No day, no amount, a choice that is not offered: whatever the form, nothing of it may be stored."""
SEND: Final = "main form[method=post] button.govuk-button:not([name])"
FOLDS: Final = """[...document.querySelectorAll("details:not([open])")].filter(e => e.checkVisibility()).length"""
UNFOLD: Final = """document.querySelectorAll("details:not([open])").forEach(e => { e.open = true; })"""
FOLD: Final = """document.querySelectorAll("header details[open]").forEach(e => { e.open = false; })"""
NARROW: Final = "main form[hx-get] :is(input[type=search], input[type=text])"
NOWHERE: Final = "zzzz qqqq"


class Look:
    """``finds``: what axe found, by page and state; ``states``: how many of each kind were looked at."""

    def __init__(self) -> None:
        self.finds: Final[dict[str, list[str]]] = {}
        self.states: Final[Counter[str]] = Counter()

    def page(self, window: Window, path: str, name: str, widths: Sequence[int], *, form: bool) -> None:
        """Every state that ``path`` has. ``form``: it is the page of a command, which is sent with everything wrong."""
        answer = window.open(path)
        assert answer.status == 200, f"{name}: {answer.status}"
        folds = window.page.evaluate(FOLDS)
        if ALL or not folds:  # with its folds opened a page shows all that it showed before
            self.state(window, "as it came", name, widths)
        if folds:
            window.page.evaluate(UNFOLD)
            self.state(window, "opened", name, widths)
            window.page.evaluate(FOLD)
        if window.page.locator(NARROW).count():
            narrowed(window)
            self.state(window, "narrowed to nothing", name, widths)
        if form and window.page.locator(SEND).count():
            status = spoiled(window)
            assert status == 422, f"{name} sent with nothing but mistakes: {status}"
            self.state(window, "with mistakes", name, widths)

    def state(self, window: Window, kind: str, name: str, widths: Sequence[int]) -> None:
        """What axe finds in the window as it stands, and whether something sticks out, at each width."""
        for width in widths:
            window.page.set_viewport_size({"width": width, "height": 900})
            found = window.axe() + (["wider than the window"] if window.sticks_out() else [])
            self.states[kind] += 1
            if found:
                self.finds[f"{name}, {kind}, at {width}"] = found

    def told(self) -> str:
        """For whoever ran it."""
        kinds = ", ".join(f"{n} {kind}" for kind, n in self.states.most_common())
        found = "".join(f"  {where}: {what}\n" for where, what in self.finds.items())
        return f"axe: {self.states.total()} states ({kinds}), {len(self.finds)} with findings\n{found}"


def spoiled(window: Window) -> int:
    """Send the form with everything wrong; the answer's status."""
    page = window.page
    page.evaluate(SPOIL)
    with page.expect_response(lambda answer: answer.request.method == "POST") as answered:
        page.locator(SEND).first.click()
    page.locator(".govuk-error-summary, .pd-panel--refusal").first.wait_for()
    return answered.value.status


def narrowed(window: Window) -> None:
    """Type what nothing is called into the list's own field; htmx puts in the list that is left."""
    page = window.page
    with page.expect_response(lambda answer: NOWHERE.split()[0] in answer.url):
        page.locator(NARROW).first.fill(NOWHERE)
    page.wait_for_function("!document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling')")
