"""A grant replayed: the whole history on one page, each step on a page of its own with what it changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from grants.kernel.codes import Role
from grants.read.asking import ask_all
from grants.read.libraries import names_question
from grants.read.replay import Difference, Step, steps, texts_of
from grants.read.said import said_question
from grants.wording.formats import day
from grants.wording.labels import label
from grants.wording.sentences import changes as corrected_fields
from grants.wording.values import state_value
from web.audit.proof import proof_href
from web.support.asking import Asked, answer
from web.support.context import WebRequest
from web.support.guards import EVERYONE, allow, who
from web.support.page import render
from web.support.prose import Entry, libraries_in, named_by, people_in, told
from web.support.shell import Link

READERS: Final = EVERYONE - {Role.VIEWER}
"""A viewer sees figures, not files."""
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Shown:
    """One step in words. ``reason``: what was typed to explain it; ``envelope``: what every event carries."""

    number: int
    entry: Entry
    changes: list[Row]
    reason: str
    state: list[tuple[str, str, bool]]
    envelope: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class History:
    """A grant's history. ``name``: of its library."""

    grant: UUID
    name: str
    steps: list[Shown]

    @property
    def href(self) -> str:
        return f"/grants/{self.grant}/replay"


@get("/grants/{id_:uuid}/replay", guards=[allow(*READERS)], include_in_schema=False)
async def replay_page(request: WebRequest, id_: FromPath[UUID]) -> Response[str]:
    """All steps, the oldest first."""

    def load(asked: Asked) -> tuple[History, str]:
        return history(asked, id_), asked.say("Replay")

    shown, title = await answer(request, load)
    back = Link(shown.name, f"/grants/{id_}")
    return render(request, "audit/replay.html", title=title, caption=shown.name, back=back, shown=shown)


@get("/grants/{id_:uuid}/replay/{version:int}", guards=[allow(*READERS)], include_in_schema=False)
async def step_page(request: WebRequest, id_: FromPath[UUID], version: FromPath[int]) -> Response[str]:
    """One step; its address stays for ever, because versions do."""

    def load(asked: Asked) -> tuple[History, str]:
        found = history(asked, id_)
        if not 1 <= version <= len(found.steps):
            raise NotFoundException
        return found, asked.say("Step %(number)s") % {"number": version}

    shown, title = await answer(request, load)
    return render(
        request, "audit/step.html", title=title, caption=shown.name, back=Link(shown.name, f"/grants/{id_}"),
        shown=shown, step=shown.steps[version - 1], proof=proof_href(who(request), id_, version),
    )  # fmt: skip


def history(asked: Asked, id_: UUID) -> History:
    """The grant's stream, folded and put into words; NotFoundException for no grant, or another library's."""
    folded = list(steps(asked.programme.log.stream(id_)))
    if not folded or folded[0].event.TOPIC != "grant.opened.v1":
        raise NotFoundException
    library: UUID = vars(folded[0].event)["library"]
    if asked.person.library not in (None, library):
        raise NotFoundException
    events = [step.event for step in folded]
    words = said_question(texts={id_ for event in events for id_ in texts_of(event)}, people=people_in(events))
    found, quoted = ask_all(asked.database, names_question(libraries_in(events)), words)
    names, texts = named_by(found), quoted.texts
    entries = told(asked.lang, events, names, quoted.people)
    return History(
        id_, names(library),
        [
            Shown(
                n, _with_sender(entry, step, names, asked), _changes(step, names, asked), _reason(step, texts, asked),
                _state(step, asked), _envelope(step, asked),
            )
            for n, (step, entry) in enumerate(zip(folded, entries, strict=True), 1)
        ],
    )  # fmt: skip


def _with_sender(entry: Entry, step: Step, names: Any, asked: Asked) -> Entry:
    """Staff key in what libraries send: the step says for whom."""
    if step.event.on_behalf_of is None:
        return entry
    behalf = asked.say("on behalf of: %(library)s") % {"library": names(step.event.on_behalf_of)}
    return replace(entry, role=f"{entry.role}, {behalf}" if entry.role else behalf)


def _changes(step: Step, names: Any, asked: Asked) -> list[Row]:
    """The corrected fields of a fact, then what the step changed in the state of the grant."""
    rows = [{"field": c.field, "old": c.old, "new": c.new} for c in corrected_fields(step.event, asked.lang, names)]
    return [*rows, *(_difference(each, asked) for each in step.differences)]


def _difference(each: Difference, asked: Asked) -> Row:
    return {
        "field": label("state", each.field, asked.lang),
        "old": _value(each.field, each.old, asked),
        "new": _value(each.field, each.new, asked),
    }


def _state(step: Step, asked: Asked) -> list[tuple[str, str, bool]]:
    """Label, value, and whether this step changed it."""
    changed = {each.field for each in step.differences}
    return [
        (label("state", name, asked.lang), _value(name, value, asked), name in changed)
        for name, value in step.after.items()
    ]


def _value(name: str, value: Any, asked: Asked) -> str:
    if value is None or value == "":
        return "\u2014"
    return state_value(name, value, asked.lang)


def _reason(step: Step, texts: dict[UUID, Any], asked: Asked) -> str:
    """Whatever was typed: reasons, grounds, findings, themes; erased words say so."""
    words: list[str] = []
    for id_ in texts_of(step.event):
        found = texts.get(id_)
        if found is None:
            continue
        if isinstance(found, str):
            words.append(found)
        else:
            gone = {"day": day(found.on, asked.lang), "ground": found.ground}
            words.append(asked.say("removed on request (%(day)s, %(ground)s)") % gone)
    return " · ".join(words)


def _envelope(step: Step, asked: Asked) -> list[tuple[str, str]]:
    """For who wants to find the same event in an export or in the log."""
    event, say = step.event, asked.say
    return [
        (say("Stored name"), event.TOPIC),
        (say("Stream and version"), f"{event.originator_id}/{event.originator_version}"),
        (say("Recorded"), event.timestamp.isoformat(timespec="seconds")),
        (say("Source"), label("source", event.source, asked.lang)),
        (say("Command"), str(event.command_id)),
    ]


ROUTES = [replay_page, step_page]
