"""No page asks more than three questions besides sign-in, whoever opens it and whatever it is about."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from litestar import Litestar, get
from litestar.testing import TestClient

from grants.bootstrap import Programme, open_programme
from grants.demo.cast import CHIEF, DESK, Player
from grants.demo.running import CODE, LABEL
from grants.kernel.codes import Role
from grants.kernel.ids import programme_id, round_id
from grants.read import rounds
from grants.read.register import Filters, listed
from tests.axe.places import TYPED, Walk, page_routes
from tests.support.tenfold import multiply
from tests.web.questions import MOST, Questions, questions
from web.app import create_app
from web.settings import Settings, templates_folder
from web.support.asking import Asked, answer
from web.support.context import WebRequest
from web.support.guards import EVERYONE, allow

HOST = "testserver.local"
OWN = Player("own-library", "Jarogniewa", (Role.LIBRARY,), "Biblioteka", "A library")
RUNNING = round_id(programme_id(CODE), LABEL)


@get("/try/greedy", guards=[allow(*EVERYONE)], include_in_schema=False)
async def greedy(request: WebRequest) -> str:
    """The control: a page that asks once more than a page may."""

    def load(asked: Asked) -> None:
        for _ in range(MOST):
            rounds.rounds(asked.database)
        asked.programme.log.stream(RUNNING)

    await answer(request, load)
    return "<!DOCTYPE html>"


@dataclass
class Walked:
    """``greedy``: pages that asked too much, with what they asked; ``seen``: how many were looked at."""

    heard: Questions
    greedy: dict[str, list[str]] = field(default_factory=dict)
    seen: int = 0
    routes: set[str] = field(default_factory=set)

    def took(self, answered: httpx.Response) -> None:
        self.seen += 1
        if self.heard.too_many:
            self.greedy[str(answered.request.url).partition(HOST)[2]] = list(self.heard.asked)


@pytest.fixture(scope="module")
def programme(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Programme]:
    """A copy of the demo, and one person more: of a library that has a grant in the running round."""
    file = shutil.copy(demo_file, tmp_path_factory.mktemp("questions") / "grants.db")
    opened = open_programme(f"sqlite:///{file}?synchronous=off")
    with opened.engine.connect() as connection:
        entry = listed(connection, Filters(round=RUNNING, stage="agreed")).rows[0]
    opened.people.add(
        login=OWN.login, name=OWN.name, password=OWN.password, roles=frozenset(OWN.roles), now=opened.clock(),
        id_=OWN.id, library=entry.library,
    )  # fmt: skip
    yield opened
    opened.close()


def walk(programme: Programme, patch: pytest.MonkeyPatch, player: Player, *starts: str) -> Walked:
    """Every GET route this person may open, by its links."""
    chosen = Settings(templates=templates_folder(), allowed_hosts=frozenset({HOST}))
    app: Litestar = create_app(programme, chosen, more=[greedy])
    with TestClient(app, base_url=f"http://{HOST}") as client, questions(programme, patch) as heard:
        walked = Walked(heard)
        client.event_hooks = {"request": [lambda _request: heard.begin()], "response": [walked.took]}
        found = Walk(client, programme, player, list(page_routes(app))).walk(*starts)
    walked.routes = {route for route, paths in found.items() if paths}
    return walked


def test_no_page_asks_more_than_three_questions(programme: Programme, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of all routes that show a page; each in a few addresses, those of grants in every stage."""
    nothing_greedy(programme, monkeypatch)


@pytest.mark.campaign
def test_nor_does_any_on_a_programme_ten_times_the_demo(
    programme: Programme, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "grants.db"
    shutil.copy(str(programme.engine.url.database), file)
    multiply(file, 10)
    larger = open_programme(f"sqlite:///{file}?synchronous=off")
    try:
        nothing_greedy(larger, monkeypatch)
    finally:
        larger.close()


def nothing_greedy(programme: Programme, monkeypatch: pytest.MonkeyPatch) -> None:
    reached: set[str] = set()
    with programme.engine.connect() as connection:
        library = listed(connection, Filters()).rows[0].library
    starts = (f"/grants?round={RUNNING}", "/", *TYPED)
    typed = (f"/libraries/{library}/restore", "/grants/hand-over")  # linked to from what the demo may not have
    for player in (CHIEF, DESK, OWN):
        walked = walk(programme, monkeypatch, player, *starts, *(typed if player is not OWN else ()))
        assert walked.seen > (10 if player is OWN else 60)
        assert walked.greedy == {}, f"{player.login} opens pages that ask more than {MOST} times"
        reached |= walked.routes
    app = create_app(programme, Settings(templates=templates_folder()))
    assert {route.path for route in page_routes(app)} - reached == set()


def test_a_page_that_asks_once_more_is_caught(programme: Programme, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: without it a count of nothing would pass as well."""
    walked = walk(programme, monkeypatch, DESK, "/try/greedy")
    assert list(walked.greedy) == ["/try/greedy"]
    assert len(walked.greedy["/try/greedy"]) == MOST + 1
