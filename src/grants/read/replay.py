"""A grant's history step by step, with what each step changed. Seen by auditors and by ``grants replay``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID

from msgspec import Struct

from grants.kernel.envelope import Happened
from grants.kernel.refs import TextRef
from grants.lifecycle import events
from grants.lifecycle.facts import Facts, begin
from grants.lifecycle.state import derive
from grants.lifecycle.summary import Summary, Value, summary


class Difference(Struct, frozen=True):
    """A value of the grant's summary before and after a step."""

    field: str
    old: Value
    new: Value


class Step(Struct, frozen=True):
    """One event, what it changed in the grant's state, and the state after it."""

    event: Happened
    differences: list[Difference]
    after: Summary

    @property
    def reference(self) -> str:
        """How the step is cited outside: stream and version, never a position."""
        return f"{self.event.originator_id}/{self.event.originator_version}"


def steps(stream: Iterable[Happened]) -> Iterator[Step]:
    """Fold the stream of one grant; a step per event, the oldest first."""
    facts: Facts | None = None
    before: Summary = {}
    for event in stream:
        if isinstance(event, events.GrantOpened):
            facts = begin(event)
        elif facts is not None and isinstance(event, events.GrantEvent):
            facts.take(event)
        after = summary(derive(facts.entries if facts else ()))
        yield Step(event, _differences(before, after), after)
        before = after


def _differences(before: Summary, after: Summary) -> list[Difference]:
    return [
        Difference(field, before.get(field), new) for field, new in after.items() if before and before.get(field) != new
    ]


def texts_of(event: Happened) -> list[UUID]:
    """The erasable texts that an event refers to, in the order of its fields: reasons, themes, findings, notes."""
    found: list[UUID] = []
    for value in vars(event).values():
        for each in value if isinstance(value, list) else [value]:
            reference = getattr(each, "note", each)
            if isinstance(reference, TextRef):
                found.append(reference.id)
    return found
