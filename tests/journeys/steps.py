"""What people do on pages: follow a link that is there, fill in the form, send it, read figures.

A page is ready once its scripts ran; fonts and pictures are not waited for. A form is filled in one go, because each
question to a browser costs as much as a page: real keys are pressed in test_keyboard.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from tests.support.browser import READY, Window

if TYPE_CHECKING:
    from playwright.sync_api import Locator

FORM: Final = "main form[method=post]"
Answer = str | bool | list[str]
Fields = Mapping[str, Answer]

UNFOLD: Final = """path => {
    const links = [...document.querySelectorAll(`a[href="${path}"]`)];
    if (!links.length || links[0].checkVisibility()) return;
    const fold = links.map(link => link.closest("details:not([open])")).find(Boolean);
    fold?.querySelector("summary").click();
}"""
FILL: Final = """(form, fields) => {
    const lacking = [];
    const told = (e) => ["input", "change"].forEach(kind => e.dispatchEvent(new Event(kind, {bubbles: true})));
    for (const [name, value] of Object.entries(fields)) {
        const found = [...form.querySelectorAll(`[name="${name}"]`)].filter(e => e.type !== "hidden");
        const first = found[0];
        if (["radio", "checkbox"].includes(first?.type)) {
            const values = value === true ? [first.value] : [value].flat();
            for (const one of values) {
                const choice = found.find(e => e.value === one);
                if (!choice || choice.disabled || !choice.checkVisibility()) lacking.push(`${name}=${one}`);
                else if (!choice.checked) choice.click();
            }
        } else if (!first || first.disabled || first.readOnly || !first.checkVisibility()) {
            lacking.push(name);
        } else {
            first.value = value;
            if (first.value !== value) lacking.push(`${name}=${value}`);
            told(first);
        }
    }
    return lacking;
}"""
"""Only what a person could reach: shown, not disabled, and an answer that the field offers."""
FIGURES: Final = """Object.fromEntries([...document.querySelectorAll("[data-figure]")].map(
    e => [e.dataset.figure, e.textContent.replaceAll("\\u00a0", " ")]))"""


def go(window: Window, path: str) -> None:
    """Follow the page's own link to ``path``; a menu or a fold that hides it is opened first."""
    window.page.evaluate(UNFOLD, path)
    window.page.locator(f'a[href="{path}"]').first.click()
    window.page.wait_for_url(window.address + path + "**", wait_until=READY)


def fill(window: Window, fields: Fields) -> Locator:
    """The form with its fields filled in, whatever their kind; the form itself."""
    form = window.page.locator(FORM)
    lacking = form.evaluate(FILL, dict(fields))
    assert lacking == [], f"nobody could fill in {lacking} at {window.page.url}"
    return form


def send(window: Window, fields: Fields) -> None:
    """Fill in the form and press its button; the answer is a page that tells what was done."""
    before = window.page.url
    press(window, fields)
    window.page.wait_for_url(lambda url: url != before, wait_until=READY)
    assert window.page.locator("#flash > *").count(), f"nothing is told at {window.page.url}"


def press(window: Window, fields: Fields) -> None:
    """Fill in the form and press its button, whatever comes of it."""
    fill(window, fields).locator(".pd-actions button").click()


def figures(window: Window) -> dict[str, str]:
    """Every figure of the page by its name, as written."""
    found: dict[str, str] = window.page.evaluate(FIGURES)
    return found
