"""What the register shows: three questions (rounds with colleagues, rows, totals), however large the programme is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final
from uuid import UUID

from grants.lifecycle.commands.applying import ApplyForGrant
from grants.lifecycle.commands.assigning import HandOverGrants
from grants.lifecycle.commands.awarding import AwardGrants
from grants.lifecycle.stages import ENDED, Stage
from grants.read import ledger
from grants.read.asking import ask, ask_all
from grants.read.register import Entry, Filters, Order, listed
from grants.read.rounds import RoundNow, rounds_question
from grants.read.staff import Colleague, colleagues_question
from grants.wording.labels import label, round_name
from web.register.chosen import code_chosen, round_chosen, round_options, search_chosen
from web.register.people import Desk, desk_chosen, desk_options, name_of
from web.support.asking import Asked
from web.support.guards import may
from web.support.many import allowed
from web.support.paths import page_at, with_query
from web.support.shell import Link

PATH: Final = "/grants"
STAGES: Final = tuple(stage.value for stage in Stage if stage is not Stage.OPENED)
OPEN: Final = "open"
ALL: Final = "all"


@dataclass(frozen=True, slots=True)
class Chosen:
    """Everything that the address says. ``stage``: one, or OPEN (under way), or ALL; ``own``: of one library."""

    round: RoundNow | None
    stage: str
    overdue: bool
    search: str
    order: Order
    desk: Desk = field(default_factory=Desk)
    own: bool = False
    days: Mapping[str, date] = field(default_factory=dict)
    """Of a past list, for its addresses."""

    @property
    def usual(self) -> str:
        """The stage that is meant while the address names none: of the whole programme what is under way; who narrows
        it otherwise, or searches, looks everywhere.
        """
        looked_for = self.round or self.overdue or self.search or self.desk.chosen or self.own
        return ALL if looked_for else OPEN

    @property
    def href(self) -> str:
        """The first page of this list."""
        order = "" if self.order is Order.NAME else self.order.value
        return with_query(
            PATH, round=self.round.id if self.round else "", stage="" if self.stage == self.usual else self.stage,
            overdue="yes" if self.overdue else "", q=self.search,
            person=self.desk.chosen, order=order, **self.days,
        )  # fmt: skip

    def page(self, at: str | None) -> str | None:
        """Another page of the same list."""
        return page_at(self.href, at)

    @property
    def narrowed(self) -> bool:
        """Whether anything but the round is chosen, and what is under way."""
        return bool(self.stage not in (OPEN, ALL) or self.overdue or self.search or self.desk.chosen)

    @property
    def under_way(self) -> bool:
        return self.stage == OPEN

    @property
    def everywhere(self) -> str:
        """The same, whatever its stage."""
        return replace(self, stage=ALL).href


@dataclass(frozen=True, slots=True)
class Line:
    """One row. ``meetings``: those that count, and how many the round asks for."""

    href: str
    grant: Entry
    round: str
    stage_word: str
    person: str
    meetings_needed: int
    due_word: str
    overdue: bool
    tickable: bool


@dataclass(frozen=True, slots=True)
class Quick:
    """A stage with its number of grants, as a link to them."""

    label: str
    stage: str
    number: int
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """The page. ``actions``: what this person may begin from here; ``own``: a library's person sees one library.

    ``bulks``: what may be done with several of these rows at once, label and address; ``ticked``: all boxes are.
    """

    chosen: Chosen
    href: str
    lines: list[Line]
    previous: str | None
    next: str | None
    quick: list[Quick]
    rounds: list[tuple[UUID, str]]
    stages: list[tuple[str, str]]
    orders: list[tuple[str, str]]
    actions: list[Link]
    people: list[tuple[str, str]]
    own: bool
    bulks: list[Link]
    ticked: bool
    tick_href: str

    @property
    def asked_only(self) -> bool:
        """Whether a row shows the amount requested, since nothing is awarded."""
        return any(not line.grant.awarded for line in self.lines)


def listing(asked: Asked) -> Shown:
    """Everything on the page."""
    known, staff = ask_all(asked.database, rounds_question(), colleagues_question())
    chosen = narrowing(asked, known)
    own, at = asked.person.library, asked.query.get("at")
    found = listed(asked.database, _filters(chosen, known, asked), chosen.order, at)
    round_ = chosen.round.id if chosen.round else None
    numbers = {} if own else ask(asked.database, ledger.totals_question(round_, ["stage"])).by("stage")
    by_id = {each.id: each for each in known}
    here = chosen.page(at) or chosen.href if at else chosen.href
    ticked = asked.query.get("tick") == "all"
    return Shown(
        chosen=chosen, href=here, bulks=_bulks(chosen.round, found.rows, asked), ticked=ticked,
        tick_href=here if ticked else with_query(here, tick="all"),
        lines=[line_of(entry, by_id[entry.round], staff, asked) for entry in found.rows],
        previous=chosen.page(found.previous), next=chosen.page(found.next),
        quick=quick_links(chosen, numbers, asked), rounds=round_options(asked, known),
        stages=stage_options(asked),
        orders=_orders(asked), actions=[*_handover(chosen, asked), *_actions(chosen.round, known, numbers, asked)],
        people=[] if own else desk_options(asked, staff), own=own is not None,
    )  # fmt: skip


def narrowing(asked: Asked, known: Sequence[RoundNow]) -> Chosen:
    """Everything that the address says."""
    order = code_chosen(asked, "order", [each.value for each in Order])
    chosen = Chosen(
        round=round_chosen(asked, known), stage=code_chosen(asked, "stage", (OPEN, ALL, *STAGES)),
        overdue=asked.query.get("overdue") == "yes", search=search_chosen(asked), order=Order(order or "name"),
        desk=desk_chosen(asked), own=asked.person.library is not None,
    )  # fmt: skip
    closed = chosen.round is not None and chosen.round.closed and chosen.stage == OPEN
    return replace(chosen, stage=ALL if closed else chosen.stage or chosen.usual)


def stage_options(asked: Asked) -> list[tuple[str, str]]:
    """For a select: groups of stages, then each."""
    groups = [(OPEN, asked.say("Under way")), (ALL, asked.say("All stages"))]
    return [*groups, *((stage, label("stage", stage, asked.lang)) for stage in STAGES)]


def _filters(chosen: Chosen, known: Sequence[RoundNow], asked: Asked) -> Filters:
    """A closed round has no grant under way: what is open is looked for in open rounds alone, however many closed."""
    open_rounds = tuple(each.id for each in known if not each.closed) if chosen.under_way else ()
    return Filters(
        round=chosen.round.id if chosen.round else None, open=chosen.under_way, rounds=open_rounds,
        stage=chosen.stage if chosen.stage in STAGES else "", library=asked.person.library,
        search=chosen.search, overdue_on=asked.today if chosen.overdue else None, person=chosen.desk.person,
        on_no_desk=chosen.desk.nobodys,
    )  # fmt: skip


def line_of(entry: Entry, round_: RoundNow, staff: Sequence[Colleague], asked: Asked) -> Line:
    """A row in words."""
    return Line(
        href=f"{PATH}/{entry.grant}", grant=entry, round=round_name(round_, asked.lang),
        stage_word=label("stage", entry.stage, asked.lang), person=name_of(entry.assigned, staff),
        meetings_needed=round_.rules.min_meetings,
        due_word=label("due", entry.due_kind, asked.lang) if entry.due_on else "",
        overdue=entry.overdue(asked.today), tickable=any(bulk.fits(entry) for bulk in allowed(asked.person)),
    )  # fmt: skip


def quick_links(chosen: Chosen, numbers: dict[str, int], asked: Asked) -> list[Quick]:
    """What is under way, all, then each stage that has grants, in the order of a grant's life. Each leads to as many
    rows as it says.
    """
    if not numbers:
        return []
    plain = replace(chosen, overdue=False, search="", desk=Desk())
    under_way = sum(number for stage, number in numbers.items() if stage not in ENDED)
    offered = [(OPEN, asked.say("Under way"), under_way), (ALL, asked.say("All grants"), sum(numbers.values()))]
    offered += [(stage, label("stage", stage, asked.lang), numbers.get(stage, 0)) for stage in STAGES]
    return [
        Quick(words, stage, number, replace(plain, stage=stage).href, current=chosen == replace(plain, stage=stage))
        for stage, words, number in offered if number
    ]  # fmt: skip


def _orders(asked: Asked) -> list[tuple[str, str]]:
    return [
        (Order.NAME.value, asked.say("Town and name")),
        (Order.APPLIED.value, asked.say("Newest applications")),
        (Order.DUE.value, asked.say("Earliest deadline")),
        (Order.CHANGED.value, asked.say("Last changed")),
        (Order.AWARDED.value, asked.say("Highest award")),
    ]


def _bulks(round_: RoundNow | None, rows: Sequence[Entry], asked: Asked) -> list[Link]:
    """Within one round that is open, whatever fits at least one row; the step's own page looks at each grant again."""
    if round_ is None or round_.closed:
        return []
    return [
        Link(asked.say(bulk.label), bulk.path(round_.id)) for bulk in allowed(asked.person)
        if any(bulk.fits(entry) for entry in rows)
    ]  # fmt: skip


def _handover(chosen: Chosen, asked: Asked) -> list[Link]:
    """Where one colleague's grants are looked at, they can be handed over."""
    if chosen.desk.person is None or not may(HandOverGrants).permits(asked.person):
        return []
    place = with_query("/grants/hand-over", person=chosen.desk.person, round=chosen.round.id if chosen.round else "")
    return [Link(asked.say("Hand these over"), place)]


def _actions(chosen: RoundNow | None, known: Sequence[RoundNow], numbers: dict[str, int], asked: Asked) -> list[Link]:
    """Awarding many, where something waits in an open round; applying, while a call is open."""
    found: list[Link] = []
    if chosen and not chosen.closed and numbers.get(Stage.APPLIED.value) and may(AwardGrants).permits(asked.person):
        found.append(Link(asked.say("Award several grants"), f"/rounds/{chosen.id}/award"))
    if may(ApplyForGrant).permits(asked.person):
        calls = [each for each in ([chosen] if chosen else known) if each.call_open(asked.today)]
        words = asked.say("Apply for a grant") if asked.person.library else asked.say("Key in an application")
        found += [
            Link(words if chosen else f"{words}: {round_name(each, asked.lang)}", f"/rounds/{each.id}/apply")
            for each in calls
        ]
    return found
