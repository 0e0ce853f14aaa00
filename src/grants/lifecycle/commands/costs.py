"""Commands on costs that were recorded already, and on decisions about them."""

from __future__ import annotations

from grants.kernel.command import Command, Row
from grants.kernel.fields import Code, Count, Day, Id, Line, Nip, Number, PositiveGrosze, Text


class CostValues(Row, frozen=True, kw_only=True):
    """Some of a cost's values: the old ones as they were seen, or the new ones. ``meeting_no`` 0: tied to none.

    A document is its number and its issuer, so both are given when either changes.
    """

    document_no: Line | None = None
    issuer_nip: Nip | None = None
    issued_on: Day | None = None
    category: Code | None = None
    gross: PositiveGrosze | None = None
    charged: PositiveGrosze | None = None
    meeting_no: Count | None = None


class CorrectCost(Command, frozen=True, kw_only=True):
    """Correct a cost that nobody decided on; every value in ``new`` needs the one in ``old`` that it replaces.

    The document does not: its number and issuer are typed texts.
    """

    grant: Id
    cost_no: Number
    old: CostValues
    new: CostValues
    reason: Text
    occurred_on: Day | None = None


class WithdrawCost(Command, frozen=True, kw_only=True):
    """No longer charge a cost that nobody decided on; its document may then be charged elsewhere."""

    grant: Id
    cost_no: Number
    reason: Text
    occurred_on: Day | None = None


class WithdrawCostDecision(Command, frozen=True, kw_only=True):
    """Take back a wrong acceptance or rejection of a cost: it waits for a decision again."""

    grant: Id
    cost_no: Number
    reason: Text
    occurred_on: Day | None = None
