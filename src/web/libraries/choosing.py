"""Choosing a library without script: a search, and a link beside each library found. The address holds the choice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from litestar.exceptions import NotFoundException

from grants.read.libraries import LibraryNow, listed
from grants.read.rounds import RoundNow, round_now
from web.support.asking import Asked

MOST: Final = 12
MOST_CHOSEN: Final = 50


@dataclass(frozen=True, slots=True)
class Found:
    """A library to choose: ``href`` chooses it; without one ``why`` says why not."""

    library: LibraryNow
    href: str | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Picker:
    """The search beside the form. ``hidden``: what is chosen already and stays in the address."""

    title: str
    button: str
    action: str
    hidden: Mapping[str, str]
    search: str
    rows: list[Found]
    more: bool


@dataclass(frozen=True, slots=True)
class Search:
    """What the picker is for: how it is called, where it leads, which libraries it may not offer and why."""

    title: str
    button: str
    action: str
    hidden: Mapping[str, str]
    choose: Callable[[UUID], str]
    refuse: Callable[[list[LibraryNow]], Mapping[UUID, str]]


def picker(asked: Asked, wanted: Search) -> Picker:
    """The first libraries that fit, each with the address that chooses it."""
    search = " ".join(asked.query.get("q", "")[:100].split())
    page = listed(asked.database, search, limit=MOST)
    no = {**{each.id: _closed(asked, each) for each in page.rows if not each.works}, **wanted.refuse(page.rows)}
    rows = [Found(each, None if each.id in no else wanted.choose(each.id), no.get(each.id, "")) for each in page.rows]
    return Picker(wanted.title, wanted.button, wanted.action, wanted.hidden, search, rows, more=page.next is not None)


def _closed(asked: Asked, library: LibraryNow) -> str:
    """Why a library that closed cannot be chosen, and who took over."""
    if library.successor:
        return asked.say("closed; its successor: %(library)s") % {"library": library.successor_name}
    return asked.say("closed")


def one(text: str | None) -> UUID | None:
    """An id from an address, or None."""
    try:
        return UUID(text or "")
    except ValueError:
        return None


def several(text: str | None) -> list[UUID]:
    """Ids separated by commas, each once; what is no id is passed over."""
    found = [id_ for part in (text or "").split(",")[:MOST_CHOSEN] if (id_ := one(part))]
    return list(dict.fromkeys(found))


def the_round(asked: Asked) -> RoundNow:
    """The round in the address."""
    found = round_now(asked.database, asked.path["round"])
    if found is None:
        raise NotFoundException
    return found
