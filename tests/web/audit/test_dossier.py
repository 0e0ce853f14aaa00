"""Dossiers from pages: one click for staff and auditors, a signed link that ends for who has no account."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, text

from grants.store.dossier_links import DOWNLOADS, MADE, dossier_link
from grants.store.seal import keys
from grants.store.seal import verify_podaj_dalej as offline
from grants.store.seal.notary import begin
from tests.support import builders, cast
from tests.support.page import Browser, Page
from tests.support.scenario import NOW
from tests.web.conftest import Site
from web.audit.dossier_token import token

GRANT = f"/grants/{cast.LEADING.grant}/dossier"
PLACES = [GRANT, f"/libraries/{cast.LEADING.id}/dossier", f"/rounds/{cast.ROUND}/dossier"]


@pytest.fixture
def sealed(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A grant applied for and awarded, in a log that is sealed."""
    monkeypatch.setenv(keys.PLACE, str(tmp_path / "seal.key"))
    begin(site.programme.engine, keys.make(keys.place(), NOW, "tests.example/log").name)
    site.issue(builders.apply(), builders.award())
    return site


@pytest.mark.parametrize("place", PLACES, ids=["grant", "library", "round"])
@pytest.mark.parametrize("lang", ["pl", "en"])
def test_one_click_and_the_offline_verifier_says_ok(sealed: Site, tmp_path: Path, place: str, lang: str) -> None:
    auditor = sealed.visit(cast.AUDITOR)
    home = auditor.get(f"{place.removesuffix('/dossier')}?lang={lang}")
    assert place in home.text
    page = auditor.get(f"{place}?lang={lang}")
    [file] = set(re.findall(r'href="([^"]+/dossier/file)"', page.text))
    assert accepted(auditor.get(file), tmp_path)


def test_a_link_is_for_somebody_and_ends(sealed: Site, tmp_path: Path) -> None:
    auditor, visitor = sealed.visit(cast.AUDITOR), sealed.visit()
    address = made(auditor)
    page = visitor.get(f"{address}?lang=en")
    assert (page.status, cast.LEADING.name in page.text, "This link is valid until" in page.text) == (200, True, True)
    assert page.answer.headers["x-robots-tag"] == "noindex, nofollow"
    assert page.answer.headers["cache-control"] == "no-store"
    file = visitor.get(f"{address}/file")
    assert accepted(file, tmp_path)
    assert file.answer.headers["x-robots-tag"] == "noindex, nofollow"
    assert file.answer.headers["cache-control"] == "no-store"
    listed = auditor.get(f"{GRANT}?lang=en").text
    assert ("Regional Audit Chamber" in listed, cast.AUDITOR.first_name in listed) == (True, True)
    row = kept(sealed)
    assert (row.made_by, row.kind, row.subject) == (cast.AUDITOR.id, "grant", cast.LEADING.grant)
    assert (row.downloads, row.expires_at) == (1, NOW + timedelta(days=7))


def test_nothing_about_people_stands_in_the_address(sealed: Site) -> None:
    last = made(sealed.visit(cast.AUDITOR)).rpartition("/")[2]
    assert (len(last), re.fullmatch(r"[\w-]+", last) is not None) == (75, True)


def test_a_link_taken_back_or_over_leads_nowhere(sealed: Site) -> None:
    auditor, visitor = sealed.visit(cast.AUDITOR), sealed.visit()
    address = made(auditor)
    page = auditor.get(GRANT)
    [form] = [form for form in page.all("form") if str(form.get("action")).endswith("/revoke")]
    taken = auditor.follow(auditor.post(str(form.get("action")), page.fields(form)))
    assert (taken.status, address in taken.text) == (200, False)
    for path in (address, f"{address}/file"):
        gone = visitor.get(f"{path}?lang=en")
        assert (gone.status, "has ended or was taken back" in gone.text) == (410, True)
    again = auditor.follow(auditor.post(f"{form.get('action')}?lang=en", page.fields(form)))
    assert "already taken it back" in again.text
    assert kept(sealed).revoked_by == cast.AUDITOR.id
    links = sealed.programme.links
    over = links.make("grant", cast.LEADING.grant, "x", by=cast.AUDITOR.id, now=NOW - timedelta(days=2), days=1)
    assert over is not None
    for path in ("", "/file"):
        assert visitor.get(f"/dossiers/{_token(sealed, over.id, over.expires_at)}{path}").status == 410


def test_forged_links_lead_nowhere(sealed: Site) -> None:
    """Each letter changed, cut, lengthened, somebody else's signature, an end moved further away."""
    visitor, address = sealed.visit(), made(sealed.visit(cast.AUDITOR))
    true = address.rpartition("/")[2]
    forged = {true[:at] + ("A" if true[at] != "A" else "B") + true[at + 1 :] for at in range(0, len(true), 5)}
    forged |= {true[:-1], true + "A", true + "=", true.upper(), "x", "ż" * 75, "A" * 75, "a" * 5000}
    forged.add(f"{_token(sealed, kept(sealed).id, NOW + timedelta(days=8))[:40]}{true[40:]}")
    for each in sorted(forged):
        for path in ("", "/file"):
            said = visitor.get(f"/dossiers/{each}{path}?lang=en")
            assert (said.status, "did not make this link" in said.text) == (404, True), each
    assert visitor.get(address).status == 200


def test_too_many_downloads_and_too_many_links_must_wait(sealed: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    auditor, visitor = sealed.visit(cast.AUDITOR), sealed.visit()
    address = made(auditor)
    id_, links = kept(sealed).id, sealed.programme.links
    assert all(links.take(id_, NOW) for _ in range(DOWNLOADS))
    late = visitor.get(f"{address}/file")
    assert (late.status, late.answer.headers["retry-after"]) == (429, "3600")
    assert kept(sealed).downloads == DOWNLOADS
    assert links.take(id_, NOW + timedelta(hours=1))
    for _ in range(MADE - 1):
        assert links.make("grant", cast.LEADING.grant, "x", by=cast.AUDITOR.id, now=NOW, days=1)
    assert sent(auditor).status == 429
    assert sent(sealed.visit(cast.COORDINATOR)).status == 303


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("for_whom", "", "Say who the link is for"), ("for_whom", " \t", "Say who the link is for"),
        ("for_whom", "x" * 201, "at most 200 characters"), ("for_whom", "a\0b", "at most 200 characters"),
        ("for_whom", "a\nb", "at most 200 characters"), ("days", "", "Choose how long"),
        ("days", "0", "Choose how long"), ("days", "99999999999999999999", "Choose how long"),
        ("days", "14.5", "Choose how long"), ("days", "-1", "Choose how long"),
    ],
)  # fmt: skip
def test_bad_input_is_told_at_its_field_and_kept(sealed: Site, field: str, value: str, told: str) -> None:
    page = sent(sealed.visit(cast.AUDITOR), **{"for_whom": "Kurator", "days": "7", field: value})
    assert (page.status, told in page.text, field in page.wrong_fields or field == "days") == (422, True, True)
    assert field == "for_whom" or 'value="Kurator"' in page.text
    assert kept(sealed) is None


def test_others_neither_take_nor_hand_out_dossiers(sealed: Site) -> None:
    for person in (cast.VIEWER, cast.LIBRARIAN, cast.STRANGER):
        visitor = sealed.visit(person)
        for place in PLACES:
            assert {visitor.get(place).status, visitor.get(f"{place}/file").status} == {403}
    assert sealed.visit().get(GRANT).status == 303
    nothing = UUID(int=5)
    for things in ("grants", "libraries", "rounds"):
        assert sealed.visit(cast.AUDITOR).get(f"/{things}/{nothing}/dossier").status == 404
        assert sealed.visit(cast.AUDITOR).get(f"/{things}/{nothing}/dossier/file").status == 404


def test_a_link_is_taken_back_on_its_own_page_alone(sealed: Site) -> None:
    auditor = sealed.visit(cast.AUDITOR)
    made(auditor)
    page = auditor.get(GRANT)
    [form] = [form for form in page.all("form") if str(form.get("action")).endswith("/revoke")]
    other = str(form.get("action")).replace(str(cast.LEADING.grant), str(cast.SECOND.grant))
    assert auditor.post(other, page.fields(form)).status == 404
    assert kept(sealed).revoked_at is None


def test_of_a_log_that_was_tampered_with_nothing_is_handed_out(sealed: Site) -> None:
    auditor, visitor = sealed.visit(cast.AUDITOR), sealed.visit()
    address = made(auditor)
    assert auditor.get(f"{GRANT}/file").status == 200
    with sealed.programme.engine.begin() as connection:
        connection.execute(text("DROP TRIGGER stored_events_no_update"))
        connection.execute(text("UPDATE stored_events SET state = state || ' ' WHERE topic = 'grant.awarded.v1'"))
    for browser, path in ((auditor, f"{GRANT}/file"), (visitor, f"{address}/file")):
        page = browser.get(f"{path}?lang=en")
        assert (page.status, "is not what was sealed" in page.text) == (409, True)


def made(browser: Browser) -> str:
    """The path of a new link to the grant's dossier."""
    page = browser.follow(sent(browser))
    [address] = re.findall(r"http://[^/<]+(/dossiers/[\w-]+)", page.text)
    return str(address)


def sent(browser: Browser, **fields: str) -> Page:
    page = browser.get(f"{GRANT}?lang=en")
    filled = {**page.fields(page.form(GRANT)), "for_whom": "Regional Audit Chamber", "days": "7", **fields}
    return browser.post(f"{GRANT}?lang=en", filled)


def kept(site: Site) -> Any:
    with site.programme.engine.connect() as connection:
        return connection.execute(select(dossier_link).order_by(dossier_link.c.made_at.desc()).limit(1)).one_or_none()


def accepted(page: Page, folder: Path) -> bool:
    """Whether it is a whole dossier that the offline verifier accepts."""
    assert (page.status, page.answer.headers["content-type"]) == (200, "application/zip")
    assert int(page.answer.headers["content-length"]) == len(page.answer.content)
    attached = page.answer.headers["content-disposition"]
    [name] = re.findall(r'filename="(podaj-dalej-(?:grant|library|round)-[\w-]+\.zip)"', attached)
    file = folder / name
    file.write_bytes(page.answer.content)
    return "under the signed head" in offline.check_dossier([offline.read_key(str(_key()))], str(file), [])


def _key() -> object:
    return keys.load(keys.place()).public


def _token(site: Site, id_: UUID, ends: datetime) -> str:
    return token(site.app.state.web.signer, id_, ends)
