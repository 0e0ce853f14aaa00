"""The wheel carries everything that the program needs to run where no checkout is."""

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import sysconfig
import time
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import httpx
import pytest

from tests.architecture.places import ROOT, SRC

pytestmark = pytest.mark.together

ASSETS = {"templates": "web/_assets/templates", "migrations": "grants/_assets/migrations"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from the source archive, and without isolation, so without the network: hatchling is in the dev lock."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment that has the wheel, and the dependencies of this one by reference."""
    home = tmp_path_factory.mktemp("site")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", home], check=True)
    pip = [sys.executable, "-m", "pip", "--python", str(home / "bin/python"), "install", "--quiet"]
    subprocess.run([*pip, "--no-index", "--no-deps", "--disable-pip-version-check", str(wheel)], check=True)
    packages = next(home.glob("lib/python*/site-packages"))
    (packages / "dependencies.pth").write_text(f"{sysconfig.get_path('purelib')}\n")
    return home / "bin"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def served(program: Path, folder: Path) -> Iterator[str]:
    """The installed `grants serve` in an empty folder. Its whole process group ends with the test."""
    address = f"http://127.0.0.1:{(port := free_port())}"
    command = [str(program), "--database", "sqlite:///new.db", "serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=folder, start_new_session=True) as server:
        try:
            wait_for(f"{address}/healthz", server)
            yield address
        finally:
            with suppress(ProcessLookupError):
                os.killpg(server.pid, signal.SIGKILL)


def wait_for(url: str, server: subprocess.Popen[bytes], seconds: int = 30) -> None:
    for _ in range(seconds * 10):
        assert server.poll() is None, "the server ended by itself"
        with suppress(httpx.TransportError):
            httpx.get(url).raise_for_status()
            return
        time.sleep(0.1)
    pytest.fail(f"{url} did not answer in {seconds} s")


def files(folder: Path) -> set[str]:
    """Relative names of all files; what Python and the tools leave behind is not meant to travel."""
    names = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {name.as_posix() for name in names if not any(part.startswith((".", "__pycache__")) for part in name.parts)}


@pytest.mark.parametrize("folder", ASSETS)
def test_the_wheel_carries_the_top_level_folder(wheel: Path, folder: str) -> None:
    carried = set(zipfile.ZipFile(wheel).namelist())
    wanted = {f"{ASSETS[folder]}/{name}" for name in files(ROOT / folder)}
    assert wanted, f"{folder}/ is empty: this test would hold nothing"
    assert wanted - carried == set()


def test_the_wheel_carries_the_sources_with_their_data_and_nothing_else(wheel: Path) -> None:
    carried = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    sources = {f"{package}/{name}" for package in ("grants", "web") for name in files(SRC / package)}
    assert {name for name in carried if "/_assets/" not in name} == sources


def test_the_wheel_says_its_licence_and_its_command(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    about = {name.rpartition("/")[2]: name for name in archive.namelist() if ".dist-info/" in name}
    assert "License-Expression: AGPL-3.0-or-later" in archive.read(about["METADATA"]).decode()
    assert "grants = grants.cli:main" in archive.read(about["entry_points.txt"]).decode()
    assert "LICENSE" in about


def test_the_packages_are_imported_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    command = [str(installed / "python"), "-c", "import grants, web; print(grants.__file__, web.__file__)"]
    places = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout.split()
    assert [Path(place).parents[1] for place in places] == [
        next(installed.parent.glob("lib/python*/site-packages"))
    ] * 2


def test_the_installed_command_makes_a_database_from_the_migrations_in_the_wheel(
    installed: Path, tmp_path: Path
) -> None:
    subprocess.run([installed / "grants", "--database", "sqlite:///new.db", "migrate"], cwd=tmp_path, check=True)
    with closing(sqlite3.connect(tmp_path / "new.db")) as made:
        assert made.execute("SELECT count(*) FROM stored_events").fetchone() == (0,)


@pytest.mark.skipif(not (SRC / "web/serving.py").exists(), reason="nothing serves yet")
def test_the_installed_command_serves_pages_from_the_templates_in_the_wheel(installed: Path, tmp_path: Path) -> None:
    subprocess.run([installed / "grants", "--database", "sqlite:///new.db", "migrate"], cwd=tmp_path, check=True)
    with served(installed / "grants", tmp_path) as address:
        page = httpx.get(address, follow_redirects=True)
        assert page.status_code == 200
        assert "<h1" in page.text
        style = re.search(r'href="([^"]+govuk-frontend[^"]+[.]css[^"]*)"', page.text)
        assert style
        assert httpx.get(f"{address}{style[1]}").status_code == 200
