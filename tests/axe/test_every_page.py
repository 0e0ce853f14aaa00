"""Axe on every page that differs by role, in every state it has, drawn in Polish for a desk and a phone, in English.

A tenth of the addresses in every run, each for somebody and in a drawing that the run's seed chooses (GRANTS_AXE_SEED
repeats one); all of it with GRANTS_AXE=all (``make axe``), for some people or in one language with GRANTS_AXE_FOR and
GRANTS_AXE_IN.
"""

from __future__ import annotations

import os
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Final
from uuid import UUID

import pytest
from playwright.sync_api import Error

from grants.bootstrap import Programme, open_programme
from grants.demo.running import CODE, LABEL
from grants.kernel.ids import programme_id, round_id
from grants.store.people import Person
from tests.axe import people
from tests.axe.looking import ALL, DRAWINGS, LANGUAGES, SEED, Look
from tests.axe.people import Visitor
from tests.axe.places import ENOUGH, FAR, MORE, TYPED, Route, Walk, fitting, page_routes
from tests.support.browser import Open, Window
from tests.support.server import Server
from web.app import create_app
from web.audit.replay_page import OVERSEERS
from web.settings import Settings, templates_folder

pytestmark = [pytest.mark.browser, pytest.mark.timeout(5400 if ALL else 300)]
RUNNING: Final = round_id(programme_id(CODE), LABEL)
OWN: Final = re.compile(r'href="(/libraries/([0-9a-f-]{36}))"')
TAG: Final = re.compile(r"<(\w+)([^>]*)>")
ATTRIBUTE: Final = re.compile(r'\b(class|type|role|name|data-[\w-]+|aria-[\w-]+|hx-[\w-]+)(?:="([^"]*)")?')
SHOWN: Final = {**MORE, "/grants": 4}
"""Addresses of one route that are looked at."""
ONLY_FOR: Final = os.environ.get("GRANTS_AXE_FOR", "").split(",") if os.environ.get("GRANTS_AXE_FOR") else []
ONLY_IN: Final = os.environ.get("GRANTS_AXE_IN", ",".join(LANGUAGES)).split(",")
"""Parts of the whole: logins of the demo, languages."""
TELLING: Final = frozenset({"class", "type", "role"})


@dataclass(frozen=True)
class Case:
    """A page for somebody."""

    visitor: Visitor
    path: str
    form: bool


@dataclass(frozen=True)
class Found:
    """``staff``: what a person who may do all met, by route; ``library``: what a library met."""

    routes: list[Route]
    staff: dict[str, list[str]]
    library: dict[str, list[str]]
    visitors: list[Visitor]
    acting: Visitor

    def cases(self) -> list[Case]:
        """Every address for everybody who may see it."""
        out = []
        for path in chain.from_iterable(spread(paths, SHOWN.get(name, ENOUGH)) for name, paths in self.staff.items()):
            route = fitting(self.routes, path)
            out += [Case(v, path, route.form) for v in self.visitors if route and theirs(route, path, v.person)]
        for path in chain.from_iterable(self.library.values()):
            route = fitting(self.routes, path)
            out.append(Case(self.acting, path, bool(route and route.form)))
        return out


def theirs(route: Route, path: str, person: Person) -> bool:
    """Whether it is theirs to see: by the rule of the route, and what a person did by whose it is."""
    others = path.startswith("/people/") and str(person.id) not in path and not person.roles & OVERSEERS
    return route.rule.permits(person) and not others


def spread(paths: list[str], most: int) -> list[str]:
    """At most so many of them, from the first to the last."""
    return paths[:: -(-len(paths) // most)] if paths else []


@pytest.fixture(scope="module")
def programme(demo_server: Server) -> Iterator[Programme]:
    opened = open_programme(demo_server.url)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def found(demo_server: Server, programme: Programme) -> Found:
    """Two walks. Of the application only its route table is read."""
    routes = list(page_routes(create_app(programme, Settings(templates=templates_folder()))))
    rare = [f"/grants?stage={stage}" for stage in ("closed", "settled", "cancelled", "rejected")] + [
        "/libraries?state=closed"
    ]
    starts = (f"/grants?round={RUNNING}", *rare, "/", *TYPED)
    everything = people.of_everything(programme)
    with everything.client(demo_server.address) as client:
        staff = Walk(client, everything, routes, FAR).walk(*starts)
        own = OWN.search(client.get(staff["/grants/{grant}"][0]).text)
    assert own, "a grant's page leads to its library"
    acting = people.of_library(programme, UUID(own[2]))
    with acting.client(demo_server.address) as client:
        library = Walk(client, acting, routes).walk("/", own[1])
    visitors = [v for v in people.visitors(programme) if not ONLY_FOR or v.name in ONLY_FOR]
    return Found(routes, staff, library, visitors, acting)


def test_a_link_leads_to_every_page(found: Found) -> None:
    reached = {route for route, paths in found.staff.items() if paths}
    assert {route.path for route in found.routes} - reached == set()


def test_axe_finds_nothing(found: Found, demo_server: Server, window: Open, capsys: pytest.CaptureFixture[str]) -> None:
    drawn = different(found.cases(), demo_server) if ALL else a_tenth(found.cases())
    windows: dict[tuple[str, str], Window] = {}
    look, told = Look(), 0
    for case, language, widths in drawn:
        key = (case.visitor.name, language)
        if key not in windows:
            windows[key] = opened(window, demo_server, case.visitor, language)
        one = windows[key]
        name = f"{case.visitor.name} {language} {case.path}"
        try:
            look.page(one, case.path, name, widths, form=case.form)
        except (AssertionError, Error) as wrong:  # one run tells of all that is wrong
            look.finds[name] = str(wrong).splitlines()[:1]
        offered = one.page.evaluate("[...document.querySelectorAll('a[href^=\"/\"]')].map(e => e.getAttribute('href'))")
        route = {href: fitting(found.routes, href.partition("#")[0]) for href in offered}
        shut = [href for href, r in route.items() if r and not r.rule.permits(case.visitor.person)]
        if shut:
            look.finds[f"{name} offers what is not theirs"] = shut
        told += told_at_once(look, told, capsys)
    with capsys.disabled():
        seed = "" if ALL else f" of a tenth of the addresses, GRANTS_AXE_SEED={SEED}"
        sys.stdout.write(f"\n{len(drawn)} pages{seed}\n{look.told()}")
    assert look.finds == {}, f"GRANTS_AXE_SEED={SEED}"


def told_at_once(look: Look, told: int, capsys: pytest.CaptureFixture[str]) -> int:
    """Say what was found since: the whole takes most of an hour, and whoever stops it early has something of it."""
    fresh = list(look.finds.items())[told:]
    with capsys.disabled():
        for where, what in fresh:
            sys.stdout.write(f"{where}: {what}\n")
        sys.stdout.flush()
    return len(fresh)


Drawn = list[tuple[Case, str, tuple[int, ...]]]


def a_tenth(cases: list[Case]) -> Drawn:
    """Of all addresses; each for one of those who may see it, in one drawing."""
    chance = random.Random(SEED)
    by_path: dict[str, list[Case]] = {}
    for case in cases:
        by_path.setdefault(case.path, []).append(case)
    drawings = [(language, (width,)) for language in LANGUAGES for width in DRAWINGS[language]]
    chosen = chance.sample(sorted(by_path), len(by_path) // 10)
    return [(chance.choice(by_path[path]), *chance.choice(drawings)) for path in chosen]


def different(cases: list[Case], server: Server) -> Drawn:
    """The same page for two people is looked at once: what tells them apart is structure, not names and figures."""
    seen: set[tuple[str, int]] = set()
    out: Drawn = []
    clients = {case.visitor.name: case.visitor.client(server.address) for case in cases}
    for case in cases:
        answer = clients[case.visitor.name].get(case.path)
        assert answer.status_code == 200, f"{case.visitor.name} {case.path}: {answer.status_code}"
        drawn = (case.path, hash(structure(answer.text)))
        if drawn not in seen:
            seen.add(drawn)
            out += [(case, language, DRAWINGS[language]) for language in LANGUAGES if language in ONLY_IN]
    for client in clients.values():
        client.close()
    return out


def structure(text: str) -> tuple[str, ...]:
    """Tags with what decides how they look and what they are; no words, ids, tokens or figures."""
    return tuple(
        tag + " ".join(f"{name}={value}" if name in TELLING else name for name, value in ATTRIBUTE.findall(more))
        for tag, more in TAG.findall(text)
    )


def opened(window: Open, server: Server, visitor: Visitor, language: str) -> Window:
    one = window(server.address)
    one.keep(login=visitor.cookie, lang=language)
    return one
