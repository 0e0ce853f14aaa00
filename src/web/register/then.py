"""The register as of a past day: the same rows, out of the log; nothing can be begun from here.

Narrowed by round, stage and name, in the order of names. Deadlines and desks are shown and not asked for: of those the
past keeps no list. Three questions, however large or old the programme is.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from uuid import UUID

from grants.kernel.envelope import Happened
from grants.lifecycle.stages import ENDED
from grants.read import days, ledger
from grants.read._paging import Page
from grants.read._then import Then
from grants.read.asking import ask, ask_all
from grants.read.grants import told_of
from grants.read.ledger.corners import Whose
from grants.read.ledger.stages import rounds_then, stage_then
from grants.read.register import Entry, Filters, Order, Placed, entry_then, then_question
from grants.read.register import Past as History
from grants.read.register.then import GRANT
from grants.read.rounds import RoundNow, every_round, first_opened_question, rounds_question
from grants.read.staff import Colleague, colleagues_question
from grants.read.trail.whole import several, several_question
from web.register.chosen import round_options, search_chosen
from web.register.listing import (
    ALL,
    OPEN,
    PATH,
    STAGES,
    Chosen,
    Line,
    Shown,
    line_of,
    narrowing,
    quick_links,
    stage_options,
)
from web.register.people import Desk
from web.support.asking import Asked
from web.support.past import Past


def listing_then(asked: Asked, past: Past) -> tuple[Shown, Past]:
    """The page; without rows where the days cannot be shown."""
    then = past.then or Then(asked.today, asked.today, 0)
    round_, at = _round_asked(asked), asked.query.get("at")
    filters, whose = _filters(asked, round_), round_ or every_round()
    rounds, staff, first, page, numbers = ask_all(
        asked.database, rounds_question(), colleagues_question(), first_opened_question(),
        then_question(asked.database, filters, _history(filters, whose, then), at),
        ledger.as_of_question(whose, then.as_of, then.known, ["stage"]),
    )  # fmt: skip
    past = past.settle(first, asked)
    chosen = _chosen(asked, rounds, past)
    if past.then is None:
        return _shown(asked, chosen, rounds, Page([], None, None), []), past
    lines = _lines(past.onlooker(asked), page.rows, past.then, (rounds, staff))
    shown = _shown(asked, chosen, rounds, page, [replace(line, href=past.keep(line.href)) for line in lines])
    counted = {} if asked.person.library else numbers.by("stage")
    return replace(shown, quick=quick_links(chosen, counted, asked)), past


def kept(asked: Asked) -> dict[str, str]:
    """What a past list can be narrowed by as well, for the control; what cannot be read is left out."""
    search = "".join(letter for letter in search_chosen(asked) if letter.isprintable())
    return {"q": search, "round": str(_round_asked(asked) or ""), "stage": _stage_asked(asked)}


def _history(filters: Filters, whose: Whose, then: Then) -> History:
    """Kept by the ledger: its figure "stage" is dated on both axes."""
    wanted = [filters.stage] if filters.stage else [s for s in STAGES if s not in ENDED or not filters.open]
    rounds = rounds_then(whose, then.as_of, then.known, wanted)
    return History(stage_then(GRANT, then.as_of, then.known), rounds)


def _round_asked(asked: Asked) -> UUID | None:
    """By its id alone: whether there is such a round is asked in the same breath."""
    with suppress(ValueError):
        return UUID(asked.query.get("round", ""))
    return None


def _chosen(asked: Asked, rounds: Sequence[RoundNow], past: Past) -> Chosen:
    """As in the present, without what the past keeps no list of; a closed round may have been open then."""
    plain = replace(narrowing(asked, rounds), overdue=False, desk=Desk(), order=Order.NAME, days=past.days)
    return replace(plain, stage=_stage_asked(asked) or plain.usual)


def _stage_asked(asked: Asked) -> str:
    given = asked.query.get("stage", "")
    return given if given in (OPEN, ALL, *STAGES) else ""


def _filters(asked: Asked, round_: UUID | None) -> Filters:
    stage, search, own = _stage_asked(asked), search_chosen(asked), asked.person.library
    everywhere = stage == ALL or bool(not stage and (round_ or search or own))
    named = stage if stage in STAGES else ""
    return Filters(round=round_, stage=named, library=own, search=search, open=not everywhere and not named)


def _lines(
    asked: Asked, placed: Sequence[Placed], then: Then, known: tuple[Sequence[RoundNow], Sequence[Colleague]]
) -> list[Line]:
    """Each grant folded as it was known then, cut by the day. Two questions."""
    if not placed:
        return []
    positions = ask(asked.database, several_question([each.grant for each in placed], days.upto(then.known)))
    events = several(asked.programme.log, positions)
    rounds, staff = {each.id: each for each in known[0]}, known[1]
    return [_line(each, events[each.grant], then, rounds[each.round], (asked, staff)) for each in placed]


def _line(
    placed: Placed, events: list[Happened], then: Then, round_: RoundNow, reader: tuple[Asked, Sequence[Colleague]]
) -> Line:
    asked, staff = reader
    told = told_of(events, placed.grant, then)
    if told is None:
        raise ValueError(f"{placed.grant} begins with no grant")
    state = told.now.state
    entry: Entry = entry_then(placed, state, told.now.version)
    line = line_of(entry, round_, staff, asked)
    return replace(line, meetings_needed=state.rules.min_meetings) if state.rules else line


def _shown(asked: Asked, chosen: Chosen, rounds: Sequence[RoundNow], page: Page[Placed], lines: list[Line]) -> Shown:
    return Shown(
        chosen=chosen, href=chosen.href, lines=lines, previous=chosen.page(page.previous), next=chosen.page(page.next),
        quick=[], rounds=round_options(asked, rounds), stages=stage_options(asked), orders=[], actions=[], people=[],
        own=asked.person.library is not None, bulks=[], ticked=False, tick_href=PATH,
    )  # fmt: skip
