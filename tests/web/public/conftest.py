"""The demo's summaries, read by anybody; and a copy of it to publish on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from grants.bootstrap import Programme, open_programme
from grants.demo.cast import Player
from tests.support.page import Browser
from web.app import create_app
from web.settings import Settings, templates_folder

HOST = "testserver.local"
Visit = Callable[[Player | None], Browser]


@pytest.fixture(scope="module")
def programme(demo_file: Path) -> Iterator[Programme]:
    """The session's demo, which is only read."""
    opened = open_programme(f"sqlite:///{demo_file}")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def anybody(programme: Programme) -> Iterator[Browser]:
    """Nobody is signed in."""
    with TestClient(app_of(programme), base_url=f"http://{HOST}") as client:
        yield Browser(client)


@pytest.fixture
def own(demo_copy: str) -> Iterator[Programme]:
    """A demo of the test's own, with its projector."""
    opened = open_programme(demo_copy)
    following = opened.follow()
    yield opened
    opened.stop.set()
    following.join(5)
    opened.close()


@pytest.fixture
def visit(own: Programme) -> Iterator[Visit]:
    """Browsers on it, signed in as somebody or not."""
    with ExitStack() as stack:
        client = stack.enter_context(TestClient(app_of(own), base_url=f"http://{HOST}"))

        def browser(player: Player | None) -> Browser:
            visitor = Browser(client)
            if player is not None:
                visitor.jar.set("login", own.logins.open(player.id, own.clock()))
            return visitor

        yield browser


def app_of(programme: Programme) -> Litestar:
    return create_app(programme, Settings(templates=templates_folder(), allowed_hosts=frozenset({HOST})))
