"""The bounds of values that a correction may bring."""

from __future__ import annotations

from grants.kernel.command import Row
from grants.kernel.fields import Day, PositiveGrosze, Reference
from grants.lifecycle.facts import AnyFact, AwardChange, Extension


class CorrectedValue(Row, frozen=True, kw_only=True):
    """One of these, by the field's name."""

    occurred_on: Day | None = None
    amount: PositiveGrosze | None = None
    number: Reference | None = None
    bank_reference: Reference | None = None


class CorrectedAmount(CorrectedValue, frozen=True, kw_only=True):
    """What an award was changed to."""

    new: PositiveGrosze | None = None


class CorrectedDeadline(CorrectedValue, frozen=True, kw_only=True):
    """Until when a report may come."""

    new: Day | None = None


def bounds_of(fact: AnyFact | None) -> type[CorrectedValue]:
    """The record that bounds what a correction of ``fact`` brings."""
    if isinstance(fact, AwardChange):
        return CorrectedAmount
    return CorrectedDeadline if isinstance(fact, Extension) else CorrectedValue
