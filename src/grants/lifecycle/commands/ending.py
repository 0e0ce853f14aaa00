"""Commands on what was settled: reopening, writing off, and correcting after the round closed."""

from __future__ import annotations

from grants.kernel.command import Command
from grants.kernel.fields import Code, Count, Day, Id, PositiveGrosze, Reference, Text, Version
from grants.lifecycle.commands.meetings import MeetingValues


class ReopenSettlement(Command, frozen=True, kw_only=True):
    """Reopen a settlement from which nothing came back yet: the grant is reported again."""

    grant: Id
    reason: Text
    occurred_on: Day | None = None
    expected_version: Version | None = None


class WriteOffRefund(Command, frozen=True, kw_only=True):
    """Give up unspent money that is still to come back; without an amount, all of it."""

    grant: Id
    ground: Text
    amount: PositiveGrosze | None = None
    occurred_on: Day | None = None
    expected_version: Version | None = None


class FactValues(MeetingValues, frozen=True, kw_only=True):
    """Some values of a fact, whichever it is: the old ones as they were seen, or the new ones."""

    number: Reference | None = None
    amount: PositiveGrosze | None = None
    bank_reference: Reference | None = None
    issued_on: Day | None = None
    category: Code | None = None
    gross: PositiveGrosze | None = None
    charged: PositiveGrosze | None = None
    meeting_no: Count | None = None


class CorrectAfterClosure(Command, frozen=True, kw_only=True):
    """Correct a fact of a grant in a closed round, where nothing that its settlement stands on would change.

    ``corrects`` is the version of the fact; every value in ``new`` needs the one in ``old`` (texts do not).
    """

    grant: Id
    corrects: Version
    old: FactValues
    new: FactValues
    reason: Text
    occurred_on: Day | None = None
