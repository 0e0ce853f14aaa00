"""No page asks more than three questions besides sign-in, whoever opens it and whatever it is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import httpx
import pytest
from litestar import Litestar, get
from litestar.testing import TestClient

from grants.bootstrap import Programme, open_programme
from grants.demo.cast import AUDIT, CHIEF, DESK, Player
from grants.demo.running import CODE, LABEL
from grants.kernel.ids import programme_id, round_id
from grants.read import rounds
from tests.axe.places import TYPED, Walk, page_routes
from tests.web.questions import MOST, Questions, questions
from web.app import create_app
from web.settings import Settings, templates_folder
from web.support.asking import Asked, answer
from web.support.context import WebRequest
from web.support.guards import EVERYONE, allow

HOST = "testserver.local"
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
def programme(demo_file: object) -> Iterator[Programme]:
    opened = open_programme(f"sqlite:///{demo_file}")
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


@pytest.mark.parametrize("player", [CHIEF, DESK, AUDIT], ids=lambda player: player.login)
def test_no_page_asks_more_than_three_questions(
    programme: Programme, monkeypatch: pytest.MonkeyPatch, player: Player
) -> None:
    walked = walk(programme, monkeypatch, player, f"/grants?round={RUNNING}", "/", *TYPED)
    assert walked.seen > 40
    assert walked.greedy == {}


def test_a_page_that_asks_once_more_is_caught(programme: Programme, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: without it a count of nothing would pass as well."""
    walked = walk(programme, monkeypatch, DESK, "/try/greedy")
    assert list(walked.greedy) == ["/try/greedy"]
    assert len(walked.greedy["/try/greedy"]) == MOST + 1
