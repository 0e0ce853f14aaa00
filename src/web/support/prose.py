"""Events as entries of a trail: the sentence, who did it in which role, both days, and the step's permanent address.

The address of a step is ``/grants/<id>/replay/<version>``; of what happened to a library or round, its own page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from grants.kernel.codes import Role
from grants.kernel.envelope import Happened
from grants.read.asking import ask, ask_all
from grants.read.libraries import names_question
from grants.read.said import people_question
from grants.read.trail import Step
from grants.wording.catalogues import Lang
from grants.wording.labels import label
from grants.wording.sentences import sentence
from grants.wording.speech import Names, short_id
from web.support.asking import Reading


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of ``ui.trail``. ``code``: stream and version, as the step is cited outside."""

    sentence: str
    actor: str
    role: str
    occurred_on: date
    recorded_at: datetime
    code: str
    href: str
    detail: str | None = None
    tone: str = "plain"


def entries(asked: Reading, happened: Sequence[Happened | Step], *, people: bool = True) -> list[Entry]:
    """In the order given; of a trail's steps each names its library. One query, however many there are.

    ``people`` False: roles stand for names, for what several readers share.
    """
    actors = _events(happened) if people else []
    named = names_question(libraries_in(happened))
    found, known = ask_all(asked.database, named, people_question(people_in(actors)))
    return told(asked.lang, happened, named_by(found), known)


def told(
    lang: Lang, happened: Sequence[Happened | Step], names: Names, people: Mapping[UUID, str] | None = None
) -> list[Entry]:
    """The same with names that were asked for already; without ``people`` roles stand for them."""
    libraries_of = [one.library if isinstance(one, Step) else None for one in happened]
    return [
        _entry(event, lang, _with_people(event, names, people or {}, lang), (people or {}).get(event.actor), library)
        for event, library in zip(_events(happened), libraries_of, strict=True)
    ]


def people_in(events: Iterable[Happened]) -> set[UUID]:
    """Who acted, and who was to look after something from then on."""
    found = [(event.actor, getattr(event, "person", None)) for event in events]
    return {id_ for pair in found for id_ in pair if id_ is not None}


def _with_people(event: Happened, names: Names, people: Mapping[UUID, str], lang: Lang) -> Names:
    """The event's colleague by name; where names are not told, by the role."""
    person = getattr(event, "person", None)
    if person is None:
        return names
    told_ = people.get(person) or label("role", Role.COORDINATOR, lang)
    return lambda id_: told_ if id_ == person else names(id_)


def libraries_in(happened: Sequence[Happened | Step]) -> set[UUID]:
    """Every id that may be a library's: in the events, and whose they are."""
    of_steps = {one.library for one in happened if isinstance(one, Step) and one.library}
    return of_steps | {id_ for event in _events(happened) for id_ in ids_in(vars(event))}


def named_by(found: Mapping[UUID, str]) -> Names:
    """For sentences: a library's name, else the beginning of its id."""
    return lambda id_: found.get(id_) or short_id(id_)


def library_names(database: Any, ids: Iterable[UUID]) -> Names:
    """Names of libraries for sentences, in one query; others by the beginning of their id."""
    wanted = set(ids)
    found: dict[UUID, str] = ask(database, names_question(wanted)) if wanted else {}
    return named_by(found)


def ids_in(values: Mapping[str, Any]) -> set[UUID]:
    """Every id among the values, also inside lists."""
    found: set[UUID] = set()
    for value in values.values():
        several = value if isinstance(value, list | tuple) else [value]
        found |= {part for part in several if isinstance(part, UUID)}
    return found


def _events(happened: Sequence[Happened | Step]) -> list[Happened]:
    return [one.event if isinstance(one, Step) else one for one in happened]


def _entry(event: Happened, lang: Lang, names: Names, actor: str | None, library: UUID | None) -> Entry:
    role, told = label("role", event.actor_role, lang), sentence(event, lang, names)
    about = names(library) if library else ""
    return Entry(
        sentence=told,
        actor=actor or role,
        role=role if actor else "",
        occurred_on=event.occurred_on,
        recorded_at=event.timestamp,
        code=f"{short_id(event.originator_id)}/{event.originator_version}",
        href=step_href(event),
        detail=about if about and about not in told else None,
    )


def step_href(event: Happened) -> str:
    """Where one event is shown with all it changed."""
    match event.TOPIC.partition(".")[0]:
        case "grant":
            return f"/grants/{event.originator_id}/replay/{event.originator_version}"
        case "library":
            return f"/libraries/{event.originator_id}"
        case "round":
            return f"/rounds/{event.originator_id}"
        case _:
            return "/"
