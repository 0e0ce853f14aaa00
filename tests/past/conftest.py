"""The demo as bare rows, and the command line on it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from grants.cli import main
from tests.past import byhand

Run = Callable[..., Result]


@pytest.fixture(scope="session")
def log(demo_file: Path) -> byhand.Log:
    """Every row of the session's demo; folding by hand changes none."""
    return byhand.read(demo_file)


@pytest.fixture
def run(demo_url: str) -> Run:
    """``grants ARGS`` on the session's demo, which it only reads."""
    return lambda *args: CliRunner().invoke(main, ["--database", demo_url, "--lang", "en", *args])
