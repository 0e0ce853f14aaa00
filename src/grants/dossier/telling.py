"""The histories of a dossier in words: what the page shows for people to read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from msgspec import Struct
from sqlalchemy import Connection

from grants.bootstrap import Programme
from grants.dossier.subject import Stream, Subject
from grants.kernel.envelope import Happened
from grants.lifecycle import events as lifecycle
from grants.read._stepping import Step, steps, texts_of
from grants.read.asking import ask
from grants.read.libraries import names_question
from grants.read.said import Erased, Said, said
from grants.wording.catalogues import translations
from grants.wording.formats import day
from grants.wording.labels import label
from grants.wording.sentences import changes, sentence
from grants.wording.speech import Names, short_id
from grants.wording.values import Change, state_value

LISTED: Final = ("number", "stage", "awarded", "paid", "recognised", "refund_due")
"""What a list of grants says of each."""


class Words(Struct, frozen=True):
    """What somebody typed; ``gone``: it was removed, and the text says when and why."""

    text: str
    gone: bool = False


class Line(Struct, frozen=True):
    """One step: who, in which role, for whom, on which day, known since when, what it changed, what was typed."""

    version: int
    sentence: str
    who: str
    occurred_on: date
    recorded_at: datetime
    changes: list[Change]
    words: list[Words]


class History(Struct, frozen=True):
    """One stream. ``state``: label and value of where a grant stands at its end; ``chosen``: those of a list."""

    kind: str
    id: UUID
    title: str
    state: list[tuple[str, str]]
    chosen: list[tuple[str, str]]
    lines: list[Line]

    @property
    def page(self) -> str:
        """Its page in a dossier of several histories."""
        return f"pages/{self.kind}-{str(self.id)[:13]}.html"


class Teller:
    """Tells streams in one language, with the names that people and libraries have now."""

    def __init__(self, programme: Programme, connection: Connection, about: Subject, lang: str) -> None:
        self._programme, self._connection, self._about, self._lang = programme, connection, about, lang
        self._say = translations(lang).gettext

    def history(self, stream: Stream, upto: int) -> History:
        """The stream up to a version."""
        happened = self._programme.log.stream(stream.id, upto=upto)
        names, quoted = self._names(happened), self._quoted(happened)
        folded = self._folded(stream, happened)
        last = folded[-1].after if folded else {}
        state = {key: (label("state", key, self._lang), self._value(key, value)) for key, value in last.items()}
        return History(
            stream.kind, stream.id, self._title(stream, happened, names), list(state.values()),
            [state[key] for key in LISTED if state], [self._line(step, names, quoted) for step in folded],
        )  # fmt: skip

    def _folded(self, stream: Stream, happened: Sequence[Happened]) -> list[Step]:
        """Only a grant has a state that steps change."""
        return list(steps(happened)) if stream.kind == "grant" else [Step(event, [], {}, {}) for event in happened]

    def _names(self, happened: Sequence[Happened]) -> Names:
        wanted = {stream.originator_id for stream in happened[:1]} | {id_ for e in happened for id_ in _ids(vars(e))}
        found = ask(self._connection, names_question(wanted))
        return lambda id_: found.get(id_) or short_id(id_)

    def _quoted(self, happened: Sequence[Happened]) -> Said:
        people = {id_ for event in happened for id_ in (event.actor, getattr(event, "person", None)) if id_ is not None}
        texts = {id_ for event in happened for id_ in texts_of(event)}
        return said(self._connection, texts=texts, people=people)

    def _title(self, stream: Stream, happened: Sequence[Happened], names: Names) -> str:
        first = happened[0] if happened else None
        if isinstance(first, lifecycle.GrantOpened):
            return names(first.library)
        if stream.id == self._about.id:
            return self._about.title
        return names(getattr(first, "leading", stream.id))

    def _line(self, step: Step, names: Names, quoted: Said) -> Line:
        event = step.event
        moved = [
            Change(label("state", d.field, self._lang), self._value(d.field, d.old), self._value(d.field, d.new))
            for d in step.differences
        ]
        return Line(
            event.originator_version, sentence(event, self._lang, self._with_people(event, names, quoted)),
            self._who(event, names, quoted), event.occurred_on, event.timestamp,
            [*changes(event, self._lang, names), *moved], self._typed(event, quoted),
        )  # fmt: skip

    def _with_people(self, event: Happened, names: Names, quoted: Said) -> Names:
        person = getattr(event, "person", None)
        return lambda id_: quoted.people.get(id_, short_id(id_)) if id_ == person else names(id_)

    def _who(self, event: Happened, names: Names, quoted: Said) -> str:
        role = label("role", event.actor_role, self._lang)
        name = quoted.people.get(event.actor)
        who = f"{name}, {role}" if name else role
        if event.on_behalf_of is None:
            return who
        return f"{who}, " + self._say("on behalf of: %(library)s") % {"library": names(event.on_behalf_of)}

    def _typed(self, event: Happened, quoted: Said) -> list[Words]:
        return [self._words(quoted.texts.get(id_)) for id_ in texts_of(event)]

    def _words(self, found: str | Erased | None) -> Words:
        if found is None:
            return Words(self._say("this text is not kept"), gone=True)
        if isinstance(found, str):
            return Words(found)
        gone = {"day": day(found.on, self._lang), "ground": found.ground}
        return Words(self._say("removed on request (%(day)s, %(ground)s)") % gone, gone=True)

    def _value(self, key: str, value: Any) -> str:
        return "\u2014" if value in (None, "") else state_value(key, value, self._lang)


def _ids(values: dict[str, Any]) -> set[UUID]:
    """Every id among the values, also inside lists: any of them may be a library's."""
    found: set[UUID] = set()
    for value in values.values():
        found |= {each for each in (value if isinstance(value, list) else [value]) if isinstance(each, UUID)}
    return found
