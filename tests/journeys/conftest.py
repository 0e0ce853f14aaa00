"""Servers for journeys: one that only reads the demo, and one over a fresh programme of the cast's own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from grants.bootstrap import open_programme
from tests.support import builders, cast
from tests.support.scenario import NOW, Ask
from tests.support.server import Server, serving
from tests.web.conftest import sign_up


@pytest.fixture(scope="session")
def ground(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cast, a programme, a round whose call was in February 2013, and two coalitions: nobody has applied."""
    file = tmp_path_factory.mktemp("journeys") / "grants.db"
    shutil.copy(migrated_file, file)
    told(file, builders.ground([cast.LEADING, cast.SECOND]), accounts=True)
    return file


def told(file: Path, asks: list[Ask], *, accounts: bool = False) -> None:
    """Carry out asks in a database file that nobody has open."""
    programme = open_programme(f"sqlite:///{file}?synchronous=off", clock=lambda: NOW)
    if accounts:
        sign_up(programme)
    for ask in asks:
        programme.issue(ask.command, ask.by.actor, command_id=ask.command_id)
    programme.projector.catch_up()
    with programme.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    programme.close()


@pytest.fixture
def fresh(ground: Path, tmp_path: Path) -> Iterator[Server]:
    """A server whose programme has just begun; what it wrote must hold no fault."""
    file = shutil.copy(ground, tmp_path / "grants.db")
    with serving(f"sqlite:///{file}?synchronous=off", tmp_path / "server.log") as server:
        yield server
    assert server.faults() == []


@pytest.fixture
def under_way(ground: Path, tmp_path: Path) -> Iterator[Server]:
    """The same, with the first library's grant awarded, signed and paid: meetings may be recorded."""
    file = Path(shutil.copy(ground, tmp_path / "grants.db"))
    told(file, [builders.apply(), builders.award(), builders.sign(), builders.pay()])
    with serving(f"sqlite:///{file}?synchronous=off", tmp_path / "server.log") as server:
        yield server
    assert server.faults() == []


@pytest.fixture(scope="module")
def demo_server(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server over a copy of the demo."""
    folder = tmp_path_factory.mktemp("demo-server")
    file = shutil.copy(demo_file, folder / "grants.db")
    with serving(f"sqlite:///{file}?synchronous=off", folder / "server.log") as server:
        yield server
    assert server.faults() == []
