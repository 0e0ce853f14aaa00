"""Commands on who looks after grants."""

from __future__ import annotations

from grants.kernel.command import Command
from grants.kernel.fields import Day, Id, Version


class AssignGrant(Command, frozen=True, kw_only=True):
    """Let a coordinator or manager look after a grant; without a person, nobody does."""

    grant: Id
    person: Id | None = None
    occurred_on: Day | None = None
    expected_version: Version | None = None


class HandOverGrants(Command, frozen=True, kw_only=True):
    """Hand over the open grants of a colleague, of one round or of all, at most 500 at once; each is decided alone."""

    person: Id
    successor: Id
    round: Id | None = None
    occurred_on: Day | None = None
