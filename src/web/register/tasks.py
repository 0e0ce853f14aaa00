"""What waits and what is due are one table with two orders: its lines, its filters, its address."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from grants.lifecycle.stages import Stage
from grants.read.asking import ask_all
from grants.read.due import Task, Wanted
from grants.read.rounds import RoundNow, rounds_question
from grants.read.staff import Colleague, colleagues_question
from grants.wording.labels import label, labels, round_name
from web.register.chosen import code_chosen, round_chosen, round_options
from web.register.people import ALL, DESKS, desk_chosen, desk_options, name_of, own_first
from web.register.steps import step_href
from web.support.asking import Asked
from web.support.paths import with_query
from web.support.shell import Link

OVERDUE: Final = "overdue"
SPANS: Final = ("7", "14", "30")
STAGES: Final = tuple(stage.value for stage in Stage if stage not in (Stage.OPENED, Stage.REJECTED, Stage.WITHDRAWN))
Question = Callable[[Any, Wanted, str | None], Any]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to do. ``late``: days since its deadline, 0 if it has not passed; ``waited``: days since it began;
    ``step``: the form where this person does it, empty if it is another's; ``colour``: of the stage's tag.
    """

    task: Task
    what: str
    whose: str
    stage: str
    colour: str
    round: str
    person: str
    late: int
    waited: int
    href: str
    step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The page; ``chosen`` are the values of its filters as the form shows them; ``mine``: "waiting for me".

    ``desks``: between one's own work with nobody's, and everybody's; the last is where all of it is shown.
    """

    path: str
    title: str
    mine: bool
    lines: list[Line]
    chosen: dict[str, Any]
    href: str
    previous: str | None
    next: str | None
    rounds: list[tuple[UUID, str]]
    kinds: list[tuple[str, str]]
    stages: list[tuple[str, str]]
    days: list[tuple[str, str]]
    people: list[tuple[str, str]]
    anybody: str
    desks: list[Link]
    own: bool

    @property
    def narrowed(self) -> bool:
        return any(value for value in self.chosen.values() if value != ALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Which of the two: ``kinds`` are those it may show, ``first`` those it shows while none is chosen."""

    path: str
    title: str
    kinds: Sequence[str]
    first: Sequence[str]
    mine: bool
    ask: Question


def shown(asked: Asked, table: Table) -> Shown:
    """Two questions: rounds and names of colleagues, then the tasks. A library's person sees what it owes itself."""
    own, at = asked.person.library, asked.query.get("at")
    known, staff = ask_all(asked.database, rounds_question(), colleagues_question())
    round_, desk = round_chosen(asked, known), own_first(asked) if table.mine else desk_chosen(asked)
    kind, stage = code_chosen(asked, "kind", table.kinds), code_chosen(asked, "stage", STAGES)
    days = _days(asked, table)
    wanted = Wanted(
        round=round_.id if round_ else None, kinds=(kind,) if kind else tuple(table.first), stage=stage, library=own,
        who="library" if own else "", person=desk.person, shared=desk.shared, on_no_desk=desk.nobodys,
        **_limits(asked, days, table),
    )  # fmt: skip
    found = table.ask(asked.database, wanted, at)
    chosen = {
        "round": round_.id if round_ else "", "kind": kind, "stage": stage, "days": days, "person": desk.chosen,
    }  # fmt: skip
    by_id = {each.id: each for each in known}
    words = labels("due", asked.lang)
    return Shown(
        path=table.path, title=table.title, mine=table.mine,
        lines=[_line(task, by_id[task.round], staff, asked) for task in found.rows], chosen=chosen,
        href=with_query(table.path, **chosen, at=at),
        previous=with_query(table.path, **chosen, at=found.previous) if found.previous else None,
        next=with_query(table.path, **chosen, at=found.next) if found.next else None,
        rounds=round_options(asked, known), kinds=[(each, words[each]) for each in table.kinds],
        stages=[(each, label("stage", each, asked.lang)) for each in STAGES], days=_spans(asked, table),
        people=_people(asked, table, staff), anybody=_anybody(asked, table), desks=_desks(asked, table, chosen),
        own=own is not None,
    )  # fmt: skip


def _sorted_by_desk(asked: Asked, table: Table) -> bool:
    """Whether the list begins with what is one's own or nobody's."""
    return table.mine and asked.person.library is None and bool(asked.person.roles & DESKS)


def _people(asked: Asked, table: Table, staff: Sequence[Colleague]) -> list[tuple[str, str]]:
    if asked.person.library is not None:
        return []
    everybody = [(ALL, asked.say("Anybody’s"))] if _sorted_by_desk(asked, table) else []
    return [*everybody, *desk_options(asked, staff)]


def _anybody(asked: Asked, table: Table) -> str:
    """What the list shows while nobody is chosen."""
    return asked.say("Mine and nobody’s") if _sorted_by_desk(asked, table) else asked.say("Anybody’s")


def _desks(asked: Asked, table: Table, chosen: dict[str, Any]) -> list[Link]:
    if not _sorted_by_desk(asked, table):
        return []
    both = ((asked.say("Mine and nobody’s"), ""), (asked.say("Everything of my role"), ALL))
    return [
        Link(words, with_query(table.path, **{**chosen, "person": value}), current=chosen["person"] == value)
        for words, value in both
    ]


def _days(asked: Asked, table: Table) -> str:
    """The span of days; ``overdue=yes`` is how older addresses say it."""
    if asked.query.get("overdue") == "yes" and not table.mine:
        return OVERDUE
    return code_chosen(asked, "days", SPANS if table.mine else (OVERDUE, *SPANS))


def _limits(asked: Asked, days: str, table: Table) -> dict[str, Any]:
    if not days:
        return {}
    if days == OVERDUE:
        return {"overdue_on": asked.today}
    span = timedelta(days=int(days))
    return {"since_by": asked.today - span} if table.mine else {"due_by": asked.today + span}


def _spans(asked: Asked, table: Table) -> list[tuple[str, str]]:
    if table.mine:
        return [(n, asked.say("%(n)s days or longer") % {"n": n}) for n in SPANS]
    return [(OVERDUE, asked.say("overdue")), *((n, asked.say("within %(n)s days") % {"n": n}) for n in SPANS)]


def _line(task: Task, round_: RoundNow, staff: Sequence[Colleague], asked: Asked) -> Line:
    late = (asked.today - task.due_on).days if task.due_on and task.overdue(asked.today) else 0
    owed = task.kind == "payment" and task.stage in (Stage.SETTLED, Stage.CLOSED)
    stage = asked.say("Settled, more to be paid") if owed else label("stage", task.stage, asked.lang)
    return Line(
        task=task, what=label("due", task.kind, asked.lang), whose=label("turn", task.who, asked.lang),
        stage=stage, colour=Stage.SETTLED.value if owed else task.stage, round=round_name(round_, asked.lang),
        person=name_of(task.assigned, staff), late=late, waited=max(0, (asked.today - task.since).days),
        href=f"/grants/{task.grant}", step=step_href(task.kind, task.grant, asked.person),
    )  # fmt: skip
