"""What will become of each chosen row, asked of the programme itself before it is done; and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from grants.kernel.command import NoneDone, RowResult
from grants.read.grants import grants
from grants.read.register import Entry as Row
from grants.read.register import entries as register_rows
from grants.wording.labels import label
from grants.wording.refusals import refusal
from web.lifecycle.hrefs import href
from web.lifecycle.many.kinds import KINDS, One
from web.support.asking import Asked, Loaded
from web.support.many import Bulk
from web.support.prose import Entry, entries
from web.support.shell import Link
from web.support.undoing import way_back


@dataclass(frozen=True, slots=True)
class Line:
    """One row. ``why_not`` empty: it will be done, or was. ``meanwhile``: what others did to it since it was chosen."""

    id: UUID
    href: str
    name: str
    number: int | None
    before: str
    before_word: str
    after: str
    after_word: str
    amount: int
    more: str
    why_not: str
    stale: bool
    meanwhile: list[Entry] = field(default_factory=list)
    undo: Link | None = None


@dataclass(frozen=True, slots=True)
class Sums:
    """How many are done and how many not; of those done, how much, and what comes ``back``; ``left`` of the budget."""

    done: int
    refused: int
    amount: int
    left: int
    back: int


def preview(asked: Asked, loaded: Loaded, command: Any, bulk: Bulk) -> dict[str, Any]:
    """The command is rehearsed: every row is decided as it will be, in the same order, against the same budget."""
    try:
        results = asked.programme.rehearse(command, asked.person.actor).rows
    except NoneDone as none:
        results = none.results
    told = lines(asked, loaded, command, results, bulk)
    return {"lines": told, "sums": sums(loaded, told, bulk)}


def results(asked: Asked, loaded: Loaded, command: Any, rows: Sequence[RowResult], bulk: Bulk) -> dict[str, Any]:
    """What became of each row, with the way to its grant and, where it is lawful, the way back."""
    told = lines(asked, loaded, command, rows, bulk)
    now = {each.id: each for each in grants(asked.database, [row.id for row in rows if row.refused is None])}
    told = [replace(line, undo=way_back(asked, command, now[line.id])) if line.id in now else line for line in told]
    return {"done": told, "sums": sums(loaded, told, bulk)}


def lines(asked: Asked, loaded: Loaded, command: Any, results: Sequence[RowResult], bulk: Bulk) -> list[Line]:
    """In the order of the rows. Grants that are not on the page are named by the register."""
    known: dict[UUID, One] = loaded.context["known"]
    names = register_rows(asked.database, [row.id for row in results])
    since = _meanwhile(asked, results)
    pairs = zip(command.rows, results, strict=True)
    told = [_line(asked, bulk, known.get(no.id), row, no) for row, no in pairs]
    return [_named(line, names.get(line.id), since.get(line.id, [])) for line in told]


def _named(line: Line, entry: Row | None, meanwhile: list[Entry]) -> Line:
    return replace(line, name=entry.name, number=entry.number, meanwhile=meanwhile) if entry else line


def _line(asked: Asked, bulk: Bulk, one: One | None, row: Any, result: RowResult) -> Line:
    kind = KINDS[bulk.command]
    stale = result.refused == "stale"
    why = "" if result.refused is None else refusal(result.refused, result.params, asked.lang).what
    to = kind.to(one) if one and not why else None
    before = one.state.shown_stage.value if one else ""
    return Line(
        id=result.id, href=href(result.id), name=str(result.id)[:8], number=None, before=before,
        before_word=label("stage", before, asked.lang) if before else "", after=to.value if to else "",
        after_word=label("stage", to.value, asked.lang) if to else "",
        amount=kind.amount(one, row) if one else 0, more=kind.more(one, row) if one and not why else "",
        why_not=asked.say("It changed meanwhile, so it was left alone.") if stale else why, stale=stale,
    )  # fmt: skip


def _meanwhile(asked: Asked, results: Sequence[RowResult]) -> dict[UUID, list[Entry]]:
    """What happened to the rows that changed since they were chosen."""
    seen = {row.id: row.params.get("expected") for row in results if row.refused == "stale"}
    events = [
        event for id_, version in seen.items() if isinstance(version, int)
        for event in asked.programme.log.stream(id_, after=version)
    ]  # fmt: skip
    found: dict[UUID, list[Entry]] = {}
    for event, entry in zip(events, entries(asked, events) if events else [], strict=True):
        found.setdefault(event.originator_id, []).append(entry)
    return found


def sums(loaded: Loaded, told: Sequence[Line], bulk: Bulk) -> Sums:
    """At the foot of the table."""
    known: dict[UUID, One] = loaded.context["known"]
    good = [line for line in told if not line.why_not]
    accounts = [known[line.id].grant.account for line in good if line.id in known]
    back = sum(each.refund_due for each in accounts if each)
    return Sums(
        done=len(good), refused=len(told) - len(good), amount=sum(line.amount for line in good),
        left=loaded.context["left"], back=back if bulk.tail == "settle" else 0,
    )  # fmt: skip
