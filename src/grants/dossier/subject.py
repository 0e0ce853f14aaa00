"""What a dossier is about, and the streams that belong to it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final
from uuid import UUID

from msgspec import Struct
from sqlalchemy import Connection, Select, select

from grants.read.asking import ask_all
from grants.read.grants import grant_question
from grants.read.libraries import library_now
from grants.read.rounds import round_now, round_of_grant_question
from grants.read.trail.view import trail, trail_library
from grants.wording.labels import round_name

_ORDER: Final = {"round": 0, "library": 0, "coalition": 1, "grant": 2}


class Subject(Struct, frozen=True):
    """``name``: as people type it (``PRB/I/123456785``); ``title``: the library's name or the round's; ``caption``:
    what stands above it.
    """

    kind: str
    id: UUID
    name: str
    title: str
    caption: str

    @property
    def file(self) -> str:
        """What the dossier's file is called."""
        return f"podaj-dalej-{self.kind}-{re.sub('[^A-Za-z0-9]+', '-', self.name)}.zip"


class Stream(Struct, frozen=True):
    """One history. ``kind``: grant, library, coalition or round."""

    kind: str
    id: UUID


def subject(connection: Connection, kind: str, id_: UUID, lang: str) -> Subject | None:
    """None if there is nothing of that kind and id."""
    return _FINDING[kind](connection, id_, lang)


def streams(connection: Connection, about: Subject) -> list[Stream]:
    """The subject's own stream first, then coalitions, then grants, each kind in the order of the log."""
    if about.kind == "grant":
        return [Stream("grant", about.id)]
    its = _of_library(about.id) if about.kind == "library" else _of_round(about.id)
    rows = connection.execute(its.where(trail.c.version == 1).order_by(trail.c.position))
    found = [Stream(row.name.partition(".")[0], row.stream) for row in rows]
    return sorted((each for each in found if each.kind in _ORDER), key=lambda each: _ORDER[each.kind])


def _of_round(round_: UUID) -> Select[tuple[UUID, str]]:
    return select(trail.c.stream, trail.c.name).where(trail.c.round == round_)


def _of_library(library: UUID) -> Select[tuple[UUID, str]]:
    join = trail_library.join(trail, trail.c.position == trail_library.c.position)
    mine = (trail_library.c.library == library) & (trail_library.c.part == "leading")
    return select(trail.c.stream, trail.c.name).select_from(join).where(mine)


def _grant(connection: Connection, id_: UUID, lang: str) -> Subject | None:
    now, round_ = ask_all(connection, grant_question(id_), round_of_grant_question(id_))
    library = library_now(connection, now.library) if now else None
    if library is None or round_ is None:
        return None
    return Subject("grant", id_, f"{round_.name}/{library.regon}", library.name, round_name(round_, lang))


def _library(connection: Connection, id_: UUID, _lang: str) -> Subject | None:
    found = library_now(connection, id_)
    return Subject("library", id_, found.regon, found.name, found.town) if found else None


def _round(connection: Connection, id_: UUID, lang: str) -> Subject | None:
    found = round_now(connection, id_)
    return Subject("round", id_, found.name, round_name(found, lang), found.programme_name) if found else None


_FINDING: Final[dict[str, Callable[[Connection, UUID, str], Subject | None]]] = {
    "grant": _grant, "library": _library, "round": _round,
}  # fmt: skip
