"""The whole application on a fresh SQLite database with the cast signed up and the first round's ground laid."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import jinja2
import pytest
from litestar import Litestar
from litestar.testing import TestClient

from grants.bootstrap import Programme, open_programme
from grants.kernel.command import Done
from grants.store.migrating import migrate
from tests.support import builders, cast
from tests.support.cast import Person
from tests.support.page import Browser
from tests.support.scenario import NOW, Ask
from tests.web.machinery import ROUTES, TEMPLATES
from web.app import create_app
from web.settings import Settings, templates_folder
from web.support.live import Hub
from web.support.signing import Signer

PASSWORD: Final = "publiczne-haslo"
HOSTS: Final = frozenset({"testserver.local"})


@dataclass
class Site:
    """A running application. ``visit`` is a browser that is signed in, or not."""

    app: Litestar
    programme: Programme
    client: TestClient[Litestar]

    def visit(self, person: Person | None = None, *, reads: int = 1) -> Browser:
        browser = Browser(self.client, reads=reads)
        if person is not None:
            browser.jar.set("login", self.programme.logins.open(person.id, NOW))
        return browser

    def issue(self, *asks: Ask | Iterable[Ask]) -> Done:
        """Carry out asks and wait until pages show them."""
        done: Done | None = None
        for ask in asks:
            for each in [ask] if isinstance(ask, Ask) else ask:
                done = self.programme.issue(each.command, each.by.actor, command_id=each.command_id)
        assert done is not None
        self.programme.projector.catch_up()
        return done


def sign_up(programme: Programme, people: Iterable[Person] = cast.CAST) -> None:
    """Accounts of the cast: the login is the first name."""
    for person in people:
        programme.people.add(
            login=person.first_name, name=person.first_name, password=PASSWORD, roles=person.roles,
            library=person.library, now=NOW, id_=person.id,
        )  # fmt: skip


@pytest.fixture(scope="session")
def ground_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One SQLite file with the cast and the ground, to copy from."""
    file = tmp_path_factory.mktemp("web") / "grants.db"
    url = f"sqlite:///{file}?synchronous=off"
    migrate(url)
    programme = open_programme(url, clock=lambda: NOW)
    sign_up(programme)
    for ask in builders.ground([cast.LEADING, cast.SECOND]):
        programme.issue(ask.command, ask.by.actor, command_id=ask.command_id)
    programme.projector.catch_up()
    with programme.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    programme.close()
    return file


Make = Callable[..., Site]


@dataclass
class Built:
    """Applications that were built and are not in use: half a second of routes and templates that tests may share.

    Which programme an application serves stands in its state alone, so a used one is given another.
    """

    free: dict[Settings, list[Litestar]] = field(default_factory=dict)

    @contextmanager
    def lent(self, programme: Programme, chosen: Settings) -> Iterator[Litestar]:
        """An application of ``programme`` with the routes and templates of the machinery's tests."""
        kept = self.free.setdefault(chosen, [])
        app = kept.pop() if kept else built(programme, chosen)
        signer = Signer(chosen.secret or programme.session_secret())
        app.state.web = replace(app.state.web, programme=programme, hub=Hub(programme), signer=signer)
        routes = len(app.routes)
        yield app
        if len(app.routes) == routes:  # a test may have planted one
            kept.append(app)


def built(programme: Programme, chosen: Settings) -> Litestar:
    app = create_app(programme, chosen, more=ROUTES)
    folders = [jinja2.FileSystemLoader(chosen.templates), jinja2.FileSystemLoader(TEMPLATES)]
    app.state.web.templates.loader = jinja2.ChoiceLoader(folders)
    return app


@pytest.fixture(scope="session")
def apps() -> Built:
    return Built()


@pytest.fixture
def make_site(tmp_path: Path, apps: Built) -> Iterator[Make]:
    """A site of a file's copy, with settings of the test's own."""
    with ExitStack() as stack:

        def make(file: Path, **changed: object) -> Site:
            copy = shutil.copy(file, tmp_path / "site.db")
            programme = open_programme(f"sqlite:///{copy}?synchronous=off", clock=lambda: NOW)
            following = programme.follow()
            stack.callback(programme.close)
            stack.callback(following.join, 5)
            stack.callback(programme.stop.set)
            chosen = Settings(**{"templates": templates_folder(), "allowed_hosts": HOSTS, **changed})  # type: ignore[arg-type]
            app = stack.enter_context(apps.lent(programme, chosen))
            client = stack.enter_context(TestClient(app, raise_server_exceptions=False))
            return Site(app, programme, client)

        yield make


@pytest.fixture
def site(make_site: Make, ground_file: Path) -> Site:
    return make_site(ground_file)
