"""Gettext catalogues, compiled in memory when first asked for: no build step, nothing generated in the repository."""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO
from typing import Final, Literal, get_args

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

Lang = Literal["pl", "en"]
LANGS: Final[tuple[Lang, ...]] = get_args(Lang)
DEFAULT: Final[Lang] = "pl"
LOCALES: Final = {"pl": "pl", "en": "en_GB"}


def translations(lang: str = DEFAULT) -> NullTranslations:
    """The translations of ``pl`` or ``en``, ready for jinja2.ext.i18n; English is the source. KeyError: another one."""
    return _loaded(lang)


@cache
def _loaded(lang: str) -> NullTranslations:
    if LOCALES[lang] != "pl":
        return NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, merged())
    compiled.seek(0)
    return GNUTranslations(compiled)


def merged() -> Catalog:
    """All Polish files as one catalogue. Where two disagree the first one stands; a test holds that none do."""
    whole = Catalog(locale="pl")
    for _, catalogue in polish_files():
        for message in catalogue:
            source = message.id if isinstance(message.id, str) else message.id[0]
            if source and whole.get(source, message.context) is None:
                whole.add(message.id, message.string, context=message.context)
    return whole


def polish_files() -> list[tuple[str, Catalog]]:
    """Every .po file with its name, in order of name."""
    folder = files("grants.wording").joinpath("locale", "pl")
    found = sorted((f for f in folder.iterdir() if f.name.endswith(".po")), key=lambda f: f.name)
    return [(f.name, read_po(BytesIO(f.read_bytes()), locale="pl", abort_invalid=True)) for f in found]
