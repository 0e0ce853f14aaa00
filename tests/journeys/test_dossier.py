"""The auditor trusts nobody: from a public figure to its entry, the proof, the dossier, and what the verifier says."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from grants.demo.cast import AUDIT
from grants.store.seal.keys import BESIDE
from tests.seal.conftest import checked
from tests.support.browser import Open
from tests.support.server import Server, serving

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]  # the first may have to make the demo


@pytest.fixture
def sealed_server(demo_file: Path, tmp_path: Path) -> Iterator[Server]:
    """A server over a copy of the demo that has its key beside it, so that it seals what it hands out."""
    file = shutil.copy(demo_file, tmp_path / "grants.db")
    for key in demo_file.parent.glob(f"{demo_file.name}{BESIDE}*"):
        shutil.copy(key, tmp_path / key.name)
    with serving(f"sqlite:///{file}?synchronous=off", tmp_path / "server.log") as server:
        yield server
    assert server.faults() == []


def test_from_a_public_figure_to_a_dossier_that_proves_itself(
    sealed_server: Server, window: Open, tmp_path: Path
) -> None:
    auditor = window(sealed_server.address, scripts=False)
    page = auditor.page
    auditor.open("/seal")
    key = page.locator("#key pre").inner_text().strip()
    auditor.open("/sign-in")
    page.locator("form", has=page.locator(f'[name=login][value="{AUDIT.login}"]')).get_by_role("button").click()
    auditor.open("/public")
    page.get_by_role("link", name="Podsumowanie rundy I", exact=True).click()
    page.locator('main a[href$="/figures/paid"]').first.click()
    figure = page.locator(".pd-opened__value").inner_text()
    assert added(saved(page, "main a[download]", tmp_path)) == grosze(figure), "the sheet comes to the public figure"
    page.locator('main tbody a[href*="/replay/"]').first.click()
    grant = re.findall(r"/grants/[0-9a-f-]{36}", page.url)[0]
    page.locator("main a[href^='/proof/']").click()
    proof = saved(page, "main a[download]", tmp_path)
    assert checked("--key", key, "proof", proof)[0] == 0
    auditor.open(grant)
    page.locator(f"main a[href='{grant}/dossier']").click()
    file = saved(page, "#file a[download]", tmp_path)
    code, said = checked("--key", key, "dossier", file)
    assert (code, said.startswith("OK: ")) == (0, True), said
    whole = bytearray(file.read_bytes())
    whole[len(whole) // 2] ^= 1
    file.write_bytes(whole)
    code, said = checked("--key", key, "dossier", file)
    assert (code, said.startswith("NIE / WRONG: ")) == (1, True), said

    page.locator("[name=for_whom]").fill("Regionalna Izba Obrachunkowa")
    page.locator("#link-form button").click()
    address = page.locator("#made-links pre").first.inner_text().strip()
    stranger = window(sealed_server.address, scripts=False)
    stranger.page.goto(address)
    expect(stranger.page.locator("h1")).to_be_visible()
    assert checked("--key", key, "dossier", saved(stranger.page, "#file a[download]", tmp_path))[0] == 0
    page.locator("#made-links form button").first.click()
    expect(page.locator("#made-links pre")).to_have_count(0)
    assert stranger.page.request.get(address).status == 410


def added(sheet: Path) -> int:
    """What the amounts of a sheet of entries come to, in grosze."""
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        return sum(int(row["amount"]) for row in csv.DictReader(file, delimiter=";"))


def grosze(shown: str) -> int:
    """``152 905 zł`` or ``152 905,00 zł`` is 15290500."""
    whole, _, part = shown.replace("zł", "").strip().partition(",")
    return int("".join(re.findall(r"\d", whole))) * 100 + int(part[:2] or 0)


def saved(page: Page, link: str, folder: Path) -> Path:
    """What a link to a file gives."""
    with page.expect_download() as coming:
        page.locator(link).first.click()
    file = folder / coming.value.suggested_filename
    coming.value.save_as(file)
    return file
