"""Questions about what the checks found."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct
from sqlalchemy import select

from grants.read._paging import PAGE, Page, Paging
from grants.read.asking import Question, Rows
from grants.read.checks.hits import Params
from grants.read.checks.tables import NOBODY, check_count, check_hit

Counts = Mapping[tuple[str, UUID], tuple[int, int]]
"""By check and round: how many there are, and how many of them have a finding."""
_PARAMS = msgspec.json.Decoder(dict[str, int | str])


class Row(Struct, frozen=True):
    """One thing found: whose, by which event, and which other event it resembles."""

    check: str
    kind: str
    grant: UUID
    version: int
    other: UUID | None
    other_version: int
    round: UUID
    library: UUID
    name: str
    occurred_on: date
    params: Params
    found: bool


class Sought(Struct, frozen=True):
    """Of one check; in one round, or in all."""

    check: str
    round: UUID | None = None


def counts_question(round_: UUID | None = None) -> Question[Counts]:
    """Of one round, or of all: as many rows as there are checks in rounds."""
    query = select(check_count)
    if round_ is not None:
        query = query.where(check_count.c.round == round_)
    return Question(query, _counts)


def listed_question(sought: Sought, at: str | None = None, limit: int = PAGE) -> Question[Page[Row]]:
    """One page of a check's rows, the latest first."""
    columns = check_hit.c
    query = select(check_hit).where(columns.check == sought.check)
    if sought.round is not None:
        query = query.where(columns.round == sought.round)
    key = (
        columns.occurred_on,
        columns.grant,
        columns.version,
        columns.other,
        columns.other_version,
        columns.kind,
        columns.key,
    )
    paging = Paging(query, key, at, limit=limit, down=True)

    def page(found: Rows) -> Page[Row]:
        rows, after, before = paging.page(found)
        return Page([_row(row) for row in rows], after, before)

    return Question(paging.statement, page)


def of_grants_question(grants: Collection[UUID]) -> Question[list[Row]]:
    """Everything found about these grants, in the order of their events."""
    query = select(check_hit).where(check_hit.c.grant.in_(list(grants)))
    return Question(query, lambda rows: sorted(map(_row, rows), key=lambda row: (row.version, row.check)))


def _counts(rows: Rows) -> Counts:
    found: dict[tuple[str, UUID], tuple[int, int]] = {}
    for row in rows:
        hits, with_finding = found.get((row.check, row.round), (0, 0))
        found[row.check, row.round] = (row.number, with_finding) if row.what == "hits" else (hits, row.number)
    return found


def _row(row: Any) -> Row:
    values = {name: getattr(row, name) for name in Row.__struct_fields__}
    values["params"] = _PARAMS.decode(row.params)
    values["other"] = None if row.other == NOBODY else row.other
    return Row(**values)
