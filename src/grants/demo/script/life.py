"""A fate, lived: chapter by chapter from the coalition to the closed grant."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import cast

from grants.demo import texts
from grants.demo.cast import DESK
from grants.demo.days import working
from grants.demo.plan import Fate
from grants.demo.script import applying, awarding, costs, meetings, reporting
from grants.demo.script.costs import Document
from grants.demo.script.dossier import Dossier
from grants.lifecycle.commands.awarding import AwardRow
from grants.rounds.commands import Rules

ODD = 2


@dataclass(slots=True)
class Office:
    """What grants of a round share: Thursdays' awards, and a document that was charged by the wrong library first."""

    thursdays: dict[date, list[AwardRow]] = field(default_factory=lambda: defaultdict(list))
    stray: Document | None = None
    stray_since: date = date.max


def live(fate: Fate, office: Office) -> Dossier:
    """The whole script of one grant."""
    d = Dossier(fate.season, fate.name, fate.leading, [*fate.partners])
    newcomer = d.partners.pop() if fate.partner == "added" else None
    if not _apply(d, fate):
        return d
    if not _award(d, fate, office):
        return d
    if newcomer:
        d.partners.append(newcomer)
        applying.add_partner(d, d.later(2, 5))
    if fate.ending == "cancelled_paid":
        awarding.cancel(d, d.later(25, 60))
        _give_back(d, fate, d.paid)
        return d
    if fate.ending == "settled":
        _meet(d, fate)
        _charge(d, fate, office)
    _report(d, fate)
    _settle(d, fate, office)
    return d


def _apply(d: Dossier, fate: Fate) -> bool:
    """Up to an application that can be awarded; False if it ends here."""
    rules, wish = d.season.changed, fate.waiver.startswith("form_")
    sent = _sent(d.rng, rules, early=fate.application == "again")
    applying.coalition(d, max(rules.call_opens_on, sent - timedelta(days=d.rng.randint(2, 12))))
    if fate.ending == "silent":
        return False
    if fate.money == "award_amount":
        d.requested = 98_000
    applying.apply(d, sent, sent + timedelta(days=d.rng.choice((0, 0, 1, 1, 2, 3))), wish=wish)
    if fate.ending == "withdrawn":
        applying.withdraw(d, d.later(3, 12))
        return False
    if fate.ending == "rejected":
        applying.reject(d, d.later(6, 14))
        return False
    if fate.application == "again":
        applying.withdraw(d, d.later(1, 3), texts.TO_APPLY_AGAIN)
        again = working(d.later(2, 5))
        applying.apply(d, again, again, wish=wish, again=True)
    _put_in_order(d, fate, wish=wish)
    return True


def _put_in_order(d: Dossier, fate: Fate, *, wish: bool) -> None:
    """The waiver asked for in the form, and the return for correction."""
    if fate.waiver == "form_refused":
        applying.decide_waiver(d, d.later(2, 6), granted=False)
        applying.send_back(d, d.today, "plan", texts.NO_VIRTUAL_PLANNED)
        applying.resubmit(d, d.later(3, 9))
        return
    if fate.waiver == "form_granted" and fate.number % ODD:
        applying.decide_waiver(d, d.later(2, 8), granted=True)
    if fate.application == "returned":
        applying.send_back(d, d.later(2, 7))
        applying.resubmit(d, d.later(3, 9), virtual=not wish)


def _award(d: Dossier, fate: Fate, office: Office) -> bool:
    """Award, agreement, payment; False if it ends on the way."""
    thursday = awarding.meeting_of_staff(d.today)
    less = {"lower_award": d.rng.choice((5_000, 7_500, 10_000)), "award_amount": awarding.SLIPPED}.get(fate.money, 0)
    if not less and d.rng.random() < 0.07:  # noqa: PLR2004  few are awarded by themselves
        awarding.award_alone(d, d.later(2, 5))
    else:
        office.thursdays[thursday].append(awarding.awarded_together(d, thursday, less=less))
    if fate.money == "award_amount":
        awarding.correct_award(d, d.later(1, 4))
    if fate.ending == "withdrawn_awarded":
        applying.withdraw(d, d.later(2, 8))
        return False
    _sign(d, fate)
    if fate.ending == "cancelled":
        awarding.cancel(d, d.later(12, 40))
        return False
    if fate.waiver == "form_granted" and not fate.number % ODD:
        applying.decide_waiver(d, d.later(1, 6), granted=True)
    awarding.pay(d, d.later(2, 9), who=awarding.payer(d))
    if fate.money == "payment_day":
        awarding.correct_bank_day(d, d.later(3, 9))
    return True


def _sign(d: Dossier, fate: Fate) -> None:
    number, year = f"PD/{d.season.label}/{d.today.year}/{fate.number:03}", d.today.year
    wrong = f"PD/{year}/{fate.number:03}"
    awarding.sign(d, d.later(5, 14), wrong if fate.money == "agreement_number" else number)
    if fate.money == "agreement_number":
        awarding.fix(d, "agreement", "number", wrong, number, texts.WRONG_NUMBER, d.later(1, 9), DESK)


def _meet(d: Dossier, fate: Fate) -> None:
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
            meetings.correct(d, d.later(1, 6), cast("meetings.Wrong", fate.meeting))
        case _:
            pass


def _virtual(rng: Random, fate: Fate) -> set[int]:
    """Which of the meetings are virtual: one at least, where one is held at all."""
    if not fate.wants_virtual:
        return set()
    one = fate.held if fate.waiver == "later_refused" or fate.held == 1 else rng.randint(2, fate.held)
    more = {n for n in range(1, fate.held + 1) if rng.random() < 0.07}  # noqa: PLR2004
    return {one} if fate.waiver == "later_refused" else {one, *more}


def _charge(d: Dossier, fate: Fate, office: Office) -> None:
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


def _report(d: Dossier, fate: Fate) -> None:
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


def _settle(d: Dossier, fate: Fate, office: Office) -> None:
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
        _give_back(d, fate, due)


def _give_back(d: Dossier, fate: Fate, due: int) -> None:
    """All at once, or in two parts."""
    if fate.ending == "cancelled_paid":
        reporting.ask_back(d, d.later(0, 2))
    first = due * 6 // 10 if fate.refund == "two_parts" and fate.report != "late" else due
    if 0 < first < due:
        reporting.came_back(d, d.later(3, d.season.pace), first)
        reporting.came_back(d, d.later(3, d.season.pace), due - first, part=2)
    else:
        reporting.came_back(d, d.later(3, d.season.pace), due)


def _sent(rng: Random, rules: Rules, *, early: bool) -> date:
    """The day on the paper: most libraries apply towards the end of the call."""
    length = (rules.call_closes_on - rules.call_opens_on).days
    day = length // 4 if early else int(rng.triangular(1, length, length * 4 // 5))
    return min(rules.call_closes_on, working(rules.call_opens_on + timedelta(days=day)))
