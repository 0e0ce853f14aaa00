"""The slider through the days of a round, a grant and a library, and the time-lapse; without scripts, the fields."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from grants.demo.cast import AUDIT, DESK
from tests.journeys.steps import figures
from tests.support.browser import Open, Window
from tests.support.server import Server

# The first may have to make the demo.
pytestmark = [pytest.mark.browser, pytest.mark.in_turn(2), pytest.mark.timeout(300)]
RANGE = "#day-slider-range"


def at_round(demo_server: Server, window: Open, **options: object) -> Window:
    desk = window(demo_server.address, **options)
    desk.let_in(AUDIT.login, f"{AUDIT.login}-demo")
    desk.open("/")
    desk.page.get_by_role("link", name="PRB · Runda I", exact=True).click()
    return desk


def slide(page: Page, day: int) -> None:
    page.locator(RANGE).evaluate(
        "(range, day) => { range.value = day; range.dispatchEvent(new Event('input', {bubbles: true})); }", day
    )


def test_sliding_shows_days_and_the_last_place_is_live_again(demo_server: Server, window: Open) -> None:
    auditor = at_round(demo_server, window)
    page = auditor.page
    today, address = figures(auditor)["meetings-meetings_held"], page.url
    slide(page, 200)
    expect(page).to_have_url(re.compile(r"\?as_of=2012-06-29&known=2012-06-29$"))
    expect(page.locator(".pd-asof")).to_contain_text("29 czerwca 2012")
    expect(page.locator("[data-live]")).to_have_count(0)
    then = figures(auditor)["meetings-meetings_held"]
    assert int(then) < int(today.replace("\xa0", ""))
    page.locator(RANGE).focus()
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile("as_of=2012-06-30"))
    expect(page.locator(RANGE)).to_be_focused()
    expect(page.locator(RANGE)).to_have_attribute("aria-valuetext", "30 czerwca 2012")
    page.get_by_label("według wiedzy dzisiejszej").check()
    expect(page).to_have_url(re.compile(r"\?as_of=2012-06-30$"))
    expect(page.locator("#day-slider-later")).to_be_checked()
    expect(page.locator('[data-figure="meetings-meetings_held"]')).not_to_have_text(then)
    assert auditor.axe() == []
    slide(page, 100_000)
    expect(page).to_have_url(address)
    expect(page.locator("[data-live=on]")).to_have_count(1)
    assert figures(auditor)["meetings-meetings_held"] == today


def test_days_passed_over_are_not_asked_for(demo_server: Server, window: Open) -> None:
    page = at_round(demo_server, window).page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "as_of=" in request.url else None)
    for day in range(100, 200, 2):
        slide(page, day)
    expect(page).to_have_url(re.compile("as_of=2012-06-27"))
    assert 1 <= len(asked) < 25, "each of fifty days was asked for"


def test_the_time_lapse_plays_and_stops(demo_server: Server, window: Open) -> None:
    page = at_round(demo_server, window, reduced_motion="no-preference").page
    slide(page, 200)
    expect(page).to_have_url(re.compile("as_of=2012-06-29"))
    play = page.locator("#day-slider-play")
    play.click()
    expect(page).to_have_url(re.compile("as_of=2012-07-2"))
    play.click()
    expect(play).to_have_attribute("aria-pressed", "false")
    page.wait_for_timeout(1500)
    stopped = page.url
    page.wait_for_timeout(1500)
    assert page.url == stopped


def test_whoever_wants_no_motion_is_offered_none(demo_server: Server, window: Open) -> None:
    page = at_round(demo_server, window).page
    expect(page.locator(RANGE)).to_be_visible()
    expect(page.locator("#day-slider-play")).to_be_hidden()


def test_a_grant_and_a_library_slide_too(demo_server: Server, window: Open) -> None:
    desk = window(demo_server.address, width=390)
    desk.let_in(DESK.login, f"{DESK.login}-demo")
    desk.open("/grants?stage=closed")
    page = desk.page
    page.locator("#grants tbody th a").first.click()
    slide(page, 60)
    expect(page.locator(".pd-asof")).to_be_visible()
    assert not desk.sticks_out()
    assert page.locator("main form[method=post]").count() == 0
    page.locator("h1 a").click()
    slide(page, 100)
    expect(page.locator(".pd-asof")).to_be_visible()
    expect(page.locator("#parts")).to_be_visible()
    assert desk.axe() == []


def test_without_scripts_there_is_no_slider_and_the_fields_do_it(demo_server: Server, window: Open) -> None:
    desk = window(demo_server.address, scripts=False)
    desk.let_in(AUDIT.login, f"{AUDIT.login}-demo")
    desk.open("/")
    page = desk.page
    page.get_by_role("link", name="PRB · Runda I", exact=True).click()
    expect(page.locator(RANGE)).to_be_hidden()
    page.locator(".pd-past summary").click()
    page.locator("[name=as_of]").fill("29.06.2012")
    page.locator(".pd-past button").click()
    expect(page.locator(".pd-asof")).to_contain_text("29 czerwca 2012")


def test_what_changed_is_readable_for_everybody(demo_server: Server, window: Open) -> None:
    for width in (1280, 390):
        auditor = at_round(demo_server, window, width=width)
        page = auditor.page
        page.get_by_role("link", name="Co się zmieniło między dwoma dniami").click()
        auditor.open(f"{page.url.removeprefix(demo_server.address)}?from=2012-06-01&to=2012-06-20")
        assert auditor.axe() == []
        assert not auditor.sticks_out()
        page.locator("#figures .pd-between").first.locator("a").last.click()
        expect(page.locator("#difference")).to_be_visible()
        assert auditor.axe() == []
