"""Column types that read models share."""

from __future__ import annotations

from typing import Final

from sqlalchemy import String, Text

SORTED: Final = String(200).with_variant(String(200, collation="C"), "postgresql")
"""A text compared byte by byte on both databases (see ``_folding.sort_key``)."""
FOLDED: Final = Text().with_variant(Text(collation="C"), "postgresql")
"""A text that is searched (see ``_searching``)."""
