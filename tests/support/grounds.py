"""Servers for a browser: over the demo, over a programme that has just begun, and over one that is under way."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import pytest

from grants.bootstrap import open_programme
from grants.kernel.clock import Clock, day_of, system_clock
from tests.support import builders, cast
from tests.support.scenario import NOW, Ask
from tests.support.server import Server, serving

TODAY: Final = day_of(system_clock())
"""Servers go by the real clock."""


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def typed(days_ago: int) -> str:
    """A day as people type it."""
    return f"{ago(days_ago):%d.%m.%Y}"


@pytest.fixture(scope="module")
def begun(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cast, a programme, two coalitions, and a round in which nobody has applied. Its call ended 75 days ago,
    meetings were to be held from 100 to 20 days ago, reports were due 15 days ago: a whole grant fits in before today.
    """
    file = Path(shutil.copy(migrated_file, tmp_path_factory.mktemp("begun") / "grants.db"))
    days = {"call_opens_on": ago(118), "call_closes_on": ago(75), "activity_from": ago(100), "activity_to": ago(20)}
    told(file, builders.ground([cast.LEADING, cast.SECOND], **days, report_due_days=5), accounts=True)
    return file


def told(file: Path, asks: Iterable[Ask], *, accounts: bool = False) -> None:
    """Carry out asks in a database file that nobody has open."""
    asked(f"sqlite:///{file}?synchronous=off", *asks, accounts=accounts)


def asked(url: str, *asks: Ask, accounts: bool = False, clock: Clock = lambda: NOW) -> None:
    """Carry out asks as another process does, beside a server if one is running."""
    programme = open_programme(url, clock=clock)
    if accounts:
        from tests.web.conftest import sign_up

        sign_up(programme)
    for ask in asks:
        programme.issue(ask.command, ask.by.actor, command_id=ask.command_id)
    programme.projector.catch_up()
    programme.close()


@pytest.fixture(scope="module")
def fresh(begun: Path) -> Iterator[Server]:
    """A server whose programme has just begun; what it wrote must hold no fault. One for the tests of a module."""
    with serving(f"sqlite:///{begun}?synchronous=off", begun.parent / "server.log") as server:
        yield server
    assert server.faults() == []


@pytest.fixture(scope="module")
def under_way(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A round of 2013 in which the first library's grant is awarded, signed and paid: meetings may be recorded.

    One for the tests of a module, so a test that takes the grant further brings a grant of its own.
    """
    file = Path(shutil.copy(migrated_file, tmp_path_factory.mktemp("under_way") / "grants.db"))
    told(file, builders.paid(), accounts=True)
    with serving(f"sqlite:///{file}?synchronous=off", file.parent / "server.log") as server:
        yield server
    assert server.faults() == []


@pytest.fixture(scope="session")
def demo_server(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server over a copy of the demo, for tests that change nothing."""
    folder = tmp_path_factory.mktemp("demo-server")
    file = shutil.copy(demo_file, folder / "grants.db")
    with serving(f"sqlite:///{file}?synchronous=off", folder / "server.log") as server:
        yield server
    assert server.faults() == []
