"""A migrated, demo-marked database and the command line on it, in this process."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import CliRunner, Result

from grants.cli import main
from grants.store.engine import make_engine
from grants.store.marks import DEMO, set_mark
from tests.cli.lines import Line, text

Run = Callable[..., Result]
Do = Callable[[list[Line]], list[dict[str, Any]]]


@pytest.fixture
def run(store_url: str) -> Run:
    """``grants ARGS`` on a fresh database of each kind."""
    engine = make_engine(store_url)
    set_mark(engine, DEMO, "test")
    engine.dispose()

    def call(*args: str, stdin: str | None = None) -> Result:
        return CliRunner().invoke(main, ["--database", store_url, "--lang", "en", *args], input=stdin)

    return call


@pytest.fixture
def do(run: Run) -> Do:
    """``grants do -`` with these lines; the answers."""

    def call(lines: list[Line]) -> list[dict[str, Any]]:
        result = run("do", "-", stdin=text(lines))
        return [json.loads(answer) for answer in result.stdout.splitlines()]

    return call
