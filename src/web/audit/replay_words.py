"""Steps of a replay in words: sentence, who, for whom, both days, why, what changed, what was caused and corrected."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from grants.kernel.clock import day_of
from grants.kernel.envelope import Happened
from grants.read._stepping import Difference, typed_in
from grants.read.rounds import RoundNow
from grants.read.said import Erased
from grants.read.trail.plain import ROLES, Quoted, Words
from grants.read.trail.replaying import Caused, Happening
from grants.read.trail.seeking import CAUSED
from grants.wording.formats import day
from grants.wording.labels import field_label, label, round_name
from grants.wording.sentences import changes as corrected_fields
from grants.wording.speech import short_id
from grants.wording.values import state_value
from web.audit.proof import proof_href
from web.audit.record_finding import NEW
from web.support.asking import Reading
from web.support.paths import with_query
from web.support.prose import Entry, told
from web.support.shell import Link

Row = dict[str, str]
NOTHING: Final = "\u2014"


@dataclass(frozen=True, slots=True)
class Eyes:
    """Whose eyes: ``library``: of a person who sees no other library; ``oversees``: may open what a person did;
    ``finds``: may record a finding; ``proves``: may see that a step is sealed.
    """

    library: UUID | None = None
    oversees: bool = False
    finds: bool = False
    proves: bool = False

    @property
    def all(self) -> bool:
        return self.library is None


@dataclass(frozen=True, slots=True)
class Value:
    """One value of the state, before a step and after it."""

    label: str
    before: str
    after: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """One step. ``anchor``: its id on the page; ``about``: whose it is; ``words``: what was typed, under its label;
    ``late``: the day of recording, if another one; ``corrects``, ``corrected``: where to look; ``person``: who alone
    may be looked at, '' for nobody; ``audit``: what can be done to check it.
    """

    anchor: str
    number: int
    entry: Entry
    behalf: str
    about: str
    words: list[tuple[str, str]]
    late: date | None
    changes: list[Row]
    state: list[Value]
    corrects: Link | None
    corrected: list[Link]
    person: str
    audit: list[Link]
    envelope: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Group:
    """A command with what it caused. ``rest``: how many steps more stand on its own page, ``href``; '' for none."""

    lead: Shown
    steps: list[Shown]
    rest: int
    href: str
    code: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """Puts steps into words; made for one page."""

    asked: Reading
    eyes: Eyes
    words: Words
    rounds: dict[UUID, RoundNow] = field(default_factory=dict)
    subject: UUID | None = None
    """Whose replay this is: needs no name beside each step."""

    @property
    def said(self) -> Quoted:
        return self.words.said

    def name(self, id_: UUID) -> str:
        """A library's name, or the beginning of its id."""
        return self.words.libraries.get(id_) or short_id(id_)

    def shown(self, step: Happening) -> Shown:
        """One step."""
        event, asked = step.event, self.asked
        (entry,) = told(asked.lang, [event], self.name, self.said.people)
        return Shown(
            anchor=anchor(event), number=event.originator_version,
            entry=replace(entry, href=self._href(step)), behalf=self._behalf(step), about=self._about(step, entry),
            words=self._words(event), late=_late(event), changes=self._changes(step), state=self._state(step),
            corrects=self._corrects(event), corrected=[self._version(event, version) for version in step.corrected_by],
            person=str(event.actor) if self.eyes.all and event.actor not in {*ROLES, self.subject} else "",
            audit=self._audit(step), envelope=self._envelope(event),
        )  # fmt: skip

    def group(self, lead: Happening, caused: Caused | None) -> Group:
        """A command, by its first step on the page. States are told for the steps on the page alone."""
        found = caused or Caused([lead], 1)
        first = self.shown(lead)
        steps = [first if step.cited == lead.cited else self.shown(step) for step in found.steps]
        steps = steps if first in steps else [first, *steps[: CAUSED - 1]]
        command = lead.event.command_id
        return Group(first, steps, max(0, found.total - len(steps)), self._command(command), short_id(command))

    def _command(self, id_: UUID) -> str:
        """The page of a command, which tells of everything that it touched."""
        return f"/commands/{id_}/replay" if self.eyes.all else ""

    def _href(self, step: Happening) -> str:
        """A grant's step has a page of its own; any other stands, for ever, on that of its command."""
        event = step.event
        if step.grant == event.originator_id:
            mine = self.eyes.all or step.library == self.eyes.library
            return f"/grants/{step.grant}/replay/{event.originator_version}" if mine else ""
        if event.TOPIC.startswith("finding."):
            return f"/findings/{event.originator_id}" if self.eyes.all else ""
        place = with_query(self._command(event.command_id), at=step.here)
        return f"{place}#{anchor(event)}" if self.eyes.all else ""

    def _audit(self, step: Happening) -> list[Link]:
        """An auditor records a finding about whatever has a grant, a library or a round; a proof needs none."""
        stream, version = step.cited
        found = [Link(self.asked.say("Proof that this entry is sealed"), proof_href(stream, version))]
        found = found if self.eyes.proves else []
        about = next((named for named in ("grant", "library", "round") if getattr(step, named)), None)
        if about is None or not self.eyes.finds:
            return found
        id_ = getattr(step, about)
        named = {about: id_, "stream": stream if stream != id_ else "", "version": version, "back": self._href(step)}
        return [Link(self.asked.say("Record a finding about this step"), with_query(NEW, **named)), *found]

    def _behalf(self, step: Happening) -> str:
        """Staff key in what libraries send: the step says for whom."""
        behalf = step.event.on_behalf_of
        if behalf is None or behalf == step.library:
            return self.asked.say("on behalf of the library") if behalf else ""
        return self.asked.say("on behalf of: %(library)s") % {"library": self.name(behalf)}

    def _about(self, step: Happening, entry: Entry) -> str:
        """Round and leading library, as far as neither the page is about them nor the sentence names them."""
        if step.grant == self.subject:
            return ""
        round_ = self.rounds.get(step.round) if step.round and step.round != self.subject else None
        parts = [round_name(round_, self.asked.lang)] if round_ else []
        library = self.name(step.library) if step.library and step.library != self.subject else ""
        parts += [library] if library and library not in entry.sentence else []
        parts += [self.asked.say("as a partner")] if step.part == "partner" else []
        return " \u00b7 ".join(parts)

    def _changes(self, step: Happening) -> list[Row]:
        """The corrected fields of a fact, then what the step changed in the state of the grant."""
        corrected = corrected_fields(step.event, self.asked.lang, self.name)
        rows = [{"field": each.field, "old": each.old, "new": each.new} for each in corrected]
        return [*rows, *(self._difference(each) for each in step.step.differences)]

    def _difference(self, each: Difference) -> Row:
        return {
            "field": label("state", each.field, self.asked.lang),
            "old": self._value(each.field, each.old), "new": self._value(each.field, each.new),
        }  # fmt: skip

    def _state(self, step: Happening) -> list[Value]:
        before, after = step.step.before, step.step.after
        changed = {each.field for each in step.step.differences}
        return [
            Value(
                label("state", name, self.asked.lang), self._value(name, before.get(name)), self._value(name, value),
                name in changed,
            )
            for name, value in after.items()
        ]  # fmt: skip

    def _value(self, name: str, value: Any) -> str:
        return NOTHING if value is None or value == "" else state_value(name, value, self.asked.lang)

    def _words(self, event: Happened) -> list[tuple[str, str]]:
        """Whatever was typed: reasons, grounds, findings, themes; erased words say so."""
        words: list[tuple[str, str]] = []
        for name, id_ in typed_in(event):
            found = self.said.texts.get(id_)
            if isinstance(found, Erased):
                gone = {"day": day(found.on, self.asked.lang), "ground": found.ground}
                found = self.asked.say("removed on request (%(day)s, %(ground)s)") % gone
            words += [(field_label(name, self.asked.lang), found)] if found else []
        return words

    def _corrects(self, event: Happened) -> Link | None:
        version = getattr(event, "corrects", None)
        return self._version(event, version) if isinstance(version, int) else None

    def _version(self, event: Happened, version: int) -> Link:
        """Another version of the same stream; only a grant's has a page."""
        of_grant = event.TOPIC.startswith("grant.")
        href = f"/grants/{event.originator_id}/replay/{version}" if of_grant else ""
        return Link(self.asked.say("step %(number)s") % {"number": version}, href)

    def _envelope(self, event: Happened) -> list[tuple[str, str]]:
        """For who wants to find the same event in an export or in the log."""
        say = self.asked.say
        return [
            (say("Stored name"), event.TOPIC),
            (say("Stream and version"), f"{event.originator_id}/{event.originator_version}"),
            (say("Recorded"), event.timestamp.isoformat(timespec="seconds")),
            (say("Source"), label("source", event.source, self.asked.lang)),
            (say("Command"), str(event.command_id)),
        ]


def _late(event: Happened) -> date | None:
    recorded = day_of(event.timestamp)
    return recorded if recorded != event.occurred_on else None


def anchor(event: Happened) -> str:
    """The step's id on a page: stream and version, as the step is cited."""
    return f"step-{short_id(event.originator_id)}-{event.originator_version}"
