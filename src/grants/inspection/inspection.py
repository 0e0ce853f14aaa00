"""One day of one auditor: what was opened, in order. A gap in the versions would be an entry that somebody took out."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from grants.inspection import events
from grants.inspection.look import Look
from grants.kernel.envelope import Happened, Recorded
from grants.kernel.ids import derived

MOST_CHARACTERS = 300
"""Of an address; what is longer is cut."""


def inspection_id(person: UUID, day: date) -> UUID:
    """One stream per auditor and day."""
    return derived("inspection", person, day.isoformat())


class Inspection(Recorded):
    """Decides whether a look is an entry: each page view is one, a part of a page only where it shows something new."""

    TOPIC: ClassVar[str] = "inspection"
    Event = events.InspectionEvent
    Created = events.InspectionBegun

    def __init__(self) -> None:
        self.opened: set[str] = set()
        """Addresses opened on this day."""

    @classmethod
    def begin(cls, person: UUID, *, occurred_on: date) -> Inspection:
        """The technical beginning of the stream; a look follows in the same save."""
        return cls._create(events.InspectionBegun, id=inspection_id(person, occurred_on), occurred_on=occurred_on)

    def look(self, look: Look, *, occurred_on: date) -> bool:
        """Note what was opened; False where this was noted today and is only shown anew."""
        address = look.address[:MOST_CHARACTERS]
        if look.part and look.whole and address in self.opened:
            return False
        self.happened(
            events.FactsRead, occurred_on=occurred_on, form=look.form, subject=look.subject, about=look.about,
            address=address,
        )  # fmt: skip
        return True

    def concerns(self, library: UUID) -> bool:  # noqa: ARG002  whichever library asks
        """For a library the log of reads does not exist."""
        return False

    def evolve(self, event: Happened) -> None:
        """Remember what was opened."""
        if isinstance(event, events.FactsRead):
            self.opened.add(event.address)
