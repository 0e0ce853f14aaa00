"""Questions to the register."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from msgspec import Struct
from sqlalchemy import Connection, Select, select

from grants.lifecycle.stages import ENDED, Stage
from grants.read._dues import NEVER
from grants.read._paging import PAGE, Page, Paging
from grants.read._searching import matching
from grants.read.asking import Question, Rows, ask
from grants.read.register.view import register


class Entry(Struct, frozen=True):
    """One grant as the register shows it. Money in grosze; ``due_on`` None: nothing has a deadline."""

    grant: UUID
    round: UUID
    library: UUID
    name: str
    town: str
    terc: str
    stage: str
    stage_since: date | None
    applied_on: date
    number: int | None
    requested: int
    awarded: int
    paid: int
    recognised: int
    refund_due: int
    refund_received: int
    meetings_held: int
    meetings_counted: int
    virtual_met: bool
    requirement_met: bool
    waiver: str
    undecided_costs: int
    assigned: UUID | None
    due_kind: str
    due_on: date | None
    version: int
    position: int

    def overdue(self, today: date) -> bool:
        """Whether the earliest deadline has passed."""
        return self.due_on is not None and self.due_on < today


class Order(StrEnum):
    """The orders a register can be read in, as they stand in the URL."""

    NAME = "name"
    APPLIED = "applied"
    DUE = "due"
    CHANGED = "changed"
    AWARDED = "awarded"


class Filters(Struct, frozen=True):
    """Everything the register can be narrowed by; empty is all. ``overdue_on``: deadlines before that day.

    ``person``: who looks after it; ``on_no_desk``: nobody does; ``open``: only what has not ended; ``rounds``: only
    these.
    """

    round: UUID | None = None
    stage: str = ""
    library: UUID | None = None
    search: str = ""
    overdue_on: date | None = None
    person: UUID | None = None
    on_no_desk: bool = False
    open: bool = False
    rounds: tuple[UUID, ...] = ()


_ORDERS: Final[dict[Order, tuple[tuple[Any, ...], bool]]] = {
    Order.NAME: ((register.c.sort_name, register.c.grant), False),
    Order.APPLIED: ((register.c.applied_on, register.c.grant), True),
    Order.DUE: ((register.c.due_on, register.c.grant), False),
    Order.CHANGED: ((register.c.position, register.c.grant), True),
    Order.AWARDED: ((register.c.awarded, register.c.grant), True),
}
"""Key, and whether the largest come first (the newest, the most money)."""


def listed(
    connection: Connection, filters: Filters, order: Order = Order.NAME, at: str | None = None, limit: int = PAGE
) -> Page[Entry]:
    """One page of the register; ``at``: a cursor of the page before or after."""
    return ask(connection, listed_question(connection, filters, order, at, limit))


def listed_question(
    connection: Connection, filters: Filters, order: Order = Order.NAME, at: str | None = None, limit: int = PAGE
) -> Question[Page[Entry]]:
    """The same, to be asked together with others."""
    key, down = _ORDERS[order]
    paging = Paging(_filtered(connection, filters), key, at, limit=limit, down=down)

    def page(found: Rows) -> Page[Entry]:
        rows, after, before = paging.page(found)
        return Page([_entry(row) for row in rows], after, before)

    return Question(paging.statement, page)


def entries(connection: Connection, grants: Iterable[UUID]) -> dict[UUID, Entry]:
    """The rows of these grants."""
    return ask(connection, entries_question(grants))


def entries_question(grants: Iterable[UUID]) -> Question[dict[UUID, Entry]]:
    """The same, to be asked together with others."""
    query = select(register).where(register.c.grant.in_(list(grants)))
    return Question(query, lambda rows: {row.grant: _entry(row) for row in rows})


def grants_led_by(connection: Connection, library: UUID) -> list[Entry]:
    """A library's own grants in all rounds, the newest first."""
    query = select(register).where(register.c.library == library, register.c.stage != Stage.OPENED.value)
    return [_entry(row) for row in connection.execute(query.order_by(register.c.applied_on.desc(), register.c.grant))]


def numbered_question(round_: UUID) -> Question[list[Entry]]:
    """Every grant of a round that has a number, in order: what samples are drawn from."""
    query = select(register).where(register.c.round == round_, register.c.number.is_not(None))
    return Question(query, lambda rows: sorted(map(_entry, rows), key=lambda entry: entry.number or 0))


def grant_numbered(connection: Connection, round_: UUID, number: int) -> UUID | None:
    """The grant with this number in the round, for people who type what stands on paper."""
    query = select(register.c.grant).where(register.c.round == round_, register.c.number == number)
    return connection.execute(query.order_by(register.c.grant).limit(1)).scalar_one_or_none()


def _filtered(connection: Connection, filters: Filters) -> Select[Any]:
    columns = register.c
    query = select(register).where(columns.stage != Stage.OPENED.value)
    if filters.round is not None:
        query = query.where(columns.round == filters.round)
    if filters.stage:
        query = query.where(columns.stage == filters.stage)
    if filters.library is not None:
        query = query.where(columns.library == filters.library)
    if filters.overdue_on is not None:
        query = query.where(columns.due_on < filters.overdue_on)
    if filters.person is not None:
        query = query.where(columns.assigned == filters.person)
    if filters.on_no_desk:
        query = query.where(columns.assigned.is_(None))
    if filters.rounds:
        query = query.where(columns.round.in_(filters.rounds))
    if filters.open:
        query = query.where(columns.stage.not_in([stage.value for stage in ENDED]))
    sought = matching(connection, register, filters.search)
    return query if sought is None else query.where(sought)


def _entry(row: Any) -> Entry:
    values = {name: getattr(row, name) for name in Entry.__struct_fields__}
    values["due_on"] = None if values["due_on"] == NEVER else values["due_on"]
    return Entry(**values)


def numbers_question(grants: Iterable[UUID]) -> Question[dict[UUID, int]]:
    """The numbers under which these grants were awarded; one without an award is not there."""
    query = select(register.c.grant, register.c.number).where(register.c.grant.in_(list(grants)))
    return Question(query.where(register.c.number.is_not(None)), dict)
