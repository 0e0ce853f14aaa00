"""What is due and overdue, in one table: the earliest deadline first, what has none last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from litestar import Response, get

from grants.read.due import Task, Wanted, waiting
from grants.read.libraries import LibraryNow, libraries
from grants.read.rounds import RoundNow, rounds
from grants.wording.labels import label, labels
from grants.wording.tables import TABLES
from web.register.chosen import READERS, code_chosen, round_chosen, round_options
from web.support.asking import Asked, answer
from web.support.context import WebRequest
from web.support.language import language, say
from web.support.page import render
from web.support.paths import with_query

PATH: Final = "/due"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to do. ``late``: days since its deadline, 0 if it has not passed."""

    task: Task
    what: str
    whose: str
    library: str
    town: str
    round: str
    late: int
    href: str
    library_href: str


@dataclass(frozen=True, slots=True)
class Shown:
    """The page; ``chosen`` are the values of its filters as the form shows them."""

    lines: list[Line]
    chosen: dict[str, Any]
    href: str
    previous: str | None
    next: str | None
    narrowed: bool
    rounds: list[tuple[UUID, str]]
    kinds: list[tuple[str, str]]
    turns: list[tuple[str, str]]
    own: bool


@get(PATH, guards=[READERS], include_in_schema=False)
async def due_page(request: WebRequest) -> Response[str]:
    """The page; for htmx the list alone."""
    shown = await answer(request, dues)
    words = say(language(request))
    title = words("What your library owes") if shown.own else words("What is due")
    return render(
        request, "register/due.html", fragment="register/_due.html", title=title, place=shown.href, shown=shown
    )


def dues(asked: Asked) -> Shown:
    """Three questions: rounds, tasks, their libraries' names. A library's person sees what it owes itself."""
    known, own = rounds(asked.database), asked.person.library
    round_, overdue = round_chosen(asked, known), asked.query.get("overdue") == "yes"
    kind = code_chosen(asked, "kind", list(TABLES["due"]))
    who = "library" if own else code_chosen(asked, "who", list(TABLES["turn"]))
    wanted = Wanted(
        round=round_.id if round_ else None, kind=kind, who=who, library=own,
        overdue_on=asked.today if overdue else None,
    )  # fmt: skip
    at = asked.query.get("at")
    found = waiting(asked.database, wanted, at)
    names = libraries(asked.database, {task.library for task in found.rows})
    chosen = {
        "round": round_.id if round_ else "", "kind": kind, "who": "" if own else who,
        "overdue": "yes" if overdue else "",
    }  # fmt: skip
    by_id = {each.id: each for each in known}
    return Shown(
        lines=[_line(task, by_id[task.round], names.get(task.library), asked) for task in found.rows],
        chosen=chosen, href=with_query(PATH, **chosen, at=at),
        previous=with_query(PATH, **chosen, at=found.previous) if found.previous else None,
        next=with_query(PATH, **chosen, at=found.next) if found.next else None,
        narrowed=any(chosen.values()), rounds=round_options(asked, known),
        kinds=list(labels("due", asked.lang).items()), turns=list(labels("turn", asked.lang).items()),
        own=own is not None,
    )  # fmt: skip


def _line(task: Task, round_: RoundNow, library: LibraryNow | None, asked: Asked) -> Line:
    late = (asked.today - task.due_on).days if task.due_on and task.overdue(asked.today) else 0
    return Line(
        task=task, what=label("due", task.kind, asked.lang), whose=label("turn", task.who, asked.lang),
        library=library.name if library else str(task.library)[:8], town=library.town if library else "",
        round=round_.label, late=late, href=f"/grants/{task.grant}", library_href=f"/libraries/{task.library}",
    )  # fmt: skip


ROUTES = [due_page]
