"""How the rows of programmes and rounds come about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

import msgspec
from sqlalchemy import BigInteger, Column, Connection, Date, Integer, String, Table, Text, Uuid, insert, update

from grants.read._columns import SORTED
from grants.rounds import events
from grants.store.projecting.views import Change
from grants.store.projecting.writing import Row
from grants.store.tables import metadata

programme: Final = Table(
    "programme",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("code", SORTED, nullable=False, unique=True),
    Column("name", String(200), nullable=False),
    Column("funder", String(200), nullable=False),
    Column("operator", String(200), nullable=False),
    Column("currency", String(3), nullable=False),
    Column("time_zone", String(60), nullable=False),
    Column("opened_on", Date, nullable=False),
    Column("closed_on", Date),
    Column("version", BigInteger, nullable=False),
)
programme_round: Final = Table(
    "programme_round",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("programme", Uuid, nullable=False, index=True),
    Column("label", SORTED, nullable=False),
    Column("rules", Text, nullable=False),
    Column("rules_version", Integer, nullable=False),
    Column("opened_on", Date, nullable=False),
    Column("call_closed_on", Date),
    Column("closed_on", Date),
    Column("version", BigInteger, nullable=False),
)
"""``rules``: those now in force, as JSON; ``call_closed_on``: the call was ended by hand."""


class Rounds:
    """A row begins with its stream; what follows in a page is gathered and set once."""

    name: Final = "rounds"
    version: Final = 1
    tables: Final[tuple[Table, ...]] = (programme, programme_round)

    def apply(self, connection: Connection, changes: Sequence[Change]) -> None:
        """Events of programmes and rounds; the others pass by."""
        set_: dict[tuple[Table, UUID], Row] = {}
        begun: set[UUID] = set()
        for change in changes:
            found = _values(change)
            if found is not None:
                table, values = found
                set_.setdefault((table, change.stream), {}).update(values, version=change.version)
                begun |= {change.stream} if change.version == 1 else set()
        for (table, stream), values in set_.items():
            if stream in begun:
                connection.execute(insert(table).values(id=stream, **values))
            else:
                connection.execute(update(table).where(table.c.id == stream).values(**values))


def _values(change: Change) -> tuple[Table, Row] | None:
    match change.event:
        case events.ProgrammeEvent() as event:
            return programme, _of_programme(event)
        case events.RoundEvent() as event:
            return programme_round, _of_round(event)
        case _:
            return None


def _of_programme(event: events.ProgrammeEvent) -> Row:
    match event:
        case events.ProgrammeOpened():
            names = ("code", "name", "funder", "operator", "currency", "time_zone")
            return {"opened_on": event.occurred_on, **{name: getattr(event, name) for name in names}}
        case events.ProgrammeClosed():
            return {"closed_on": event.occurred_on}
        case _:
            return {}


def _of_round(event: events.RoundEvent) -> Row:
    match event:
        case events.RoundOpened():
            rules = msgspec.json.encode(event.rules).decode()
            first = {"programme": event.programme, "label": event.label, "opened_on": event.occurred_on}
            return {**first, "rules": rules, "rules_version": 1}
        case events.RulesChanged():
            return {"rules": msgspec.json.encode(event.rules).decode(), "rules_version": event.rules_version}
        case events.CallClosed():
            return {"call_closed_on": event.occurred_on}
        case events.RoundClosed():
            return {"closed_on": event.occurred_on}
        case _:
            return {}
