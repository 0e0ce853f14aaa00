"""What a check finds, and what it is told about a grant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from msgspec import Struct, field

from grants.lifecycle.facts import Facts
from grants.lifecycle.state import State

CHECKS: Final = (
    "documents", "meetings_alike", "last_days", "shared_account", "paid_before", "overrides", "backdated", "late",
    "round_sums",
)  # fmt: skip
"""In the order of the page: what may be money first, then what may be haste."""
Params = dict[str, int | str]


class Hit(Struct, frozen=True):
    """One thing that a check found. ``kind``: which sentence of the check says it; ``params``: what it quotes.

    ``version``: of the event that shows it; ``other``, ``other_version``: of the event that it resembles.
    """

    check: str
    kind: str
    version: int
    occurred_on: date
    params: Params = field(default_factory=dict)
    other: UUID | None = None
    other_version: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """When an entry became known, and the day that it bore when it was first told."""

    known_on: date
    first_on: date


@dataclass(frozen=True, slots=True)
class Subject:
    """A grant as checks see one. ``told``: by version."""

    grant: UUID
    facts: Facts
    state: State
    told: Mapping[int, Told]

    @property
    def name(self) -> str:
        """The library as the application calls it."""
        return self.state.application.library_name if self.state.application else ""
