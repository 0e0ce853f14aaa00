"""Every route × every role with what is really asked: the forms sent with a true token, and pages about real things.

``matrix.txt`` says in one line a route who may; it is read by people. GRANTS_GOLDEN=write writes it anew.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from litestar import Litestar, get
from litestar.handlers import HTTPRouteHandler
from litestar.routes import HTTPRoute

from grants.kernel.codes import Role
from grants.kernel.ids import derived, made_by
from tests.support import builders
from tests.support.cast import CAST, COORDINATOR, LEADING, LIBRARIAN, PARTNER, PROGRAMME, ROUND, STRANGER, Person
from tests.support.page import Browser
from tests.web.conftest import Site
from tests.web.test_rules import SOME
from web.support.guards import rule_of

GOLDEN = Path(__file__).with_name("matrix.txt")
LETTERS = {
    Role.COORDINATOR: "S", Role.MANAGER: "M", Role.FINANCE: "F", Role.AUDITOR: "A", Role.VIEWER: "V", Role.LIBRARY: "L",
}  # fmt: skip
FOUND = derived("test", "finding")
REAL = {
    "grant": LEADING.grant, "round": ROUND, "round_": ROUND, "programme": PROGRAMME, "library": LEADING.id,
    "leading": LEADING.id, "partner": PARTNER.id, "version": 3, "meeting_no": 1, "cost_no": 1,
    "plan_no": 1, "payment_no": 1, "metric": "applied", "metric_": "applied",
    "code": "pl", "finding": made_by("finding", FOUND), "stream": LEADING.grant, "size": 0, "check": "documents",
    "link": derived("test", "link"), "token": "forged", "slug": "prb", "label": "i", "number": 1,
}  # fmt: skip
"""What a path's parts are called, and the thing of that name on the ground of these tests."""
SEALED = {
    "/seal/heads/{size}", "/seal/heads/{size}/consistency", "/seal/keys.json", "/proof/{stream}/{version}/file",
    "/dossiers/{token}", "/dossiers/{token}/file",
}  # fmt: skip
"""Files that there are only once somebody seals the log, and what only a true link leads to."""
PUBLISHED = "/public/{slug}"
"""Summaries and their files, which there are only once something is published (``tests/web/public``)."""
STREAMS = ("/lang/{code}", "/rounds/{id_}/live", "/programmes/{id_}/live", "/grants/{id_}/replay/live")
"""Not asked here: a redirect, and answers without an end."""
WHOSE = {
    "grants": LEADING.grant, "rounds": ROUND, "libraries": LEADING.id, "programmes": PROGRAMME, "commands": FOUND,
}  # fmt: skip
"""What ``id_`` is, by the first part of the path; of people the visitor."""
PEOPLE = pytest.mark.parametrize("person", CAST, ids=lambda person: person.first_name)


def routes(app: Litestar) -> Iterator[tuple[HTTPRoute, str, HTTPRouteHandler]]:
    """The product's own, those of the tests' machinery aside."""
    for route in app.routes:
        if isinstance(route, HTTPRoute) and not route.path.startswith(("/try/", "/static/")):
            for method, (handler, _) in route.route_handler_map.items():
                if method in ("GET", "POST"):
                    yield route, method, handler


def unruled(app: Litestar) -> list[str]:
    return [f"{method} {route.path}" for route, method, handler in routes(app) if rule_of(handler) is None]


def real(route: HTTPRoute, person: Person = COORDINATOR) -> str:
    """The route's address on the ground; KeyError names a part that ``REAL`` does not know."""
    parts = [part if isinstance(part, str) else part.name for part in route.path_components]
    at = {**REAL, "id_": {**WHOSE, "people": person.id}.get("".join(parts[:1]))}
    named = [part if isinstance(part, str) else str(at[part.name]) for part in route.path_components]
    return "/" + "/".join(named)


def may(handler: HTTPRouteHandler, person: Person) -> bool:
    rule = rule_of(handler)
    return rule is not None and (rule.roles is None or bool(rule.roles & person.roles))


@pytest.fixture
def told(site: Site) -> Site:
    """A grant with a meeting and a cost that nobody has decided on."""
    site.issue(builders.apply(), builders.award(), builders.sign(), builders.pay(), builders.meeting(), builders.cost())
    site.issue(replace(builders.record_finding(), command_id=FOUND))
    return site


def test_the_matrix_is_what_people_agreed_on(site: Site) -> None:
    lines = []
    for route, method, handler in routes(site.app):
        rule = rule_of(handler)
        roles = "everybody" if rule is None or rule.roles is None else "".join(
            letter for role, letter in LETTERS.items() if role in rule.roles
        )  # fmt: skip
        lines.append(f"{method:4} {route.path_format:60} {roles}")
    written = "\n".join(sorted(lines, key=lambda line: line.split()[1::-1])) + "\n"
    if os.environ.get("GRANTS_GOLDEN") == "write":
        GOLDEN.write_text(written, encoding="utf-8")
    assert written == GOLDEN.read_text(encoding="utf-8"), "GRANTS_GOLDEN=write, and let somebody read the difference"


def test_a_planted_route_without_a_rule_is_found(site: Site) -> None:
    assert unruled(site.app) == []

    @get("/planted/{grant:uuid}", sync_to_thread=False)
    def planted() -> str:
        return "open to the world"

    site.app.register(planted)
    assert unruled(site.app) == ["GET /planted/{grant:uuid}"]


@pytest.mark.alike(3)
@PEOPLE
def test_a_form_with_a_true_token_is_heard_by_its_roles_alone(told: Site, person: Person) -> None:
    visitor, heard, refused = told.visit(person, reads=SOME), 0, 0
    token = _token(visitor)
    for route, method, handler in routes(told.app):
        if method != "POST" or route.path in ("/sign-in", "/sign-out"):
            continue
        path = real(route)
        status = visitor.post(path, {**token, "command_id": str(uuid4()), **_form(visitor, path)}).status
        if may(handler, person):
            assert status in (200, 303, 404, 409, 422), f"{path}: {status}"
            heard += 1
        else:
            assert status == 403, f"{path}: {status}"
            refused += 1
    assert heard + refused > 30
    assert refused or person.first_name == "Jagna"


@pytest.mark.alike(3)
@PEOPLE
def test_pages_about_real_things_open_for_their_roles_alone(told: Site, person: Person) -> None:
    visitor = told.visit(person, reads=SOME)
    for route, method, handler in routes(told.app):
        if method != "GET" or route.path_format in STREAMS:
            continue
        status = visitor.get(real(route, person)).status
        if not may(handler, person):
            assert status == 403, f"{route.path}: {status}"
        elif person is STRANGER and _about_a_library(route):
            assert status == 404, f"{route.path}: {status}: somebody else's library does not exist"
        else:
            assert status == _opens(route, person), f"{route.path}: {status}"


@pytest.mark.parametrize("person", [LIBRARIAN, STRANGER], ids=lambda person: person.first_name)
def test_no_library_does_anything_to_another_s_grant(told: Site, person: Person) -> None:
    """The same requests by both: the leading library's person is heard, the stranger is told that there is nothing."""
    visitor, before = told.visit(person, reads=SOME), told.programme.log.last_position()
    token = _token(visitor)
    tried = 0
    for route, method, handler in routes(told.app):
        if method == "POST" and may(handler, person) and "grant" in route.path_parameters:
            status = visitor.post(real(route), {**token, "command_id": str(uuid4())}).status
            assert (status == 404) == (person is STRANGER), f"{route.path}: {status}"
            tried += 1
    assert tried >= 5
    assert person is LIBRARIAN or told.programme.log.last_position() == before


def _opens(route: HTTPRoute, person: Person) -> int:
    """What a page answers to whom it lets in."""
    if route.path == "/libraries" and person.library:
        return 303  # to its own library: there is no list for it
    if route.path_format in SEALED or route.path_format.startswith(PUBLISHED):
        return 404
    after_closure = route.path.endswith("/correct-closed")  # and the round of these tests is open
    return 404 if after_closure else 200


def _about_a_library(route: HTTPRoute) -> bool:
    return route.path.startswith(("/grants/", "/libraries/"))


def _form(visitor: Browser, path: str) -> dict[str, str]:
    """What a browser would send of the form as it stands; nothing where no form is shown to this person."""
    page = visitor.get(path)
    forms = page.all("form", action=path, method="post") if page.status == 200 else []
    return page.fields(forms[0]) if forms else {}


def _token(visitor: Browser) -> dict[str, str]:
    page = visitor.get("/")
    return {k: v for k, v in page.fields(page.all("form", action="/sign-out")[0]).items() if k != "command_id"}
