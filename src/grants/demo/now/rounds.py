"""The four rounds of the programme: one closed, one that waits to be closed, one in full run, one that calls.

The third began as a trial with early deadlines (rules 1) and was prolonged (rules 2), which is why some of its reports
are overdue while others have not begun to meet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from grants.demo.cast import CHIEF
from grants.demo.days import moment
from grants.demo.now.around import Around
from grants.demo.script.season import FUNDER, OPERATOR
from grants.demo.seasons import CEILING, Season
from grants.demo.steps import Step
from grants.kernel.ids import programme_id
from grants.rounds.commands import ChangeRules, CloseCall, CloseRound, OpenProgramme, OpenRound, Rules

CODE: Final = "PD26"
NAME: Final = "Podaj Dalej – runda za rundą"
CLOSED, ENDED, RUNNING, CALLING = "1", "2", "3", "4"
"""Labels."""


@dataclass(frozen=True, slots=True)
class Days:
    """How many days ago: the round was opened, its call and its activities began and ended, call and round were
    closed. Negative: so many days from now; None: not yet.
    """

    opened: int
    call: tuple[int, int]
    activity: tuple[int, int]
    call_closed: int | None = None
    closed: int | None = None


DAYS: Final = {
    CLOSED: Days(431, (427, 400), (396, 290), call_closed=398, closed=205),
    ENDED: Days(283, (280, 255), (250, 140), call_closed=252),
    RUNNING: Days(121, (118, 12), (112, -75), call_closed=10),
    CALLING: Days(16, (8, -30), (-10, -150)),
}
PROLONGED: Final = 70
"""How many days ago the third round was."""


def season(label: str, around: Around) -> Season:
    """One round, under the rules in force today."""
    days = DAYS[label]
    rules = _rules(label, days, around)
    return Season(
        programme=programme_id(CODE), label=label, opened_on=around.back(days.opened),
        libraries_from=around.back(days.opened + 14), rules=_trial(rules, around) if label == RUNNING else rules,
        changed_on=around.back(PROLONGED) if label == RUNNING else date.max, changed=rules, last_entry=around.today,
        closed_on=date.max, endings={}, cards={}, pace=0,
    )  # fmt: skip


def _rules(label: str, days: Days, around: Around) -> Rules:
    (call_from, call_to), (from_, to) = days.call, days.activity
    return Rules(
        call_opens_on=_day(around, call_from), call_closes_on=_day(around, call_to),
        activity_from=_day(around, from_), activity_to=_day(around, to),
        budget=6_000_000 if label == RUNNING else 2_000_000, max_award=CEILING,
        four_eyes=["award_pay"] if label == CALLING else [],
    )  # fmt: skip


def _trial(rules: Rules, around: Around) -> Rules:
    return Rules(
        call_opens_on=rules.call_opens_on, call_closes_on=around.back(62), activity_from=rules.activity_from,
        activity_to=around.back(30), budget=2_500_000, max_award=CEILING, report_due_days=14,
    )  # fmt: skip


def _day(around: Around, days: int) -> date:
    return around.back(days) if days > 0 else around.ahead(-days)


def programme(around: Around) -> Step:
    """Before its first round."""
    command = OpenProgramme(code=CODE, name=NAME, funder=FUNDER, operator=OPERATOR)
    return Step(moment(around.back(440), 9, 0), "now/programme", CHIEF, command)


def course_of(season: Season, around: Around) -> Iterator[Step]:
    """A round opens, is prolonged, ends its call, closes; in order."""
    name, days = f"now/round/{season.label}", DAYS[season.label]
    opening = OpenRound(programme=season.programme, label=season.label, rules=season.rules)
    yield Step(moment(season.opened_on, 16, 30), name, CHIEF, opening)
    if season.label == RUNNING:
        prolonged = ChangeRules(round=season.id, rules=season.changed)
        yield Step(moment(season.changed_on, 16, 45), f"{name}/rules", CHIEF, prolonged)
    if days.call_closed:
        yield Step(moment(around.back(days.call_closed), 16, 50), f"{name}/call", CHIEF, CloseCall(round=season.id))
    if days.closed:
        yield Step(moment(around.back(days.closed), 16, 50), f"{name}/close", CHIEF, CloseRound(round=season.id))
