"""What somebody who only audits opened. Nothing that was typed stands here: an address has codes, ids and days."""

from __future__ import annotations

from uuid import UUID

from eventsourcing.domain import Aggregate

from grants.kernel.envelope import Happened


class InspectionEvent(Happened):
    """Base of an inspection's events. ``actor``: who read; ``occurred_on``: the day, in Warsaw."""


class InspectionBegun(InspectionEvent, Aggregate.Created):
    """The stream of one auditor and one day begins; says nothing else."""

    TOPIC = "inspection.begun.v1"


class FactsRead(InspectionEvent):
    """A page, a file or data with facts of the programme was given to an auditor.

    ``form`` and ``subject``: codes; ``about``: the first thing that the address names, of ``subject``'s kind.
    """

    TOPIC = "inspection.facts_read.v1"
    form: str
    subject: str
    about: UUID | None
    address: str
