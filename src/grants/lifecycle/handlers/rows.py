"""Rows of a bulk command: each decided alone, under a causation of its own; a refused one leaves the save."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from dataclasses import replace as but
from typing import Protocol, TypeVar
from uuid import UUID

from grants.kernel.actor import current, doing
from grants.kernel.command import NoneDone, RowResult
from grants.kernel.ids import derived
from grants.kernel.ports import Work
from grants.kernel.refusals import Refused
from grants.lifecycle.grant import Grant


class Row(Protocol):
    """What every row says."""

    @property
    def grant(self) -> UUID: ...
    @property
    def expected_version(self) -> int | None: ...


R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True)
class Decided:
    """The grants to save, and what became of each row, in the order of the rows."""

    grants: list[Grant]
    results: list[RowResult]


def each_row(work: Work, round_: UUID, rows: Sequence[R], decide: Callable[[Grant, R], None]) -> Decided:
    """Decide on every row's grant; Refused ``bulk.none_done`` with all results if none may be done.

    A grant of another round, and one that an earlier row did already, is unknown here.
    """
    done: dict[UUID, Grant] = {}
    results: list[RowResult] = []
    for number, row in enumerate(rows):
        cause = derived("row", work.deed.command_id, str(number))
        try:
            with work.attempt(), doing(but(current(), causation_id=cause)):
                grant = work.get(Grant, row.grant, row.expected_version)
                if grant.facts.round != round_ or row.grant in done:
                    raise Refused("unknown_id", id=row.grant)
                decide(grant, row)
        except Refused as no:
            results.append(RowResult(row.grant, no.code, dict(no.params)))
        else:
            done[row.grant] = grant
            results.append(RowResult(row.grant))
    if not done:
        raise NoneDone(results)
    return Decided(list(done.values()), results)
