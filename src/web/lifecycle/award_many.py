"""Awarding many grants of a round at once. Each row is decided alone; the page then tells what became of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from litestar.exceptions import NotFoundException

from grants.kernel.command import Done
from grants.lifecycle.commands.awarding import AwardGrants
from grants.lifecycle.stages import Stage
from grants.read import ledger
from grants.read.asking import ask_all
from grants.read.grants import grants
from grants.read.register import Filters, entries, listed_question
from grants.read.rounds import round_question
from grants.wording.labels import round_name
from grants.wording.refusals import refusal
from web.lifecycle.hrefs import href
from web.lifecycle.steps import Steps
from web.support.asking import After, Asked, Loaded
from web.support.shell import Link
from web.support.submitting import CommandPage

PAGE: Final = 100


@dataclass(frozen=True, slots=True)
class Candidate:
    """An application that waits. ``why_not``: the reason in words that it cannot be awarded; empty if it can."""

    href: str
    id: Any
    name: str
    town: str
    requested: int
    version: int
    why_not: str


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a row: the number it was awarded under, or why not."""

    name: str
    href: str
    number: int | None
    amount: int
    why_not: str


def load(asked: Asked) -> Loaded:
    """A page of applications in the order of their names, and what is left of the budget."""
    id_ = asked.path["round"]
    waiting = Filters(round=id_, stage=Stage.APPLIED.value)
    round_, found, totals = ask_all(
        asked.database, round_question(id_),
        listed_question(asked.database, waiting, at=asked.query.get("at"), limit=PAGE),
        ledger.totals_question(id_, ["budget", "reserved"]),
    )  # fmt: skip
    if round_ is None:
        raise NotFoundException
    known = {each.id: each for each in grants(asked.database, [row.grant for row in found.rows])}
    rows = [
        Candidate(
            href(row.grant), row.grant, row.name, row.town, row.requested, known[row.grant].version,
            Steps(known[row.grant], round_, asked).why_not("award") or "",
        )
        for row in found.rows if row.grant in known
    ]  # fmt: skip
    here = f"/rounds/{round_.id}/award"
    context = {
        "round": round_, "rows": rows, "left": totals.left, "results": [],
        "next": f"{here}?at={found.next}" if found.next else None,
        "previous": f"{here}?at={found.previous}" if found.previous else None,
    }  # fmt: skip
    return Loaded(
        title=asked.say("Award grants"), fixed={"round": round_.id}, known={"occurred_on": asked.today},
        caption=round_name(round_, asked.lang),
        back=Link(asked.say("Back to the round"), f"/rounds/{round_.id}"), context=context,
    )  # fmt: skip


def ready(raw: dict[str, Any], _loaded: Loaded) -> dict[str, Any]:
    """Rows whose box is not ticked were not chosen."""
    sent = raw.get("rows")
    return {**raw, "rows": [row for row in sent if row.get("grant")] if isinstance(sent, list) else []}


def after(asked: Asked, _loaded: Loaded, done: Done) -> After:
    """Stay, and say what became of each row."""
    known = entries(asked.database, [row.id for row in done.rows])
    results = []
    for row in done.rows:
        entry = known.get(row.id)
        why = refusal(row.refused, row.params, asked.lang).what if row.refused else ""
        number, amount = (entry.number, entry.awarded) if entry and not why else (None, 0)
        results.append(Result(entry.name if entry else str(row.id)[:8], href(row.id), number, amount, why))
    return After(stay={"results": results})


AWARD_MANY: Final = CommandPage(
    path="/rounds/{round:uuid}/award", command=AwardGrants, template="lifecycle/award_many.html",
    fragment="lifecycle/_award_many_form.html", load=load, after=after, ready=ready, id="award-many-form",
)  # fmt: skip
ROUTES: Final = [*AWARD_MANY.routes()]
