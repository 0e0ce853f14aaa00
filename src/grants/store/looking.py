"""Writes the log of reads: one small transaction for each page that somebody who only audits opens.

It is no command: nobody asks for it, nothing is decided and no receipt is kept. It stands in the one log, so that the
seal covers it like everything else, and it is stored before the page is given.
"""

from __future__ import annotations

from random import uniform
from time import sleep
from typing import Final
from uuid import UUID, uuid4

from eventsourcing.persistence import DatabaseError
from sqlalchemy.exc import DBAPIError

from grants.inspection.inspection import Inspection, inspection_id
from grants.inspection.look import Look
from grants.kernel.actor import Actor, Deed, doing
from grants.kernel.clock import Clock
from grants.kernel.codes import Role
from grants.store.conflicts import somebody_else
from grants.store.log import EventLog

ATTEMPTS: Final = 10
JITTER_SECONDS: Final = 0.01
_OFFICE: Final = frozenset({Role.COORDINATOR, Role.MANAGER, Role.FINANCE})


class NotNoted(Exception):
    """A read could not be written down, so what was to be read must not be given."""


def audits(actor: Actor) -> bool:
    """Whether this person reads as an auditor.

    Whoever also works in the programme reads for that work, and their own steps stand in the trail.
    """
    return Role.AUDITOR in actor.roles and not actor.roles & _OFFICE


class Looks:
    """Notes what auditors open. Threads may share it."""

    def __init__(self, log: EventLog, clock: Clock) -> None:
        self._log: Final = log
        self._clock: Final = clock

    def note(self, person: UUID, look: Look) -> None:
        """Write it down, or raise NotNoted. The same auditor may open several pages at once."""
        error: Exception | None = None
        for attempt in range(ATTEMPTS):
            try:
                self._once(person, look)
            except (DatabaseError, DBAPIError) as failed:
                error = failed
                if not somebody_else(failed):
                    break
                sleep(uniform(0, JITTER_SECONDS) * attempt)  # noqa: S311
            else:
                return
        raise NotNoted from error

    def _once(self, person: UUID, look: Look) -> None:
        deed = Deed(actor=person, role=Role.AUDITOR, now=self._clock(), command_id=uuid4(), source="web")
        with doing(deed):
            found = self._log.load(inspection_id(person, deed.today))
            today = found if isinstance(found, Inspection) else Inspection.begin(person, occurred_on=deed.today)
            if today.look(look, occurred_on=deed.today):
                self._log.save([today])
