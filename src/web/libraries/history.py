"""A library's trail across rounds, newest first: its own steps and those in which it was a partner."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from grants.read.trail import Step
from grants.wording.labels import round_name
from web.libraries.known import PARTS, Known
from web.support.asking import Asked
from web.support.guards import FILES
from web.support.paths import with_query
from web.support.prose import Entry, told
from web.support.shell import Link

QUIET: Final = ("grant.opened.", "round.funds_")
"""What stands beside another event of the same step."""


@dataclass(frozen=True, slots=True)
class History:
    """A page of the trail. ``filters``: all, as leading, as partner; ``replay``: step by step, for who may open it."""

    entries: list[Entry]
    filters: list[Link]
    part: str
    older: str | None
    newer: str | None
    first: bool
    replay: str | None


def history(asked: Asked, about: Known, address: Callable[..., str] = with_query) -> History:
    """Forty steps, with the round and whose grant it was. ``address``: keeps the days of a past page."""
    path, part = f"/libraries/{about.library.id}", about.part
    entries = told(asked.lang, about.steps, about.names, about.people)
    words = {"": asked.say("Everything"), "leading": asked.say("Its own steps"), "partner": asked.say("As a partner")}
    return History(
        entries=[_placed(entry, step, about, asked) for entry, step in zip(entries, about.steps, strict=True)],
        filters=[Link(words[each], address(path, part=each) + "#trail", each == part) for each in PARTS],
        part=part,
        older=address(path, part=part, at=about.older) if about.older else None,
        newer=address(path, part=part, at=about.newer) if about.newer else None,
        first=about.newer is None,
        replay=f"{path}/replay" if asked.person.roles & FILES else None,
    )  # fmt: skip


def _placed(entry: Entry, step: Step, about: Known, asked: Asked) -> Entry:
    """With its round, and who leads unless it is this library; told on whose behalf, where that was so."""
    round_ = about.rounds.get(step.round) if step.round else None
    led = about.names(step.library) if step.library and step.library != about.library.id else ""
    whose = asked.say("Leading Library: %(library)s") % {"library": led} if led else ""
    label = round_name(round_, asked.lang) if round_ else None
    own = asked.person.library not in (None, step.library)
    href, code = _place(entry, step, about)
    behalf = asked.say("on behalf of the library") if step.event.on_behalf_of else ""
    return replace(
        entry, detail=" · ".join(part for part in (label, whose) if part) or None,
        href=href, code="" if own else code, role=", ".join(part for part in (entry.role, behalf) if part),
        tone="quiet" if step.event.TOPIC.startswith(QUIET) else entry.tone,
    )  # fmt: skip


def _place(entry: Entry, step: Step, about: Known) -> tuple[str, str]:
    """What happened to a coalition is shown on the page of who leads it; this page needs no link to itself."""
    topic = step.event.TOPIC.partition(".")[0]
    if topic in ("coalition", "library"):
        return f"/libraries/{step.library}", "" if step.library == about.library.id else entry.code
    return entry.href, entry.code
