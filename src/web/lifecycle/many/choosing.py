"""The rows that may be chosen: those that the register ticked, else those that wait, with the reason why not."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, Final
from uuid import UUID

from litestar.exceptions import NotFoundException

from grants.lifecycle.commands.many import RecordPayments, ReturnApplications, SignAgreements
from grants.read import ledger
from grants.read.asking import ask_all
from grants.read.grants import grants
from grants.read.register import Entry, Filters, entries_question, listed_question
from grants.read.rounds import RoundNow, round_question
from grants.wording.labels import field_label, label, round_name
from web.lifecycle.hrefs import href
from web.lifecycle.many.kinds import KINDS, NUMBER, One, why_not
from web.lifecycle.returning import FIELDS, USUAL
from web.support.asking import Asked, Loaded
from web.support.many import Bulk
from web.support.shell import Link

PAGE: Final = 40
"""Rows of a page whose rows nobody ticked: as many as the register's."""
MOST: Final = 100
"""Rows that an address can name."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """``why_not``: the reason in words that it cannot be done; empty if it can. ``costs``: numbers, to be accepted."""

    id: UUID
    href: str
    name: str
    town: str
    number: int | None
    stage: str
    stage_word: str
    version: int
    amount: int
    why_not: str
    costs: list[int]
    note: str


def load(asked: Asked, bulk: Bulk) -> Loaded:
    """Rows in the order of the register. The form's address names them all, so that they stay in their places."""
    id_ = asked.path["round"]
    ticked = _ids(asked)
    round_, found, totals = _asked(asked, bulk, id_, ticked)
    if round_ is None:
        raise NotFoundException
    known = {each.id: One(each, round_, asked) for each in grants(asked.database, [entry.grant for entry in found[0]])}
    chosen = [entry for entry in found[0] if entry.grant in known and entry.round == id_]
    rows = [_candidate(entry, known[entry.grant], bulk) for entry in chosen]
    here = bulk.path(id_)
    address = here + "?" + "&".join(f"grant={entry.grant}" for entry in chosen) if chosen else here
    kind = KINDS[bulk.command]
    context: dict[str, Any] = {
        "round": round_, "rows": rows, "known": known, "bulk": bulk, "left": totals.left,
        "heading": asked.say(kind.heading), "lines": [], "done": [], "sums": None, "ticked": bool(ticked),
        "shown": "", "all": address, "here": here, "register": f"/grants?round={id_}&stage={bulk.stage.value}",
        "ids": [entry.grant for entry in chosen], "possible": any(not row.why_not for row in rows),
        "pattern": _pattern(asked, bulk, round_), "next": f"{here}?at={found[1]}" if found[1] else None,
        "previous": f"{here}?at={found[2]}" if found[2] else None,
        "fields": [(code, field_label(code, asked.lang)) for code in FIELDS],
    }  # fmt: skip
    return Loaded(
        title=label("command", bulk.command.__name__, asked.lang), caption=round_name(round_, asked.lang),
        fixed={"round": id_}, known=_known(asked, bulk, rows, known, ticked=bool(ticked)), context=context,
        back=Link(asked.say("Back to the register"), str(context["register"])), action=address,
    )  # fmt: skip


def _asked(
    asked: Asked, bulk: Bulk, round_: UUID, ticked: list[UUID]
) -> tuple[RoundNow | None, tuple[list[Entry], str | None, str | None], ledger.Totals]:
    """Round, entries with the pages beside them, and the round's money: one question."""
    first, last = round_question(round_), ledger.totals_question(round_, ["budget", "reserved"])
    if ticked:
        known, some, totals = ask_all(asked.database, first, entries_question(ticked), last)
        return known, ([some[each] for each in ticked if each in some], None, None), totals
    waiting = Filters(round=round_, stage=bulk.stage.value)
    listed = listed_question(asked.database, waiting, at=asked.query.get("at"), limit=PAGE)
    known, page, totals = ask_all(asked.database, first, listed, last)
    return known, (page.rows, page.next, page.previous), totals


def _ids(asked: Asked) -> list[UUID]:
    """The ticked grants; what is no id was not ticked."""
    found = []
    for text in dict.fromkeys(asked.several("grant")):
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found[:MOST]


def _candidate(entry: Entry, one: One, bulk: Bulk) -> Candidate:
    kind = KINDS[bulk.command]
    why = why_not(kind, bulk.step, one)
    costs: list[int] = [] if why else kind.propose(one).get("costs", [])
    stage = one.state.shown_stage.value
    return Candidate(
        id=entry.grant, href=href(entry.grant), name=entry.name, town=entry.town, number=entry.number, stage=stage,
        stage_word=label("stage", stage, one.asked.lang), version=one.grant.version, amount=kind.amount(one, None),
        why_not=why, costs=costs, note=kind.more(one, SimpleNamespace(costs=costs)) if costs else "",
    )  # fmt: skip


def _known(asked: Asked, bulk: Bulk, rows: list[Candidate], known: dict[UUID, One], *, ticked: bool) -> dict[str, Any]:
    """What the form begins with; boxes are ticked where the register's were."""
    kind = KINDS[bulk.command]
    proposed = [
        {} if row.why_not else {**kind.propose(known[row.id]), **({"grant": row.id} if ticked else {})} for row in rows
    ]
    due = {"due_on": asked.today + USUAL} if bulk.command is ReturnApplications else {}
    return {"rows": proposed, "occurred_on": asked.today, **due}


def _pattern(asked: Asked, bulk: Bulk, round_: RoundNow) -> str | None:
    """What the numbers of the rows are proposed from, where rows have numbers of their own."""
    usual = {SignAgreements: f"{round_.name}/{NUMBER}", RecordPayments: ""}
    return asked.query.get("pattern", usual[bulk.command]) if bulk.command in usual else None
