"""Every route × every role, from the route table itself."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID, uuid4

import pytest
from litestar.handlers import HTTPRouteHandler
from litestar.routes import HTTPRoute

from tests.support.cast import CAST, COORDINATOR, Person
from tests.support.page import Page
from tests.web.conftest import Site
from web.support.guards import Rule, rule_of

SOME = 6
"""Of the pages of a sweep, one in so many is read strictly."""
PLANTED = "/try/broken"
"""The tests' own fault; every other route answers without one, whoever asks."""


def handlers(site: Site) -> Iterator[tuple[str, str, HTTPRouteHandler]]:
    """A path, method and handler of everything a browser can reach, the answers to OPTIONS aside."""
    for route in site.app.routes:
        if isinstance(route, HTTPRoute):
            for method, (handler, _) in route.route_handler_map.items():
                if method not in ("OPTIONS", "HEAD"):
                    yield filled(route), method, handler


OWN = "/people/"
"""What a person did: beyond the rule it is for that person and who oversees (``tests/web/audit``)."""


def filled(route: HTTPRoute) -> str:
    """The path with values that name nothing."""
    some = {UUID: str(uuid4()), int: "1", date: "2013-03-01"}
    parts = [part if isinstance(part, str) else some.get(part.type, "x") for part in route.path_components]
    return "/" + "/".join(parts)


def test_every_route_has_a_rule(site: Site) -> None:
    found = list(handlers(site))
    assert len(found) > 10
    without = [f"{method} {path}" for path, method, handler in found if rule_of(handler) is None]
    assert not without


@pytest.mark.alike(3)  # tests/web/test_matrix.py asks for all of it with what is real
@pytest.mark.parametrize("person", [None, *CAST], ids=lambda p: p.first_name if p else "visitor")
def test_every_route_lets_in_exactly_whom_its_rule_names(site: Site, person: Person | None) -> None:
    visitor = site.visit(person, reads=SOME)
    for path, method, handler in handlers(site):
        rule = rule_of(handler)
        assert rule is not None
        if path.endswith("/live") or path == PLANTED or path.startswith(OWN) or method != "GET":
            continue
        answer, expected = visitor.get(path), _expected(rule, person)
        assert _outcome(answer) == expected, f"{method} {path}: {answer.status}"


@pytest.mark.alike(3)  # tests/web/test_matrix.py asks for all of it with what is real
@pytest.mark.parametrize("person", [None, *CAST], ids=lambda p: p.first_name if p else "visitor")
def test_nothing_is_changed_without_a_token_whoever_asks(site: Site, person: Person | None) -> None:
    visitor, tried = site.visit(person, reads=SOME), 0
    for path, method, handler in handlers(site):
        rule = rule_of(handler)
        if method == "POST" and rule is not None:
            status = visitor.post(path, {}).status
            assert status == (303 if rule.roles is not None and person is None else 403), f"{path}: {status}"
            tried += 1
    assert tried >= 5


def test_another_site_cannot_send_our_forms(site: Site) -> None:
    visitor = site.visit(COORDINATOR)
    page = visitor.get("/")
    fields = page.fields(page.all("form", action="/sign-out")[0])
    for headers in (
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://example.org"},
    ):
        assert visitor.post("/sign-out", fields, headers=headers).status == 403
    assert visitor.post("/sign-out", fields, headers={"Origin": "http://testserver.local"}).status == 303


def test_a_token_of_another_login_is_worth_nothing(site: Site) -> None:
    one, two = site.visit(COORDINATOR), site.visit(COORDINATOR)
    page = one.get("/")
    fields = page.fields(page.all("form", action="/sign-out")[0])
    assert two.post("/sign-out", fields).status == 403
    assert one.post("/sign-out", fields).status == 303


def _expected(rule: Rule, person: Person | None) -> int | str:
    if rule.roles is None:
        return "in"
    if person is None:
        return 303
    return "in" if rule.roles & person.roles else 403


def _outcome(answer: Page) -> int | str:
    """403, 303 to the sign-in page, or in: the page, or what a page says about ids that name nothing."""
    to_sign_in = answer.status == 303 and answer.location.startswith("/sign-in")
    assert answer.status < 500
    return answer.status if answer.status == 403 or to_sign_in else "in"
