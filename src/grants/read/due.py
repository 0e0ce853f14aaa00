"""What waits for somebody, with its deadline. Seen by staff as "what is due", by a library as "what I owe, by when"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date
from operator import eq, le, lt
from typing import Any, Final
from uuid import UUID

from msgspec import Struct
from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Date,
    Index,
    Select,
    String,
    Table,
    Uuid,
    bindparam,
    case,
    cast,
    delete,
    func,
    or_,
    select,
)

from grants.lifecycle.state import derive
from grants.read._dues import KINDS, NEVER, Due, dues
from grants.read._paging import PAGE, Page, Paging, paged
from grants.read.asking import Question, Rows
from grants.store.projecting.views import Change, Net, nets
from grants.store.projecting.writing import add, put
from grants.store.tables import metadata

due: Final = Table(
    "due",
    metadata,
    Column("grant", Uuid, primary_key=True),
    Column("kind", String(30), primary_key=True),
    Column("round", Uuid, nullable=False),
    Column("library", Uuid, nullable=False, index=True),
    Column("who", String(10), nullable=False),
    Column("since", Date, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("name", String(200), nullable=False),
    Column("town", String(200), nullable=False),
    Column("stage", String(20), nullable=False),
    Column("assigned", Uuid),
    Index("due_by_day", "due_on", "grant", "kind"),
    Index("due_by_since", "since", "grant", "kind"),
    Index("due_of_round", "round", "due_on", "grant", "kind"),
)
"""``name`` and ``town``: of the library, as its application calls it; ``assigned``: who looks after the grant."""
due_count: Final = Table(
    "due_count",
    metadata,
    Column("round", Uuid, primary_key=True),
    Column("kind", String(30), primary_key=True),
    Column("due_on", Date, primary_key=True),
    Column("number", BigInteger, nullable=False),
)
"""How many of a kind fall due on a day: a sum of few rows instead of a count of many."""
_GONE: Final = delete(due).where(due.c.grant == bindparam("its_grant"), due.c.kind == bindparam("its_kind"))


class Dues:
    """Sets what each grant waits for; moves the counts by the difference."""

    name: Final = "due"
    version: Final = 3
    tables: Final[tuple[Table, ...]] = (due, due_count)

    def apply(self, connection: Connection, changes: Sequence[Change]) -> None:
        """Kinds that are over go, the others are set."""
        moved: Counter[tuple[UUID, str, date]] = Counter()
        rows: list[dict[str, Any]] = []
        gone: list[dict[str, Any]] = []
        for net in nets(changes):
            before, after = _before(net), dues(net.last.state)
            moved.update((net.after.round, each.kind, each.due_on) for each in after)
            moved.subtract((net.after.round, each.kind, each.due_on) for each in before)
            rows += [_row(net, each) for each in after]
            over = {each.kind for each in before} - {each.kind for each in after}
            gone += [{"its_grant": net.grant, "its_kind": kind} for kind in over]
        if gone:
            connection.execute(_GONE, gone)
        put(connection, due, rows)
        counts = [{"round": r, "kind": k, "due_on": d, "number": moved[r, k, d]} for r, k, d in sorted(moved)]
        add(connection, due_count, due_count.c.number, counts)
        connection.execute(delete(due_count).where(due_count.c.number == 0))  # what came and went within one page


class Task(Struct, frozen=True):
    """``who``: whose turn it is (library, staff); ``due_on`` None: no deadline runs; ``amount`` in grosze or 0;
    ``assigned``: who of the staff looks after the grant.
    """

    grant: UUID
    kind: str
    round: UUID
    library: UUID
    who: str
    since: date
    due_on: date | None
    amount: int
    name: str
    town: str
    stage: str
    assigned: UUID | None

    def overdue(self, today: date) -> bool:
        """A deadline is open through its whole day."""
        return self.due_on is not None and self.due_on < today


class Wanted(Struct, frozen=True):
    """What to list; empty is all. ``overdue_on``: only what was due before that day; ``due_by``: due on that day or
    before; ``since_by``: what has waited since that day or longer; ``person``: who looks after the grant;
    ``shared``: also what nobody looks after.
    """

    round: UUID | None = None
    kinds: tuple[str, ...] = ()
    who: str = ""
    stage: str = ""
    library: UUID | None = None
    person: UUID | None = None
    shared: bool = False
    on_no_desk: bool = False
    overdue_on: date | None = None
    due_by: date | None = None
    since_by: date | None = None


def waiting(connection: Connection, wanted: Wanted, at: str | None = None, limit: int = PAGE) -> Page[Task]:
    """One page, the earliest deadline first, what has none last."""
    return _page(connection, wanted, due.c.due_on, at, limit)


def waiting_question(wanted: Wanted, at: str | None = None, limit: int = PAGE) -> Question[Page[Task]]:
    """The same, to be asked together with others."""
    paging = Paging(_wanted(wanted), (due.c.due_on, due.c.grant, due.c.kind), at, limit=limit)

    def page(found: Rows) -> Page[Task]:
        rows, after, before = paging.page(found)
        return Page([_task(row) for row in rows], after, before)

    return Question(paging.statement, page)


def waiting_longest(connection: Connection, wanted: Wanted, at: str | None = None, limit: int = PAGE) -> Page[Task]:
    """One page, what has waited longest first."""
    return _page(connection, wanted, due.c.since, at, limit)


def _page(connection: Connection, wanted: Wanted, day: Column[date], at: str | None, limit: int) -> Page[Task]:
    rows, after, before = paged(connection, _wanted(wanted), (day, due.c.grant, due.c.kind), at, limit=limit)
    return Page([_task(row) for row in rows], after, before)


def _wanted(wanted: Wanted) -> Select[Any]:
    columns, query = due.c, select(due)
    query = query.where(columns.kind.in_(wanted.kinds)) if wanted.kinds else query
    query = query.where(columns.assigned.is_(None)) if wanted.on_no_desk else query
    if wanted.person:
        theirs = columns.assigned == wanted.person
        query = query.where(or_(theirs, columns.assigned.is_(None)) if wanted.shared else theirs)
    for column, compare, value in (
        (columns.round, eq, wanted.round), (columns.library, eq, wanted.library), (columns.who, eq, wanted.who),
        (columns.stage, eq, wanted.stage), (columns.due_on, lt, wanted.overdue_on),
        (columns.due_on, le, wanted.due_by), (columns.since, le, wanted.since_by),
    ):  # fmt: skip
        query = query.where(compare(column, value)) if value else query
    return query


def of_grant(connection: Connection, grant: UUID) -> list[Task]:
    """What one grant waits for, the earliest deadline first."""
    query = select(due).where(due.c.grant == grant).order_by(due.c.due_on, due.c.since, due.c.kind)
    return [_task(row) for row in connection.execute(query)]


class Counts(Struct, frozen=True):
    """How many things wait, whose turn it is by number, and how many of all are past their deadline."""

    library: int = 0
    staff: int = 0
    overdue: int = 0


def counts_question(today: date, rounds: Collection[UUID]) -> Question[dict[UUID, Counts]]:
    """By round: what waits, and what is past its deadline at the beginning of ``today``."""
    columns = due_count.c
    late = func.sum(case((columns.due_on < today, columns.number), else_=0))
    query = select(
        columns.round, columns.kind, cast(func.sum(columns.number), BigInteger).label("number"),
        cast(late, BigInteger).label("late"),
    )  # fmt: skip
    query = query.where(columns.round.in_(list(rounds))).group_by(columns.round, columns.kind)
    return Question(query, _counts)


def _counts(rows: Rows) -> dict[UUID, Counts]:
    found: dict[UUID, Counter[str]] = {}
    for row in rows:
        numbers = found.setdefault(row.round, Counter())
        numbers[KINDS[row.kind]] += row.number
        numbers["overdue"] += row.late
    return {round_: Counts(**numbers) for round_, numbers in found.items()}


def kinds_question(round_: UUID) -> Question[dict[str, int]]:
    """How many things of each kind wait in a round: what its dashboard leads to."""
    number = cast(func.sum(due_count.c.number), BigInteger).label("number")
    query = select(due_count.c.kind, number).where(due_count.c.round == round_).group_by(due_count.c.kind)
    return Question(query, lambda rows: {row.kind: row.number for row in rows if row.number})


def _before(net: Net) -> list[Due]:
    return dues(derive(net.before.entries)) if net.before else []


def _row(net: Net, each: Due) -> dict[str, Any]:
    application = net.last.state.application
    return {
        "grant": net.grant,
        "kind": each.kind,
        "round": net.after.round,
        "library": net.after.library,
        "who": KINDS[each.kind],
        "since": each.since,
        "due_on": each.due_on,
        "amount": each.amount,
        "name": application.library_name if application else "",
        "town": application.library_town if application else "",
        "stage": net.last.state.shown_stage.value,
        "assigned": net.last.state.assigned,
    }


def _task(row: Any) -> Task:
    values = {name: getattr(row, name) for name in Task.__struct_fields__}
    return Task(**{**values, "due_on": None if row.due_on == NEVER else row.due_on})
