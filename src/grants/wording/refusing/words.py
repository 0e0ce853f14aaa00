"""The three parts of a refusal."""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """Sources in English; ``{name:spec}`` places a parameter (specs: ``grants.wording.speech``)."""

    what: str
    rule: str
    next: str
