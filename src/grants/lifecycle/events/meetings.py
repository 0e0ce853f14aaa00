"""Plans, meetings and waivers of the virtual one."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from grants.kernel.codes import Ground, Mode
from grants.kernel.refs import TextRef
from grants.lifecycle.events.base import GrantEvent


class MeetingHeld(GrantEvent):
    """A meeting took place. ``attendance``: [kind, count] pairs; ``partners``: partner libraries represented."""

    TOPIC = "grant.meeting_held.v1"
    meeting_no: int
    plan_no: int | None
    minutes: int
    mode: Mode
    channel: str | None
    place: TextRef | None
    host: UUID
    partners: list[UUID]
    theme: TextRef
    purposes: list[str]
    attendance: list[list[Any]]


class MeetingCorrected(GrantEvent):
    """A meeting's facts were keyed in wrongly: ``changes`` is a list of [field, old, new]."""

    TOPIC = "grant.meeting_corrected.v1"
    corrects: int
    meeting_no: int
    changes: list[list[Any]]
    reason: TextRef


class MeetingVoided(GrantEvent):
    """The meeting's entry should never have stood there."""

    TOPIC = "grant.meeting_voided.v1"
    corrects: int
    meeting_no: int
    reason: TextRef


class WaiverRequested(GrantEvent):
    """Technical conditions do not allow a virtual meeting, says the library."""

    TOPIC = "grant.waiver_requested.v1"
    waiver_no: int
    ground: Ground
    note: TextRef | None


class WaiverGranted(GrantEvent):
    """The virtual meeting is not required of this grant."""

    TOPIC = "grant.waiver_granted.v1"
    waiver_no: int
    reason: TextRef


class WaiverRefused(GrantEvent):
    """The virtual meeting stays required."""

    TOPIC = "grant.waiver_refused.v1"
    waiver_no: int
    reason: TextRef


class MeetingPlanned(GrantEvent):
    """A meeting was put into the schedule; it occurs on the day it was planned, not on ``day``."""

    TOPIC = "grant.meeting_planned.v1"
    plan_no: int
    day: date
    mode: Mode
    channel: str | None
    host: UUID | None
    theme: TextRef | None


class MeetingRescheduled(GrantEvent):
    """A planned meeting is to be otherwise: ``changes`` is a list of [field, old, new]."""

    TOPIC = "grant.meeting_rescheduled.v1"
    plan_no: int
    changes: list[list[Any]]
    reason: TextRef | None


class PlanCancelled(GrantEvent):
    """A planned meeting will not take place."""

    TOPIC = "grant.plan_cancelled.v1"
    plan_no: int
    reason: TextRef
