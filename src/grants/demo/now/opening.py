"""Grants before their agreement, in the round in full run and in the one that calls."""

from __future__ import annotations

from typing import Final

from grants.demo import texts
from grants.demo.now.around import Around, Course
from grants.demo.now.moves import applied, worth
from grants.demo.script import applying, awarding, planning, revising, revoking
from grants.demo.script.dossier import Dossier


def waiting(d: Dossier, around: Around) -> None:
    """Complete, waiting to be awarded; it was returned by mistake, and the return was taken back."""
    applied(d, around, 15)
    applying.send_back(d, around.back(9))
    revoking.the_return(d, around.back(8))


def waiting_with_waiver(d: Dossier, around: Around) -> None:
    """Asks to be spared the virtual meeting."""
    applied(d, around, 14, wish=True)


def resubmitted(d: Dossier, around: Around) -> None:
    """Was returned, came back, was awarded by mistake; waits to be looked at again."""
    applied(d, around, 33)
    applying.send_back(d, around.back(26))
    applying.resubmit(d, around.back(17))
    awarding.award_alone(d, around.back(12))
    revoking.the_award(d, around.back(11))


def wish_refused(d: Dossier, around: Around) -> None:
    """Asked to be spared the virtual meeting, was refused, planned one."""
    applied(d, around, 38, wish=True)
    applying.decide_waiver(d, around.back(31), granted=False)
    applying.send_back(d, around.back(30), "plan", texts.NO_VIRTUAL_PLANNED)
    applying.resubmit(d, around.back(20))


def returned(d: Dossier, around: Around) -> None:
    """Back at the library, for correction in the days to come."""
    applied(d, around, 19)
    applying.send_back(d, around.back(5))


def returned_overdue(d: Dossier, around: Around) -> None:
    """Back at the library, which should have sent it again long ago."""
    applied(d, around, 42)
    applying.send_back(d, around.back(27))


def withdrawn(d: Dossier, around: Around) -> None:
    """The library stepped back."""
    applied(d, around, 41)
    applying.withdraw(d, around.back(36))


def rejected(d: Dossier, around: Around) -> None:
    """The rare end."""
    applied(d, around, 39)
    applying.reject(d, around.back(31))


def awarded(d: Dossier, around: Around) -> None:
    """Waits for signatures."""
    applied(d, around, 16)
    awarding.award_alone(d, around.back(5))


def awarded_long_ago(d: Dossier, around: Around) -> None:
    """Waits for signatures, and has added a meeting to its schedule meanwhile."""
    applied(d, around, 45)
    awarding.award_alone(d, around.back(34), d.desk)
    planning.plan_one(d, around.back(12), around.coming(40))


def award_changed(d: Dossier, around: Around) -> None:
    """A smaller award than was decided first; waits for signatures."""
    applied(d, around, 28)
    awarding.award_alone(d, around.back(20))
    revising.change_award(d, around.back(9), worth(d, 85))


def withdrawn_awarded(d: Dossier, around: Around) -> None:
    """Stepped back after the award: the money returned to the budget."""
    applied(d, around, 61)
    awarding.award_alone(d, around.back(52))
    applying.withdraw(d, around.back(44))


def yet_to_apply(d: Dossier, around: Around) -> None:
    """A coalition without an application: a newcomer's first try."""
    applying.coalition(d, around.back(5))


def fresh(d: Dossier, around: Around) -> None:
    """Among the first applications of the call."""
    applied(d, around, 4)


def fresh_with_waiver(d: Dossier, around: Around) -> None:
    """Among the first, and asks to be spared the virtual meeting."""
    applied(d, around, 4, wish=True)


def fresh_returned(d: Dossier, around: Around) -> None:
    """Came on the first day and went back."""
    applied(d, around, 6)
    applying.send_back(d, around.back(4))


def fresh_withdrawn(d: Dossier, around: Around) -> None:
    """May apply again while the call is open."""
    applied(d, around, 6)
    applying.withdraw(d, around.back(4), texts.TO_APPLY_AGAIN)


COURSES: Final[dict[str, Course]] = {
    "waiting": waiting, "waiting-with-waiver": waiting_with_waiver, "resubmitted": resubmitted,
    "wish-refused": wish_refused, "returned": returned, "returned-overdue": returned_overdue, "withdrawn": withdrawn,
    "rejected": rejected, "awarded": awarded, "awarded-long-ago": awarded_long_ago, "award-changed": award_changed,
    "withdrawn-awarded": withdrawn_awarded,
}  # fmt: skip
"""Of the round in full run."""
FRESH: Final[dict[str, Course]] = {
    "yet-to-apply-1": yet_to_apply, "fresh-1": fresh, "fresh-2": fresh, "fresh-with-waiver": fresh_with_waiver,
    "fresh-returned": fresh_returned, "fresh-withdrawn": fresh_withdrawn, "yet-to-apply-2": yet_to_apply,
}  # fmt: skip
"""Of the round that calls."""
