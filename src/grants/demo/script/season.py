"""What concerns a round as a whole: programme, libraries, rules, calls, Thursdays' awards, the end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from grants.demo import texts
from grants.demo.cast import CHIEF, DESK
from grants.demo.days import Diary, moment, working
from grants.demo.dice import dice
from grants.demo.names import Library
from grants.demo.plan import Fate, Plan
from grants.demo.script.awarding import staff_decided
from grants.demo.script.life import live
from grants.demo.script.office import Office
from grants.demo.seasons import PRB, PROGRAMME, SEASONS, Season
from grants.demo.steps import Step
from grants.libraries.commands import CorrectLibrary
from grants.lifecycle.commands.awarding import AwardGrants
from grants.rounds.commands import ChangeRules, CloseCall, CloseProgramme, CloseRound, OpenProgramme, OpenRound

NAME = "Program Rozwoju Bibliotek – mikrogranty „Podaj Dalej”"
FUNDER = "Fundacja Otwarte Półki"
OPERATOR = "Towarzystwo Podaj Dalej"
A_DAY = 36
"""Libraries that a desk enters in one day before a call."""


def history(plan: Plan) -> list[list[Step]]:
    """The scripts of both rounds, each in order of its moments."""
    scripts = [[programme()], [the_end()]]
    for season in SEASONS:
        scripts += _season(season, plan)
    return scripts


def programme() -> Step:
    """Before anything else."""
    command = OpenProgramme(code=PRB, name=NAME, funder=FUNDER, operator=OPERATOR)
    return Step(moment(date(2011, 12, 5), 9, 30), "programme", CHIEF, command)


def the_end() -> Step:
    """The programme ended in October 2013."""
    return Step(moment(date(2013, 10, 31), 14, 0), "programme/close", CHIEF, CloseProgramme(programme=PROGRAMME))


def _season(season: Season, plan: Plan) -> list[list[Step]]:
    office = Office()
    fates = sorted(plan.fates[season.label], key=lambda fate: fate.costs != "anothers")
    dossiers = [live(fate, office) for fate in fates]
    return [
        list(_rules(season)),
        list(registrations(season, plan.new[season.label])),
        list(_corrections(season, fates)),
        list(_thursdays(season, office)),
        *(d.steps for d in dossiers),
    ]


def _rules(season: Season) -> Iterator[Step]:
    """The round opens, changes its rules, ends its call, closes."""
    name, call_ends = f"round/{season.label}", working(season.changed.call_closes_on + timedelta(days=1))
    opening = OpenRound(programme=season.programme, label=season.label, rules=season.rules)
    yield Step(moment(season.opened_on, 10, 0), name, CHIEF, opening)
    steps = (
        (season.changed_on, "rules", ChangeRules(round=season.id, rules=season.changed)),
        (call_ends + timedelta(days=3), "call", CloseCall(round=season.id)),
        (season.closed_on, "close", CloseRound(round=season.id)),
    )
    for day, what, command in sorted(steps, key=lambda step: step[0]):
        yield Step(moment(working(day), 16, 45), f"{name}/{what}", CHIEF, command)


def registrations(season: Season, libraries: list[Library]) -> Iterator[Step]:
    """Who takes part is known before the call: the desk enters them, so many a day."""
    diary, day = Diary(dice(f"registrations/{season.label}")), working(season.libraries_from)
    for number, library in enumerate(libraries):
        if number and number % A_DAY == 0:
            day = working(day + timedelta(days=1))
        yield Step(diary.at(day), library.step, DESK, library.registration())


def _corrections(season: Season, fates: list[Fate]) -> Iterator[Step]:
    """A library changes its name, and a town was misspelt on entry."""
    diary, settled = Diary(dice(f"corrections/{season.label}")), [f for f in fates if f.ending == "settled"]
    renamed, misspelt = settled[40].leading, settled[60].partners[0]
    place = renamed.name.partition(" w ")[2]
    name = f"Dom Kultury i Biblioteka w {place}"
    first = CorrectLibrary(library=renamed.id, name=name, reason=texts.LIBRARY_MOVED)
    second = CorrectLibrary(library=misspelt.id, town=f"{misspelt.town} Dolny", reason=texts.TYPO)
    for what, command, weeks in (("renamed", first, 9), ("misspelt", second, 13)):
        day = season.rules.activity_from + timedelta(weeks=weeks)
        yield Step(diary.at(day), f"library/{season.label}/{what}", DESK, command)


def _thursdays(season: Season, office: Office) -> Iterator[Step]:
    for day, rows in sorted(office.thursdays.items()):
        yield Step(staff_decided(day), f"awards/{season.label}/{day}", DESK, AwardGrants(round=season.id, rows=rows))
