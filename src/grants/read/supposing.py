"""What if the rules of a round had been other ones: its grants worked through anew, with totals. Seen on the pages
"What if" and by ``grants what-if``; nothing of it is stored.

A round is read in one statement and worked through grant by grant, so the memory it takes is that of the grants that
come out differently. It costs what the round is large, about half a millisecond a grant: a page goes as far as
``MOST`` of them, the command line on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from msgspec import Struct, structs
from sqlalchemy import Connection, Select, select

from grants.kernel.codes import Policy
from grants.kernel.fields import Day, Days, PositiveGrosze
from grants.lifecycle.facts import Facts, Meeting
from grants.lifecycle.figures import without_meetings
from grants.lifecycle.stages import Stage
from grants.lifecycle.supposing import Case, Changes, Side, case
from grants.read._folding import sort_key
from grants.read._paging import PAGE, Page, listed
from grants.rounds.commands import MeetingsWanted, VirtualWanted
from grants.rounds.rules import RoundRules
from grants.store.projecting import facts
from grants.store.projecting.tables import grant_facts

__all__ = [
    "BOOKED", "MOST", "OWN", "REASONS", "Case", "Meeting", "Other", "Row", "Side", "Totals", "Whole", "beside",
    "rows_page", "suppose",
]  # fmt: skip

MOST: Final = 2_000
"""Grants of a round that a page works through."""
BATCH: Final = 200
BOOKED: Final = (
    "applied", "awarded", "awarded_money", "meetings_counted", "requirement_met", "costs_accepted", "settled",
    "settled_partial", "recognised", "refund_due", "own_contribution",
)  # fmt: skip
"""Figures that the ledger keeps as well; today's side of the comparison is exactly what stands there."""
OWN: Final = (
    "stopped", "cut", "cut_money", "blocked", "blocked_money", "reasons_needed", "reports_late", "open_recognised",
    "open_refund",
)  # fmt: skip
"""Figures of the comparison alone: what the checklist stops, awards above the limit, settlements that would be refused,
shortfalls that a manager would have to give a reason for, late reports, and what open grants would come to today.
"""


REASONS: Final = (
    "stopped", "passed", "cut", "blocked", "unblocked", "meetings", "costs", "cap", "met", "unmet", "late",
)  # fmt: skip
"""Why a grant comes out differently."""


class Other(Struct, frozen=True, kw_only=True):
    """The rules that can be supposed, as typed: those from whose change anything can be worked out anew."""

    min_meetings: MeetingsWanted | None = None
    min_virtual: VirtualWanted | None = None
    shortfall_policy: Policy | None = None
    max_award: PositiveGrosze | None = None
    budget: PositiveGrosze | None = None
    activity_from: Day | None = None
    activity_to: Day | None = None
    report_due_days: Days | None = None
    call_opens_on: Day | None = None
    call_closes_on: Day | None = None

    def changes(self, rules: RoundRules) -> dict[str, Any]:
        """Those that are not the round's own already. Refused where the rules would then contradict themselves."""
        given = {name: value for name, value in structs.asdict(self).items() if value is not None}
        differ = {name: value for name, value in given.items() if value != getattr(rules, name)}
        if differ:
            replace(rules, **differ).check()
        return differ


class Totals(Struct, frozen=True):
    """Both sides by figure; ``difference`` is what the other rules would add."""

    now: Counter[str]
    then: Counter[str]

    def difference(self, code: str) -> int:
        return self.then[code] - self.now[code]


class Row(Struct, frozen=True):
    """A grant that comes out differently. ``numbers``: by figure, before and after; ``reasons``: codes, most weighty
    first; ``key``: where it stands in the list.
    """

    grant: UUID
    name: str
    town: str
    stage: str
    reasons: tuple[str, ...]
    numbers: dict[str, tuple[int, int]]
    key: str


class Whole(Struct, frozen=True):
    """A round under other rules. ``grants``: how many were worked through."""

    totals: Totals
    rows: list[Row]
    grants: int


def suppose(connection: Connection, round_: UUID, rules: RoundRules, changes: Changes) -> Whole:
    """All grants of the round, in one statement."""
    now: Counter[str] = Counter()
    then: Counter[str] = Counter()
    rows, grants = [], 0
    for id_, found in _worked(connection, round_, rules, changes):
        grants += 1
        before, after = _figures(found, found.now), _figures(found, found.then)
        now.update(before)
        then.update(after)
        if reasons := _reasons(found, before, after):
            rows.append(_row(id_, found, reasons, before, after))
    return Whole(Totals(now, then), sorted(rows, key=_place), grants)


def beside(grant: Facts, rules: RoundRules, changes: Changes) -> tuple[Case, Totals]:
    """One grant on both sides, and its figures."""
    found = case(grant, rules, changes)
    return found, Totals(Counter(_figures(found, found.now)), Counter(_figures(found, found.then)))


def rows_page(rows: list[Row], at: str | None, limit: int = PAGE) -> Page[Row]:
    """A page of the list by key; ``at``: a cursor of the page before or after."""
    return listed(rows, _place, (str, UUID), at, limit=limit)


def _worked(connection: Connection, round_: UUID, rules: RoundRules, changes: Changes) -> Iterator[tuple[UUID, Case]]:
    """Grants with an application, one after another; a batch of rows at a time is in memory."""
    query: Select[Any] = select(grant_facts.c.grant, grant_facts.c.facts).where(grant_facts.c.round == round_)
    for row in connection.execute(query.execution_options(yield_per=BATCH)):
        found = case(facts.read(row.facts), rules, changes)
        if found.now.state.application is not None:
            yield row.grant, found


def _figures(found: Case, side: Side) -> dict[str, int]:
    """The ledger's figures of one side, then those of the comparison; noughts left out."""
    out = {code: amount for (code, _), amount in without_meetings(side.state).items() if amount and code in _KEPT}
    out["meetings_counted"] = len(side.state.counted)
    out |= {code: count(found, side) for code, count in _COUNTED.items()}
    return {code: amount for code, amount in out.items() if amount}


def _open(found: Case) -> bool:
    return found.now.state.stage in (Stage.AGREED, Stage.REPORTED)


def _stopped(found: Case, side: Side) -> int:
    """Of applications that stand."""
    return int(bool(side.stops) and found.now.state.stage not in _GONE)


def _cut(found: Case, side: Side) -> int:
    """Grosze, of awards that stand."""
    stands = found.now.state.stage in (Stage.AWARDED, Stage.AGREED, Stage.REPORTED, Stage.SETTLED)
    return found.cut if stands and side is found.then else 0


def _blocked(found: Case, side: Side) -> int:
    return int(found.blocked and side is found.then)


def _blocked_money(found: Case, side: Side) -> int:
    return side.account.recognised if side.account and _blocked(found, side) else 0


def _needs_reason(found: Case, side: Side) -> int:
    """Asked of settled grants: an open one may still hold what is missing."""
    there = found.now.state.stage is Stage.SETTLED
    return int(there and side is found.then and found.needs_reason and side.rules != found.now.rules)


def _open_refund(found: Case, side: Side) -> int:
    return max(0, side.state.paid - side.recognised) if _open(found) and side.account else 0


_GONE: Final = (Stage.WITHDRAWN, Stage.REJECTED, Stage.CANCELLED)
_KEPT: Final = frozenset(BOOKED)
_COUNTED: Final[dict[str, Callable[[Case, Side], int]]] = {
    "stopped": _stopped,
    "cut": lambda found, side: int(_cut(found, side) > 0),
    "cut_money": _cut,
    "blocked": _blocked,
    "blocked_money": _blocked_money,
    "reasons_needed": _needs_reason,
    "reports_late": lambda _, side: int(side.days_late > 0),
    "open_recognised": lambda found, side: side.recognised if _open(found) else 0,
    "open_refund": _open_refund,
}


def _reasons(found: Case, before: dict[str, int], after: dict[str, int]) -> list[str]:
    """Why a grant comes out differently; empty if it does not."""
    now, then = found.now, found.then
    stops = now.stops != then.stops and now.state.stage not in _GONE
    if before == after and not stops and now.days_late == then.days_late and now.account == then.account:
        return []
    told = {
        "stopped": stops and bool(then.stops),
        "passed": stops and not then.stops,
        "cut": _cut(found, then) > 0,
        "blocked": found.blocked or (_open(found) and _is_blocked(then) and not _is_blocked(now)),
        "unblocked": _is_blocked(now) and not _is_blocked(then),
        "meetings": before.get("meetings_counted", 0) != after.get("meetings_counted", 0),
        "costs": before.get("costs_accepted", 0) != after.get("costs_accepted", 0),
        "cap": _cap_moved(now, then),
        "met": before.get("requirement_met", 0) < after.get("requirement_met", 0),
        "unmet": before.get("requirement_met", 0) > after.get("requirement_met", 0),
        "late": now.days_late != then.days_late,
    }
    return [code for code in REASONS if told[code]]


def _is_blocked(side: Side) -> bool:
    return side.account is not None and side.account.blocked


def _cap_moved(now: Side, then: Side) -> bool:
    """By the number of meetings required or by what a shortfall means, not by a smaller award."""
    if now.account is None or then.account is None:
        return False
    whole = (now.account.cap == now.state.awarded, then.account.cap == then.state.awarded)
    return now.account.cap != then.account.cap and whole != (True, True)


def _row(id_: UUID, found: Case, reasons: list[str], before: dict[str, int], after: dict[str, int]) -> Row:
    sent = found.now.state.application
    name, town = (sent.library_name, sent.library_town) if sent else ("", "")
    return Row(
        grant=id_, name=name, town=town, stage=found.now.state.shown_stage.value, reasons=tuple(reasons),
        numbers={code: (before.get(code, 0), after.get(code, 0)) for code in _SHOWN}, key=sort_key(f"{town} {name}"),
    )  # fmt: skip


_SHOWN: Final = ("awarded_money", "meetings_counted", "recognised", "refund_due", "open_recognised", "open_refund")


def _place(row: Row) -> tuple[str, UUID]:
    return row.key, row.grant
