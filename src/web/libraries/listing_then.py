"""The list of libraries as of a past day: the same rows, out of the log; nothing can be begun from here.

Three questions, however many libraries there are and however old the programme is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import msgspec

from grants.read import days
from grants.read._paging import Page
from grants.read._then import Then
from grants.read.asking import ask, ask_all
from grants.read.libraries import LibraryNow, names_question
from grants.read.libraries.listed_then import LIBRARY, folded_then, listed_then
from grants.read.libraries.listed_then import Past as History
from grants.read.rounds import first_opened_question
from grants.read.trail.closing import closed_then
from grants.read.trail.whole import found_question, several
from web.libraries.narrowing import Chosen, Shown, chosen_in, shown_of
from web.support.asking import Asked
from web.support.past import Past
from web.support.prose import named_by


def listing_then(asked: Asked, past: Past) -> tuple[Shown, Past]:
    """The page; without rows where the days cannot be shown."""
    then, chosen = past.then or Then(asked.today, asked.today, 0), chosen_in(asked)
    upto = days.upto(then.known)
    history = History(then.as_of, upto, closed_then(LIBRARY, then.as_of, upto))
    listed = listed_then(asked.database, history, chosen.search, asked.query.get("at"), retired=chosen.retired)
    first, page, positions = ask_all(
        asked.database, first_opened_question(), listed.ids, found_question(listed.streams, upto)
    )
    past = past.settle(first, asked)
    if past.then is None:
        return shown_of(asked, chosen, Page([], None, None)), past
    rows = folded_then(page.rows, several(asked.programme.log, positions), then.as_of)
    found = Page(_named(asked, rows), page.next, page.previous)
    return shown_of(past.onlooker(asked), replace(chosen, days=past.days), found), past


def kept(chosen: Chosen) -> dict[str, str]:
    """What a past list is narrowed by as well, for the control; what cannot be read is left out."""
    return {"q": "".join(letter for letter in chosen.search if letter.isprintable()), "state": chosen.state}


def _named(asked: Asked, rows: Sequence[LibraryNow]) -> list[LibraryNow]:
    """With successors, as they are called today."""
    successors = {row.successor for row in rows if row.successor}
    found = ask(asked.database, names_question(successors)) if successors else {}
    names = named_by(found)
    return [msgspec.structs.replace(row, successor_name=names(row.successor)) if row.successor else row for row in rows]
