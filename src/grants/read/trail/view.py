"""How the index of the trail comes about: a row per event, and a row per library that the event concerns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final
from uuid import UUID

from sqlalchemy import BigInteger, Column, Connection, Date, Index, String, Table, Uuid, insert, select

from grants.libraries import events as libraries
from grants.lifecycle import events as lifecycle
from grants.lifecycle.facts import Meeting
from grants.rounds import events as rounds
from grants.store.projecting.views import Change
from grants.store.projecting.writing import Row
from grants.store.tables import metadata
from grants.store.types import Moment

trail: Final = Table(
    "trail",
    metadata,
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("stream", Uuid, nullable=False),
    Column("version", BigInteger, nullable=False),
    Column("name", String(80), nullable=False),
    Column("round", Uuid),
    Column("grant", Uuid),
    Column("library", Uuid),
    Column("occurred_on", Date, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("known_on", Date, nullable=False),
    Column("actor", Uuid, nullable=False),
    Column("role", String(20), nullable=False),
    Column("command_id", Uuid, nullable=False),
    Column("corrects", BigInteger),
    Index("trail_of_stream", "stream", "version", unique=True),
    Index("trail_of_grant", "grant", "position"),
    Index("trail_of_round", "round", "position"),
    Index("trail_of_command", "command_id", "position"),
    Index("trail_of_actor", "actor", "position"),
    Index("trail_of_day", "known_on", "position"),
    Index("trail_of_corrected", "stream", "corrects"),
)
"""``name``: the stored name; ``library``: the leading one, or the one that the event is about; ``corrects``: the
version of the same stream that the event corrects or voids.
"""
trail_library: Final = Table(
    "trail_library",
    metadata,
    Column("library", Uuid, primary_key=True),
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("part", String(10), nullable=False),
)
"""``part``: leading (the event is its own) or partner (it was named or took part)."""

Place = tuple[UUID | None, UUID | None, UUID | None]
"""Round, grant and library of an event, as far as it has them."""


class Trail:
    """Inserts only: what happened never changes."""

    name: Final = "trail"
    version: Final = 2
    tables: Final[tuple[Table, ...]] = (trail, trail_library)

    def apply(self, connection: Connection, changes: Sequence[Change]) -> None:
        """One row per event, and its libraries."""
        places = _coalitions(connection, changes)
        rows, concerned = [], []
        for change in changes:
            place = _place(change, places)
            rows.append(_row(change, place))
            concerned += _concerned(change, place[2])
        connection.execute(insert(trail), rows)
        if concerned:
            connection.execute(insert(trail_library), concerned)


def _coalitions(connection: Connection, changes: Sequence[Change]) -> dict[UUID, Place]:
    """Round and leading library of the coalitions in this page; only their first event names them."""
    streams = {change.stream for change in changes if isinstance(change.event, libraries.CoalitionEvent)}
    if not streams:
        return {}
    query = select(trail.c.stream, trail.c.round, trail.c.library).where(
        trail.c.stream.in_(streams), trail.c.version == 1
    )
    return {row.stream: (row.round, None, row.library) for row in connection.execute(query)}


def _place(change: Change, coalitions: dict[UUID, Place]) -> Place:
    if change.after is not None:
        return change.after.round, change.stream, change.after.library
    match change.event:
        case rounds.FundsReserved() | rounds.FundsChanged() | rounds.FundsReleased() | rounds.FundsKept() as event:
            return change.stream, event.grant, None
        case rounds.RoundEvent():
            return change.stream, None, None
        case libraries.LibraryEvent():
            return None, None, change.stream
        case libraries.CoalitionFormed() as event:
            coalitions[change.stream] = event.round, None, event.leading
            return coalitions[change.stream]
        case libraries.CoalitionEvent():
            return coalitions[change.stream]
        case _:
            return None, None, None


def _row(change: Change, place: Place) -> Row:
    event = change.event
    return {
        "position": change.position,
        "stream": change.stream,
        "version": change.version,
        "name": event.TOPIC,
        **dict(zip(("round", "grant", "library"), place, strict=True)),
        "occurred_on": event.occurred_on,
        "recorded_at": event.timestamp,
        "known_on": change.known_on,
        "actor": event.actor,
        "role": event.actor_role,
        "command_id": event.command_id,
        "corrects": getattr(event, "corrects", None),
    }


def _concerned(change: Change, own: UUID | None) -> list[Row]:
    parts = dict.fromkeys(_partners(change), "partner")
    if own is not None:
        parts[own] = "leading"
    return [{"library": library, "position": change.position, "part": part} for library, part in parts.items()]


def _partners(change: Change) -> Iterable[UUID]:
    """Partner libraries that the event names, or that the meeting it is about had or now has."""
    match change.event:
        case libraries.CoalitionFormed() as event:
            return event.partners
        case libraries.PartnerAdded() | libraries.PartnerLeft() as event:
            return [event.partner]
        case lifecycle.Applied() | lifecycle.ApplicationResubmitted() as event:
            return [partner.library for partner in event.partners]
        case lifecycle.MeetingHeld() as event:
            return [event.host, *event.partners]
        case lifecycle.MeetingCorrected() | lifecycle.MeetingVoided() | lifecycle.CorrectedAfterClosure() as event:
            meetings = [facts.at(event.corrects) for facts in (change.before, change.after) if facts]
            return [library for m in meetings if isinstance(m, Meeting) for library in (m.host, *m.partners)]
        case _:
            return []
