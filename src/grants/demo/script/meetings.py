"""Meetings: held, entered some days later, now and then corrected or voided."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Final, Literal

import msgspec

from grants.demo import texts
from grants.demo.days import working
from grants.demo.dice import weighted
from grants.demo.names import Library
from grants.demo.script.dossier import Dossier
from grants.kernel.codes import Mode
from grants.lifecycle.commands.meetings import Attended, CorrectMeeting, MeetingValues, RecordMeeting, VoidMeeting

GUESTS: Final = {0: 55, 1: 28, 2: 13, 3: 4}
GUEST_KINDS: Final = {
    "local_government": 24, "ngo": 18, "cultural_institution": 16, "friend": 16, "expert": 12, "company": 8, "other": 6,
}  # fmt: skip
FROM_LEADING: Final = {1: 82, 2: 16, 3: 2}
MINUTES: Final = {60: 8, 90: 26, 120: 34, 150: 12, 180: 14, 240: 6}
Wrong = Literal["attendance", "minutes", "partners", "channel", "theme"]


def hold(
    d: Dossier, day: date, recorded: date, *, mode: Mode = "in_person", partners: bool = True, planned: bool = True,
    channel: str | None = None,
) -> None:  # fmt: skip
    """One meeting. ``partners``: whether a partner library was represented, without which it does not count;
    ``channel``: that of a virtual one, else the dice choose.
    """
    there = _represented(d) if partners else []
    number = len(d.meetings) + 1
    purposes = sorted(d.rng.sample(sorted(texts.THEMES), d.rng.choice((1, 2, 2, 3))))
    command = RecordMeeting(
        grant=d.id, occurred_on=day, minutes=_minutes(d.rng, mode), mode=mode,
        host=d.leading.id if mode == "virtual" else _host(d, there).id,
        channel=(channel or d.channel()) if mode == "virtual" else None,
        place=d.rng.choice(texts.PLACES) if mode == "in_person" else None,
        theme=d.rng.choice(texts.THEMES[d.rng.choice(purposes)]), purposes=purposes,
        partners=[p.id for p in there], attendance=attendance(d.rng, len(there)),
        plan_no=number if planned and number <= 4 else None,  # noqa: PLR2004  every plan has four rows
    )  # fmt: skip
    d.step(f"meeting-{number}", command, recorded)
    d.meetings.append(command)


def attendance(rng: Random, partners: int) -> list[Attended]:
    """Heads by kind: staff of the leading library, one or two of each partner, and guests."""
    leading = weighted(rng, FROM_LEADING)
    heads = {"leading_library": leading if partners else leading + 1}
    if partners:
        heads["partner_library"] = partners + sum(rng.random() < 0.06 for _ in range(partners))  # noqa: PLR2004
    for _ in range(weighted(rng, GUESTS)):
        kind = weighted(rng, GUEST_KINDS)
        heads[kind] = heads.get(kind, 0) + rng.choice((1, 1, 1, 2))
    return [Attended(kind=kind, count=n) for kind, n in heads.items()]


def correct(d: Dossier, day: date, wrong: Wrong) -> None:
    """The last meeting (the last virtual one, for a channel) was entered with a wrong value."""
    number, meeting = next(
        (n, m) for n, m in reversed(list(enumerate(d.meetings, 1))) if wrong != "channel" or m.mode == "virtual"
    )
    new = _put_right(d, meeting, wrong)
    old = MeetingValues(**{name: getattr(meeting, name) for name in _named(new) if name != "theme"})
    command = CorrectMeeting(grant=d.id, meeting_no=number, old=old, new=new, reason=texts.MEETING_CORRECTED[wrong])
    d.step("correct-meeting", command, day)


def enter_twice(d: Dossier, day: date) -> None:
    """The last meeting comes in by another way, too, and is confirmed as if it were another one; then it is voided."""
    number = len(d.meetings) + 1
    twice = msgspec.structs.replace(d.meetings[-1], plan_no=None, confirmed=True)
    d.step("meeting-twice", twice, day)
    command = VoidMeeting(grant=d.id, meeting_no=number, reason=texts.MEETING_VOIDED)
    d.step("void", command, working(d.later(2, 7)))


def meet_twice(d: Dossier, day: date) -> None:
    """Another meeting of the same day, way and host as the last one: it looks like it, and is confirmed."""
    last = d.meetings[-1]
    theme = d.rng.choice([theme for theme in texts.THEMES["exchange_experience"] if theme != last.theme])
    command = msgspec.structs.replace(
        last, plan_no=None, confirmed=True, theme=theme, purposes=["exchange_experience"],
        attendance=attendance(d.rng, len(last.partners)),
    )  # fmt: skip
    d.step(f"meeting-{len(d.meetings) + 1}", command, day)
    d.meetings.append(command)


def days_between(rng: Random, first: date, last: date, number: int) -> list[date]:
    """Days of so many meetings, some weeks apart, mostly on working days."""
    span = min((last - first).days, (number - 1) * rng.randint(16, 40))
    first += timedelta(days=rng.randint(0, max(0, (last - first).days - span)))
    step = span // max(1, number - 1)
    days = [first + timedelta(days=i * step + rng.randint(0, max(0, step // 3))) for i in range(number)]
    return [min(last, day if rng.random() < 0.06 else working(day)) for day in days]  # noqa: PLR2004  some Saturdays


def _put_right(d: Dossier, meeting: RecordMeeting, wrong: Wrong) -> MeetingValues:
    match wrong:
        case "attendance":
            first, *rest = meeting.attendance
            more = Attended(kind=first.kind, count=first.count + 1)
            return MeetingValues(attendance=[more, *rest])
        case "minutes":
            return MeetingValues(minutes=meeting.minutes + 30)
        case "partners":
            missing = [p.id for p in d.partners if p.id not in meeting.partners]
            return MeetingValues(partners=[*meeting.partners, *missing[:1]] if missing else meeting.partners[1:])
        case "channel":
            return MeetingValues(channel="chat" if meeting.channel != "chat" else "skype")
        case "theme":
            return MeetingValues(theme=d.rng.choice(texts.THEMES["joint_ventures"]))


def _named(values: MeetingValues) -> list[str]:
    return [name for name in MeetingValues.__struct_fields__ if getattr(values, name) is not None]


def _represented(d: Dossier) -> list[Library]:
    """Mostly all partners, sometimes one is missing; never none."""
    there = [p for p in d.partners if d.rng.random() < 0.8]  # noqa: PLR2004
    return there or [d.partners[0]]


def _host(d: Dossier, there: list[Library]) -> Library:
    return d.rng.choice(there) if there and d.rng.random() < 0.36 else d.leading  # noqa: PLR2004


def _minutes(rng: Random, mode: Mode) -> int:
    return rng.choice((40, 45, 60, 60, 75, 90)) if mode == "virtual" else weighted(rng, MINUTES)
