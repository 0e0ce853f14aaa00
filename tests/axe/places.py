"""Addresses for every GET route: found by following links from the first page, as a person does.

A route that no link leads to is a dead end or a door without a handle; the few that are reached by typing stand in
``TYPED`` with the reason.
"""

from __future__ import annotations

import html
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import httpx
from litestar import Litestar
from litestar.routes import HTTPRoute

from grants.demo.running import CODE, LABEL
from grants.kernel.ids import programme_id, round_id
from tests.axe.people import Visitor
from web.support.guards import Rule, rule_of

LINK: Final = re.compile(r'href="(/[^"#]*)')
ENOUGH: Final = 2
MORE: Final = {"/grants/{grant}": 20, "/libraries/{id_}": 6}
"""Addresses of one route at which links are followed: a grant in every stage is among them."""
FAR: Final = {"/grants/{grant}": 60, "/libraries/{id_}": 60, "/grants": 8, "/libraries": 4}
"""For one walk that is to meet every link there is, of closed libraries too."""
NO_PAGE: Final = frozenset({
    "/healthz", "/readyz", "/lang/{code}", "/rounds/{id_}/live", "/programmes/{id_}/live",
    "/grants/{id_}/replay/live", "/grants/{id_}/replay.json", "/libraries/{id_}/replay.json",
    "/rounds/{id_}/replay.json", "/people/{id_}/replay.json", "/commands/{id_}/replay.json",
    "/seal/heads/{size}", "/seal/heads/{size}/consistency", "/seal/keys.json", "/seal/verify_podaj_dalej.py",
    "/seal/consistency",
    "/proof/{stream}/{version}/file", "/grants/{id_}/dossier/file", "/libraries/{id_}/dossier/file",
    "/rounds/{id_}/dossier/file", "/dossiers/{token}", "/dossiers/{token}/file", "/public/atom.xml",
    *(
        f"/public/{subject}/versions/{{number}}/{file}"
        for subject in ("{slug}", "{slug}/{label}")
        for file in ("summary.json", "summary.csv", "libraries.csv", "proof.json", "figures/{metric}/lines.csv")
    ),
})  # fmt: skip
"""Answers that are not pages: for machines, a redirect, a stream, a file to keep, what only a sent link leads to."""
TYPED: Final = {
    "/sign-in": "people who are signed in have no link to it",
    f"/programmes/{programme_id(CODE)}/close": "linked to when all rounds of a programme are closed",
    f"/rounds/{round_id(programme_id(CODE), LABEL)}/sample?size=3&seed=a1": "a sample is drawn by filling in its form",
}


@dataclass(frozen=True, slots=True)
class Route:
    """A GET route: its path as a pattern, its rule, and whether it shows the form of a command."""

    path: str
    pattern: re.Pattern[str]
    rule: Rule
    form: bool


def page_routes(app: Litestar) -> Iterator[Route]:
    """The routes that answer with a page."""
    for route in app.routes:
        if not isinstance(route, HTTPRoute) or "GET" not in route.route_handler_map:
            continue
        rule = rule_of(route.route_handler_map["GET"][0])
        if rule is not None and route.path_format not in NO_PAGE and not route.path_format.startswith("/static/"):
            parts = [re.escape(p) if isinstance(p, str) else "[^/]+" for p in route.path_components]
            yield Route(route.path_format, re.compile("/" + "/".join(parts)), rule, "POST" in route.route_handler_map)


def fitting(routes: Iterable[Route], path: str) -> Route | None:
    """The route that answers at an address with a page."""
    bare = path.partition("?")[0]
    if bare in NO_PAGE:  # its name is in the way of a page that has a name there
        return None
    return min((r for r in routes if r.pattern.fullmatch(bare)), key=lambda r: r.path.count("{"), default=None)


class Walk:
    """One person's walk over the product: ``found`` has addresses by route, in the order in which they were met."""

    def __init__(
        self, client: httpx.Client, visitor: Visitor, routes: list[Route], more: Mapping[str, int] = MORE
    ) -> None:
        """``client``: reaches the product as the visitor; whoever made it closes it."""
        self._client, self._more = client, more
        self._routes = [route for route in routes if route.rule.permits(visitor.person)]
        self.found: dict[str, list[str]] = {route.path: [] for route in self._routes}

    def walk(self, *starts: str) -> dict[str, list[str]]:
        queue = deque(starts)
        while queue:
            path = queue.popleft()
            route = fitting(self._routes, path)
            if route is None:
                continue
            met = self.found[route.path]
            if path in met or len(met) >= self._more.get(route.path, ENOUGH):
                continue
            met.append(path)
            queue.extend(self._links(path))
        return self.found

    def _links(self, path: str) -> list[str]:
        answer = self._client.get(path)
        assert answer.status_code == httpx.codes.OK, f"{path} was linked to and answers {answer.status_code}"
        return [html.unescape(found) for found in LINK.findall(answer.text)]
