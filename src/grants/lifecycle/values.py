"""Small values inside a grant's events. Shapes are stored for ever."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from grants.kernel.codes import Mode
from grants.kernel.refs import TextRef


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A meeting planned in an application; ``plan_no`` is its number for good."""

    plan_no: int
    day: date
    mode: Mode
    channel: str | None


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """What the money is asked for, in grosze."""

    category: str
    amount: int


@dataclass(frozen=True, slots=True)
class Partner:
    """A Partner Library as it was called on the day of the application."""

    library: UUID
    name: str
    town: str


@dataclass(frozen=True, slots=True)
class Check:
    """One item of the eligibility checklist, evaluated."""

    item: str
    met: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """What must be corrected: a field of the form and staff's words about it."""

    field: str
    note: TextRef
