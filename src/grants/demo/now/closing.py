"""Grants from their report to their end."""

from __future__ import annotations

from typing import Final

from grants.demo import texts
from grants.demo.now.around import Around, Course
from grants.demo.now.moves import paid, reported, settled, signed, worth
from grants.demo.script import applying, awarding, costs, meetings, reporting, revoking
from grants.demo.script.dossier import Dossier

THREE: Final = (95, 78, 52)
"""Days of three meetings where four were asked for."""


def undecided(d: Dossier, around: Around) -> None:
    """Reported late; returned by mistake, which was taken back. Its costs wait to be judged."""
    reported(d, around, 9)
    reporting.send_report_back(d, around.back(6))
    revoking.the_report_s_return(d, around.back(5))


def half_decided(d: Dossier, around: Around) -> None:
    """Some costs are judged; one decision was taken back."""
    reported(d, around, 18, held_on=(93, 80, 63, 50, 37))
    costs.decide(d, around.back(13), upto=2)
    costs.take_back(d, around.back(10), 1)


def to_settle(d: Dossier, around: Around) -> None:
    """Costs are judged, one was rejected: ready to be settled."""
    reported(d, around, 20, held_on=(93, 80, 63, 50, 37))
    costs.decide(d, around.back(12), rejected=2, reason=texts.COST_REJECTED[1])


def to_settle_in_full(d: Dossier, around: Around) -> None:
    """Everything is in order: ready to be settled, with the one above."""
    reported(d, around, 21)
    costs.decide(d, around.back(14))


def virtual_unmet(d: Dossier, around: Around) -> None:
    """Five meetings, none of them virtual: only a manager may settle it, with a reason."""
    reported(d, around, 23, held_on=(92, 81, 65, 51, 36), virtual=None)
    costs.decide(d, around.back(15))


def waiver_in_report(d: Dossier, around: Around) -> None:
    """No virtual meeting; the waiver was asked for before the report and waits to be decided."""
    paid(d, around, 110, pay=95)
    for day in (86, 70, 55, 43):
        meetings.hold(d, around.back(day), around.back(day - 1))
    applying.ask_waiver(d, around.back(33))
    costs.record(d, around.back(20), d.awarded)
    reporting.report(d, around.back(17))


def report_returned(d: Dossier, around: Around) -> None:
    """The report went back: the library has a few days to correct it."""
    reported(d, around, 22)
    reporting.send_report_back(d, around.back(5))


def report_returned_overdue(d: Dossier, around: Around) -> None:
    """The report went back, and its correction is overdue."""
    reported(d, around, 32)
    reporting.send_report_back(d, around.back(24))


def reported_again(d: Dossier, around: Around) -> None:
    """The corrected report came; costs wait to be judged."""
    reported(d, around, 30)
    reporting.send_report_back(d, around.back(25))
    reporting.report_again(d, around.back(13))


def refund_to_ask(d: Dossier, around: Around) -> None:
    """Settled; less was spent than paid, and nobody has asked for the rest yet."""
    settled(d, around, 8, total=72_340)


def refund_asked(d: Dossier, around: Around) -> None:
    """Three of four meetings; a part is due back in a few days."""
    settled(d, around, 11, held_on=THREE)
    reporting.ask_back(d, around.back(10))


def refund_overdue(d: Dossier, around: Around) -> None:
    """Three of four meetings; a part was asked for and has not come."""
    settled(d, around, 31, held_on=THREE)
    reporting.ask_back(d, around.back(30))


def refund_partly_in(d: Dossier, around: Around) -> None:
    """Half of what is due back has come; the rest is overdue."""
    settled(d, around, 29, held_on=(96, 77))
    reporting.ask_back(d, around.back(28))
    reporting.came_back(d, around.back(16), d.refund_due(2) // 2)


def refund_given_up_in_part(d: Dossier, around: Around) -> None:
    """A part of what is due back was written off; the rest is still to come."""
    settled(d, around, 27, held_on=(91,), virtual=1)
    reporting.ask_back(d, around.back(26))
    reporting.write_off(d, around.back(7), worth(d, 30))


def written_off(d: Dossier, around: Around) -> None:
    """The rest was given up: nothing more to do."""
    settled(d, around, 34, held_on=THREE)
    reporting.ask_back(d, around.back(33))
    reporting.came_back(d, around.back(20), worth(d, 15))
    reporting.write_off(d, around.back(9))


def refund_in(d: Dossier, around: Around) -> None:
    """What was left came back: nothing more to do."""
    settled(d, around, 28, total=69_090)
    reporting.ask_back(d, around.back(27))
    reporting.came_back(d, around.back(17), d.refund_due(4))


def closed(d: Dossier, around: Around) -> None:
    """Settled in full: nothing more to do."""
    settled(d, around, 29)


def owed(d: Dossier, around: Around) -> None:
    """Settled for more than was paid: the operator owes the rest."""
    settled(d, around, 12, amount=60_000)


def reopened(d: Dossier, around: Around) -> None:
    """Settled with money due back, then reopened: to be settled once more."""
    settled(d, around, 22, total=66_120)
    reporting.ask_back(d, around.back(21))
    reporting.reopen(d, around.back(6))


def cancelled(d: Dossier, around: Around) -> None:
    """Terminated after the payment; the money has been asked back."""
    paid(d, around, 112, pay=95)
    awarding.cancel(d, around.back(19))
    reporting.ask_back(d, around.back(18))


def cancelled_to_ask(d: Dossier, around: Around) -> None:
    """Terminated after the payment; nobody has asked for the money yet."""
    paid(d, around, 77, pay=61)
    meetings.hold(d, around.back(48), around.back(47))
    awarding.cancel(d, around.back(6))


def cancelled_unpaid(d: Dossier, around: Around) -> None:
    """Terminated before the payment: closed, and its money is back in the budget."""
    signed(d, around, 68)
    awarding.cancel(d, around.back(41))


COURSES: Final[dict[str, Course]] = {
    "undecided": undecided, "half-decided": half_decided, "to-settle": to_settle,
    "to-settle-in-full": to_settle_in_full, "virtual-unmet": virtual_unmet, "waiver-in-report": waiver_in_report,
    "report-returned": report_returned, "report-returned-overdue": report_returned_overdue,
    "reported-again": reported_again, "refund-to-ask": refund_to_ask, "refund-asked": refund_asked,
    "refund-overdue": refund_overdue, "refund-partly-in": refund_partly_in,
    "refund-given-up-in-part": refund_given_up_in_part, "written-off": written_off, "refund-in": refund_in,
    "closed": closed, "owed": owed, "reopened": reopened, "cancelled": cancelled,
    "cancelled-to-ask": cancelled_to_ask, "cancelled-unpaid": cancelled_unpaid,
}  # fmt: skip
