"""The words of ``grants seal`` and ``grants verify``."""

from __future__ import annotations

from grants.wording.catalogues import translations
from grants.wording.tables.seal import SEAL


def sealed(code: str, lang: str, **params: object) -> str:
    """What a code of the seal says, in a language."""
    return translations(lang).pgettext("seal", SEAL[code]).format(**params)
