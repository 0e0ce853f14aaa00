"""What a list is narrowed by, as it stands in the address. What cannot be read chooses nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from grants.read.rounds import RoundNow
from grants.wording.labels import round_name
from web.support.asking import Asked
from web.support.guards import OWN_FILES, allow

READERS: Final = allow(*OWN_FILES)
"""A viewer sees figures, not files. A library's person sees the rows of its own library."""
LONGEST: Final = 100


def round_chosen(asked: Asked, rounds: Sequence[RoundNow]) -> RoundNow | None:
    """The round named in the address, if there is one."""
    return next((found for found in rounds if str(found.id) == asked.query.get("round")), None)


def code_chosen(asked: Asked, name: str, known: Sequence[str]) -> str:
    """One of the known codes, or nothing."""
    given = asked.query.get(name, "")
    return given if given in known else ""


def search_chosen(asked: Asked) -> str:
    """What was typed to look for."""
    return " ".join(asked.query.get("q", "")[:LONGEST].split())


def round_options(asked: Asked, rounds: Sequence[RoundNow]) -> list[tuple[UUID, str]]:
    """For a select."""
    return [(found.id, round_name(found, asked.lang)) for found in rounds]
