"""Every component is rendered by the gallery, in both languages, to strict HTML with ids of its own."""

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import jinja2
import pytest
from jinja2 import nodes

from tests.support.page import strict_html
from tests.web.look.gallery import PAGES, ROOT, environment, render

COMPONENTS = sorted((ROOT / "templates/components").glob("*.html"))
GALLERY = sorted(path.name for path in PAGES.glob("*.html"))
# The frame shows these on every page; command_form stands on web.support.forms, whose own tests render it.
AUTOMATIC = {
    "command_form",
    "site_header",
    "site_footer",
    "site_nav",
    "who_am_i",
    "search_form",
    "language_links",
    "brand_mark",
    "session_dialog",
    "shortcuts_dialog",
    "shortcut_list",
}


class Attributes(HTMLParser):
    """Collects what the tests ask about."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.pointed: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        if "id" in known:
            self.ids.append(known["id"])
        for name in ("for", "aria-labelledby", "aria-describedby"):
            self.pointed.update(known.get(name, "").split())
        if tag == "a" and known.get("href", "").startswith("#"):
            self.pointed.add(known["href"][1:])


@pytest.mark.parametrize(
    "path", sorted((ROOT / "templates").rglob("*.html")), ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_a_template_compiles(path: Path) -> None:
    environment().get_template(str(path.relative_to(ROOT / "templates")))


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_a_component_is_one_macro_of_its_file_s_name_and_says_how_it_is_used(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    tree = environment().parse(source)
    macros = {node.name for node in tree.find_all(nodes.Macro)}
    assert path.stem in macros
    assert source.startswith((f"{{# {path.stem}(", f"{{# {path.stem}:"))


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_a_component_says_nothing_at_its_top_level(path: Path) -> None:
    """What stands outside a macro is rendered once, in the language of the first page that imports it."""
    tree = environment().parse(path.read_text(encoding="utf-8"))
    allowed = (nodes.Macro, nodes.FromImport, nodes.Output)
    assert [node for node in tree.body if not isinstance(node, allowed)] == []
    said = [part for node in tree.body if isinstance(node, nodes.Output) for part in node.nodes]
    assert [part for part in said if not (isinstance(part, nodes.TemplateData) and not part.data.strip())] == []


def test_the_gallery_shows_every_component() -> None:
    shown = {name for page in PAGES.glob("*.html") for name in re.findall(r"\bui\.(\w+)", page.read_text("utf-8"))}
    inside = {
        name
        for path in COMPONENTS
        for name in re.findall(r'from "components/(\w+)\.html"', path.read_text(encoding="utf-8"))
        if path.stem in shown
    }
    assert {path.stem for path in COMPONENTS} - shown - inside - AUTOMATIC - {"back_link", "banner"} == set()


@pytest.mark.parametrize("lang", ["pl", "en"])
@pytest.mark.parametrize("page", GALLERY)
def test_a_page_is_strict_html_with_ids_that_are_one_of_a_kind(page: str, lang: str) -> None:
    html = render(page, lang)
    strict_html(html, whole=True)
    seen = Attributes(html)
    assert [name for name, times in Counter(seen.ids).items() if times > 1] == []
    assert seen.pointed - set(seen.ids) == set()


@pytest.mark.parametrize("page", GALLERY)
def test_the_window_title_begins_with_the_one_heading(page: str) -> None:
    html = render(page, "pl", failed=True)
    assert re.findall(r"<h1[^>]*>([^<]+)</h1>", html) == ["Galeria części"]
    assert "<title>Galeria części · błąd · Podaj Dalej</title>" in html


def test_a_frame_without_a_person_offers_no_way_out_and_no_places() -> None:
    html = render(
        "gallery.html", "pl", person=None, nav=(), waiting=None, search=None, back=None, flash=(), languages=()
    )
    assert "Wyloguj" not in html
    assert "pd-nav" not in html
    strict_html(html, whole=True)


def test_a_part_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(jinja2.TemplateNotFound):
        environment().from_string("{{ ui.sparkle() }}").render(lang="pl")
