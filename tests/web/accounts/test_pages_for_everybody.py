"""The accessibility statement, the shortcuts, and the links to them in every footer."""

from pathlib import Path

from tests.support.cast import AUDITOR
from tests.support.page import words
from tests.web.conftest import Make, Site

MODEL = (
    "a11y-wstep", "a11y-podmiot", "a11y-url", "a11y-data-publikacja", "a11y-data-aktualizacja", "a11y-status",
    "a11y-data-sporzadzenie", "a11y-ocena", "a11y-kontakt", "a11y-procedura", "a11y-architektura", "a11y-aplikacje",
)  # fmt: skip


def test_the_statement_has_the_parts_of_the_ministrys_model(site: Site) -> None:
    for lang in ("pl", "en"):
        page = site.visit().get(f"/accessibility?lang={lang}")
        assert page.status == 200
        assert all(words(page.by_id(part)) for part in MODEL)
    assert "częściowo zgodna" in words(site.visit().get("/accessibility").by_id("a11y-status"))


def test_who_answers_comes_from_the_settings(make_site: Make, ground_file: Path) -> None:
    told = {"operator": "Fundacja <Przykład>", "contact_email": "pomoc@example.org", "contact_phone": "22 000 00 00"}
    page = make_site(ground_file, **told, public_url="http://granty.example.org").visit().get("/accessibility")
    assert words(page.by_id("a11y-podmiot")) == told["operator"]
    assert page.by_id("a11y-email").get("href") == "mailto:pomoc@example.org"
    assert words(page.by_id("a11y-telefon")) == told["contact_phone"]
    assert page.by_id("a11y-url").get("href") == "http://granty.example.org"


def test_without_a_contact_the_statement_says_so(site: Site) -> None:
    page = site.visit().get("/accessibility")
    assert "nie podał jeszcze adresu" in page.text
    assert not [e for e in page.elements() if e.get("id") in ("a11y-email", "a11y-telefon")]


def test_shortcuts_are_those_of_the_places_that_the_person_may_open(site: Site) -> None:
    reader = site.visit(AUDITOR)
    page = reader.get("/shortcuts")
    keys = {words(term) for term in page.all("dt")}
    assert {"g r", "g g", "g l", "/", "j", "k", "n", "p", "?"} <= keys
    links = {link.get("data-keys"): link.get("href") for link in page.all("a") if link.get("data-keys")}
    assert links["g r"] == "/"
    assert page.by_id("shortcuts").tag.endswith("dialog")
    visitor = site.visit().get("/shortcuts")
    assert not visitor.all("dialog")
    assert "po zalogowaniu" in visitor.text


def test_pages_for_everybody_greet_whoever_is_signed_in(site: Site) -> None:
    for path in ("/about", "/accessibility", "/shortcuts"):
        assert site.visit(AUDITOR).get(path).all("form", action="/sign-out"), path
        footer = site.visit().get(path)
        assert {link.get("href") for link in footer.all("a")} >= {"/about", "/accessibility", "/shortcuts", "/sign-in"}
