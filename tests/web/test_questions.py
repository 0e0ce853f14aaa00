"""No page asks more than three questions besides sign-in, whoever opens it and whatever it is about."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import product
from pathlib import Path

import httpx
import pytest
from litestar import Litestar, get
from litestar.testing import TestClient

from grants.bootstrap import Programme, open_programme
from grants.demo.cast import AUDIT, CHIEF, DESK, Player
from grants.demo.running import CODE, LABEL
from grants.kernel.codes import Role
from grants.kernel.ids import programme_id, round_id
from grants.read import findings, rounds
from grants.read.libraries import coalitions_led
from grants.read.register import Filters, listed
from tests.axe.people import Visitor
from tests.axe.places import TYPED, Walk, page_routes
from tests.support.share import WHOLE
from tests.support.tenfold import multiply
from tests.web.questions import MOST, Questions, questions
from web.app import create_app
from web.settings import Settings, templates_folder
from web.support.asking import Asked, answer
from web.support.context import WebRequest
from web.support.guards import EVERYONE, allow

HOST = "testserver.local"
OWN = Player("own-library", "Jarogniewa", (Role.LIBRARY,), "Biblioteka", "A library")
PAST = (
    "/grants/{grant}", "/grants/{grant}/settlement", "/rounds/{round}", "/rounds/{round}/figures/{metric}",
    "/rounds/{round}/changes", "/rounds/{round}/changes/{metric}", "/grants", "/libraries/{library}",
    "/libraries", "/findings", "/findings/{finding}",
    "/programmes/{programme}", "/programmes/{programme}/figures/{metric}",
)  # fmt: skip
"""Pages that show any past day."""
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
    opened: list[str] = field(default_factory=list)

    def took(self, answered: httpx.Response) -> None:
        self.seen += 1
        if self.heard.too_many:
            self.greedy[str(answered.request.url).partition(HOST)[2]] = list(self.heard.asked)


@pytest.fixture(scope="module")
def programme(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Programme]:
    """A copy of the demo."""
    file = tmp_path_factory.mktemp("questions") / "grants.db"
    shutil.copy(demo_file, file)
    opened = with_own(file)
    yield opened
    opened.close()


def with_own(file: Path) -> Programme:
    """One person more: of a library that has a grant in the running round."""
    opened = open_programme(f"sqlite:///{file}?synchronous=off")
    with opened.engine.connect() as connection:
        entry = listed(connection, Filters(round=RUNNING, stage="agreed")).rows[0]
    opened.people.add(
        login=OWN.login, name=OWN.name, password=OWN.password, roles=frozenset(OWN.roles), now=opened.clock(),
        id_=OWN.id, library=entry.library,
    )  # fmt: skip
    return opened


@contextmanager
def listening(programme: Programme, patch: pytest.MonkeyPatch) -> Iterator[tuple[TestClient[Litestar], Walked]]:
    """A client whose every answer is looked at."""
    chosen = Settings(templates=templates_folder(), allowed_hosts=frozenset({HOST}))
    app: Litestar = create_app(programme, chosen, more=[greedy])
    with TestClient(app, base_url=f"http://{HOST}") as client, questions(programme, patch) as heard:
        walked = Walked(heard)
        client.event_hooks = {"request": [lambda _request: heard.begin()], "response": [walked.took]}
        yield client, walked


def walk(programme: Programme, patch: pytest.MonkeyPatch, player: Player, *starts: str) -> Walked:
    """Every GET route this person may open, by its links."""
    with listening(programme, patch) as (client, walked):
        person = programme.people.find(player.login)
        assert person is not None
        visitor = Visitor(player.login, person, programme.logins.open(person.id, programme.clock()))
        client.cookies.set("login", visitor.cookie)
        found = Walk(client, visitor, list(page_routes(client.app))).walk(*starts)
    walked.routes = {route for route, paths in found.items() if paths}
    return walked


def test_no_page_asks_more_than_three_questions(programme: Programme, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of all routes that show a page; each in a few addresses, those of grants in every stage."""
    nothing_greedy(programme, monkeypatch)


@pytest.mark.campaign
def test_nor_does_any_on_a_programme_ten_times_the_demo(
    demo_file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "grants.db"
    shutil.copy(demo_file, file)
    multiply(file, 10)
    larger = with_own(file)
    try:
        nothing_greedy(larger, monkeypatch)
    finally:
        larger.close()


def nothing_greedy(programme: Programme, monkeypatch: pytest.MonkeyPatch) -> None:
    """By links first; then what no link happened to lead to, by addresses made of what the demo has."""
    reached: set[str] = set()
    for player in (CHIEF, DESK, AUDIT, OWN) if WHOLE else (CHIEF, OWN):
        walked = walk(programme, monkeypatch, player, f"/grants?round={RUNNING}", "/", *TYPED)
        assert walked.seen > (10 if player is OWN else 60)
        assert walked.greedy == {}, f"{player.login} opens pages that ask more than {MOST} times"
        reached |= walked.routes
    app = create_app(programme, Settings(templates=templates_folder()))
    left = [route for route in page_routes(app) if route.path not in reached]
    real = things(programme)
    for player in (CHIEF, DESK, AUDIT):
        walked = typed(programme, monkeypatch, player, [path for route in left for path in addresses(route.path, real)])
        assert walked.greedy == {}, f"{player.login} opens pages that ask more than {MOST} times"
        reached |= {route.path for route in left for path in walked.opened if route.pattern.fullmatch(path)}
    rest = {route.path for route in left} - reached
    assert {path for path in rest if not re.search("{(version|[a-z]+_no)}", path)} == set(), (
        "not one of these was opened"
    )


def test_nor_does_a_page_of_the_past(programme: Programme, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where it says that the day cannot be shown."""
    real, today = things(programme), programme.clock().date()
    near, far = (today - timedelta(days=back) for back in (3, 40))
    days = [
        f"as_of={near}",
        f"as_of={far}&known={near}",
        f"known={far}",
        "as_of=1999-01-01",
        "known=never",
        f"from={far}",
    ]
    for player in (CHIEF, DESK):
        paths = [f"{path}?{tail}" for route in PAST for path in addresses(route, real) for tail in days]
        walked = typed(programme, monkeypatch, player, paths)
        assert walked.greedy == {}, f"{player.login} opens past pages that ask more than {MOST} times"
        assert len(walked.opened) > 2 * len(PAST)


def things(programme: Programme) -> dict[str, list[object]]:
    """What the parts of an address may stand for: a grant in each stage, the running round, who leads with whom."""
    with programme.engine.connect() as connection:
        found = listed(connection, Filters(round=RUNNING), limit=500).rows
        member = next(
            each for row in found for each in coalitions_led(connection, row.library) if each.round == RUNNING
        )
        noted = findings.listed(connection, findings.Sought()).rows
    grants: list[object] = list({row.stage: row.grant for row in found}.values())
    lead: list[object] = [member.leading]
    return {
        "grant": grants, "round": [RUNNING], "round_": [RUNNING], "programme": [programme_id(CODE)], "library": lead,
        "version": [4, 8, 12], "leading": lead, "partner": [member.library], "metric": ["paid"], "metric_": ["paid"],
        "check": ["documents", "overrides"], "finding": [noted[0].finding],
        "slug": ["pd26"], "label": ["3"], "number": [1],
    }  # fmt: skip


def addresses(path: str, real: dict[str, list[object]]) -> list[str]:
    """The path with everything that its parts may be; numbers of a grant's own things begin at 1."""
    names = re.findall(r"{(\w+)}", path)
    several = [{**dict.fromkeys(names, 1), **dict(zip(names, chosen, strict=True))}
               for chosen in product(*(real.get(name, [1]) for name in names))]  # fmt: skip
    return [path.format(**each) for each in several]


def typed(programme: Programme, patch: pytest.MonkeyPatch, player: Player, paths: list[str]) -> Walked:
    """Asks for addresses as they are; those that are not this person's, or not there, tell nothing."""
    with listening(programme, patch) as (client, walked):
        client.cookies.set("login", programme.logins.open(player.id, programme.clock()))
        for path in paths:
            answered = client.get(path)
            assert answered.status_code in (200, 403, 404, 422), f"{path}: {answered.status_code}"
            walked.opened += [path] if answered.status_code == httpx.codes.OK else []
    return walked


def test_a_page_that_asks_once_more_is_caught(programme: Programme, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: without it a count of nothing would pass as well."""
    walked = walk(programme, monkeypatch, DESK, "/try/greedy")
    assert list(walked.greedy) == ["/try/greedy"]
    assert len(walked.greedy["/try/greedy"]) == MOST + 1
