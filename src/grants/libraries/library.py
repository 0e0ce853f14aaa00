"""A library: an institution with public identifiers."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from stdnum.pl import nip as nip_numbers
from stdnum.pl import regon as regon_numbers

from grants.kernel.envelope import Happened, Recorded
from grants.kernel.refs import TextRef
from grants.kernel.refusals import Refused
from grants.libraries import events

CORRECTABLE = ("name", "regon", "nip", "terc", "town")


def check_nip(nip: str) -> None:
    """Check digit of a NIP."""
    if not nip_numbers.is_valid(nip):
        raise Refused("library.nip_invalid", nip=nip)


def check_identifiers(regon: str, nip: str) -> None:
    """Check digits of REGON and NIP."""
    if not regon_numbers.is_valid(regon):
        raise Refused("library.regon_invalid", regon=regon)
    check_nip(nip)


class Library(Recorded):
    """Decides about one library's public data."""

    TOPIC: ClassVar[str] = "library"
    Event = events.LibraryEvent
    Created = events.LibraryRegistered

    def __init__(self, *, name: str, regon: str, nip: str, terc: str, town: str, occurred_on: date) -> None:
        self.name, self.regon, self.nip, self.terc, self.town = name, regon, nip, terc, town
        self.since = occurred_on
        """The day from which on it can be retired, or restored."""
        self.retired_in: int | None = None
        """The version in which it was retired, while it is."""
        self.successor: UUID | None = None

    @classmethod
    def register(
        cls, *, id: UUID, name: str, regon: str, nip: str, terc: str, town: str,  # noqa: A002  the library's word
        mailbox: TextRef | None, occurred_on: date,
    ) -> Library:  # fmt: skip
        """Register a library whose check digits are right; that it is the only one is a claim on its REGON."""
        check_identifiers(regon, nip)
        return cls._create(
            events.LibraryRegistered, id=id, name=name, regon=regon, nip=nip, terc=terc, town=town,
            mailbox=mailbox, occurred_on=occurred_on,
        )  # fmt: skip

    def correct(self, new: dict[str, str], reason: TextRef, *, occurred_on: date) -> None:
        """Replace public data; the event keeps old and new value of each field."""
        changes: list[list[Any]] = [
            [field, getattr(self, field), value]
            for field, value in new.items()
            if field in CORRECTABLE and value != getattr(self, field)
        ]
        if not changes:
            raise Refused("library.nothing_changed")
        check_identifiers(new.get("regon", self.regon), new.get("nip", self.nip))
        self.happened(events.LibraryCorrected, occurred_on=occurred_on, changes=changes, reason=reason)

    def require_working(self) -> None:
        """Refuse what a library that closed can no longer begin, whatever day a paper bears."""
        if self.retired_in is None:
            return
        if self.successor is not None:
            raise Refused("library.succeeded", library=self.id, since=self.since, successor=self.successor)
        raise Refused("library.retired", library=self.id, since=self.since)

    def retire(self, successor: Library | None, reason: TextRef, *, occurred_on: date, open_grants: int) -> None:
        """It closed or merged. ``open_grants``: those it leads, read before deciding, as known then."""
        self.require_working()
        if successor is not None:
            self._require_fit(successor)
        if open_grants:
            raise Refused("library.has_open_grants", n=open_grants)
        self._not_before(occurred_on)
        self.happened(
            events.LibraryRetired, occurred_on=occurred_on, successor=successor.id if successor else None, reason=reason
        )

    def restore(self, reason: TextRef, *, occurred_on: date) -> None:
        """It goes on as before, on the same day at the earliest."""
        if self.retired_in is None:
            raise Refused("library.not_retired")
        self._not_before(occurred_on)
        self.happened(events.LibraryRestored, occurred_on=occurred_on, corrects=self.retired_in, reason=reason)

    def _require_fit(self, successor: Library) -> None:
        """Another library, and one that works: who looks for the successor must not be led round in a circle."""
        if successor.id == self.id:
            raise Refused("library.own_successor")
        if successor.retired_in is not None:
            raise Refused("library.successor_retired", successor=successor.id, since=successor.since)

    def _not_before(self, day: date) -> None:
        if day < self.since:
            raise Refused("day.before_previous", day=day, previous=self.since)

    def concerns(self, library: UUID) -> bool:
        """A library's person sees its own library only."""
        return bool(self.id == library)

    def evolve(self, event: Happened) -> None:
        """Take the new values over."""
        match event:
            case events.LibraryCorrected():
                for field, _, new in event.changes:
                    setattr(self, field, new)
            case events.LibraryRetired():
                self.retired_in, self.successor = event.originator_version, event.successor
                self.since = event.occurred_on
            case events.LibraryRestored():
                self.retired_in = self.successor = None
                self.since = event.occurred_on
            case _:
                pass
