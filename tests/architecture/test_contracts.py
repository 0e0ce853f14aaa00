"""The import contracts in pyproject.toml bite: each is held against a small tree with one breach planted in it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.places import ROOT

LAWFUL = {
    "grants/kernel/money.py": "",
    "grants/wording/refusals.py": "from grants.kernel import money",
    "grants/rounds/round.py": "from grants.kernel import money",
    "grants/libraries/library.py": "from grants.wording import refusals",
    "grants/lifecycle/handlers.py": "from grants.rounds import round\nfrom grants.libraries import library",
    "grants/catalogue.py": "from grants.lifecycle import handlers",
    "grants/store/bus.py": "from grants import catalogue",
    "grants/bootstrap.py": "from grants.store import bus",
    "web/settings.py": "",
    "web/support/page.py": "from web import settings",
    "web/rounds/open.py": "from web.support import page",
    "web/audit/trail.py": "from grants import catalogue",
    "web/app.py": "from web.rounds import open\nfrom web.audit import trail\nfrom grants import bootstrap",
}

PLANTED = {
    "grants knows nothing of the web": {"grants/bootstrap.py": "from web import settings"},
    "a module never imports the store": {"grants/rounds/round.py": "from grants.store import bus"},
    "the kernel stands below everything": {"grants/kernel/money.py": "from grants.wording import refusals"},
    "rounds and libraries stand side by side": {"grants/rounds/round.py": "from grants.libraries import library"},
    "a new module takes its place in the list": {"grants/payments/pay.py": ""},
    "areas of the web stand side by side": {"web/rounds/open.py": "from web.audit import trail"},
    "what the areas share knows no area": {"web/support/page.py": "from web.rounds import open"},
    "a new area takes its place in the list": {"web/exports2/csv.py": ""},
}


def linted(tree: dict[str, str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Write the tree and hold it against the contracts of this project."""
    for name, source in tree.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        for parent in path.parents[: len(Path(name).parents) - 1]:
            (parent / "__init__.py").touch()
        path.write_text(source)
    shutil.copy(ROOT / "pyproject.toml", folder)
    program = Path(sys.executable).with_name("lint-imports")
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    return subprocess.run(
        [program, "--no-cache"], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def test_the_lawful_tree_passes(tmp_path: Path) -> None:
    result = linted(LAWFUL, tmp_path)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("breach", PLANTED)
def test_a_planted_breach_is_found(breach: str, tmp_path: Path) -> None:
    result = linted(LAWFUL | PLANTED[breach], tmp_path)
    assert result.returncode == 1, result.stdout
    assert "1 broken" in result.stdout
