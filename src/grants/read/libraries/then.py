"""A library of a past day, out of its own events and those of its coalitions that were known then.

Its public data are those of the last registration or correction whose own day is not after the day: a correction says
"keyed in wrongly, or changed" and not which, so it is never taken to speak of an earlier day. A restoration takes a
retirement back as if it had never been.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from msgspec import Struct

from grants.kernel.envelope import Happened
from grants.libraries import events
from grants.read.libraries.coalitions import Membership
from grants.read.libraries.queries import LibraryNow
from grants.read.libraries.view import library_rows
from grants.store.projecting.views import Change

Read = Iterable[tuple[int, Happened]]


class Place(Struct, frozen=True):
    """Where an event belongs: its round, and who leads there or whose it is."""

    round: UUID | None
    library: UUID | None


def library_then(read: Read, id_: UUID, day: date) -> LibraryNow | None:
    """None while it was not registered. The successor goes without its name."""
    kept = [
        Change(event, position, day)
        for position, event in read
        if isinstance(event, events.LibraryEvent) and event.originator_id == id_ and _counts(event, day)
    ]
    if not kept or not isinstance(kept[0].event, events.LibraryRegistered):
        return None
    (row,) = library_rows({}, kept)
    return LibraryNow(**{name: row[name] for name in LibraryNow.__struct_fields__ if name in row})


def _counts(event: events.LibraryEvent, day: date) -> bool:
    return event.occurred_on <= day or isinstance(event, events.LibraryRestored)


def memberships_then(
    read: Read, places: Mapping[int, Place], id_: UUID, day: date
) -> tuple[list[Membership], list[Membership]]:
    """Of the coalitions that the library led, and of those that it belonged to; the others go without their names."""
    found: dict[tuple[UUID, UUID], Membership] = {}
    for position, event in read:
        place = places[position]
        if event.occurred_on > day or place.round is None or place.library is None:
            continue
        for partner, left in _moved(event):
            key = event.originator_id, partner
            other = partner if place.library == id_ else place.library
            since = found[key].since if key in found else event.occurred_on
            found[key] = Membership(key[0], place.round, place.library, other, "", "", since, left)
    all_ = sorted(found.items(), key=lambda each: each[1].since, reverse=True)
    return (
        [one for _, one in all_ if one.leading == id_],
        [one for (_, partner), one in all_ if partner == id_ and one.leading != id_],
    )


def _moved(event: Happened) -> list[tuple[UUID, date | None]]:
    """Partners that came or went, and the day on which they left."""
    match event:
        case events.CoalitionFormed():
            return [(partner, None) for partner in event.partners]
        case events.PartnerAdded():
            return [(event.partner, None)]
        case events.PartnerLeft():
            return [(event.partner, event.occurred_on)]
        case _:
            return []
