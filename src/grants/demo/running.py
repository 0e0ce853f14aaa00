"""A round of today beside the old programme: a grant or two in every stage, so that a newcomer can press the buttons.

Days are told back from the day on which the demo was made; ids depend on names alone. The round began as a trial with
early deadlines (rules 1) and was prolonged (rules 2), which is why some of its reports are overdue already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from grants.demo import texts
from grants.demo.cast import CHIEF, DESK
from grants.demo.days import moment, working_before
from grants.demo.names import Library
from grants.demo.plan import Plan
from grants.demo.script import applying, awarding, costs, meetings, reporting
from grants.demo.script.dossier import Dossier
from grants.demo.script.season import FUNDER, OPERATOR, registrations
from grants.demo.seasons import CEILING, ROUND_I, Season
from grants.demo.steps import Step
from grants.kernel.clock import day_of
from grants.kernel.codes import Mode
from grants.kernel.ids import programme_id
from grants.rounds.commands import ChangeRules, OpenProgramme, OpenRound, Rules

CODE: Final = "PD26"
NAME: Final = "Podaj Dalej – runda bieżąca"
LABEL: Final = "1"


@dataclass(frozen=True, slots=True)
class Around:
    """The days around the one on which the demo was made."""

    today: date

    def back(self, days: int) -> date:
        """So many days ago, or the last working day before that."""
        return working_before(self.today - timedelta(days=days))

    def ahead(self, days: int) -> date:
        """So many days from now."""
        return self.today + timedelta(days=days)


Course = Callable[[Dossier, Around], None]


def running(plan: Plan, begun: datetime) -> list[list[Step]]:
    """The scripts of the running round; ``begun``: the moment at which the demo was begun, after all of them."""
    around = Around(day_of(begun))
    season, new = _season(around), []
    dossiers = []
    for number, (name, course) in enumerate(COURSES.items()):
        leading = _leading(plan, number)
        partners = [plan.libraries.partner(number) for _ in range(2 + number % 2)]
        new += [*([] if _old(number) else [leading]), *partners]
        d = Dossier(season, f"now/{name}", leading, partners)
        course(d, around)
        dossiers.append(d)
    return [list(_opening(season, around)), list(registrations(season, new)), *(d.steps for d in dossiers)]


def _old(number: int) -> bool:
    return number % 6 == 1


def _leading(plan: Plan, number: int) -> Library:
    """Mostly new libraries; some led a coalition in the old programme, so that their page has several chapters."""
    settled = [fate for fate in plan.fates[ROUND_I.label] if fate.ending == "settled"]
    return settled[7 * number].leading if _old(number) else plan.libraries.leading(number)


def _season(around: Around) -> Season:
    trial = Rules(
        call_opens_on=around.back(118), call_closes_on=around.back(75),
        activity_from=around.back(112), activity_to=around.back(30),
        budget=2_500_000, max_award=CEILING, report_due_days=14,
    )  # fmt: skip
    prolonged = Rules(
        call_opens_on=trial.call_opens_on, call_closes_on=around.ahead(21),
        activity_from=trial.activity_from, activity_to=around.ahead(75), budget=4_000_000, max_award=CEILING,
    )  # fmt: skip
    return Season(
        programme=programme_id(CODE), label=LABEL, opened_on=around.back(121), libraries_from=around.back(122),
        rules=trial, changed_on=around.back(62), changed=prolonged, last_entry=around.today, closed_on=date.max,
        endings={}, cards={}, pace=0,
    )  # fmt: skip


def _opening(season: Season, around: Around) -> Iterator[Step]:
    programme = OpenProgramme(code=CODE, name=NAME, funder=FUNDER, operator=OPERATOR)
    round_ = OpenRound(programme=season.programme, label=season.label, rules=season.rules)
    prolonged = ChangeRules(round=season.id, rules=season.changed)
    yield Step(moment(around.back(126), 9, 0), "now/programme", CHIEF, programme)
    yield Step(moment(season.opened_on, 16, 30), "now/round", CHIEF, round_)
    yield Step(moment(season.changed_on, 16, 45), "now/rules", CHIEF, prolonged)


# --- courses: what happened to each grant so far ---------------------------------------------------------------------


def _applied(d: Dossier, around: Around, sent: int, *, wish: bool = False) -> None:
    applying.coalition(d, around.back(sent + 2))
    applying.apply(d, around.back(sent), around.back(sent), wish=wish)


def _paid(d: Dossier, around: Around, sent: int, *, pay: int | None) -> None:
    """Applied, awarded and signed; paid so many days ago, or not yet."""
    _applied(d, around, sent)
    awarding.award_alone(d, around.back(sent - 6), DESK)
    awarding.sign(d, around.back(sent - 10), f"{CODE}/{LABEL}/{sent:03}")
    if pay is not None:
        awarding.pay(d, around.back(pay))


def _held(d: Dossier, around: Around, *days: int, virtual: int | None = 2) -> None:
    """Meetings so many days ago; the ``virtual``-th by a communicator."""
    for number, days_ago in enumerate(days, 1):
        mode: Mode = "virtual" if number == virtual else "in_person"
        meetings.hold(d, around.back(days_ago), around.back(days_ago - 1), mode=mode)


def _reported(d: Dossier, around: Around, day: int, *, held: tuple[int, ...], total: int | None = None) -> None:
    """An early grant with its meetings, costs and report."""
    _paid(d, around, 116, pay=100)
    _held(d, around, *held)
    costs.record(d, around.back(day + 1), d.awarded if total is None else total)
    reporting.report(d, around.back(day), None if len(held) > 3 else texts.SHORT_NARRATIVE)  # noqa: PLR2004


def waiting(d: Dossier, around: Around) -> None:
    """Complete, waiting to be awarded."""
    _applied(d, around, 4)


def waiting_with_waiver(d: Dossier, around: Around) -> None:
    """Asks to be spared the virtual meeting."""
    _applied(d, around, 3, wish=True)


def returned(d: Dossier, around: Around) -> None:
    """Back at the library, for correction."""
    _applied(d, around, 13)
    applying.send_back(d, around.back(5))


def withdrawn(d: Dossier, around: Around) -> None:
    """May apply again while the call is open."""
    _applied(d, around, 41)
    applying.withdraw(d, around.back(36))


def rejected(d: Dossier, around: Around) -> None:
    """The rare end."""
    _applied(d, around, 39)
    applying.reject(d, around.back(31))


def awarded(d: Dossier, around: Around) -> None:
    """Waits for signatures."""
    _applied(d, around, 15)
    awarding.award_alone(d, around.back(4))


def signed(d: Dossier, around: Around) -> None:
    """Waits for its payment."""
    _paid(d, around, 20, pay=None)


def under_way(d: Dossier, around: Around) -> None:
    """Paid; two of four meetings held, one of them virtual."""
    _paid(d, around, 57, pay=42)
    _held(d, around, 28, 12)


def waiver_pending(d: Dossier, around: Around) -> None:
    """Three meetings held in person; the virtual one failed, a waiver is asked for."""
    _paid(d, around, 54, pay=39)
    _held(d, around, 33, 21, 11, virtual=None)
    applying.ask_waiver(d, around.back(3))


def overdue(d: Dossier, around: Around) -> None:
    """An early grant: all meetings held, the report is overdue."""
    _paid(d, around, 115, pay=100)
    _held(d, around, 90, 74, 60, 41)


def undecided(d: Dossier, around: Around) -> None:
    """Reported late; its costs wait to be judged."""
    _reported(d, around, 9, held=(88, 76, 58, 44))


def to_settle(d: Dossier, around: Around) -> None:
    """Costs are judged, one was rejected: ready to be settled."""
    _reported(d, around, 20, held=(93, 80, 63, 50, 37))
    costs.decide(d, around.back(12), rejected=2, reason=texts.COST_REJECTED[1])


def refund_overdue(d: Dossier, around: Around) -> None:
    """Three of four meetings: a part is due back, was asked for, and has not come."""
    _reported(d, around, 38, held=(94, 77, 52))
    costs.decide(d, around.back(34))
    reporting.settle(d, around.back(31))
    reporting.ask_back(d, around.back(30))


def refund_to_ask(d: Dossier, around: Around) -> None:
    """Settled; less was spent than paid, and nobody has asked for the rest yet."""
    _reported(d, around, 24, held=(91, 75, 61, 40), total=87_340)
    costs.decide(d, around.back(15))
    reporting.settle(d, around.back(8))


def closed(d: Dossier, around: Around) -> None:
    """Settled in full: nothing more to do."""
    _reported(d, around, 39, held=(95, 79, 65, 48))
    costs.decide(d, around.back(33))
    reporting.settle(d, around.back(29))


def cancelled(d: Dossier, around: Around) -> None:
    """Terminated after the payment; the money has been asked back."""
    _paid(d, around, 112, pay=95)
    awarding.cancel(d, around.back(19))
    reporting.ask_back(d, around.back(18))


def report_returned(d: Dossier, around: Around) -> None:
    """The report went back: the library has a few days to correct it."""
    _reported(d, around, 22, held=(96, 80, 66, 49))
    reporting.send_report_back(d, around.back(5))


def yet_to_apply(d: Dossier, around: Around) -> None:
    """A coalition without an application: a newcomer's first try."""
    applying.coalition(d, around.back(6))


COURSES: Final[dict[str, Course]] = {
    "waiting": waiting, "waiting-with-waiver": waiting_with_waiver, "returned": returned, "withdrawn": withdrawn,
    "rejected": rejected, "awarded": awarded, "signed": signed, "under-way": under_way,
    "waiver-pending": waiver_pending, "overdue": overdue, "undecided": undecided, "to-settle": to_settle,
    "refund-overdue": refund_overdue, "refund-to-ask": refund_to_ask, "closed": closed, "cancelled": cancelled,
    "yet-to-apply-1": yet_to_apply, "yet-to-apply-2": yet_to_apply,
    "report-returned": report_returned,
}  # fmt: skip
