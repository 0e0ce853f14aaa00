"""Carry out the commands on programmes and rounds."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from grants.kernel.clock import day_of
from grants.kernel.command import Done
from grants.kernel.dates import business_day
from grants.kernel.ids import programme_id, round_id
from grants.kernel.ports import Work
from grants.kernel.refusals import Refused
from grants.rounds import commands
from grants.rounds.programme import Programme
from grants.rounds.round import Round
from grants.rounds.typed import rules_from

SETTLED_AFTER: Final = timedelta(minutes=1)
"""After midnight, until all is saved that was recorded before it."""


def open_programme(work: Work, cmd: commands.OpenProgramme) -> Done:
    """A code opens once."""
    if work.find(Programme, programme_id(cmd.code)) is not None:
        raise Refused("programme.code_taken", code=cmd.code)
    programme = Programme.open(
        code=cmd.code, name=cmd.name, funder=cmd.funder, operator=cmd.operator, currency=cmd.currency,
        time_zone=cmd.time_zone, occurred_on=business_day(work, cmd.occurred_on),
    )  # fmt: skip
    work.claim("programme_code", cmd.code, programme.id, "programme.code_taken")
    return work.save(programme, programme=programme.id)


def close_programme(work: Work, cmd: commands.CloseProgramme) -> Done:
    """Closing reads how many rounds are open, as known now."""
    programme = work.get(Programme, cmd.programme, cmd.expected_version)
    programme.close(occurred_on=business_day(work, cmd.occurred_on), open_rounds=work.known.open_rounds(programme.id))
    return work.save(programme, programme=programme.id)


def publish_summary(work: Work, cmd: commands.PublishSummary) -> Done:
    """The day must be over: what a day's log says never changes afterwards. Who recorded something in its last second
    may still be saving it a moment later, so the night's first minute is waited for.
    """
    programme = work.get(Programme, cmd.programme)
    round_ = None if cmd.round is None else _of(programme, work.get(Round, cmd.round))
    _require_over(work, cmd.known, begun=day_of((round_ or programme).created_on))
    programme.require_known(cmd.round, cmd.known)
    narratives = (work.keep_text(cmd.narrative_pl), work.keep_text(cmd.narrative_en))
    programme.publish(
        cmd.round, work.known.frozen(programme.id, cmd.round, cmd.known), work.known.sealed(),
        known=cmd.known, narratives=narratives, occurred_on=work.today,
    )  # fmt: skip
    return work.save(programme, programme=programme.id)


def _of(programme: Programme, round_: Round) -> Round:
    if round_.programme != programme.id:
        raise Refused("unknown_id", id=round_.id)
    return round_


def _require_over(work: Work, day: date, *, begun: date) -> None:
    """``begun``: the day on which the subject was recorded; before it there is nothing to tell."""
    if day >= work.today:
        raise Refused("summary.day_not_over", day=day, today=work.today)
    if day >= day_of(work.deed.now - SETTLED_AFTER):
        raise Refused("summary.not_ready", day=day)
    if day < begun:
        raise Refused("summary.before_opening", day=day, opened=begun)


def open_round(work: Work, cmd: commands.OpenRound) -> Done:
    """A label opens once in its programme."""
    programme = work.get(Programme, cmd.programme)
    programme.require_round_on(business_day(work, cmd.occurred_on))
    if work.find(Round, round_id(programme.id, cmd.label)) is not None:
        raise Refused("round.label_taken", label=cmd.label)
    round_ = Round.open(
        programme=programme.id, label=cmd.label, rules=rules_from(cmd.rules),
        occurred_on=business_day(work, cmd.occurred_on),
    )  # fmt: skip
    return work.save(round_, round=round_.id, programme=programme.id)


def change_rules(work: Work, cmd: commands.ChangeRules) -> Done:
    """Rules for what is decided from now on."""
    round_ = work.get(Round, cmd.round, cmd.expected_version)
    round_.change_rules(rules_from(cmd.rules), occurred_on=business_day(work, cmd.occurred_on))
    return work.save(round_, round=round_.id)


def close_call(work: Work, cmd: commands.CloseCall) -> Done:
    """No more applications."""
    round_ = work.get(Round, cmd.round, cmd.expected_version)
    round_.close_call(occurred_on=business_day(work, cmd.occurred_on))
    return work.save(round_, round=round_.id)


def close_round(work: Work, cmd: commands.CloseRound) -> Done:
    """Closing reads how many grants are open, as known now."""
    round_ = work.get(Round, cmd.round, cmd.expected_version)
    round_.close(occurred_on=business_day(work, cmd.occurred_on), open_grants=work.known.open_grants(round_.id))
    return work.save(round_, round=round_.id)
