"""Every component on one page, for the eye and for axe: rendered by the real environment with the real catalogue.

The figures are invented; the page is served only by tests and by `python -m tests.web.look.serve`.
"""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import jinja2

from grants.wording.catalogues import translations
from web.support.jinja import make_environment
from web.support.shell import Flash, Footer, LanguageLink, Link, Person, Search, Shell, Waiting

ROOT = Path(__file__).parents[3]
PAGES = Path(__file__).parent / "pages"


def environment() -> jinja2.Environment:
    env = make_environment(ROOT / "templates", translations={"pl": translations("pl"), "en": translations("en")})
    env.loader = jinja2.ChoiceLoader([jinja2.FileSystemLoader(ROOT / "templates"), jinja2.FileSystemLoader(PAGES)])
    return env


def shell(lang: str, **changes: Any) -> Shell:
    """A signed-in coordinator's frame with everything on it that the header can show."""
    fields: dict[str, Any] = {
        "title": "Galeria części" if lang == "pl" else "Gallery of parts",
        "lang": lang,
        "caption": "Runda I" if lang == "pl" else "Round I",
        "tagline": "Mikrogranty dla bibliotek" if lang == "pl" else "Microgrants for libraries",
        "footer": Footer("0.1.0", "/source", "/accessibility"),
        "nav": (Link("Rundy", "/rounds"), Link("Granty", "/grants", current=True), Link("Biblioteki", "/libraries")),
        "languages": (
            LanguageLink("pl", "Polski", "?lang=pl", current=lang == "pl"),
            LanguageLink("en", "English", "?lang=en", current=lang == "en"),
        ),
        "person": Person("Halina Testowa", "koordynator", "/sign-out"),
        "search": Search("/search"),
        "waiting": Waiting(7, "/waiting"),
        "back": Link("Wróć do rundy I" if lang == "pl" else "Back to round I", "/rounds/1"),
        "flash": (Flash("Zapisano spotkanie nr 3.", link=Link("Zobacz w śladzie", "/trail")),),
        "csrf": "token",
    }
    return Shell(**{**fields, **changes})


def render(name: str, lang: str = "pl", **changes: Any) -> str:
    return environment().get_template(name).render(lang=lang, page=shell(lang, **changes), **SAMPLE)


GRANTS = [
    {
        "library": "Miejska Biblioteka Publiczna w Łęgowicach",
        "no": "PD-I-042",
        "word": "W realizacji",
        "stage": "agreed",
    },
    {"library": "Gminna Biblioteka Publiczna w Żółwinku", "no": "PD-I-043", "word": "Rozliczony", "stage": "settled"},
    {"library": "Biblioteka Publiczna w Świętnej Woli", "no": "PD-I-044", "word": "Przyznany", "stage": "awarded"},
    {"library": "Gminna Biblioteka w Gąskowie", "no": "PD-I-045", "word": "Po terminie", "stage": "overdue"},
    {"library": "Powiatowa Biblioteka w Nałęczynie", "no": "PD-I-046", "word": "Zamknięty", "stage": "closed"},
    {"library": "Biblioteka i Ośrodek Kultury w Mchówku", "no": "PD-I-047", "word": "Do poprawy", "stage": "returned"},
]
STAGES = [
    ("applied", "Złożony"), ("returned", "Do poprawy"), ("awarded", "Przyznany"), ("agreed", "Umowa"),
    ("reported", "Sprawozdanie złożone"), ("settled", "Rozliczony"), ("closed", "Zamknięty"), ("rejected", "Odrzucony"),
    ("withdrawn", "Wycofany"), ("cancelled", "Rozwiązany"), ("overdue", "Po terminie"), ("neutral", "Inne"),
    ("virtual", "Wirtualne"), ("good", "Liczy się"), ("bad", "Nie liczy się"),
]  # fmt: skip
SAMPLE: dict[str, Any] = {
    "grants": GRANTS,
    "stages": STAGES,
    "today": date(2013, 4, 22),
    "now": datetime(2013, 4, 22, 12, 32, 7, tzinfo=UTC),
}
