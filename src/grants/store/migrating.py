"""Brings a database to the tables of this version: Alembic's revisions, then secrets and the application role's rights.

Run by ``grants migrate`` as the owner of the tables; the application itself may be a role with fewer rights.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, text

from grants.store.engine import BEGIN, make_engine
from grants.store.seal.tables import seal_head, seal_tile
from grants.store.secrets import make_missing

APP_ROLE: Final = "GRANTS_APP_ROLE"
_MIGRATION_LOCK: Final = 0x6D696772
_READ_ONLY: Final = frozenset({"alembic_version", "secret"})
_ADD_ONLY: Final = frozenset({"stored_events", "receipt", seal_tile.name, seal_head.name})


def migrations_folder() -> Path:
    """``migrations/`` of the checkout, or the copy that the wheel carries."""
    package = Path(__file__).parents[1]
    places = (package / "_assets" / "migrations", package.parents[1] / "migrations")
    return next(place for place in places if (place / "env.py").is_file())


def migrate(url: str, *, app_role: str | None = None, revision: str = "head") -> None:
    """Upgrade to ``revision``. Two at once wait for each other; doing it again changes nothing.

    ``app_role`` (else the environment's GRANTS_APP_ROLE) gets its rights on PostgreSQL anew each time.
    """
    engine = make_engine(url).execution_options(**{BEGIN: "IMMEDIATE"})
    try:
        with engine.begin() as connection:
            _migrate(connection, app_role or os.environ.get(APP_ROLE), revision)
    finally:
        engine.dispose()


def head() -> str:
    """The newest revision that this version of the program knows."""
    config = Config()
    config.set_main_option("script_location", str(migrations_folder()))
    return str(ScriptDirectory.from_config(config).get_current_head())


def revision(engine: Engine) -> str | None:
    """The revision that a database stands at; None if it was never migrated."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def _migrate(connection: Connection, app_role: str | None, revision: str) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})"))
    command.upgrade(_config(connection), revision)
    make_missing(connection)
    if app_role and connection.dialect.name == "postgresql":
        _grant(connection, app_role)


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(migrations_folder()))
    config.attributes["connection"] = connection
    return config


def _grant(connection: Connection, role: str) -> None:
    """Everything an application does, and nothing that rewrites history: the log and receipts only ever grow."""
    name = connection.dialect.identifier_preparer.quote(role)
    connection.execute(text(f"GRANT USAGE ON SCHEMA public TO {name}"))
    for table in inspect(connection).get_table_names():
        connection.execute(text(f'REVOKE ALL ON TABLE "{table}" FROM {name}'))
        connection.execute(text(f'GRANT {_rights(table)} ON TABLE "{table}" TO {name}'))
    rights = _rights("a read model, made anew by rebuild")
    connection.execute(text(f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT {rights} ON TABLES TO {name}"))
    connection.execute(text(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {name}"))


def _rights(table: str) -> str:
    if table in _READ_ONLY:
        return "SELECT"
    return "SELECT, INSERT" if table in _ADD_ONLY else "SELECT, INSERT, UPDATE, DELETE"
