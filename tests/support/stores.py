"""Migrated databases for tests, on SQLite and on PostgreSQL: a test that asks for ``store_url`` runs on both."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from grants.store.log import EventLog
from grants.store.migrating import migrate
from tests.support.postgres import APP_ROLE, Database, Server


def prepared(database: Database) -> None:
    """Migrate as the owner; the application's role gets its rights."""
    migrate(database.owner, app_role=APP_ROLE)


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One migrated SQLite file to copy from."""
    file = tmp_path_factory.mktemp("migrated") / "grants.db"
    migrate(f"sqlite:///{file}")
    return file


@pytest.fixture
def sqlite_url(migrated_file: Path, tmp_path: Path) -> str:
    """A fresh SQLite database. Not synced to disk: no test pulls the plug by way of this fixture."""
    file = shutil.copy(migrated_file, tmp_path / "grants.db")
    return f"sqlite:///{file}?synchronous=off"


@pytest.fixture
def postgres_database(postgres_server: Server) -> Iterator[Database]:
    """A fresh migrated PostgreSQL database under both roles."""
    with postgres_server.database(prepared) as database:
        yield database


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest) -> str:
    """A fresh migrated database, as the application sees it; the test runs once on each kind."""
    if request.param == "sqlite":
        return str(request.getfixturevalue("sqlite_url"))
    database: Database = request.getfixturevalue("postgres_database")
    return database.app


@pytest.fixture
def log(store_url: str) -> Iterator[EventLog]:
    """An empty event log on each kind of database."""
    opened = EventLog(store_url)
    yield opened
    opened.close()
