"""A planned meeting, as the schedule has it now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from grants.kernel.codes import Mode
from grants.kernel.refs import TextRef


@dataclass(frozen=True, slots=True)
class Plan:
    """A row of the schedule: from the application (no host, no theme yet) or planned later."""

    plan_no: int
    day: date
    mode: Mode
    channel: str | None
    host: UUID | None = None
    theme: TextRef | None = None
    cancelled: bool = False

    def moved(self, changes: list[list[Any]]) -> Plan:
        """The row with the new values of ``changes`` ([field, old, new], plain values) in place."""
        values = msgspec.to_builtins(self)
        values.update({name: new for name, _, new in changes})
        return msgspec.convert(values, Plan)


def plain_value(plan: Plan, name: str) -> Any:
    """A field's value in the plain form in which changes quote it."""
    return msgspec.to_builtins(getattr(plan, name))
