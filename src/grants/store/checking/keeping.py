"""How the database is kept: its tables' version, secrets, rights, read models, people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sqlalchemy import select, text

from grants.kernel.codes import Role
from grants.store.checking.finding import Case, Finding, Params
from grants.store.migrating import head, revision
from grants.store.people import People
from grants.store.projecting.status import Status, status
from grants.store.secrets import REFERENCES, SESSIONS
from grants.store.tables import secret

SECRET_BYTES: Final = 32
LAG: Final = 500
"""Positions that read models may be behind without a word: one page of the projector."""
GUARDS: Final = frozenset({"stored_events_no_update", "stored_events_no_delete"})
_TRIGGERS: Final = text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'stored_events'")
_FORBIDDEN: Final = text(
    "SELECT t || ' ' || p FROM unnest(ARRAY['stored_events', 'receipt']) t,"
    " unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE']) p WHERE has_table_privilege(current_user, t, p)"
    " UNION ALL SELECT relname || ' OWNER' FROM pg_class WHERE relname IN ('stored_events', 'receipt')"
    " AND relnamespace = 'public'::regnamespace AND pg_has_role(current_user, relowner, 'USAGE') ORDER BY 1"
)


def migrations(case: Case) -> Iterator[Finding]:
    newest, there = head(), revision(case.engine)
    if there == newest:
        yield Finding("migrations", "ok", "migrations.head", {"revision": newest})
    elif there is not None and there > newest:
        yield Finding("migrations", "trouble", "migrations.newer", {"revision": there, "head": newest})
    else:
        yield Finding("migrations", "trouble", "migrations.behind", {"revision": there or "-", "head": newest})


def secrets(case: Case) -> Iterator[Finding]:
    with case.engine.connect() as connection:
        there = {row.name: len(bytes(row.value)) for row in connection.execute(select(secret))}
    wrong = [name for name in (REFERENCES, SESSIONS) if there.get(name, 0) < SECRET_BYTES]
    if wrong:
        yield Finding("secrets", "trouble", "secrets.missing", {"names": ", ".join(wrong)})
    else:
        yield Finding("secrets", "ok", "secrets.there")


def rights(case: Case) -> Iterator[Finding]:
    """Whether this role could rewrite history. Asked of the database, never tried. SQLite has triggers for roles."""
    with case.engine.connect() as connection:
        found = list(connection.scalars(_TRIGGERS if case.sqlite else _FORBIDDEN))
    if case.sqlite is not None:
        missing = sorted(GUARDS - set(found))
        whole = Finding("rights", "ok", "rights.guarded", {"file": str(case.sqlite.path)})
        yield Finding("rights", "trouble", "rights.unguarded", {"names": ", ".join(missing)}) if missing else whole
    elif found:
        yield Finding("rights", "trouble", "rights.too_many", {"rights": ", ".join(found)})
    else:
        yield Finding("rights", "ok", "rights.add_only")


def read_models(case: Case) -> Iterator[Finding]:
    """A view that stopped is trouble; one that is far behind, or was never filled, is worth a look."""
    found, end = status(case.engine, case.log), case.log.last_position()
    if not found and end:
        yield Finding("read_models", "warning", "views.none")
        return
    wrong = [_view(view) for view in found if view.error is not None or view.lag > LAG]
    lag = max((view.lag for view in found), default=0)
    fine = Finding("read_models", "ok", "views.fine", {"number": len(found), "position": end, "lag": lag})
    yield from wrong or [fine]


def _view(view: Status) -> Finding:
    if view.error is None:
        params: Params = {"name": view.name, "position": view.position, "lag": view.lag}
        return Finding("read_models", "warning", "views.behind", params)
    position = view.error_position or view.position
    return Finding(
        "read_models", "trouble", "views.stopped", {"name": view.name, "position": position, "error": view.error}
    )


def people(case: Case) -> Iterator[Finding]:
    able = [person for person in People(case.engine).all() if person.disabled_on is None]
    if not able:
        yield Finding("people", "trouble", "people.nobody")
    elif not any(Role.MANAGER in person.roles for person in able):
        yield Finding("people", "warning", "people.no_manager", {"number": len(able)})
    else:
        yield Finding("people", "ok", "people.fine", {"number": len(able)})
