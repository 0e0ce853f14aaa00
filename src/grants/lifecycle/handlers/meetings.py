"""Meetings and the waiver of the virtual one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec

from grants.kernel.command import Done
from grants.kernel.dates import business_day
from grants.kernel.ids import coalition_id
from grants.kernel.ports import Work
from grants.kernel.refusals import Refused
from grants.libraries.coalition import Coalition
from grants.lifecycle.commands import meetings as c
from grants.lifecycle.deciding.meetings import Held
from grants.lifecycle.facts import plain
from grants.lifecycle.grant import Grant
from grants.lifecycle.handlers.sending import day_sent, sent_by
from grants.rounds.round import Round


def record_meeting(work: Work, cmd: c.RecordMeeting) -> Done:
    """A command that only adds a fact: it carries no expected version and never fails because somebody else worked."""
    grant = work.get(Grant, cmd.grant)
    if cmd.occurred_on > work.today:
        raise Refused("meeting.future_date", day=cmd.occurred_on, today=work.today)
    held = Held(
        plan_no=cmd.plan_no, minutes=cmd.minutes, mode=cmd.mode,
        channel=cmd.channel if cmd.mode == "virtual" else None,
        place=work.keep_text(cmd.place) if cmd.place else None, host=cmd.host, partners=distinct(cmd.partners),
        theme=work.keep_text(cmd.theme), purposes=sorted(set(cmd.purposes)),
        attendance=[(a.kind, a.count) for a in cmd.attendance if a.count],
    )  # fmt: skip
    with sent_by(grant.facts.library):
        grant.hold_meeting(held, known_libraries(work, grant), occurred_on=cmd.occurred_on, confirmed=cmd.confirmed)
    return work.save(grant, grant=grant.id)


def correct_meeting(work: Work, cmd: c.CorrectMeeting) -> Done:
    """Old and new value of every field; the old one must still be current."""
    grant = work.get(Grant, cmd.grant)
    grant.require("correct_meeting")
    if cmd.new.occurred_on is not None and cmd.new.occurred_on > work.today:
        raise Refused("meeting.future_date", day=cmd.new.occurred_on, today=work.today)
    grant.correct_meeting(
        cmd.meeting_no, _changes(work, grant, cmd), work.keep_text(cmd.reason), known_libraries(work, grant),
        occurred_on=business_day(work, cmd.occurred_on),
    )  # fmt: skip
    return work.save(grant, grant=grant.id)


def void_meeting(work: Work, cmd: c.VoidMeeting) -> Done:
    """The entry leaves the figures on both axes from today on; the trail keeps it."""
    grant = work.get(Grant, cmd.grant, cmd.expected_version)
    grant.void_meeting(cmd.meeting_no, work.keep_text(cmd.reason), occurred_on=business_day(work, cmd.occurred_on))
    return work.save(grant, grant=grant.id)


def ask_waiver(work: Work, cmd: c.AskWaiver) -> Done:
    """The library says that technical conditions do not allow a virtual meeting."""
    grant = work.get(Grant, cmd.grant)
    note = work.keep_text(cmd.note) if cmd.note else None
    with sent_by(grant.facts.library):
        grant.ask_waiver(cmd.ground, note, occurred_on=day_sent(work, cmd.occurred_on))
    return work.save(grant, grant=grant.id)


def grant_waiver(work: Work, cmd: c.GrantWaiver) -> Done:
    """Staff agree."""
    return _decide(work, cmd, granted=True)


def refuse_waiver(work: Work, cmd: c.RefuseWaiver) -> Done:
    """Staff do not agree."""
    return _decide(work, cmd, granted=False)


def _decide(work: Work, cmd: c.GrantWaiver | c.RefuseWaiver, *, granted: bool) -> Done:
    grant = work.get(Grant, cmd.grant, cmd.expected_version)
    grant.decide_waiver(
        work.keep_text(cmd.reason), granted=granted, occurred_on=business_day(work, cmd.occurred_on),
        four_eyes=() if grant.state.award else work.get(Round, grant.facts.round).rules.four_eyes,
    )  # fmt: skip
    return work.save(grant, grant=grant.id)


def known_libraries(work: Work, grant: Grant) -> set[UUID]:
    """The leading library and its partners: of the application, those that joined since, those that left."""
    coalition = work.find(Coalition, coalition_id(grant.facts.round, grant.facts.library))
    application = grant.state.application
    return {
        grant.facts.library,
        *(coalition.ever if coalition else ()),
        *(p.library for p in (application.partners if application else ())),
    }


def distinct(libraries: list[UUID]) -> list[UUID]:
    """Each once, in the order given."""
    return list(dict.fromkeys(libraries))


def _changes(work: Work, grant: Grant, cmd: c.CorrectMeeting) -> list[list[Any]]:
    """[field, old, new] in the plain values that events keep; for texts the references."""
    meeting = grant.meeting(cmd.meeting_no)
    changes: list[list[Any]] = []
    for name in c.MeetingValues.__struct_fields__:
        new = getattr(cmd.new, name)
        now = plain(meeting, name)
        if new is None and (name not in cmd.emptied or now is None):
            continue
        if name in ("theme", "place"):
            kept = work.keep_text(new) if new else None
            changes.append([name, now, msgspec.to_builtins(kept)])
        else:
            changes.append([name, _plain(getattr(cmd.old, name)), _plain(new)])
    return changes


def _plain(value: Any) -> Any:
    if isinstance(value, list) and value and isinstance(value[0], c.Attended):
        return [[a.kind, a.count] for a in value if a.count]
    return msgspec.to_builtins(value)
