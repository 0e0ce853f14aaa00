"""What every answer carries, and what errors look like."""

import logging
from pathlib import Path

import pytest

from tests.support.cast import COORDINATOR
from tests.support.page import words
from tests.web.conftest import Make, Site


@pytest.mark.parametrize("lang", ["pl", "en"])
def test_a_page_that_is_not_there_looks_like_ours(site: Site, lang: str) -> None:
    for visitor in (site.visit(), site.visit(COORDINATOR)):
        missing = visitor.get(f"/nowhere?lang={lang}")
        assert (missing.status, missing.all("html")[0].get("lang")) == (404, lang)
        assert words(missing.all("h1")[0]) == {"pl": "Nie ma takiej strony", "en": "There is no such page"}[lang]


@pytest.mark.parametrize("path", ["/nowhere%00", "/grants/%00", "/public/prb%00", "/nowhere/%3Cb%3E", "/żółw"])
def test_whatever_stands_in_an_address_the_page_stays_whole(site: Site, path: str) -> None:
    """Every page is read as strict HTML: nothing of the address may break it."""
    missing = site.visit(COORDINATOR).get(path)
    assert missing.status == 404
    assert "\0" not in missing.text
    assert "<b>" not in missing.text


def test_the_wrong_method_is_told(site: Site) -> None:
    assert site.visit().post("/about", {}).status == 405


def test_a_fault_of_ours_is_logged_under_the_number_that_the_page_shows(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        broken = site.visit(COORDINATOR).get("/try/broken")
    assert broken.status == 500
    number = words(broken.all("code")[0])
    assert number in caplog.text
    assert "planted" in caplog.text
    assert "planted" not in broken.text


def test_errors_reach_htmx_as_a_part(site: Site) -> None:
    part = site.visit(COORDINATOR).get("/try/broken", htmx=True)
    assert (part.status, part.whole, part.answer.headers["hx-retarget"]) == (500, False, "#flash")


def test_a_login_that_ended_sends_htmx_to_sign_in_and_back(site: Site) -> None:
    current = {"HX-Current-URL": "http://testserver.local/rounds/1?x=2"}
    away = site.visit().get("/", htmx=True, headers=current)
    assert (away.status, away.location) == (401, "/sign-in?next=/rounds/1")


def test_pages_are_never_kept_for_others(site: Site) -> None:
    page = site.visit(COORDINATOR).get("/")
    assert page.answer.headers["cache-control"] == "private, no-cache"
    assert page.answer.headers["vary"] == "HX-Request, HX-Request-Type, Cookie"


def test_static_files_are_named_by_their_content_and_kept_for_ever(site: Site) -> None:
    page = site.visit().get("/sign-in")
    links = [link.get("href") or "" for link in page.all("link", rel="stylesheet")]
    assert len(links) > 3
    for href in links:
        answer = site.client.get(href)
        assert answer.status_code == 200, href
        assert "immutable" in answer.headers["cache-control"]
        assert answer.headers["x-content-type-options"] == "nosniff"
    assert site.client.get(links[0].replace("/static/", "/static/../")).status_code == 404


def test_another_hosts_name_is_refused(site: Site) -> None:
    assert site.visit().get("/sign-in", headers={"Host": "evil.example"}).status == 400
    assert site.visit().get("/sign-in", headers={"Host": "testserver.local:8000"}).status == 200


def test_by_https_cookies_are_bound_to_the_host_and_the_browser_stays_with_https(
    make_site: Make, ground_file: Path
) -> None:
    site = make_site(ground_file, public_url="https://testserver.local")
    page = site.client.get("/sign-in")
    assert page.headers["strict-transport-security"].startswith("max-age=")
    put = page.headers["set-cookie"]
    assert put.startswith("__Host-visitor=")
    assert {"Secure", "Path=/"} <= {part.strip() for part in put.split(";")}
    assert "domain" not in put.lower()


def test_the_language_is_kept_and_polish_comes_first(site: Site) -> None:
    visitor = site.visit()
    assert visitor.get("/about", headers={"Accept-Language": "en"}).all("html")[0].get("lang") == "pl"
    chosen = visitor.get("/lang/en?next=/about")
    assert (chosen.status, chosen.location) == (303, "/about")
    assert visitor.follow(chosen).all("html")[0].get("lang") == "en"
    assert visitor.get("/about?lang=pl").all("html")[0].get("lang") == "pl"
    assert visitor.get("/lang/de").status == 404
    assert visitor.get("/lang/pl?next=//example.org").location == "/"


def test_alive_and_ready(site: Site) -> None:
    assert site.client.get("/healthz").text == "ok"
    ready = site.client.get("/readyz")
    assert ready.status_code == 200
    assert {"name", "position", "lag", "error", "at"} == set(ready.json()["views"][0])


def test_a_projection_that_is_stuck_is_not_ready(site: Site) -> None:
    with site.programme.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE projection SET error = 'ValueError: planted' WHERE name = 'ledger'")
    answer = site.client.get("/readyz")
    assert answer.status_code == 503
    assert "planted" in answer.text
