"""Who of the staff looks after a grant: a matter of work, never of rights or money."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from grants.kernel.refusals import Refused
from grants.lifecycle import events
from grants.lifecycle.deciding.core import Core


class Assigning(Core):
    """Whose desk the grant lies on."""

    def assign(self, person: UUID | None, *, occurred_on: date) -> None:
        """``person`` was found among the active coordinators and managers; None: nobody."""
        previous = self.require("assign").assigned
        if person == previous:
            raise Refused("grant.assigned_already")
        self.occurs(events.GrantAssigned, occurred_on=occurred_on, person=person, previous=previous)
