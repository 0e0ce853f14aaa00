"""How the rows of libraries and coalitions come about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final
from uuid import UUID

from sqlalchemy import BigInteger, Column, Connection, Date, Index, String, Table, Uuid, select

from grants.libraries import events
from grants.read._columns import FOLDED, SORTED
from grants.read._folding import folded, sort_key
from grants.read._searching import searchable
from grants.store.projecting.views import Change
from grants.store.projecting.writing import Row, put
from grants.store.tables import metadata

library: Final = Table(
    "library",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("row_id", BigInteger, nullable=False, unique=True),
    Column("name", String(200), nullable=False),
    Column("regon", String(14), nullable=False, index=True),
    Column("nip", String(10), nullable=False),
    Column("terc", String(7), nullable=False),
    Column("town", String(200), nullable=False),
    Column("sort_name", SORTED, nullable=False),
    Column("folded", FOLDED, nullable=False),
    Column("registered_on", Date, nullable=False),
    Column("version", BigInteger, nullable=False),
    Column("retired_on", Date),
    Column("successor", Uuid),
    Index("library_by_name", "sort_name", "id"),
)
"""``row_id``: the position in which the library was registered; ``retired_on``: it closed; ``successor``: into whom."""
_CLOSED: Final = library.c.retired_on.is_not(None)
Index("library_retired", library.c.sort_name, library.c.id, sqlite_where=_CLOSED, postgresql_where=_CLOSED)
"""The few that closed are found without reading past all that work."""
searchable(library)
coalition: Final = Table(
    "coalition",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("round", Uuid, nullable=False),
    Column("leading", Uuid, nullable=False),
    Column("formed_on", Date, nullable=False),
    Column("version", BigInteger, nullable=False),
    Index("coalition_of_library", "leading", "round"),
)
coalition_partner: Final = Table(
    "coalition_partner",
    metadata,
    Column("coalition", Uuid, primary_key=True),
    Column("partner", Uuid, primary_key=True),
    Column("since", Date, nullable=False),
    Column("left_on", Date),
    Index("coalition_partner_of_library", "partner"),
)
_PUBLIC: Final = ("name", "regon", "nip", "terc", "town")


class Libraries:
    """Rows are read for the page, brought up to date and written once."""

    name: Final = "libraries"
    version: Final = 1
    tables: Final[tuple[Table, ...]] = (library, coalition, coalition_partner)

    def apply(self, connection: Connection, changes: Sequence[Change]) -> None:
        """Events of libraries and coalitions; the others pass by."""
        about = [change for change in changes if isinstance(change.event, events.LibraryEvent)]
        if about:
            put(connection, library, library_rows(_present(connection, library, about), about), once=("row_id",))
        about = [change for change in changes if isinstance(change.event, events.CoalitionEvent)]
        if about:
            put(connection, coalition, _coalitions(_present(connection, coalition, about), about))
            _partners(connection, about)


def _present(connection: Connection, table: Table, changes: Iterable[Change]) -> dict[UUID, Row]:
    query = select(table).where(table.c.id.in_({change.stream for change in changes}))
    return {row["id"]: dict(row) for row in connection.execute(query).mappings()}


def library_rows(rows: dict[UUID, Row], changes: Sequence[Change]) -> list[Row]:
    """The rows after these changes of libraries."""
    for change in changes:
        match change.event:
            case events.LibraryRegistered() as event:
                new = {field: getattr(event, field) for field in _PUBLIC}
                rows[change.stream] = {
                    "id": change.stream, "row_id": change.position, "registered_on": event.occurred_on,
                    "retired_on": None, "successor": None, **new,
                }  # fmt: skip
            case events.LibraryRetired() as event:
                rows[change.stream] |= {"retired_on": event.occurred_on, "successor": event.successor}
            case events.LibraryRestored():
                rows[change.stream] |= {"retired_on": None, "successor": None}
            case events.LibraryCorrected() as event:
                rows[change.stream].update({field: new for field, _, new in event.changes if field in _PUBLIC})
            case _:
                pass
        rows[change.stream]["version"] = change.version
    for row in rows.values():
        row["sort_name"] = sort_key(f"{row['town']} {row['name']}")
        row["folded"] = folded(f"{row['name']} {row['town']}")
    return list(rows.values())


def _coalitions(rows: dict[UUID, Row], changes: Sequence[Change]) -> list[Row]:
    for change in changes:
        if isinstance(change.event, events.CoalitionFormed):
            event = change.event
            rows[change.stream] = {
                "id": change.stream, "round": event.round, "leading": event.leading, "formed_on": event.occurred_on,
            }  # fmt: skip
        rows[change.stream]["version"] = change.version
    return list(rows.values())


def _partners(connection: Connection, changes: Sequence[Change]) -> None:
    """Partners join, leave and join again; the row keeps the last of it, and the day they first joined."""
    rows: dict[tuple[UUID, UUID], Row] = {}
    for change in changes:
        day = change.event.occurred_on
        match change.event:
            case events.CoalitionFormed() as event:
                joined, left = event.partners, None
            case events.PartnerAdded() as event:
                joined, left = [event.partner], None
            case events.PartnerLeft() as event:
                joined, left = [event.partner], day
            case _:
                continue
        for partner in joined:
            row = rows.setdefault(
                (change.stream, partner), {"coalition": change.stream, "partner": partner, "since": day}
            )
            row["left_on"] = left
    put(connection, coalition_partner, list(rows.values()), once=("since",))
