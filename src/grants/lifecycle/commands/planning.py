"""Commands on the schedule of meetings."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, field

from grants.kernel.codes import Mode
from grants.kernel.command import Command, Row
from grants.kernel.fields import Code, Day, Id, Line, Number, Text, Version


class PlanMeeting(Command, frozen=True, kw_only=True):
    """Put a meeting into the schedule."""

    grant: Id
    day: Day
    mode: Mode
    channel: Code | None = None
    host: Id | None = None
    theme: Line | None = None
    occurred_on: Day | None = None


class PlanValues(Row, frozen=True, kw_only=True):
    """Some of a planned meeting's values: the old ones as they were seen, or the new ones."""

    day: Day | None = None
    mode: Mode | None = None
    channel: Code | None = None
    host: Id | None = None
    theme: Line | None = None


class ReschedulePlan(Command, frozen=True, kw_only=True):
    """Change a planned meeting; every value in ``new`` needs the one in ``old`` that it replaces (texts do not).

    ``emptied``: what is to be left without a value.
    """

    grant: Id
    plan_no: Number
    old: PlanValues
    new: PlanValues
    emptied: Annotated[list[Literal["host", "theme"]], Meta(max_length=2)] = field(default_factory=list)
    reason: Text | None = None
    occurred_on: Day | None = None


class CancelPlan(Command, frozen=True, kw_only=True):
    """Take a planned meeting off the schedule."""

    grant: Id
    plan_no: Number
    reason: Text
    occurred_on: Day | None = None
    expected_version: Version | None = None
