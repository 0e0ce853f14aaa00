"""What happens to programmes and rounds. Stored names and shapes are for ever (golden files in tests/store/wire)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from eventsourcing.domain import Aggregate

from grants.kernel.envelope import Happened
from grants.kernel.refs import TextRef
from grants.rounds.rules import RoundRules


class ProgrammeEvent(Happened):
    """Base of a programme's events."""


class ProgrammeOpened(ProgrammeEvent, Aggregate.Created):
    """A programme of rounds exists from this day."""

    TOPIC = "programme.opened.v1"
    code: str
    name: str
    funder: str
    operator: str
    currency: str
    time_zone: str


class ProgrammeClosed(ProgrammeEvent):
    """No more rounds. Late facts go the lawful way of corrections."""

    TOPIC = "programme.closed.v1"


class SummaryPublished(ProgrammeEvent):
    """Figures for the public, frozen: of ``round``, or of the whole programme. ``known``: as of the end of that day,
    and as they were known then. ``number``: 1, 2, ... of the same subject; an earlier one stays.

    The lists are those of ``kernel.frozen.Frozen``; ``head_size`` and ``head_root`` the newest signed head of that
    moment, none where nobody sealed.
    """

    TOPIC = "programme.summary_published.v1"
    round: UUID | None
    number: int
    known: date
    figures: list[list[Any]]
    months: list[list[Any]]
    rounds: list[list[Any]]
    narrative_pl: TextRef
    narrative_en: TextRef
    head_size: int | None
    head_root: str | None


class RoundEvent(Happened):
    """Base of a round's events."""


class RoundOpened(RoundEvent, Aggregate.Created):
    """A round with its first rules (version 1)."""

    TOPIC = "round.opened.v1"
    programme: UUID
    label: str
    rules: RoundRules


class RulesChanged(RoundEvent):
    """New rules for what is decided from now on; awards already made keep theirs."""

    TOPIC = "round.rules_changed.v1"
    rules: RoundRules
    rules_version: int


class CallClosed(RoundEvent):
    """No more applications from this day on, whatever the window says; a paper of an earlier day may still come."""

    TOPIC = "round.call_closed.v1"


class RoundClosed(RoundEvent):
    """Every grant of the round is closed; nothing is decided in it any more."""

    TOPIC = "round.closed.v1"


class FundsReserved(RoundEvent):
    """Money of the budget is set aside for a grant. ``old`` and ``new``: grosze set aside for it before and after."""

    TOPIC = "round.funds_reserved.v1"
    grant: UUID
    number: int
    old: int
    new: int


class FundsChanged(RoundEvent):
    """The money set aside for a grant changed."""

    TOPIC = "round.funds_changed.v1"
    grant: UUID
    number: int
    old: int
    new: int


class FundsReleased(RoundEvent):
    """The money set aside for a grant went back to the budget."""

    TOPIC = "round.funds_released.v1"
    grant: UUID
    number: int
    old: int
    new: int


class FundsKept(RoundEvent):
    """A grant that had ended is under way again; the ``amount`` (grosze) set aside for it stays set aside."""

    TOPIC = "round.funds_kept.v1"
    grant: UUID
    number: int
    amount: int
