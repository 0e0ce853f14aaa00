"""The programme of today beside the old one: four rounds, about forty libraries in every stage and state of the third.

See ``now`` for what happened to each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final

from grants.demo import texts
from grants.demo.cast import AUDIT, CHIEF, DESK, MATE
from grants.demo.days import moment
from grants.demo.names import Library
from grants.demo.now import closing, earlier, holding, opening
from grants.demo.now.around import Around, Course
from grants.demo.now.rounds import CALLING, CLOSED, CODE, ENDED, RUNNING, course_of, programme, season
from grants.demo.plan import Plan
from grants.demo.publishing import under_way
from grants.demo.script.dossier import Dossier
from grants.demo.script.season import registrations
from grants.demo.seasons import ROUND_I, Season
from grants.demo.steps import Step
from grants.findings.commands import RecordFinding
from grants.kernel.clock import day_of
from grants.kernel.ids import grant_id, programme_id, round_id
from grants.libraries.commands import RestoreLibrary, RetireLibrary

__all__ = ["CODE", "LABEL", "running"]

LABEL: Final = RUNNING
"""Of the round in full run."""
ROUNDS: Final[Mapping[str, Mapping[str, Course]]] = {
    CLOSED: earlier.FIRST,
    ENDED: earlier.SECOND,
    RUNNING: {**opening.COURSES, **holding.COURSES, **closing.COURSES},
    CALLING: opening.FRESH,
}
MEETING: Final = 7
"""The version of a meeting in the life of a grant that was settled in full."""
REGIONS: Final = 16 * 12
"""The first region of this programme: powiats in which the old one had no library."""


def running(plan: Plan, begun: datetime) -> list[list[Step]]:
    """The scripts of all four rounds; ``begun``: the moment at which the demo was begun, after all of them."""
    around = Around(day_of(begun))
    scripts: list[list[Step]] = [[programme(around)]]
    led: list[Library] = []
    for label, courses in ROUNDS.items():
        scripts += _round(plan, season(label, around), courses, around, led)
    return [*scripts, list(_retirements(led, around)), list(_findings(led, around)), list(under_way(around))]


def _round(
    plan: Plan, season: Season, courses: Mapping[str, Course], around: Around, led: list[Library]
) -> Iterator[list[Step]]:
    """``led``: who led in an earlier round of the programme; those of this one are added."""
    new: list[Library] = []
    dossiers: list[Dossier] = []
    for place, (name, course) in enumerate(courses.items()):
        region = REGIONS + len(led)
        known = _known(plan, season, place, led)
        leading = known or plan.libraries.leading(region)
        partners = [plan.libraries.partner(region) for _ in range(2 + place % 2)]
        new += [*([] if known else [leading]), *partners]
        led.append(leading)
        d = Dossier(season, f"now/{name}", leading, partners, MATE if place % 3 == 1 else DESK)
        course(d, around)
        dossiers.append(d)
    yield list(course_of(season, around))
    yield list(registrations(season, new))
    yield from (d.steps for d in dossiers)


def _known(plan: Plan, season: Season, place: int, led: list[Library]) -> Library | None:
    """Mostly new libraries; some led a coalition in the old programme or in an earlier round of this one, so that
    their page has several chapters.
    """
    if season.label != CLOSED and place == 1:
        return led[1]
    if season.label == RUNNING and place % 7 == 3:  # noqa: PLR2004  one in seven
        settled = [fate for fate in plan.fates[ROUND_I.label] if fate.ending == "settled"]
        return settled[2 * place + 5].leading
    return None


def _retirements(led: list[Library], around: Around) -> Iterator[Step]:
    """One library merged into another; one was thought to have closed and goes on."""
    merged, successor, mistaken = led[0], led[1], led[3]
    for day, what, command in (
        (170, "merged", RetireLibrary(library=merged.id, successor=successor.id, reason=texts.LIBRARY_MERGED)),
        (72, "retired", RetireLibrary(library=mistaken.id, reason=texts.RETIRED_BY_MISTAKE)),
        (71, "restored", RestoreLibrary(library=mistaken.id, reason=texts.RESTORED)),
    ):
        yield Step(moment(around.back(day), 12, 20 + day % 3), f"now/library/{what}", CHIEF, command)


def _findings(led: list[Library], around: Around) -> Iterator[Step]:
    """What an audit of the closed round found, and one thing in the round that ended."""
    closed, ended = (round_id(programme_id(CODE), label) for label in (CLOSED, ENDED))
    in_full, with_refund = (grant_id(closed, each.id) for each in led[:2])
    for hour, (day, command) in enumerate((
        (62, RecordFinding(kind="documents", severity="remark", grant=with_refund, cost_no=1, words=texts.FOUND[0])),
        (61, RecordFinding(
            kind="meetings", severity="irregularity", grant=in_full, event_version=MEETING, words=texts.FOUND[1])),
        (58, RecordFinding(kind="procedure", severity="remark", round=ended, words=texts.FOUND[2])),
    ), 11):  # fmt: skip
        yield Step(moment(around.back(day), hour, 5), f"now/finding/{day}", AUDIT, command)
