"""The wheel carries everything that the program needs to run where no checkout is."""

import sqlite3
import subprocess
import sys
import sysconfig
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from tests.architecture.places import ROOT, SRC

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


def files(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and not any(part == "__pycache__" or part.startswith(".") for part in path.parts)
    }


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
