"""The grant of one Leading Library in one round: decides by its facts; its events are in ``events``."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from grants.kernel.ids import grant_id
from grants.lifecycle import events
from grants.lifecycle.deciding.after_closure import AfterClosure
from grants.lifecycle.deciding.applying import Applying
from grants.lifecycle.deciding.assigning import Assigning
from grants.lifecycle.deciding.awarding import Awarding
from grants.lifecycle.deciding.costs import Costs
from grants.lifecycle.deciding.ending import Ending
from grants.lifecycle.deciding.meetings import Meetings
from grants.lifecycle.deciding.revising import Revising
from grants.lifecycle.deciding.revoking import Revoking
from grants.lifecycle.deciding.settling import Settling
from grants.lifecycle.deciding.waivers import Waivers


class Grant(
    Applying, Awarding, Revising, Revoking, Assigning, Meetings, Waivers, Costs, Settling, Ending, AfterClosure
):
    """One stream per (round, leading library), so a duplicate application cannot exist."""

    TOPIC: ClassVar[str] = "grant"
    Event = events.GrantEvent
    Created = events.GrantOpened

    def __init__(self, round: UUID, library: UUID) -> None:  # noqa: A002  the event's own word
        super().__init__(round, library)

    @classmethod
    def begin(cls, round_: UUID, library: UUID, *, occurred_on: date) -> Grant:
        """The technical beginning of the stream; ``apply`` follows in the same save."""
        return cls._create(
            events.GrantOpened, id=grant_id(round_, library), round=round_, library=library, occurred_on=occurred_on
        )
