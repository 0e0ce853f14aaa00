"""The register of a past day: which grants stood where, in today's order of names; the rest is folded from the log.

Which grants are on a page is asked of the database with the stage that each had then (an expression of whoever keeps
that history); what a row says beside it comes from the grant's own facts, cut by the two days.
"""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, select

from grants.lifecycle.stages import ENDED
from grants.lifecycle.state import State
from grants.read._dues import NEVER
from grants.read._paging import PAGE, Page, Paging
from grants.read._searching import matching
from grants.read.asking import Question, Rows
from grants.read.register.queries import Entry, Filters
from grants.read.register.view import register, standing

GRANT: Final = register.c.grant
"""What the expression for the stage is to be made for."""


class Placed(Struct, frozen=True):
    """A grant on the page."""

    grant: UUID
    round: UUID
    library: UUID
    stage: str


class Past(Struct, frozen=True):
    """What whoever keeps the history of stages knows: ``stage`` of GRANT then, as an expression; ``rounds`` that had
    any grant of those stages then, as a question, so that the rounds before and after need not be looked through.
    """

    stage: Any
    rounds: Any


def then_question(
    connection: Connection, filters: Filters, past: Past, at: str | None = None
) -> Question[Page[Placed]]:
    """Grants that had an application then. ``filters``: round, stage, library, search and open count; ``search``
    looks among today's names. A stage that few grants had costs the rows of their rounds passed on the way to them.
    """
    stage = past.stage
    query = select(GRANT, register.c.round, register.c.library, register.c.sort_name, stage.label("stage"))
    query = query.where(register.c.round.in_(past.rounds), *_conditions(connection, filters, stage))
    paging = Paging(query, (register.c.sort_name, GRANT), at, limit=PAGE)

    def page(found: Rows) -> Page[Placed]:
        rows, after, before = paging.page(found)
        return Page([Placed(row.grant, row.round, row.library, row.stage) for row in rows], after, before)

    return Question(paging.statement, page)


def _conditions(connection: Connection, filters: Filters, stage: ColumnElement[Any]) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = [stage == filters.stage if filters.stage else stage.is_not(None)]
    if filters.open:
        wanted.append(stage.not_in([each.value for each in ENDED]))
    if filters.round is not None:
        wanted.append(register.c.round == filters.round)
    if filters.library is not None:
        wanted.append(register.c.library == filters.library)
    sought = matching(connection, register, filters.search)
    return wanted if sought is None else [*wanted, sought]


def entry_then(placed: Placed, state: State, version: int) -> Entry:
    """The row of a grant in a past state, as the register of that day would have shown it."""
    row = standing(state)
    values = {name: row[name] for name in Entry.__struct_fields__ if name in row}
    values["due_on"] = None if values["due_on"] == NEVER else values["due_on"]
    return Entry(grant=placed.grant, round=placed.round, library=placed.library, version=version, position=0, **values)
