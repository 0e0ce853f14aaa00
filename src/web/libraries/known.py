"""What a library's page is made of, in three questions: about it, the log's steps, and who and what those name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from litestar.exceptions import NotFoundException

from grants.read.asking import ask_all
from grants.read.due import Task, Wanted, waiting_question
from grants.read.grants import GrantNow, grants_question
from grants.read.libraries import (
    LibraryNow,
    Membership,
    led_question,
    libraries_question,
    names_question,
    partnerships_question,
)
from grants.read.register import Entry, entries_question
from grants.read.rounds import RoundNow, rounds_question
from grants.read.said import people_question
from grants.read.trail import Step, library_question, told
from grants.wording.speech import Names
from web.support.asking import Asked
from web.support.prose import libraries_in, named_by, people_in

PARTS: Final = ("", "leading", "partner")


@dataclass(frozen=True, slots=True)
class Known:
    """``grants``: of the coalitions it leads or belongs to; ``files``: with all facts, of those it leads;
    ``steps``: one page of its trail, with its cursors.
    """

    library: LibraryNow
    rounds: dict[UUID, RoundNow]
    led: list[Membership]
    joined: list[Membership]
    owed: list[Task]
    grants: dict[UUID, Entry]
    files: dict[UUID, GrantNow]
    part: str
    steps: list[Step]
    older: str | None
    newer: str | None
    names: Names
    people: Mapping[UUID, str]


def part_asked(asked: Asked) -> str:
    """Which part of the trail; what cannot be read is all of it."""
    part = asked.query.get("part", "")
    return part if part in PARTS else ""


def known(asked: Asked, id_: UUID) -> Known:
    """NotFoundException if there is no such library."""
    part = part_asked(asked)
    found, rounds, led, joined, owed, placed = ask_all(
        asked.database, libraries_question([id_]), rounds_question(), led_question(id_), partnerships_question(id_),
        waiting_question(Wanted(library=id_, who="library")), library_question(id_, asked.query.get("at"), part=part),
    )  # fmt: skip
    if id_ not in found:
        raise NotFoundException
    trail = told(asked.programme.log, placed)
    grants, files, names, people = ask_all(
        asked.database, entries_question({each.grant for each in (*led, *joined)}),
        grants_question({each.grant for each in led}),
        names_question(libraries_in(trail.rows)), people_question(people_in(step.event for step in trail.rows)),
    )  # fmt: skip
    return Known(
        found[id_], {each.id: each for each in rounds}, led, joined, owed.rows, grants, files, part, trail.rows,
        trail.next, trail.previous, named_by(names), people,
    )  # fmt: skip
