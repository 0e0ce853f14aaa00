"""The language of a page: ``?lang=`` for this once, else the cookie, else Polish."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from urllib.parse import quote

from grants.wording.catalogues import DEFAULT, LANGS, Lang, translations
from web.support import cookies
from web.support.context import Connection
from web.support.paths import here
from web.support.shell import LanguageLink

Say = Callable[[str], str]
NAMES: Final[dict[Lang, str]] = {"pl": "Polski", "en": "English"}


def language(connection: Connection) -> Lang:
    """What the reader reads. Browsers' own wishes are not asked: Polish comes first."""
    asked = known(connection.query_params.get("lang", ""))
    return asked or known(cookies.read(connection, "lang")) or DEFAULT


def known(code: object) -> Lang | None:
    return next((lang for lang in LANGS if lang == code), None)


def say(lang: Lang) -> Say:
    """Gettext for words that stand in Python: ``say("Sign in")``."""
    return translations(lang).gettext


def language_links(connection: Connection, lang: Lang) -> tuple[LanguageLink, ...]:
    """The page itself in each language."""
    back = quote(here(connection), safe="/")
    return tuple(LanguageLink(code, NAMES[code], f"/lang/{code}?next={back}", code == lang) for code in LANGS)
