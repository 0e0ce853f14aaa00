"""A step of a replay as plain data, the same on the page's JSON and from ``grants replay --json``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, Protocol
from uuid import UUID

from msgspec import Struct

from grants.kernel.codes import Role
from grants.kernel.envelope import Happened
from grants.kernel.ids import derived
from grants.read._stepping import texts_of
from grants.read.trail.replaying import Happening
from grants.store.texts import Erased
from grants.wording.labels import label
from grants.wording.sentences import sentence

ROLES: Final = {derived("role", role.value): role.value for role in Role}
"""Whoever acts at the command line without a person is its role."""


class Quoted(Protocol):
    """What was typed, and who people are: ``grants.read.said.Said`` by its shape."""

    @property
    def texts(self) -> Mapping[UUID, str | Erased]: ...
    @property
    def people(self) -> Mapping[UUID, str]: ...


class Words(Struct, frozen=True):
    """What stands for the ids in a stretch of events: names of libraries and people, typed texts."""

    libraries: Mapping[UUID, str]
    said: Quoted

    def person(self, id_: UUID) -> str:
        """A person's name, or the id where the person's row is gone."""
        return self.said.people.get(id_) or ROLES.get(id_) or str(id_)

    def name(self, id_: UUID) -> str:
        """A library's name, in a sentence also a colleague's; or the id."""
        return self.libraries.get(id_) or self.person(id_)

    def reason(self, event: Happened) -> str | None:
        """Whatever was typed to explain it; None where nothing was."""
        found = [text for id_ in texts_of(event) if (text := self.said.texts.get(id_)) is not None]
        told = [f"removed on request ({t.on}, {t.ground})" if isinstance(t, Erased) else t for t in found]
        return " · ".join(told) or None


def texts_in(steps: Iterable[Happening]) -> set[UUID]:
    """Every text that was typed in these steps."""
    return {id_ for step in steps for id_ in texts_of(step.event)}


def people_in(steps: Iterable[Happening]) -> set[UUID]:
    """Who acted, and who was to look after something from then on."""
    pairs = [(step.event.actor, getattr(step.event, "person", None)) for step in steps]
    return {id_ for pair in pairs for id_ in pair if id_ is not None}


def ids_of(steps: Iterable[Happening]) -> set[UUID]:
    """Every id in these steps that may be a library's."""
    found: set[UUID] = set()
    for step in steps:
        for value in (step.library, *vars(step.event).values()):
            several = value if isinstance(value, list | tuple) else [value]
            found |= {each for each in several if isinstance(each, UUID)}
    return found


def plain(step: Happening, words: Words, lang: str) -> dict[str, Any]:
    """Who, in which role, for whom, when, why, by which command; what changed; the state after. Money in grosze."""
    event = step.event
    return {
        "stream": event.originator_id,
        "version": event.originator_version,
        "name": event.TOPIC,
        "round": step.round,
        "grant": step.grant,
        "library": words.name(step.library) if step.library else None,
        **({"part": step.part} if step.part else {}),
        "occurred_on": event.occurred_on,
        "recorded_at": event.timestamp,
        "actor": words.person(event.actor),
        "role": label("role", event.actor_role, lang),
        "on_behalf_of": words.name(event.on_behalf_of) if event.on_behalf_of else None,
        "source": event.source,
        "command_id": event.command_id,
        "causation_id": event.causation_id,
        "reason": words.reason(event),
        "sentence": sentence(event, lang, words.name),
        "corrects": getattr(event, "corrects", None),
        "corrected_by": list(step.corrected_by),
        "corrections": [
            {"field": name, "old": old, "new": new} for name, old, new in getattr(event, "changes", None) or []
        ],
        "changes": [
            {"field": d.field, "label": label("state", d.field, lang), "old": d.old, "new": d.new}
            for d in step.step.differences
        ],
        "before": step.step.before or None,
        "after": step.step.after or None,
    }
