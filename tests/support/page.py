"""A visitor of the web pages. Every page that any test fetches is checked against the rules of the house."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import html5lib
from httpx import Cookies, Response
from litestar import Litestar
from litestar.routes import HTTPRoute
from litestar.testing import TestClient
from lxml import html

from tests.support.share import WHOLE
from web.support.security import ALWAYS

CONTROLS: Final = ("input", "select", "textarea")
FRAGMENT: Final = {"HX-Request": "true", "HX-Request-Type": "partial", "Sec-Fetch-Site": "same-origin"}
REFERS: Final = ("for", "aria-describedby", "aria-labelledby", "aria-controls")


@dataclass
class Browser:
    """One visitor with cookies of their own over a shared client. Redirects are not followed: tests look at them.

    ``reads``: one in so many pages is held to the rules of the house; a sweep of all routes by all people, which meets
    each page nine times and more, reads some each time.
    """

    client: TestClient[Litestar]
    jar: Cookies = field(default_factory=Cookies)
    reads: int = 1

    def get(self, path: str, *, htmx: bool = False, headers: Mapping[str, str] | None = None) -> Page:
        more = {**(FRAGMENT if htmx else {}), **(headers or {})}
        return self._sent("GET", path, None, more)

    def post(
        self, path: str, fields: Mapping[str, Any], *, htmx: bool = False, headers: Mapping[str, str] | None = None
    ) -> Page:
        more = {**(FRAGMENT if htmx else {}), **(headers or {})}
        return self._sent("POST", path, dict(fields), more)

    def send(self, page: Page, fields: Mapping[str, Any], *, form: str = "", htmx: bool = False) -> Page:
        """Fill in a form of ``page`` (by its action) and send it, hidden fields and all."""
        found = page.form(form)
        return self.post(found.get("action") or "", {**page.fields(found), **fields}, htmx=htmx)

    def follow(self, page: Page) -> Page:
        """Go where an answer leads."""
        return self.get(page.location)

    def _sent(self, method: str, path: str, data: dict[str, Any] | None, headers: Mapping[str, str]) -> Page:
        self.client.cookies = self.jar
        answer = self.client.request(method, path, data=data, headers=headers, follow_redirects=False)
        self.jar = Cookies(self.client.cookies)
        page = Page(answer)
        for name, value in ALWAYS.items():
            assert answer.headers.get(name) == value, f"{answer.url}: {name}"
        if answer.headers.get("content-type", "").startswith("text/html") and answer.text and self._looks():
            house_rules(page, self.client.app)
        return page

    def _looks(self) -> bool:
        return WHOLE or random.randrange(self.reads) == 0


class Page:
    """An answer, and its elements."""

    def __init__(self, answer: Response) -> None:
        self.answer: Final = answer
        self.status: Final = answer.status_code
        self.text: Final = answer.text
        self.whole: Final = answer.text.lstrip().startswith("<!DOCTYPE")
        self._tree: Element | None = None

    @property
    def tree(self) -> Element:
        if self._tree is None:
            parser = html.HTMLParser(remove_comments=True)
            found: Element = (
                html.document_fromstring(self.text, parser=parser)
                if self.whole
                else html.fragment_fromstring(self.text, create_parent=True, parser=parser)
            )
            self._tree = found
        return self._tree

    @property
    def location(self) -> str:
        """Where a redirect leads, with or without htmx."""
        return str(self.answer.headers.get("location") or self.answer.headers["hx-redirect"])

    def all(self, tag: str, **attributes: str) -> list[Element]:
        wanted = {name.replace("_", "-"): value for name, value in attributes.items()}
        return [e for e in self.tree.iter(tag) if all(e.get(k) == v for k, v in wanted.items())]

    def by_id(self, id_: str) -> Element:
        return next(e for e in self.elements() if e.get("id") == id_)

    def elements(self) -> Iterator[Element]:
        return iter(self.tree.iter())

    @property
    def wrong_fields(self) -> set[str]:
        """The names of the fields that are marked as wrong."""
        return {e.get("name", "") for tag in CONTROLS for e in self.all(tag) if e.get("aria-invalid") == "true"}

    def form(self, action: str = "") -> Element:
        forms = [f for f in self.all("form", method="post") if f.get("action") != "/sign-out"]
        return next(f for f in forms if not action or f.get("action") == action)

    def fields(self, form: Element) -> dict[str, Any]:
        """What a browser would send if nobody touched the form; of one name several boxes or hidden fields, a list."""
        out: dict[str, Any] = {}
        unseen = {e for template in form.iter("template") for e in template.iter()}
        for control in (e for e in form.iter("input") if e not in unseen):
            kind, name = control.get("type", "text"), control.get("name")
            if (
                name
                and kind not in ("submit", "button")
                and (kind not in ("checkbox", "radio") or "checked" in control.attrib)
            ):
                value = control.get("value", "on" if kind == "checkbox" else "")
                before = out.get(name)
                if kind in ("checkbox", "hidden") and before is not None:
                    out[name] = [*(before if isinstance(before, list) else [before]), value]
                else:
                    out[name] = value
        for control in (e for e in form.iter("textarea") if e not in unseen):
            out[control.get("name") or ""] = words(control)
        for control in (e for e in form.iter("select") if e not in unseen):
            options = list(control.iter("option"))
            chosen = next((o for o in options if "selected" in o.attrib), options[0])
            out[control.get("name") or ""] = chosen.get("value", "")
        return out


def words(element: Element) -> str:
    """The text of an element and of what is inside it."""
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip()


def house_rules(page: Page, app: Litestar) -> None:
    """What every page keeps; a fragment keeps what can be said of a part."""
    vary, cache = page.answer.headers.get("vary", ""), page.answer.headers.get("cache-control", "")
    assert "HX-Request" in vary, vary
    assert cache in ("private, no-cache", "no-store"), cache
    seen = (id(app), len(app.routes), hash(shape(page.text)))
    if seen not in KEEPS:
        _html_rules(page, app)
        KEEPS.add(seen)


KEEPS: Final[set[tuple[int, int, int]]] = set()
"""Pages that were found to keep the rules: the sweeps ask for the same page of refusal a thousand times."""
CHANGING: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[\w-]{32,}|(?<=next=)[\w%./-]+")
"""What differs from one drawing of a page to the next: ids and tokens."""


def strict_html(text: str, *, whole: bool) -> None:
    """Fail at the first mistake that a browser would silently mend. What differs in words alone is read once."""
    seen = hash((whole, bones(text)))
    if seen not in STRICT:
        parser = html5lib.HTMLParser(strict=True)
        parser.parse(text) if whole else parser.parseFragment(text)
        STRICT.add(seen)


STRICT: Final[set[int]] = set()
"""Bones of pages that hold together: reading a page as strictly as a validator takes longer than making it."""
TEXT: Final = re.compile(r"(?<=>)[^<&]+(?=<)")
VALUE: Final = re.compile(r'(?<==")[^"<>&]*(?=")')


def bones(text: str) -> str:
    """The page without its words and the values of its attributes."""
    return VALUE.sub("", TEXT.sub("", text))


def shape(text: str) -> str:
    """The page with a number for each id and token, the same for the same one: what the rules can see of it."""
    numbers: dict[str, str] = {}
    return CHANGING.sub(lambda found: numbers.setdefault(found[0], f"<{len(numbers)}>"), text)


def _html_rules(page: Page, app: Litestar) -> None:
    strict_html(page.text, whole=page.whole)
    ids = Counter(e.get("id") for e in page.elements() if e.get("id"))
    assert not [id_ for id_, n in ids.items() if n > 1], f"ids twice: {ids}"
    _nothing_inline(page)
    _labels(page)
    _links(page, app, set(ids) if page.whole else None)
    if page.whole:
        h1 = page.all("h1")
        assert len(h1) == 1, "one h1"
        assert words(page.all("title")[0]).startswith(words(h1[0])), "the title begins with the h1"
        assert page.all("html")[0].get("lang") in ("pl", "en")
        for e in page.elements():
            target = e.get("hx-target", "")
            assert not target.startswith("#") or target[1:] in ids, f"hx-target {target} is nowhere"
            for name in REFERS:
                missing = [part for part in e.get(name, "").split() if part not in ids]
                assert not missing, f"{name} points to {missing}"


def _nothing_inline(page: Page) -> None:
    for e in page.elements():
        bad = [name for name in e.attrib if name == "style" or name.startswith(("on", "hx-on"))]
        assert not bad, f"{e.tag} has {bad}"
        assert e.tag != "style", "a style element"
        assert e.tag != "script" or e.get("src"), "a script inside the page"
        assert not any(str(value).startswith("js:") for value in e.attrib.values())


def _labels(page: Page) -> None:
    named = {label.get("for") for label in page.all("label")}
    for tag in CONTROLS:
        for e in page.all(tag):
            if e.get("type") not in ("hidden", "submit"):
                assert e.get("id") in named or e.get("aria-label"), f"no label: {e.attrib}"


def _links(page: Page, app: Litestar, ids: set[str | None] | None) -> None:
    for e in page.elements():
        for name, method in (("href", "GET"), ("action", (e.get("method") or "get").upper()), ("hx-post", "POST")):
            href = e.get(name)
            if href is None or e.tag == "link":
                continue
            if href.startswith("#"):
                assert ids is None or href[1:] in ids, f"{href} is nowhere on the page"
            elif href.startswith("/"):
                assert leads_somewhere(app, urlsplit(href).path, method), f"{method} {href} leads nowhere"


def leads_somewhere(app: Litestar, path: str, method: str) -> bool:
    """Whether a route answers at this path."""
    return any(
        method in route.route_handler_map and pattern(route).fullmatch(path)
        for route in app.routes
        if isinstance(route, HTTPRoute)
    )


@cache
def pattern(route: HTTPRoute) -> re.Pattern[str]:
    """A route's path as a regular expression."""
    parts = [re.escape(p) if isinstance(p, str) else "[^/]+" for p in route.path_components]
    return re.compile("/" + "/".join(parts))
