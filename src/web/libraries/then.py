"""What a library's page is made of as of a past day: three questions, as for today's.

Everything is folded from what was known then: the library, its coalitions, the grants that it led and what it owed.
Others are called what they are called today; of grants that others led, only the leader is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from uuid import UUID

import msgspec
from litestar.exceptions import NotFoundException

from grants.kernel.envelope import Happened
from grants.read import days
from grants.read._dues import KINDS, NEVER
from grants.read._then import Then
from grants.read.asking import ask_all
from grants.read.due import Task
from grants.read.grants import GrantNow, told_of
from grants.read.libraries import LibraryNow, Membership, libraries_question, names_question
from grants.read.libraries.then import Place, library_then, memberships_then
from grants.read.register import Entry, Placed, entry_then
from grants.read.rounds import RoundNow, first_opened_question, rounds_question
from grants.read.said import people_question
from grants.read.trail import library_question, told
from grants.read.trail.whole import own_question
from web.libraries.dossier import Dossier, Part
from web.libraries.known import Known, part_asked
from web.support.asking import Asked
from web.support.past import Past
from web.support.prose import libraries_in, named_by, people_in


def known_then(asked: Asked, id_: UUID, past: Past) -> tuple[LibraryNow, Known | None, Past]:
    """The library as of now, and what was known then: nothing where the days cannot be shown. NotFoundException if
    there is no such library.
    """
    then = past.then or Then(asked.today, asked.today, 0)
    part = part_asked(asked)
    upto = days.upto(min(then.as_of, then.known))
    found, rounds, first, places, placed = ask_all(
        asked.database, libraries_question([id_]), rounds_question(), first_opened_question(),
        own_question(id_, days.upto(then.known)),
        library_question(id_, asked.query.get("at"), part=part, upto=upto),
    )  # fmt: skip
    if id_ not in found:
        raise NotFoundException
    read = _Read(asked, {*places, *(row.position for row in placed.rows)})
    own = [(position, event) for position, event in read.events.items() if position in places]
    library = library_then(own, id_, then.as_of)
    past = past.settle(first, asked, there=library is not None)
    if past.then is None or library is None:
        return found[id_], None, past
    steps = told(read, placed)
    about = {position: Place(round_, leading) for position, (round_, leading) in places.items()}
    led, joined = memberships_then(own, about, id_, then.as_of)
    others = {each.library for each in (*led, *joined)} | ({library.successor} if library.successor else set())
    names, people = ask_all(
        asked.database, names_question(libraries_in(steps.rows) | others),
        people_question(people_in(step.event for step in steps.rows)),
    )  # fmt: skip
    files = _files(own, past.then)
    known = Known(
        _named(library, names), _rounds(rounds, files), [_other(each, names) for each in led],
        [_other(each, names) for each in joined], _owed(files), _entries(files), files, part, steps.rows, steps.next,
        steps.previous, named_by(names), people,
    )  # fmt: skip
    return found[id_], known, past


class _Read:
    """Events that were read already, for whoever would read the log."""

    def __init__(self, asked: Asked, positions: set[int]) -> None:
        self.events: dict[int, Happened] = dict(asked.programme.log.by_positions(sorted(positions)))

    def by_positions(self, positions: Sequence[int]) -> list[tuple[int, Happened]]:
        """As the log's own."""
        return [(position, self.events[position]) for position in sorted(positions)]


def _named(library: LibraryNow, names: dict[UUID, str]) -> LibraryNow:
    name = names.get(library.successor, "") if library.successor else ""
    return msgspec.structs.replace(library, successor_name=name)


def _other(each: Membership, names: dict[UUID, str]) -> Membership:
    return msgspec.structs.replace(each, name=named_by(names)(each.library))


def _files(own: list[tuple[int, Happened]], then: Then) -> dict[UUID, GrantNow]:
    """The grants that it led and had applied for, each folded and cut by the day."""
    events = sorted((e for _, e in own if e.TOPIC.startswith("grant.")), key=lambda e: e.originator_id.int)
    streams = {id_: list(its) for id_, its in groupby(events, key=lambda e: e.originator_id)}
    found = {id_: told_of(its, id_, then) for id_, its in streams.items()}
    return {id_: each.now for id_, each in found.items() if each and each.now.state.application}


def _entries(files: dict[UUID, GrantNow]) -> dict[UUID, Entry]:
    return {
        id_: entry_then(Placed(id_, now.round, now.library, now.state.shown_stage.value), now.state, now.version)
        for id_, now in files.items()
    }


def _rounds(rounds: Sequence[RoundNow], files: dict[UUID, GrantNow]) -> dict[UUID, RoundNow]:
    """With the rules that its award carries, where it had one."""
    rules = {now.round: now.state.rules for now in files.values() if now.state.rules}
    return {each.id: msgspec.structs.replace(each, rules=rules.get(each.id, each.rules)) for each in rounds}


def _owed(files: dict[UUID, GrantNow]) -> list[Task]:
    found = [
        Task(
            grant=id_, kind=due.kind, round=now.round, library=now.library, who="library", since=due.since,
            due_on=None if due.due_on == NEVER else due.due_on, amount=due.amount, name="", town="",
            stage=now.state.shown_stage.value, assigned=now.state.assigned,
        )
        for id_, now in files.items() for due in now.dues if KINDS[due.kind] == "library"
    ]  # fmt: skip
    return sorted(found, key=lambda task: (task.due_on or date.max, task.since))


def addressed(shown: Dossier, past: Past) -> Dossier:
    """With the days in every address that shows them."""
    return replace(
        shown, parts=[_part(part, past) for part in shown.parts],
        owes=[replace(owed, href=past.keep(owed.href)) for owed in shown.owes],
    )  # fmt: skip


def _part(part: Part, past: Past) -> Part:
    grant = part.grant
    if grant is not None:
        home = past.keep(grant.href)
        grant = replace(grant, href=home, place=f"{home}#schedule")
    partners = [replace(each, href=past.keep(each.href) if each.href else None) for each in part.partners]
    return replace(part, grant=grant, partners=partners)
