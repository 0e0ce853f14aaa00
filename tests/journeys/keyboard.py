"""A person without a mouse: Tab, Shift+Tab, Enter, Space, arrows and letters, nothing else reaches the page.

Whatever gets the focus on the way must show it, and a swap must not lose it. ``Keys`` knows how far away the wanted
control is, as a person sees it, and then presses that many keys; the page itself notes where the focus came by.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tests.journeys.steps import FORM, Answer, Fields
from tests.support.browser import READY, Window

if TYPE_CHECKING:
    from collections.abc import Mapping

WATCH: Final = """(() => {
    window.stops = 0; window.unseen = []; window.lost = [];
    const ring = (e) => {
        const style = getComputedStyle(e);
        const tick = ["radio", "checkbox"].includes(e.type) && e.labels[0];
        const drawn = [style.outlineStyle === "none" ? "" : style.outline, style.boxShadow.replace("none", "")];
        if (tick) {
            const before = getComputedStyle(tick, "::before");
            drawn.push(before.outlineStyle === "none" ? "" : before.outline, before.boxShadow.replace("none", ""));
        }
        return drawn.join("");
    };
    let shown = "";
    document.addEventListener("focusin", ({target}) => {
        window.stops += 1;
        shown = ring(target);
        if (!shown && target.tabIndex >= 0) window.unseen.push(target.outerHTML.slice(0, 160));
    });
    document.addEventListener("focusout", ({target}) => {
        if (target.isConnected && target.tabIndex >= 0 && shown && ring(target) === shown)
            window.unseen.push("always so: " + target.outerHTML.slice(0, 160));
    });
    document.addEventListener("htmx:after:settle", () => setTimeout(() => {
        if (document.activeElement === document.body) window.lost.push(location.pathname);
    }, 50));
})()"""
"""``unseen``: had the focus and no outline or shadow, or one that was there without the focus too; ``lost``: swaps."""

DISTANCE: Final = """selector => {
    const reach = "a[href], button, input, select, textarea, summary, [tabindex]";
    const within = document.querySelector("dialog[open]") ?? document;
    const group = (e) => document.querySelectorAll(`input[type=radio][name="${CSS.escape(e.name)}"]`);
    const stop = (e) => {
        if (e.type !== "radio") return true;
        const of = [...group(e)].filter(other => other.form === e.form);
        return e === (of.find(other => other.checked) ?? of[0]);
    };
    const able = [...within.querySelectorAll(reach)].filter(
        e => e.tabIndex >= 0 && !e.disabled && e.type !== "hidden" && e.checkVisibility() && stop(e));
    const wanted = [...document.querySelectorAll(selector)];
    const to = able.findIndex(e => wanted.includes(e));
    const at = document.activeElement;
    const from = at !== document.body ? at : document.getElementById(location.hash.slice(1));
    const here = able.indexOf(from);
    const after = from && able.findIndex(e => from.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING);
    const passed = here >= 0 ? here : !from ? -1 : (after < 0 ? able.length : after) - 1;
    const skip = able.findIndex(e => document.querySelector("main").contains(e));
    const between = here < 0 && from && to <= passed ? 1 : 0;
    return {found: to >= 0, steps: to - passed - between, skip: !from && to > skip && skip > 3};
}"""
FOLDED: Final = """path => {
    const links = [...document.querySelectorAll(`a[href="${path}"]`)];
    if (!links.length || links.some(link => link.checkVisibility())) return false;
    document.querySelectorAll("[data-wanted]").forEach(e => delete e.dataset.wanted);
    const fold = links.map(link => link.closest("details:not([open])")).find(Boolean);
    if (fold) fold.querySelector("summary").dataset.wanted = "";
    return Boolean(fold);
}"""
KIND: Final = """(form, name) => {
    const e = form.querySelector(`[name="${name}"]:not([type=hidden])`);
    return e && {type: e.type, options: e.options ? [...e.options].map(o => o.value) : []};
}"""
ASTRAY: Final = 30
"""Keys beyond the expected ones: scrollable tables stop a person too."""


class Keys:
    """``pressed``: how many keys the way has cost so far; ``stops``: where the focus was seen."""

    def __init__(self, window: Window) -> None:
        window.context.add_init_script(WATCH)
        self.window, self.page = window, window.page
        self.pressed = 0
        self.stops = 0

    def press(self, key: str, times: int = 1) -> None:
        for _ in range(times):
            self.page.keyboard.press(key)
        self.pressed += times

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.pressed += len(text)

    def to(self, selector: str) -> None:
        """Tab until the first of ``selector`` has the focus; forwards or back, by the skip link where it is shorter."""
        way: Mapping[str, Any] = self.page.evaluate(DISTANCE, selector)
        assert way["found"], f"no key leads to {selector} at {self.page.url}"
        if way["skip"]:
            self.press("Tab")
            self.press("Enter")
            way = self.page.evaluate(DISTANCE, selector)
        steps = int(way["steps"])
        self.press("Tab" if steps > 0 else "Shift+Tab", abs(steps))
        for _ in range(ASTRAY):
            if self.page.evaluate("s => document.activeElement.matches(s)", selector):
                return
            self.press("Tab" if steps >= 0 else "Shift+Tab")
        at = self.page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        raise AssertionError(f"{selector} was not reached at {self.page.url}, the focus is on {at}")

    def go(self, path: str) -> None:
        """Follow the page's own link to ``path``; a fold around it is opened first."""
        if self.page.evaluate(FOLDED, path):
            self.to("[data-wanted]")
            self.press("Enter")
        self.to(f'a[href="{path}"]')
        self.leave("Enter", path)

    def leave(self, key: str, path: str = "") -> None:
        """A key that leads to another page; what this one noted is asked before it is gone."""
        self.check()
        before = self.page.url
        self.press(key)
        there = self.window.address + path
        self.page.wait_for_url(lambda url: url != before and url.startswith(there), wait_until=READY)

    def fill(self, fields: Fields) -> None:
        form = self.page.locator(FORM)
        for name, value in fields.items():
            self._field(name, value, form.evaluate(KIND, name))

    def _field(self, name: str, value: Answer, kind: Mapping[str, Any] | None) -> None:
        assert kind, f"no field {name} at {self.page.url}"
        here = f'{FORM} [name="{name}"]'
        if kind["type"] == "checkbox":
            for one in value if isinstance(value, list) else [value]:
                self.to(here if one is True else f'{here}[value="{one}"]')
                self.press("Space")
        elif kind["type"] == "radio":
            self.to(here)
            self.press("Space")
            self._until("ArrowDown", f'{here}[value="{value}"]:checked')
        elif kind["options"]:
            self.to(here)
            self._until("ArrowDown", f'{here} option[value="{value}"]:checked')
        else:
            self.to(here)
            self.press("Control+A")
            self.type(str(value))

    def _until(self, key: str, chosen: str) -> None:
        for _ in range(ASTRAY):
            if self.page.evaluate("s => document.querySelector(s) !== null", chosen):
                return
            self.press(key)
        raise AssertionError(f"{chosen} was not chosen at {self.page.url}")

    def send(self, fields: Fields, *, enter: bool = False) -> None:
        """Fill in the form and send it: by its button, or by Enter in its last field, which is one of a line."""
        self.fill(fields)
        if not enter:
            self.to(f"{FORM} .pd-actions button")
        self.leave("Enter" if enter else "Space")
        assert self.page.locator("#flash > *").count(), f"nothing is told at {self.page.url}"

    def check(self) -> None:
        """Since the page came: every stop was to be seen, and no swap lost the focus."""
        unseen, lost, stops = self.page.evaluate("[window.unseen, window.lost, window.stops]")
        assert (unseen, lost) == ([], []), f"at {self.page.url}"
        self.stops += stops
        self.page.evaluate("window.stops = 0")
