"""Commands on meetings and on the waiver of the virtual one."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, field

from grants.kernel.codes import Ground, Mode
from grants.kernel.command import Command, Row
from grants.kernel.fields import Code, Count, Day, Id, Line, Minutes, Number, Text, Version


class Attended(Row, frozen=True, kw_only=True):
    """How many people of a kind came: counts only, never names."""

    kind: Code
    count: Count


Attendance = Annotated[list[Attended], Meta(max_length=20)]
Libraries = Annotated[list[Id], Meta(max_length=50)]
Purposes = Annotated[list[Code], Meta(max_length=20)]


class RecordMeeting(Command, frozen=True, kw_only=True):
    """Record a meeting that was held."""

    grant: Id
    occurred_on: Day
    minutes: Minutes
    mode: Mode
    host: Id
    theme: Line
    attendance: Attendance
    partners: Libraries = field(default_factory=list)
    purposes: Purposes = field(default_factory=list)
    channel: Code | None = None
    place: Line | None = None
    plan_no: Number | None = None
    confirmed: bool = False


class MeetingValues(Row, frozen=True, kw_only=True):
    """Some of a meeting's values: the old ones as they were seen, or the new ones."""

    occurred_on: Day | None = None
    minutes: Minutes | None = None
    mode: Mode | None = None
    host: Id | None = None
    channel: Code | None = None
    partners: Libraries | None = None
    purposes: Purposes | None = None
    attendance: Attendance | None = None
    theme: Line | None = None
    place: Line | None = None


class CorrectMeeting(Command, frozen=True, kw_only=True):
    """Correct a meeting; every value in ``new`` needs the one in ``old`` that it replaces (texts do not).

    ``emptied``: what is to be left without a value.
    """

    grant: Id
    meeting_no: Number
    old: MeetingValues
    new: MeetingValues
    emptied: Annotated[list[Literal["place"]], Meta(max_length=1)] = field(default_factory=list)
    reason: Text
    occurred_on: Day | None = None


class VoidMeeting(Command, frozen=True, kw_only=True):
    """Take out a meeting that should never have been entered."""

    grant: Id
    meeting_no: Number
    reason: Text
    occurred_on: Day | None = None
    expected_version: Version | None = None


class AskWaiver(Command, frozen=True, kw_only=True):
    """Ask to be spared the virtual meeting."""

    grant: Id
    ground: Ground
    note: Text | None = None
    occurred_on: Day | None = None


class GrantWaiver(Command, frozen=True, kw_only=True):
    """Grant the waiver that is waiting."""

    grant: Id
    reason: Text
    occurred_on: Day | None = None
    expected_version: Version | None = None


class RefuseWaiver(Command, frozen=True, kw_only=True):
    """Refuse the waiver that is waiting."""

    grant: Id
    reason: Text
    occurred_on: Day | None = None
    expected_version: Version | None = None
