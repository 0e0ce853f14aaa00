"""What staff may ask of programmes and rounds."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, field

from grants.kernel.codes import Policy
from grants.kernel.command import Command, Row
from grants.kernel.fields import Code, Day, Days, Id, Label, Line, PositiveGrosze, Text, Version

Codes = Annotated[list[Code], Meta(min_length=1, max_length=40)]
SomeCodes = Annotated[list[Code], Meta(max_length=40)]
MeetingsWanted = Annotated[int, Meta(ge=1, le=100, extra={"kind": "count"})]
VirtualWanted = Annotated[int, Meta(ge=0, le=100, extra={"kind": "count"})]


class Rules(Row, frozen=True, kw_only=True):
    """The rules of a round as typed; lists left out mean the programme's usual codes."""

    call_opens_on: Day
    call_closes_on: Day
    activity_from: Day
    activity_to: Day
    budget: PositiveGrosze
    max_award: PositiveGrosze
    min_meetings: MeetingsWanted = 4
    min_virtual: VirtualWanted = 1
    channels: SomeCodes = field(default_factory=list)
    participant_kinds: SomeCodes = field(default_factory=list)
    purposes: SomeCodes = field(default_factory=list)
    cost_categories: SomeCodes = field(default_factory=list)
    checklist: SomeCodes = field(default_factory=list)
    report_due_days: Days = 21
    refund_due_days: Days = 14
    shortfall_policy: Policy = "proportional"
    four_eyes: SomeCodes = field(default_factory=list)


class OpenProgramme(Command, frozen=True, kw_only=True):
    """Open a programme."""

    code: Label
    name: Line
    funder: Line
    operator: Line
    currency: Literal["PLN"] = "PLN"
    time_zone: Literal["Europe/Warsaw"] = "Europe/Warsaw"
    occurred_on: Day | None = None


class CloseProgramme(Command, frozen=True, kw_only=True):
    """Close a programme whose rounds are all closed."""

    programme: Id
    occurred_on: Day | None = None
    expected_version: Version | None = None


class PublishSummary(Command, frozen=True, kw_only=True):
    """Publish the figures of a round, or of the whole programme, as of the end of a past day, with a narrative.

    Nobody hands figures in: they are what the log says. A later summary stands beside the earlier ones.
    """

    programme: Id
    round: Id | None = None
    known: Day
    narrative_pl: Text
    narrative_en: Text


class OpenRound(Command, frozen=True, kw_only=True):
    """Open a round of a programme under its rules."""

    programme: Id
    label: Label
    rules: Rules
    occurred_on: Day | None = None


class ChangeRules(Command, frozen=True, kw_only=True):
    """Give a round new rules; awards already made keep theirs."""

    round: Id
    rules: Rules
    occurred_on: Day | None = None
    expected_version: Version | None = None


class CloseCall(Command, frozen=True, kw_only=True):
    """End a round's call for applications."""

    round: Id
    occurred_on: Day | None = None
    expected_version: Version | None = None


class CloseRound(Command, frozen=True, kw_only=True):
    """Close a round whose grants are all closed."""

    round: Id
    occurred_on: Day | None = None
    expected_version: Version | None = None
