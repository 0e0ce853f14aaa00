"""What is still to come in a round: money to pay, to account for and to come back, by month where a day is known. Seen
on the page "Forecast" and by ``grants forecast``; each number opens into its grants.

The open grants of a round are worked through one by one, as for "what if": ``MOST`` of them at most for a page.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from typing import Final
from uuid import UUID

from msgspec import Struct
from sqlalchemy import Connection, select

from grants.lifecycle.forecasting import CODES, Item, forecast
from grants.lifecycle.state import derive
from grants.read._folding import sort_key
from grants.read._paging import PAGE, Page, listed
from grants.store.projecting import facts
from grants.store.projecting.tables import grant_facts

__all__ = ["CODES", "MOST", "Forecast", "Item", "Row", "forecast_of", "rows_page"]

MOST: Final = 2_000
"""Grants of a round that a page works through."""
BATCH: Final = 200


class Row(Struct, frozen=True):
    """One item of one grant. ``key``: where it stands in the list."""

    grant: UUID
    name: str
    town: str
    stage: str
    item: Item
    key: str


class Forecast(Struct, frozen=True):
    """Items of all grants; ``grants``: how many have any, ``worked_through``: how many were looked at."""

    rows: list[Row]
    grants: int
    worked_through: int

    def of(self, code: str, month: date | None = None) -> list[Row]:
        """The items behind one number; ``month``: those of the month that begins on this day."""
        return [r for r in self.rows if r.item.code == code and (month is None or _month(r.item) == month)]

    def total(self, code: str) -> int:
        return sum(row.item.amount for row in self.of(code))

    @property
    def months(self) -> dict[date, Counter[str]]:
        """By month and code, what has a day."""
        found: dict[date, Counter[str]] = defaultdict(Counter)
        for row in self.rows:
            month = _month(row.item)
            if month is not None:
                found[month][row.item.code] += row.item.amount
        return dict(sorted(found.items()))


def forecast_of(connection: Connection, round_: UUID) -> Forecast:
    """The whole round in one statement."""
    rows: list[Row] = []
    grants = worked = 0
    query = select(grant_facts.c.grant, grant_facts.c.facts).where(grant_facts.c.round == round_)
    for found in connection.execute(query.execution_options(yield_per=BATCH)):
        worked += 1
        state = derive(facts.read(found.facts).entries)
        sent, items = state.application, forecast(state)
        if sent is not None and items:
            grants += 1
            key = sort_key(f"{sent.library_town} {sent.library_name}")
            name, town, stage = sent.library_name, sent.library_town, state.shown_stage.value
            rows += [Row(found.grant, name, town, stage, item, key) for item in items]
    return Forecast(sorted(rows, key=_place), grants, worked)


def rows_page(rows: list[Row], at: str | None, limit: int = PAGE) -> Page[Row]:
    """A page of the grants behind one number, by key."""
    return listed(rows, _place, (str, UUID, str, int), at, limit=limit)


def _place(row: Row) -> tuple[str, UUID, str, int]:
    """Meetings of one grant stand by their days."""
    return row.key, row.grant, row.item.code, row.item.due_on.toordinal() if row.item.due_on else 0


def _month(item: Item) -> date | None:
    return item.due_on.replace(day=1) if item.due_on else None
