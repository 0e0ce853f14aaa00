"""The bounds of values that a correction may bring."""

from __future__ import annotations

from grants.kernel.command import Row
from grants.kernel.fields import Day, PositiveGrosze, Reference


class CorrectedValue(Row, frozen=True, kw_only=True):
    """One of these, by the field's name."""

    occurred_on: Day | None = None
    amount: PositiveGrosze | None = None
    number: Reference | None = None
    bank_reference: Reference | None = None
