"""The auditor's way from a figure to the step that made it, with scripts off: links and plain forms are enough."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from grants.demo.cast import AUDIT
from tests.journeys.steps import figures
from tests.support.browser import Open
from tests.support.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]  # the first may have to make the demo
STEP = re.compile(r"/grants/[0-9a-f-]{36}/replay/\d+$")


def test_from_a_figure_to_the_step_and_the_library(demo_server: Server, window: Open) -> None:
    auditor = window(demo_server.address, scripts=False)
    page = auditor.page
    auditor.open("/sign-in")
    page.locator("form", has=page.locator(f'[name=login][value="{AUDIT.login}"]')).get_by_role("button").click()
    page.get_by_role("link", name="PRB · Runda I", exact=True).click()
    recognised = figures(auditor)["money-recognised"]
    page.locator("#money-recognised a").click()
    expect(page.locator('[data-figure="total"]')).to_contain_text(recognised.removesuffix(" zł"))
    expect(page.locator("main")).to_contain_text("dokładnie tę liczbę")
    page.get_by_role("link", name="Następna").click()
    page.locator("main tbody th a").first.click()
    expect(page).to_have_url(STEP)
    here, heading = page.url, page.locator("h1").inner_text()
    page.locator("a[rel=prev]").first.click()
    expect(page.locator("h1")).not_to_have_text(heading)
    page.locator("a[rel=next]").first.click()
    assert page.url == here
    expect(page.locator("h1")).to_have_text(heading)
    page.locator("nav .govuk-back-link").click()
    page.locator("h1 a").click()
    expect(page).to_have_url(re.compile(r"/libraries/[0-9a-f-]{36}$"))
    expect(page.locator(".pd-trail").first).to_be_visible()
    assert page.locator("main form[method=post]").count() == 0, "an auditor is offered nothing to change"
