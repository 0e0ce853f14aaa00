"""A grant's history step by step, with what each step changed: for replays, whatever they are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID

from msgspec import Struct

from grants.kernel.envelope import Happened
from grants.kernel.refs import TextRef
from grants.lifecycle import events
from grants.lifecycle.facts import Facts, begin
from grants.lifecycle.state import State, derive
from grants.lifecycle.summary import Summary, Value, summary


class Difference(Struct, frozen=True):
    """A value of the grant's summary before and after a step."""

    field: str
    old: Value
    new: Value


class Step(Struct, frozen=True):
    """One event, what it changed in the grant's state, and the state before and after; empty for no grant's event."""

    event: Happened
    differences: list[Difference]
    before: Summary
    after: Summary

    @property
    def reference(self) -> str:
        """How the step is cited outside: stream and version, never a position."""
        return f"{self.event.originator_id}/{self.event.originator_version}"


class Folding:
    """Folds the events of any number of grants, each grant's in order of version."""

    def __init__(self) -> None:
        self._facts: dict[UUID, Facts] = {}
        self._after: dict[UUID, Summary] = {}

    def take(self, event: Happened) -> Step:
        """The step that this event is. What happened before it in the same grant must have been taken already."""
        if not isinstance(event, events.GrantEvent):
            return Step(event, [], {}, {})
        grant = event.originator_id
        if isinstance(event, events.GrantOpened):
            self._facts[grant] = begin(event)
        elif grant in self._facts:
            self._facts[grant].take(event)
        before, after = self._after.get(grant, {}), summary(self.state(grant))
        self._after[grant] = after
        return Step(event, _differences(before, after), before, after)

    def state(self, grant: UUID) -> State:
        """Where the grant stands after all that was taken."""
        facts = self._facts.get(grant)
        return derive(facts.entries if facts else ())

    def library(self, grant: UUID) -> UUID | None:
        """Who leads it; None for what was not taken."""
        facts = self._facts.get(grant)
        return facts.library if facts else None

    def version(self, grant: UUID) -> int:
        """The last version taken; 0 for none."""
        facts = self._facts.get(grant)
        return facts.version if facts else 0


def steps(stream: Iterable[Happened]) -> Iterator[Step]:
    """Fold the stream of one grant; a step per event, the oldest first."""
    return map(Folding().take, stream)


def _differences(before: Summary, after: Summary) -> list[Difference]:
    return [
        Difference(field, before.get(field), new) for field, new in after.items() if before and before.get(field) != new
    ]


def texts_of(event: Happened) -> list[UUID]:
    """The erasable texts that an event refers to, in the order of its fields: reasons, themes, findings, notes."""
    return [id_ for _, id_ in typed_in(event)]


def typed_in(event: Happened) -> list[tuple[str, UUID]]:
    """The same, each with the field that it was typed into; of a finding the field that it is about."""
    found: list[tuple[str, UUID]] = []
    for name, value in vars(event).items():
        for each in value if isinstance(value, list) else [value]:
            reference = getattr(each, "note", each)
            if isinstance(reference, TextRef):
                found.append((getattr(each, "field", name), reference.id))
    return found
