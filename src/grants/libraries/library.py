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

    def __init__(self, name: str, regon: str, nip: str, terc: str, town: str) -> None:
        self.name, self.regon, self.nip, self.terc, self.town = name, regon, nip, terc, town

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

    def concerns(self, library: UUID) -> bool:
        """A library's person sees its own library only."""
        return bool(self.id == library)

    def evolve(self, event: Happened) -> None:
        """Take the new values over."""
        if isinstance(event, events.LibraryCorrected):
            for field, _, new in event.changes:
                setattr(self, field, new)
