"""The words of ``grants doctor``: what was looked at, what was found, what to do next."""

from __future__ import annotations

from collections.abc import Mapping

from grants.wording.catalogues import translations
from grants.wording.tables.doctor import ADVICE, EXAMINED, FINDING


def examined(check: str, code: str, params: Mapping[str, object], lang: str) -> tuple[str, str]:
    """The name of a check and the sentence of what it found."""
    words = translations(lang)
    return words.pgettext("examined", EXAMINED[check]), words.pgettext("finding", FINDING[code]).format(**params)


def advice(code: str, params: Mapping[str, object], lang: str) -> str:
    """What to do about a finding that is not fine."""
    return translations(lang).pgettext("advice", ADVICE[code]).format(**params)


def verdict(warnings: int, troubles: int, lang: str) -> str:
    """The last line: all is well, or how much is not."""
    words = translations(lang)
    if not warnings and not troubles:
        return words.pgettext("verdict", "All is well.")
    return words.pgettext("verdict", "Warnings: {warnings}, troubles: {troubles}.").format(
        warnings=warnings, troubles=troubles
    )
