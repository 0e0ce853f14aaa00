"""How events become lines, cells and totals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, TypeVar
from uuid import UUID

from sqlalchemy import Connection, Table, insert, select

from grants.lifecycle.facts import FACT_OF, Facts
from grants.lifecycle.figures import Contributions, Figures, contributions, figures
from grants.lifecycle.state import derive
from grants.read.ledger.tables import ledger_line, total, total_cell, total_month
from grants.rounds import events
from grants.store.projecting.views import Change
from grants.store.projecting.writing import Row, add

_CELL: Final = ("round", "metric", "occurred_on", "known_on", "dimension")
_MONTH: Final = ("round", "metric", "occurred_in", "known_in", "dimension")
_TOTAL: Final = ("round", "metric", "dimension")
K = TypeVar("K")
Booked = tuple[UUID, Contributions]
"""A round, and by how much each of its figures moves on which day."""


class Ledger:
    """Books differences, so that a correction, a voiding or a late fact needs no code of its own."""

    name: Final = "ledger"
    version: Final = 3
    tables: Final[tuple[Table, ...]] = (ledger_line, total_cell, total_month, total)

    def apply(self, connection: Connection, changes: Sequence[Change]) -> None:
        """Add the page's lines, and move cells, months and totals by their sums."""
        booking = _Booking(_budgets(connection, changes))
        lines = [line for change in changes for line in _lines(change, booking.of(change))]
        if lines:
            book(connection, lines)


def book(connection: Connection, lines: Sequence[Row]) -> None:
    """One page of lines into all four tables."""
    connection.execute(insert(ledger_line), lines)
    cells = _summed(lines, _CELL, "delta")
    add(connection, total_cell, total_cell.c.delta, cells)
    add(connection, total_month, total_month.c.delta, _summed(_by_month(cells), _MONTH, "delta"))
    add(connection, total, total.c.amount, _summed(lines, _TOTAL, "amount"))


class _Booking:
    """One page's booking: remembers each grant's figures, so that they are counted once per event."""

    def __init__(self, budgets: dict[UUID, int]) -> None:
        self._budgets = budgets
        self._figures: dict[UUID, Figures] = {}

    def of(self, change: Change) -> Booked | None:
        """What the change moves; None for events that move no figure."""
        if change.after is not None:
            return change.after.round, self._of_grant(change, change.after)
        match change.event:
            case events.RoundOpened() | events.RulesChanged() as event:
                old = self._budgets.get(change.stream, 0)
                self._budgets[change.stream] = event.rules.budget
                moved = _difference({}, {("budget", "", event.occurred_on): event.rules.budget - old})
            case events.FundsReserved() | events.FundsChanged() | events.FundsReleased() as event:
                moved = _difference({}, {("reserved", "", event.occurred_on): event.new - event.old})
            case _:
                return None
        return change.stream, moved

    def _of_grant(self, change: Change, after: Facts) -> Contributions:
        if _is_latest(change):
            return self._of_latest(change)
        before = contributions(change.before) if change.before else {}
        self._figures.pop(change.stream, None)
        return _difference(before, contributions(after))

    def _of_latest(self, change: Change) -> Contributions:
        """The short way: no earlier day changes, so the whole difference belongs to the day of the new fact."""
        before = self._figures.get(change.stream)
        if before is None:
            before = figures(derive(change.before.entries)) if change.before else {}
        after = self._figures[change.stream] = figures(change.state)
        day = change.event.occurred_on
        return {(*key, day): delta for key, delta in _difference(before, after).items()}


def _is_latest(change: Change) -> bool:
    """Whether the event adds one fact that is not earlier than any other: the ordinary case."""
    earlier = change.before.entries if change.before else []
    day = change.event.occurred_on
    return type(change.event) in FACT_OF and all(fact.occurred_on <= day for fact in earlier)


def _difference(before: dict[K, int], after: dict[K, int]) -> dict[K, int]:
    moved = {key: after.get(key, 0) - before.get(key, 0) for key in before.keys() | after.keys()}
    return {key: delta for key, delta in moved.items() if delta}


def _budgets(connection: Connection, changes: Sequence[Change]) -> dict[UUID, int]:
    """The budgets booked so far of the rounds whose rules change in this page."""
    rounds = {change.stream for change in changes if isinstance(change.event, events.RulesChanged)}
    if not rounds:
        return {}
    query = select(total.c.round, total.c.amount).where(total.c.metric == "budget", total.c.round.in_(rounds))
    return {row.round: row.amount for row in connection.execute(query)}


def _lines(change: Change, booked: Booked | None) -> Iterator[Row]:
    """The event's lines, in an order that a rebuild gives again."""
    if booked is None:
        return
    round_, moved = booked
    for number, ((metric, dimension, day), delta) in enumerate(sorted(moved.items()), start=1):
        yield {
            "position": change.position,
            "line": number,
            "round": round_,
            "metric": metric,
            "dimension": dimension,
            "occurred_on": day,
            "known_on": change.known_on,
            "delta": delta,
            "stream": change.stream,
            "version": change.version,
            "library": change.after.library if change.after else None,
        }


def _by_month(cells: Iterable[Row]) -> list[Row]:
    return [
        {**cell, "occurred_in": cell["occurred_on"].replace(day=1), "known_in": cell["known_on"].replace(day=1)}
        for cell in cells
    ]


def _summed(lines: Sequence[Row], key: Sequence[str], name: str) -> list[Row]:
    """One row per key, in the order of the keys so that two writers never wait crosswise; also where the sum is 0."""
    sums: Counter[tuple[Any, ...]] = Counter()
    for line in lines:
        sums[tuple(line[part] for part in key)] += line["delta"]
    return [{**dict(zip(key, values, strict=True)), name: sums[values]} for values in sorted(sums)]
