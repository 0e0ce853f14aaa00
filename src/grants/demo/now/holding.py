"""Grants with an agreement and no report yet: payments, schedules, meetings, waivers, costs, deadlines."""

from __future__ import annotations

from typing import Final

from grants.demo import texts
from grants.demo.now.around import Around, Course
from grants.demo.now.moves import charged, held, number, paid, signed, worth
from grants.demo.script import applying, awarding, costs, meetings, planning, revising
from grants.demo.script.dossier import Dossier
from grants.kernel.codes import CHANNELS


def to_pay(d: Dossier, around: Around) -> None:
    """Waits for its payment."""
    signed(d, around, 21)


def to_pay_since_long(d: Dossier, around: Around) -> None:
    """Signed weeks ago; two such grants invite a payment of many at once."""
    signed(d, around, 47)


def to_pay_elsewhere(d: Dossier, around: Around) -> None:
    """The agreement was amended with a new account; waits for its payment to it."""
    signed(d, around, 36)
    revising.new_account(d, around.back(11), f"{number(d, 36)}/A1")


def partly_paid(d: Dossier, around: Around) -> None:
    """A first part was paid, two of four meetings held; the second part waits."""
    paid(d, around, 58, pay=43, amount=60_000)
    held(d, around, 29, 13)


def bounced(d: Dossier, around: Around) -> None:
    """The bank sent the payment back; it waits to be paid again."""
    paid(d, around, 35, pay=19)
    revising.reverse(d, around.back(9), 1)


def paid_again(d: Dossier, around: Around) -> None:
    """The bank sent the payment back, the agreement was amended, the money went to the new account."""
    paid(d, around, 72, pay=58)
    revising.reverse(d, around.back(51), 1)
    revising.new_account(d, around.back(44), f"{number(d, 72)}/A1")
    awarding.pay(d, around.back(40))
    held(d, around, 30, 14)


def applied_again(d: Dossier, around: Around) -> None:
    """Withdrawn and applied for again while the call was open: attempt 2, under way now."""
    applying.coalition(d, around.back(84))
    applying.apply(d, around.back(82), around.back(82))
    applying.withdraw(d, around.back(78), texts.TO_APPLY_AGAIN)
    applying.apply(d, around.back(60), around.back(59), again=True)
    awarding.award_alone(d, around.back(51), d.desk)
    awarding.sign(d, around.back(46), number(d, 60))
    awarding.pay(d, around.back(41))
    held(d, around, 22)


def award_lowered(d: Dossier, around: Around) -> None:
    """A partner left after the signature; the award was lowered before it was paid."""
    signed(d, around, 56)
    revising.change_award(d, around.back(39), worth(d, 80))
    awarding.pay(d, around.back(36))
    held(d, around, 18)


def schedule(d: Dossier, around: Around) -> None:
    """A schedule in motion: a meeting more, one moved, one called off, one whose day passed without an entry."""
    paid(d, around, 55, pay=40)
    held(d, around, 31)
    late = planning.plan_one(d, around.back(28), around.back(12))
    moved = planning.plan_one(d, around.back(27), around.coming(9), mode="virtual")
    gone = planning.plan_one(d, around.back(27), around.coming(16))
    planning.move(d, around.back(11), moved, around.coming(23))
    planning.call_off(d, around.back(10), gone)
    planning.move(d, around.back(15), late - 1, around.coming(30))


def under_way(d: Dossier, around: Around) -> None:
    """Paid; two of four meetings held, one of them virtual; a third, to which no partner came, does not count; the
    agreement was amended since.
    """
    paid(d, around, 57, pay=42)
    held(d, around, 28, 17)
    meetings.hold(d, around.back(9), around.back(8), partners=False, planned=False)
    revising.amend(d, around.back(6), f"{number(d, 57)}/A1")


def just_paid(d: Dossier, around: Around) -> None:
    """Paid; the first meeting is still to come."""
    paid(d, around, 24, pay=9)


def all_channels(d: Dossier, around: Around) -> None:
    """A meeting by every channel there is, and one in person; one entry put right."""
    paid(d, around, 59, pay=44)
    meetings.hold(d, around.back(40), around.back(39))
    for place, channel in enumerate(CHANNELS):
        day = 36 - 5 * place
        meetings.hold(d, around.back(day), around.back(day - 1), mode="virtual", channel=channel, planned=place < 2)  # noqa: PLR2004  a third of the schedule is left
    meetings.correct(d, around.back(6), "attendance")


def entered_twice(d: Dossier, around: Around) -> None:
    """One meeting was entered twice and voided once."""
    paid(d, around, 53, pay=38)
    held(d, around, 27, 16)
    meetings.enter_twice(d, around.back(14))


def twice_a_day(d: Dossier, around: Around) -> None:
    """Two meetings of one day that look like one, confirmed by the desk; one value corrected."""
    paid(d, around, 52, pay=37)
    held(d, around, 26, 17)
    meetings.meet_twice(d, around.back(15))
    meetings.correct(d, around.back(13), "minutes")


def waiver_pending(d: Dossier, around: Around) -> None:
    """Three meetings held in person; the virtual one failed, a waiver is asked for."""
    paid(d, around, 54, pay=39)
    held(d, around, 33, 21, 11, virtual=None)
    applying.ask_waiver(d, around.back(4))


def waiver_granted(d: Dossier, around: Around) -> None:
    """All four in person, and that is enough: a waiver was granted."""
    paid(d, around, 62, pay=47)
    held(d, around, 38, 31, 23, 16, virtual=None)
    applying.ask_waiver(d, around.back(14), "no_internet")
    applying.decide_waiver(d, around.back(9), granted=True)


def waiver_refused(d: Dossier, around: Around) -> None:
    """A waiver was refused: the virtual meeting is still to be held."""
    paid(d, around, 63, pay=48)
    held(d, around, 37, 25, 18, virtual=None)
    applying.ask_waiver(d, around.back(14))
    applying.decide_waiver(d, around.back(8), granted=False)


def costs_coming(d: Dossier, around: Around) -> None:
    """Costs come in: one put right, one no longer charged, one accepted, one rejected and then open again."""
    paid(d, around, 66, pay=50)
    held(d, around, 45, 34, 22)
    charged(d, around, 19)
    charged(d, around, 18, 12_000)
    costs.correct(d, around.back(16), 3)
    costs.withdraw(d, around.back(15), d.costs)
    costs.decide(d, around.back(12), rejected=2, upto=2)
    costs.take_back(d, around.back(8), 2)


def overdue(d: Dossier, around: Around) -> None:
    """All meetings held, the report is overdue."""
    paid(d, around, 115, pay=100)
    held(d, around, 90, 74, 60, 41)


def overdue_with_costs(d: Dossier, around: Around) -> None:
    """Three meetings and all costs are in, the report is overdue."""
    paid(d, around, 114, pay=99)
    held(d, around, 88, 70, 53)
    charged(d, around, 29)


def extended_late(d: Dossier, around: Around) -> None:
    """The deadline had passed when it was extended; the report is due in a few days."""
    paid(d, around, 113, pay=98)
    held(d, around, 89, 73, 59, 42)
    revising.extend(d, around.back(6), around.coming(5))


def extended_ahead(d: Dossier, around: Around) -> None:
    """Extended before the deadline passed; the report is due within two weeks."""
    paid(d, around, 112, pay=97)
    held(d, around, 87, 71, 40)
    revising.extend(d, around.back(24), around.coming(12), texts.EXTENDED_AHEAD)


COURSES: Final[dict[str, Course]] = {
    "to-pay": to_pay, "to-pay-since-long": to_pay_since_long, "to-pay-elsewhere": to_pay_elsewhere,
    "partly-paid": partly_paid, "bounced": bounced, "paid-again": paid_again, "applied-again": applied_again,
    "award-lowered": award_lowered, "schedule": schedule, "under-way": under_way, "just-paid": just_paid,
    "all-channels": all_channels, "entered-twice": entered_twice, "twice-a-day": twice_a_day,
    "waiver-pending": waiver_pending, "waiver-granted": waiver_granted, "waiver-refused": waiver_refused,
    "costs-coming": costs_coming, "overdue": overdue, "overdue-with-costs": overdue_with_costs,
    "extended-late": extended_late, "extended-ahead": extended_ahead,
}  # fmt: skip
