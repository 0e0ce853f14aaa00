"""Commands that take a mistaken decision back, before anything was built upon it."""

from __future__ import annotations

from grants.kernel.command import Command
from grants.kernel.fields import Day, Id, Text, Version


class RevokeAward(Command, frozen=True, kw_only=True):
    """Take an award back before the agreement: it was a mistake, and the application waits for a decision again."""

    grant: Id
    reason: Text
    occurred_on: Day | None = None
    expected_version: Version | None = None


class RevokeReturn(Command, frozen=True, kw_only=True):
    """Take the return of an application back: it waits for a decision again, as it was."""

    grant: Id
    reason: Text
    occurred_on: Day | None = None
    expected_version: Version | None = None


class RevokeReportReturn(Command, frozen=True, kw_only=True):
    """Take the return of a report back, while the library has not begun to correct it."""

    grant: Id
    reason: Text
    occurred_on: Day | None = None
    expected_version: Version | None = None
