"""What a person asks for: a frozen record with bounded fields, and the answer to it."""

from __future__ import annotations

from typing import Annotated, Final, TypeVar
from uuid import UUID

from msgspec import Meta, Struct, field

from grants.kernel.refusals import Refused


class Command(Struct, frozen=True, kw_only=True):
    """Base of all commands. Named in the imperative; its docstring is its description in ``grants commands``.

    A command on something the user looked at carries ``expected_version``: somebody else's change in between
    is answered with ``stale`` instead of being overwritten (DESIGN 2).
    """


class Row(Struct, frozen=True, kw_only=True):
    """Base of the rows inside a command (a planned meeting, a budget line)."""


MOST_ROWS: Final = 500
"""Of one bulk command: above what a round of the programme holds, below what one save takes long for."""
T = TypeVar("T")
Rows = Annotated[list[T], Meta(min_length=1, max_length=MOST_ROWS)]


class RowResult(Struct, frozen=True):
    """What became of one row of a bulk command: its refusal code and parameters, or none."""

    id: UUID
    refused: str | None = None
    params: dict[str, object] = field(default_factory=dict)


class NoneDone(Refused):
    """Not one row of a bulk command may be done: ``results`` says why, row by row."""

    def __init__(self, results: list[RowResult]) -> None:
        told = Refused("bulk.none_done", n=len(results), rows=[f"{row.id} {row.refused}" for row in results])
        super().__init__(told.code, **told.params)
        self.results: Final = results


class Done(Struct, frozen=True):
    """A command took effect. ``position`` is the log position that read models must reach to show it."""

    events: list[str]
    ids: dict[str, UUID]
    versions: dict[str, int]
    position: int
    rows: list[RowResult] = field(default_factory=list)
