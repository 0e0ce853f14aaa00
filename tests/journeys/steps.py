"""What people do on pages: follow a link that is there, fill in the form, send it, read figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from tests.support.browser import Window

if TYPE_CHECKING:
    from playwright.sync_api import Locator

FORM: Final = "main form[method=post]"
MONEY: Final = ("requested", "awarded_money", "paid", "recognised", "refund_due", "refund_received")
Fields = Mapping[str, str | bool | list[str]]


def go(window: Window, path: str) -> None:
    """Follow the page's own link to ``path``; a menu or a fold that hides it is opened first."""
    link = window.page.locator(f'a[href="{path}"]').first
    fold = window.page.locator(f'details:not([open]):has(a[href="{path}"]) > summary').first
    if not link.is_visible() and fold.count():
        fold.click()
    link.click()
    window.page.wait_for_url(window.address + path + "**")


def fill(window: Window, fields: Fields) -> Locator:
    """The form with its fields filled in, whatever their kind; the form itself."""
    form = window.page.locator(FORM)
    for name, value in fields.items():
        found = form.locator(f'[name="{name}"]')
        kind = found.first.evaluate("e => e.type")
        if kind in ("radio", "checkbox"):
            for one in [value] if not isinstance(value, list) else value:
                chosen = found if value is True else form.locator(f'[name="{name}"][value="{one}"]')
                chosen.check()
        elif kind.startswith("select"):
            found.select_option(str(value))
        else:
            found.fill(str(value))
    return form


def send(window: Window, fields: Fields) -> None:
    """Fill in the form and press its button; the answer is a page that tells what was done."""
    before = window.page.url
    press(window, fields)
    window.page.wait_for_url(lambda url: url != before)
    assert window.page.locator("#flash > *").count(), f"nothing is told at {window.page.url}"


def press(window: Window, fields: Fields) -> None:
    """Fill in the form and press its button, whatever comes of it."""
    fill(window, fields).locator(".pd-actions button").click()


def figures(window: Window) -> dict[str, str]:
    """Every figure of the page by its name, as written."""
    pairs = "[...document.querySelectorAll('[data-figure]')].map(e => [e.dataset.figure, e.textContent])"
    found: dict[str, str] = window.page.evaluate(f"Object.fromEntries({pairs})")
    return {name: text.replace("\u00a0", " ") for name, text in found.items()}
