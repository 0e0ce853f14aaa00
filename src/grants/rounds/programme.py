"""A programme: a name, a funder, an operator, and its rounds."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from grants.kernel.envelope import Happened, Recorded
from grants.kernel.frozen import Frozen, Sealed
from grants.kernel.ids import programme_id
from grants.kernel.refs import TextRef
from grants.kernel.refusals import Refused
from grants.rounds import events


class Programme(Recorded):
    """Decides about the programme as a whole."""

    TOPIC: ClassVar[str] = "programme"
    Event = events.ProgrammeEvent
    Created = events.ProgrammeOpened

    def __init__(self, code: str, occurred_on: date) -> None:
        self.code = code
        self.opened_on = occurred_on
        self.closed = False
        self.published: dict[UUID | None, tuple[int, date]] = {}

    @classmethod
    def open(
        cls, *, code: str, name: str, funder: str, operator: str, currency: str, time_zone: str, occurred_on: date
    ) -> Programme:
        """Open a programme; its code makes its id, so the same code cannot open twice."""
        return cls._create(
            events.ProgrammeOpened,
            id=programme_id(code), code=code, name=name, funder=funder, operator=operator,
            currency=currency, time_zone=time_zone, occurred_on=occurred_on,
        )  # fmt: skip

    @staticmethod
    def create_id(code: str) -> UUID:
        """The id that a code stands for."""
        return programme_id(code)

    def require_open(self) -> None:
        """Refuse what a closed programme no longer allows."""
        if self.closed:
            raise Refused("programme.closed", code=self.code)

    def require_round_on(self, day: date) -> None:
        """Refuse a round in a closed programme, or one that would be older than its programme."""
        self.require_open()
        if day < self.opened_on:
            raise Refused("day.before_previous", day=day, previous=self.opened_on)

    def close(self, *, occurred_on: date, open_rounds: int) -> None:
        """Close; refused while rounds are open (``open_rounds`` is read before deciding, as known then)."""
        self.require_open()
        if open_rounds:
            raise Refused("programme.rounds_open", n=open_rounds)
        if occurred_on < self.opened_on:
            raise Refused("day.before_previous", day=occurred_on, previous=self.opened_on)
        self.happened(events.ProgrammeClosed, occurred_on=occurred_on)

    def require_known(self, round_: UUID | None, known: date) -> None:
        """Refuse a summary older than the newest one of the same subject: the public would go back in time."""
        _, newest = self.published.get(round_, (0, known))
        if known < newest:
            raise Refused("summary.older_than_published", day=known, published=newest)

    def publish(
        self, round_: UUID | None, frozen: Frozen, head: Sealed | None, *, known: date,
        narratives: tuple[TextRef, TextRef], occurred_on: date,
    ) -> None:  # fmt: skip
        """Freeze figures for the public, also while rounds run and after the programme has closed."""
        self.require_known(round_, known)
        number, _ = self.published.get(round_, (0, known))
        polish, english = narratives
        self.happened(
            events.SummaryPublished, occurred_on=occurred_on, round=round_, number=number + 1, known=known,
            figures=frozen.figures, months=frozen.months, rounds=frozen.rounds, narrative_pl=polish,
            narrative_en=english, head_size=head.size if head else None, head_root=head.root if head else None,
        )  # fmt: skip

    def evolve(self, event: Happened) -> None:
        """The only state that decisions need: whether it is closed, and what was published last of what."""
        match event:
            case events.ProgrammeClosed():
                self.closed = True
            case events.SummaryPublished():
                self.published[event.round] = (event.number, event.known)
            case _:
                pass
