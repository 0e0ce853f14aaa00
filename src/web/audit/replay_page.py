"""One replay, whatever it is about: asked for, put into words, and answered as a page, as a part of it or as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

import msgspec
from litestar import Response

from grants.findings.commands import RecordFinding
from grants.kernel.codes import Role
from grants.read.asking import ask_all
from grants.read.libraries import names_question
from grants.read.rounds import RoundNow, first_opened_question, rounds_question
from grants.read.said import said_question
from grants.read.trail.kinds import KINDS
from grants.read.trail.plain import Words, ids_of, people_in, plain, texts_in
from grants.read.trail.replaying import Replay, replay
from grants.read.trail.seeking import About, Sought
from grants.wording.labels import label, labels
from web.audit import proof
from web.audit.replay_chosen import COMMAND, DENSITIES, FULL, JSON, LINE, NEWEST, Chosen
from web.audit.replay_words import Eyes, Group, Shown, Speaker
from web.support.asking import Asked, Reading
from web.support.context import WebRequest
from web.support.guards import may
from web.support.people import Person
from web.support.shell import Link

OVERSEERS: Final = frozenset({Role.AUDITOR, Role.MANAGER})
"""Who may open what a person did, beside that person."""
WHOLE: Final = 1000
"""Steps of a grant in one JSON answer."""
JSON_PAGE: Final = 100
"""Of anything else."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found and what its ids stand for; ``words`` know the libraries and people asked for as well."""

    sought: Sought
    replay: Replay
    words: Words
    rounds: dict[UUID, RoundNow]
    chosen: Chosen


@dataclass(frozen=True, slots=True)
class View:
    """For the templates. ``groups``: steps with their commands, or with the density "line" bare ``steps``; ``live``:
    where new steps come from, '' for nowhere; ``total``: steps of a grant; ``person``: to all that the chosen one did.
    """

    chosen: Chosen
    steps: list[Shown]
    groups: list[Group]
    older: str
    newer: str
    densities: list[Link]
    orders: list[Link]
    kinds: list[tuple[str, str]]
    who: list[tuple[str, str]]
    live: str
    total: int
    person: Link | None


def eyes_of(person: Person) -> Eyes:
    """What of a replay this person may see, and do about it."""
    return Eyes(
        person.library, oversees=bool(person.roles & OVERSEERS), finds=may(RecordFinding).permits(person),
        proves=proof.MAY.permits(person),
    )  # fmt: skip


def found(
    asked: Reading, sought: Sought, chosen: Chosen, limit: int, *, states: bool, ids: Iterable[UUID] = (),
    look_back: Asked | None = None,
) -> Found:  # fmt: skip
    """Three questions. ``ids``: libraries and people to be named although no step may name them; ``look_back``: who
    asks for a past day, which may not be shown.
    """
    page = replay(asked.database, asked.programme.log, sought, chosen.at or None, limit, states=states)
    steps = [*page.steps, *(step for each in page.caused.values() for step in each.steps)]
    more = {id_ for id_ in (*ids, page.library, sought.actor) if id_ is not None}
    words = said_question(texts=texts_in(steps), people=people_in(steps) | more)
    named, said, rounds, first = ask_all(
        asked.database, names_question(ids_of(steps) | more), words, rounds_question(), first_opened_question(),
    )  # fmt: skip
    if look_back:
        there = bool(page.steps or chosen.narrowed or chosen.at)
        chosen = replace(chosen, past=chosen.past.settle(first, look_back, there=there))
    return Found(sought, page, Words(named, said), {each.id: each for each in rounds}, chosen)


def view(asked: Reading, what: Found, eyes: Eyes, live: str = "") -> View:
    """The page in words; nothing but why, where a day cannot be shown."""
    speaker = Speaker(asked, eyes, what.words, what.rounds, what.sought.id)
    page, chosen = what.replay, what.chosen
    caused = {} if what.sought.about is About.COMMAND else page.caused
    lines, told = chosen.density == LINE, [] if chosen.failed else page.steps
    behind, before = (
        chosen.href(at=cursor) if cursor and not chosen.failed else "" for cursor in (page.next, page.previous)
    )
    return View(
        chosen=chosen,
        steps=[speaker.shown(step) for step in told] if lines else [],
        groups=[] if lines else [speaker.group(step, caused.get(step.event.command_id)) for step in told],
        older=behind, newer=before, densities=_densities(asked, what), orders=_orders(asked, chosen),
        kinds=[(kind, label("step_kind", kind, asked.lang)) for kind in KINDS], who=_who(asked, chosen, what),
        live=live, total=page.last, person=_person(asked, what, eyes),
    )  # fmt: skip


def limit_of(chosen: Chosen) -> int:
    """Steps of a page."""
    return DENSITIES[chosen.density]


def wants_json(request: WebRequest) -> bool:
    """Whether the address is the one of the data."""
    return request.url.path.endswith(JSON)


def as_json(asked: Asked, what: Found) -> Response[Any]:
    """The steps as ``grants replay --json`` gives them; a header leads to the next ones. What is wrong, by its name."""
    headers = {"Cache-Control": "private, no-cache", "Vary": "Cookie"}
    if what.chosen.failed:
        wrong = {**what.chosen.past.errors, **what.chosen.errors}
        return Response(msgspec.json.encode({"errors": wrong}), media_type="application/json", status_code=422)
    rows = [plain(step, what.words, asked.lang) for step in what.replay.steps]
    if what.replay.next:
        headers["Link"] = f'<{what.chosen.data(at=what.replay.next)}>; rel="next"'
    return Response(msgspec.json.encode(rows), media_type="application/json", headers=headers)


def _densities(asked: Reading, what: Found) -> list[Link]:
    """A command's own page tells every step in full."""
    if what.sought.about is About.COMMAND:
        return []
    words = {LINE: asked.say("One line per step"), COMMAND: asked.say("By command"), FULL: asked.say("In full")}
    chosen = what.chosen
    return [
        Link(words[each], chosen.href(density=each if each != COMMAND else ""), each == chosen.density)
        for each in DENSITIES
    ]


def _orders(asked: Reading, chosen: Chosen) -> list[Link]:
    words = ((False, asked.say("The oldest first")), (True, asked.say("The newest first")))
    return [Link(text, chosen.href(order=NEWEST if new else ""), new == chosen.newest) for new, text in words]


def _who(asked: Reading, chosen: Chosen, what: Found) -> list[tuple[str, str]]:
    """Roles; a person is chosen by the name beside a step, and then stands here too."""
    person = chosen.person
    one: list[tuple[str, str]] = [(str(person), what.words.person(person))] if person else []
    return [*one, *((code, text) for code, text in labels("role", asked.lang).items() if code != Role.VIEWER)]


def _person(asked: Reading, what: Found, eyes: Eyes) -> Link | None:
    person = what.chosen.person
    if person is None or not eyes.oversees or what.sought.about is About.PERSON:
        return None
    words = asked.say("Everything that %(person)s did") % {"person": what.words.person(person)}
    return Link(words, f"/people/{person}/replay")
