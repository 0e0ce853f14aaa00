"""A refusal in words: what is wrong, which rule says so, what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from grants.wording.refusing import OTHER, REFUSALS
from grants.wording.speech import Names, short_id
from grants.wording.values import Teller


class RefusalText(NamedTuple):
    """The three parts, each a sentence. ``str()`` of it is all three in a row, for the command line and for mail."""

    what: str
    rule: str
    next: str

    def __str__(self) -> str:
        return " ".join(self)


def refusal(code: str, params: Mapping[str, Any], lang: str, names: Names = short_id) -> RefusalText:
    """The words of ``code`` with its parameters; also for parameters that were kept as JSON (days as text)."""
    words = REFUSALS.get(code)
    values = params if words else {"code": code}
    teller = Teller(lang, names)
    return RefusalText(*(teller.tell("refusal", part, values) for part in words or OTHER))
