"""A sealed log on each kind of database: as the application sees it, and as somebody who may do anything sees it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Engine, text

from grants.cli import main
from grants.store.engine import make_engine
from grants.store.seal import verify_podaj_dalej
from grants.store.seal.keys import PLACE
from tests.support.postgres import Database

VERIFIER = verify_podaj_dalej.__file__


def stream(number: int) -> UUID:
    """Streams of the tests have five events each, numbered through all of them from 0."""
    return UUID(int=number // 5 + 1)


def cited(number: int) -> str:
    return f"{stream(number)}/{number % 5 + 1}"


@dataclass
class Site:
    """``app``: the application's door; ``owner``: whoever runs the database server."""

    url: str
    app: Engine
    owner: Engine
    folder: Path

    @property
    def sqlite(self) -> bool:
        return self.app.dialect.name == "sqlite"

    @property
    def position(self) -> str:
        return "rowid" if self.sqlite else "notification_id"

    def fill(self, count: int, first: int = 0) -> None:
        rows = [row(number, sqlite=self.sqlite) for number in range(first, first + count)]
        with self.app.begin() as connection:
            connection.execute(text(INSERT), rows)

    def tamper(self, *statements: str) -> None:
        """What nobody may do: on SQLite the guards are taken away first, on PostgreSQL the owner does it."""
        with self.owner.begin() as connection:
            for guard in GUARDS if self.sqlite else ():
                connection.execute(text(f"DROP TRIGGER IF EXISTS {guard}"))
            for statement in statements:
                connection.execute(text(statement.replace("POSITION", self.position)))

    def run(self, *args: str) -> Result:
        return CliRunner().invoke(main, ["--database", self.url, "--lang", "en", *args])

    def said(self, *args: str) -> str:
        result = self.run(*args)
        assert result.exit_code == 0, result.output
        return result.stdout

    def keep(self, name: str, *args: str) -> Path:
        """What a command says, in a file that leaves the machine."""
        file = self.folder / name
        file.write_bytes(self.said(*args).encode())
        return file

    def key(self) -> str:
        return self.said("seal", "key").strip()


INSERT = (
    "INSERT INTO stored_events (originator_id, originator_version, topic, state)"
    " VALUES (:stream, :version, 'test.happened.v1', :state)"
)
GUARDS = [
    f"{table}_no_{change}" for table in ("stored_events", "seal_tile", "seal_head") for change in ("update", "delete")
]


def row(number: int, *, sqlite: bool) -> dict[str, object]:
    id_ = stream(number)
    state = json.dumps({"number": number, "tekst": "zażółć"}).encode()
    return {"stream": id_.hex if sqlite else id_, "version": number % 5 + 1, "state": state}


ONLY_SQLITE = pytest.mark.parametrize("site", ["sqlite"], indirect=True)
"""For what does not depend on the kind of database."""


@pytest.fixture(params=["sqlite", "postgresql"])
def site(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A database whose seal has begun."""
    if request.param == "sqlite":
        url = owner = str(request.getfixturevalue("sqlite_url"))
    else:
        database: Database = request.getfixturevalue("postgres_database")
        url, owner = database.app, database.owner
    monkeypatch.setenv(PLACE, str(tmp_path / "seal.key"))
    made = Site(url, make_engine(url), make_engine(owner), tmp_path)
    made.said("seal", "init", "--name", "tests.example/log")
    yield made
    made.app.dispose()
    made.owner.dispose()


def checked(*args: str | Path) -> tuple[int, str]:
    """The offline verifier in a process of its own, which can import nothing of ours."""
    command = [sys.executable, "-I", "-S", str(VERIFIER), *map(str, args)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "LC_ALL": "C.UTF-8"})
    return done.returncode, done.stdout + done.stderr
