"""The header's places: those that exist as routes and that this person may open, nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from litestar import Litestar
from litestar.routes import HTTPRoute

from web.support.guards import Rule, rule_of
from web.support.language import Say
from web.support.people import Person
from web.support.shell import Link, Search, Shortcut

MAIN: Final = (
    ("Rounds", "/"), ("Grants", "/grants"), ("Libraries", "/libraries"), ("Waiting for me", "/waiting"),
    ("What is due", "/due"), ("Findings", "/findings"),
)  # fmt: skip
"""English words and path, in the order of the header. A new area adds a line here."""
SEARCH: Final = "/grants"
KEYS: Final = {"/": "r", "/grants": "g", "/libraries": "l", "/waiting": "w", "/due": "d", "/findings": "f"}
"""The letter after g that leads to a place."""


@dataclass(frozen=True, slots=True)
class Places:
    """The GET routes without parameters, and who may open each."""

    rules: dict[str, Rule]

    def links(self, person: Person | None, path: str, say: Say) -> tuple[Link, ...]:
        """The places of this person; none for visitors."""
        if person is None:
            return ()
        return tuple(Link(say(words), href, _at(href, path)) for words, href in MAIN if self.open_to(href, person))

    def search(self, person: Person | None, query: str = "") -> Search | None:
        return Search(SEARCH, query) if person is not None and self.open_to(SEARCH, person) else None

    def shortcuts(self, person: Person | None, say: Say) -> tuple[Shortcut, ...]:
        """What keys do for this person; script listens to them, nothing depends on them."""
        if person is None:
            return ()
        going = [(say(words), href) for words, href in MAIN if href in KEYS and self.open_to(href, person)]
        found = [Shortcut(("/",), say("Search"))] if self.open_to(SEARCH, person) else []
        return (
            *(Shortcut(("g", KEYS[href]), words, href) for words, href in going),
            *found,
            Shortcut(("j",), say("The next row or entry")),
            Shortcut(("k",), say("The row or entry before")),
            Shortcut(("n",), say("The next step or page")),
            Shortcut(("p",), say("The step or page before")),
            Shortcut(("?",), say("These shortcuts")),
        )

    def open_to(self, href: str, person: Person | None) -> bool:
        """Whether the place exists and this person may go there."""
        rule = self.rules.get(href)
        return rule is not None and rule.permits(person)


def places(app: Litestar) -> Places:
    """Read off the routes themselves."""
    routes: Iterable[HTTPRoute] = (route for route in app.routes if isinstance(route, HTTPRoute))
    found: dict[str, Rule] = {}
    for route in routes:
        handler = route.route_handler_map.get("GET", (None,))[0]
        rule = rule_of(handler) if handler is not None else None
        if rule is not None:
            found[route.path] = rule
    return Places(found)


def _at(href: str, path: str) -> bool:
    rounds = href == "/" and (path.startswith(("/rounds", "/programmes")))
    return path == href or rounds or (href != "/" and path.startswith(f"{href}/"))
