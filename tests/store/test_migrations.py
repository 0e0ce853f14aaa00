import importlib
import pkgutil
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Column, Engine, Integer, MetaData, Table, select, text

import grants.read
from grants.store import secrets
from grants.store.engine import make_engine
from grants.store.log import EventLog
from grants.store.migrating import migrate, migrations_folder
from grants.store.tables import all_tables, secret
from tests.support.postgres import APP_ROLE, Database

NOT_OURS = ("alembic_version", "sqlite_", "register_search", "library_search")
"""Alembic's own; SQLite's own; search indexes and their shadow tables, which no metadata describes."""


def everything_imported() -> None:
    for module in pkgutil.walk_packages(grants.read.__path__, "grants.read."):
        importlib.import_module(module.name)


def ours(name: str | None, kind: str, parents: object) -> bool:
    return kind not in {"table", "index"} or not (name or "").startswith(NOT_OURS)


@contextmanager
def engine(url: str) -> Iterator[Engine]:
    opened = make_engine(url)
    try:
        yield opened
    finally:
        opened.dispose()


def differences(url: str, extra: MetaData | None = None) -> list[object]:
    everything_imported()
    with engine(url) as opened, opened.connect() as connection:
        options = {"compare_type": True, "include_name": ours}
        context = MigrationContext.configure(connection, opts=options)
        wanted = [*all_tables(connection.dialect.name), *([extra] if extra is not None else [])]
        return list(compare_metadata(context, wanted))  # type: ignore[arg-type]


@pytest.fixture(params=["sqlite", "postgresql"])
def owner_url(request: pytest.FixtureRequest) -> str:
    if request.param == "sqlite":
        return str(request.getfixturevalue("sqlite_url"))
    database: Database = request.getfixturevalue("postgres_database")
    return database.owner


def test_a_migrated_database_is_what_the_tables_say(owner_url: str) -> None:
    assert differences(owner_url) == []


def test_a_table_that_no_migration_makes_is_noticed(owner_url: str) -> None:
    forgotten = MetaData()
    Table("forgotten", forgotten, Column("id", Integer, primary_key=True))
    assert len(differences(owner_url, forgotten)) == 1


def test_a_column_of_another_type_is_noticed(owner_url: str) -> None:
    with engine(owner_url) as opened, opened.begin() as connection:
        connection.execute(text("ALTER TABLE mark ADD COLUMN surplus integer"))
    assert len(differences(owner_url)) == 1


def test_migrating_again_changes_nothing_not_even_the_secrets(owner_url: str) -> None:
    def kept() -> dict[str, bytes]:
        with engine(owner_url) as opened, opened.connect() as connection:
            return {row.name: bytes(row.value) for row in connection.execute(select(secret))}

    before = kept()
    migrate(owner_url, app_role=APP_ROLE)
    assert kept() == before
    assert before.keys() == {secrets.REFERENCES, secrets.SESSIONS}
    assert {len(value) for value in before.values()} == {32}


def test_two_migrations_at_once_wait_for_each_other(tmp_path: Path, postgres: Database) -> None:
    for url in (f"sqlite:///{tmp_path}/new.db", postgres.owner):
        with ThreadPoolExecutor(3) as pool:
            for done in [pool.submit(migrate, url) for _ in range(3)]:
                done.result()
        assert differences(url) == []


def test_a_broken_migration_leaves_the_database_as_it_was(
    owner_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """DDL is part of the transaction on both databases."""
    folder = tmp_path / "migrations"
    (folder / "versions").mkdir(parents=True)
    for file in (migrations_folder() / "env.py", *(migrations_folder() / "versions").glob("*.py")):
        (folder / file.relative_to(migrations_folder())).write_text(file.read_text())
    config = Config()
    config.set_main_option("script_location", str(folder))
    head = ScriptDirectory.from_config(config).get_current_head()
    (folder / "versions" / "9999_broken.py").write_text(
        f"from alembic import op\nrevision = '9999'\ndown_revision = '{head}'\n"
        "def upgrade():\n    op.execute('CREATE TABLE half (id int)')\n    raise RuntimeError('planted')\n"
    )
    monkeypatch.setattr("grants.store.migrating.migrations_folder", lambda: folder)
    with pytest.raises(RuntimeError, match="planted"):
        migrate(owner_url)
    assert differences(owner_url) == []


def test_an_unmigrated_database_says_what_to_do(tmp_path: Path) -> None:
    file = tmp_path / "empty.db"
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE secret (name text, value blob)")
    connection.close()
    log = EventLog(f"sqlite:///{file}")
    with pytest.raises(LookupError, match="run grants migrate"):
        secrets.read(log.engine, secrets.REFERENCES)
    log.close()


def test_a_table_that_a_rebuild_makes_anew_serves_the_application_too(postgres_database: Database) -> None:
    with engine(postgres_database.owner) as owner, owner.begin() as connection:
        connection.execute(text("CREATE TABLE next_view (id int)"))
    with engine(postgres_database.app) as app, app.begin() as connection:
        connection.execute(text("INSERT INTO next_view VALUES (1)"))
        connection.execute(text("UPDATE next_view SET id = 2"))
        connection.execute(text("DELETE FROM next_view"))


def test_the_role_may_come_from_the_environment(postgres: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRANTS_APP_ROLE", APP_ROLE)
    migrate(postgres.owner)
    log = EventLog(postgres.app)
    assert log.last_position() == 0
    log.close()
