"""What the grant is for, and what becomes of the money: meetings, costs, report, settlement, refund."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from grants.demo import texts
from grants.demo.cast import DESK
from grants.demo.days import working
from grants.demo.plan import Fate
from grants.demo.script import applying, awarding, costs, meetings, reporting
from grants.demo.script.dossier import Dossier
from grants.demo.script.office import Office


def meet(d: Dossier, fate: Fate) -> None:
    """All meetings of the grant, and what became of some of their entries."""
    rules = d.season.rules
    first = max(rules.activity_from + timedelta(days=5), d.today + timedelta(days=6))
    last = rules.activity_to - timedelta(days=5)
    if fate.costs == "anothers":
        last = first + timedelta(days=70)
    elif fate.costs == "foreign":
        first += timedelta(days=50)
    days = meetings.days_between(d.rng, first, last, fate.held)
    virtual = _virtual(d.rng, fate)
    for number, day in enumerate(days, 1):
        recorded = day + timedelta(days=d.rng.choice((0, 1, 1, 2, 3, 4, 6, 9)))
        meetings.hold(d, day, recorded, mode="virtual" if number in virtual else "in_person")
        if number == 2:  # noqa: PLR2004  half-way
            _half_way(d, fate)
    _odd_meetings(d, fate, days[-1])


def _half_way(d: Dossier, fate: Fate) -> None:
    if fate.waiver.startswith("later_"):
        applying.ask_waiver(d, d.later(1, 4))
        applying.decide_waiver(d, d.later(3, 9), granted=fate.waiver == "later_granted")
    if fate.partner == "left":
        applying.partner_leaves(d, d.later(1, 6))


def _odd_meetings(d: Dossier, fate: Fate, last: date) -> None:
    """Meetings that do not count, entries put right, an entry made twice."""
    match fate.meeting:
        case "no_partner":
            day = last + timedelta(days=4)
            meetings.hold(d, day, day + timedelta(days=2), partners=False, planned=False)
        case "too_late":
            day = working(d.season.rules.activity_to + timedelta(days=d.rng.randint(3, 6)))
            meetings.hold(d, day, day + timedelta(days=2), planned=False)
        case "voided":
            meetings.enter_twice(d, d.later(1, 4))
        case "attendance" | "minutes" | "partners" | "channel" | "theme":
            meetings.correct(d, d.later(1, 6), fate.meeting)
        case _:
            pass


def _virtual(rng: Random, fate: Fate) -> set[int]:
    """Which of the meetings are virtual: one at least, where one is held at all."""
    if not fate.wants_virtual:
        return set()
    one = fate.held if fate.waiver == "later_refused" or fate.held == 1 else rng.randint(2, fate.held)
    more = {n for n in range(1, fate.held + 1) if rng.random() < 0.07}  # noqa: PLR2004
    return {one} if fate.waiver == "later_refused" else {one, *more}


def charge(d: Dossier, fate: Fate, office: Office) -> None:
    """Costs that come to about the award, or to about what the meetings held are worth."""
    if fate.costs == "foreign" and office.stray is not None:
        day = max(d.later(2, 6), office.stray_since + timedelta(days=5))
        costs.record(d, day, d.awarded, keep=[office.stray])
        return
    worth = d.awarded if fate.held >= 4 else d.awarded * fate.held * d.rng.randint(85, 125) // 400  # noqa: PLR2004
    total, own = _sums(d.rng, min(worth, d.awarded))
    documents = costs.record(d, _day_of_report(d, fate), total, own=own)
    if fate.costs == "anothers":
        office.stray = documents[0]


def _sums(rng: Random, worth: int) -> tuple[int, int]:
    """What is charged, and what the library pays beyond it: exactly, a little less, or more than the grant."""
    luck = rng.random()
    if luck < 0.46:  # noqa: PLR2004
        return worth, 0
    if luck < 0.74:  # noqa: PLR2004
        return worth * rng.randint(8_600, 9_970) // 10_000, 0
    if luck < 0.9:  # noqa: PLR2004
        return worth, rng.randint(1_500, 19_000)
    return worth + rng.randint(1_000, 14_000), 0


def _day_of_report(d: Dossier, fate: Fate) -> date:
    rules = d.season.rules
    due = rules.activity_to + timedelta(days=rules.report_due_days)
    if fate.report == "late":
        return due + timedelta(days=d.rng.randint(2, 2 * d.season.pace - 4))
    if fate.ending == "nothing":
        return due - timedelta(days=d.rng.randint(3, 25))
    return min(d.later(3, 24), due - timedelta(days=d.rng.randint(2, 9)))


def report(d: Dossier, fate: Fate) -> None:
    """The report, in time or late; sometimes returned, once with a wrong day."""
    if fate.ending == "nothing":
        reporting.report(d, _day_of_report(d, fate), texts.NOTHING_HELD)
        return
    short = fate.held < d.season.rules.min_meetings
    reporting.report(d, d.later(0, 2) if fate.report != "late" else d.today, texts.SHORT_NARRATIVE if short else None)
    if fate.report == "returned":
        reporting.send_report_back(d, d.later(2, 6))
        reporting.report_again(d, d.later(3, 7))
    elif fate.report == "day":
        wrong, right = d.today, d.today - timedelta(days=3)
        reason = texts.WRONG_REPORT_DAY
        awarding.fix(d, "report", "occurred_on", wrong.isoformat(), right.isoformat(), reason, d.later(1, 3), DESK)


def settle(d: Dossier, fate: Fate, office: Office) -> None:
    """Costs are judged, the grant is settled, what is due comes back."""
    pace = d.season.pace
    if fate.costs == "anothers":
        costs.decide(d, d.later(2, pace), rejected=1, reason=texts.ANOTHERS_COST)
        office.stray_since = d.today
    elif d.costs:
        costs.decide(d, d.later(2, pace), rejected=d.rng.randint(1, d.costs) if fate.costs == "rejected" else None)
    override = texts.OVERRIDE if fate.waiver == "override" else None
    reporting.settle(d, d.later(0, 4), override=override)
    due = d.refund_due(fate.held)
    if due > 0:
        reporting.ask_back(d, d.later(0, 3))
        give_back(d, fate, due)


def give_back(d: Dossier, fate: Fate, due: int) -> None:
    """All at once, or in two parts."""
    if fate.ending == "cancelled_paid":
        reporting.ask_back(d, d.later(0, 2))
    first = due * 6 // 10 if fate.refund == "two_parts" and fate.report != "late" else due
    if 0 < first < due:
        reporting.came_back(d, d.later(3, d.season.pace), first)
        reporting.came_back(d, d.later(3, d.season.pace), due - first, part=2)
    else:
        reporting.came_back(d, d.later(3, d.season.pace), due)
