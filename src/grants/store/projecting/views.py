"""What the projector asks of a view, and what it hands to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Protocol
from uuid import UUID

from sqlalchemy import Connection, Table

from grants.kernel.envelope import Happened
from grants.lifecycle.facts import Facts
from grants.lifecycle.state import State, derive


@dataclass(frozen=True)
class Change:
    """One event in the order of the log. ``before`` and ``after``: the grant's facts, for a grant's events only.

    ``known_on`` is the day, in Warsaw, of the latest moment of recording up to this position: times are taken before
    the commit, so an event's own moment may lie before an earlier position's.
    """

    event: Happened
    position: int
    known_on: date
    before: Facts | None = None
    after: Facts | None = None

    @property
    def stream(self) -> UUID:
        return self.event.originator_id

    @property
    def version(self) -> int:
        return self.event.originator_version

    @cached_property
    def state(self) -> State:
        """Where the grant stands after this event; derived once for all views."""
        return derive(self.after.entries if self.after else ())


@dataclass(frozen=True, slots=True)
class Net:
    """What a whole page changed about one grant: its first and its last change in the page."""

    first: Change
    last: Change

    @property
    def grant(self) -> UUID:
        return self.last.stream

    @property
    def before(self) -> Facts | None:
        return self.first.before

    @property
    def after(self) -> Facts:
        if self.last.after is None:
            raise TypeError("only a grant's changes add up to a net change")
        return self.last.after


class View(Protocol):
    """A read model: tables that it alone writes, filled from nothing but the changes, in order.

    The same changes give the same rows, however they are cut into pages: ``rebuild`` and ``compare`` rely on it.
    ``version`` goes up whenever the same changes would give other rows than before: a database whose rows an older
    version made is then rebuilt by ``grants migrate``, or by the first projector that starts.
    """

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> int: ...

    @property
    def tables(self) -> tuple[Table, ...]: ...

    def apply(self, connection: Connection, changes: Sequence[Change]) -> None:
        """Bring the tables up to date, inside the transaction that moves the view's position."""
        ...


class Log(Protocol):
    """What the projector needs of the event log."""

    def page(self, after: int, limit: int) -> list[tuple[int, Happened]]: ...

    def last_position(self) -> int: ...

    def wait(self, after: int, timeout: float) -> bool: ...


def nets(changes: Iterable[Change]) -> list[Net]:
    """What the page changed about each grant, for views whose rows are set and not added up."""
    first: dict[UUID, Change] = {}
    last: dict[UUID, Change] = {}
    for change in changes:
        if change.after is not None:
            first.setdefault(change.stream, change)
            last[change.stream] = change
    return [Net(first[grant], change) for grant, change in last.items()]
