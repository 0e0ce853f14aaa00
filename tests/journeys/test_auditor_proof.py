"""The auditor's way from a public figure to a file that proves itself, and to the refusal of that file once altered.

The demo is served with its seal; the verifier and the file are downloaded as an auditor would, and run by themselves.
"""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from grants.demo.cast import AUDIT
from grants.store.seal import keys
from tests.support.browser import Open
from tests.support.server import Server, serving

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]  # the first may have to make the demo
STEP = re.compile(r"/grants/[0-9a-f-]{36}/replay/\d+$")


@pytest.fixture
def sealed_demo(demo_file: Path, tmp_path: Path) -> Iterator[Server]:
    """A copy of the demo with its key beside it, as `grants demo` leaves it."""
    file = Path(shutil.copy(demo_file, tmp_path / "grants.db"))
    url = f"sqlite:///{file}?synchronous=off"
    for made_key, copied in zip(key_files(demo_file), key_files(file), strict=True):
        shutil.copy(made_key, copied)
    with serving(url, tmp_path / "server.log") as server:
        yield server
    assert server.faults() == []


def key_files(database: Path) -> tuple[Path, Path]:
    """The key and the list of its public keys."""
    key = keys.beside(f"sqlite:///{database}")
    assert key is not None
    return key, key.with_name(key.name + ".pub")


def test_from_a_public_figure_to_a_proved_file_and_to_its_refusal(
    sealed_demo: Server, demo_file: Path, window: Open, tmp_path: Path
) -> None:
    page = window(sealed_demo.address, scripts=False).page
    key = keys.load(key_files(demo_file)[0]).public
    page.goto(f"{sealed_demo.address}/public")
    page.get_by_role("link", name="Podsumowanie rundy I", exact=True).click()
    page.locator('main a[href$="/figures/paid"]').first.click()
    total = page.locator(".pd-opened__value").inner_text()
    lines = saved(page, page.locator("main a[download]").first.get_attribute("href"), tmp_path / "lines.csv")
    with lines.open(encoding="utf-8-sig", newline="") as file:
        sheet = list(csv.DictReader(file, delimiter=";"))
    assert sum(int(row["amount"]) for row in sheet) == grosze(total), "the sheet comes to the public figure"

    figure = page.url
    sign_in(page, sealed_demo.address)
    page.goto(figure)
    page.locator("main tbody a", has_text="/").first.click()
    expect(page).to_have_url(STEP)
    step = page.url
    page.locator('main a[href^="/proof/"]').first.click()
    expect(page.locator("#proved")).to_be_visible()
    proof = saved(page, page.locator("#proved a[download]").get_attribute("href"), tmp_path / "proof.json")
    verifier = saved(page, "/seal/verify_podaj_dalej.py", tmp_path / "verify_podaj_dalej.py")
    assert checked(verifier, str(key), "proof", proof).returncode == 0

    page.goto(re.sub(r"/replay/\d+$", "", step))
    page.locator('main a[href$="/dossier"]').first.click()
    dossier = saved(page, page.locator("#file a[download]").get_attribute("href"), tmp_path / "dossier.zip")
    good = checked(verifier, str(key), "dossier", dossier)
    assert (good.returncode, good.stdout.startswith("OK")) == (0, True), good

    whole = bytearray(dossier.read_bytes())
    whole[len(whole) // 2] ^= 1
    dossier.write_bytes(whole)
    bad = checked(verifier, str(key), "dossier", dossier)
    assert (bad.returncode, "OK" in bad.stdout) == (1, False), bad


def sign_in(page: Page, address: str) -> None:
    page.goto(f"{address}/sign-in")
    page.locator("form", has=page.locator(f'[name=login][value="{AUDIT.login}"]')).get_by_role("button").click()


def saved(page: Page, href: str | None, file: Path) -> Path:
    """A download of the signed-in browser: with scripts off nothing but the link itself is needed."""
    assert href
    answer = page.request.get(re.match(r"https?://[^/]+", page.url)[0] + href)  # type: ignore[index]
    assert answer.ok, (href, answer.status)
    file.write_bytes(answer.body())
    return file


def checked(verifier: Path, key: str, *args: str | Path) -> subprocess.CompletedProcess[str]:
    """The downloaded verifier in a Python of its own that sees no package of ours."""
    words = [sys.executable, "-I", str(verifier), "--key", key, *map(str, args)]
    return subprocess.run(words, capture_output=True, text=True, check=False, timeout=60, cwd=verifier.parent)


def grosze(shown: str) -> int:
    """``152 905 zł`` or ``152 905,00 zł`` is 15290500."""
    whole, _, part = shown.replace("zł", "").strip().partition(",")
    return int("".join(re.findall(r"\d", whole))) * 100 + int(part[:2] or 0)
