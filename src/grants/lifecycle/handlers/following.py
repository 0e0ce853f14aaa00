"""What a deed on a grant takes along: the round's money follows an award, a change of one, and the end of one."""

from __future__ import annotations

from datetime import date

from grants.kernel.command import Done
from grants.kernel.ports import Work
from grants.lifecycle.deciding.correcting import Corrected
from grants.lifecycle.facts import Award, AwardChange
from grants.lifecycle.grant import Grant
from grants.rounds.round import Round


def saved(work: Work, grant: Grant, ended: Award | None, day: date) -> Done:
    """The grant; with it, if ``ended`` is an award that stands no more, its money back in the round's budget."""
    if ended is None:
        return work.save(grant, grant=grant.id)
    round_ = work.get(Round, grant.facts.round)
    round_.release(grant.id, ended.number, old=ended.amount, occurred_on=day)
    return work.save(grant, round_, grant=grant.id)


def follow(work: Work, grant: Grant, done: Corrected) -> list[Round]:
    """The round, with its money where the corrected fact says; none if the fact moved no money of the round."""
    before, after = done.before, done.after
    if isinstance(before, Award) and isinstance(after, Award):
        return [_follow_award(work, grant, before, after)]
    if isinstance(before, AwardChange) and isinstance(after, AwardChange):
        return [_follow_change(work, grant, before, after)]
    return []


def _follow_award(work: Work, grant: Grant, before: Award, after: Award) -> Round:
    round_ = work.get(Round, grant.facts.round)
    if before.occurred_on == after.occurred_on:
        round_.change(grant.id, before.number, old=before.amount, new=after.amount, occurred_on=before.occurred_on)
    else:
        round_.move(
            grant.id, before.number, old=before.amount, new=after.amount,
            from_day=before.occurred_on, to_day=after.occurred_on,
        )  # fmt: skip
    return round_


def _follow_change(work: Work, grant: Grant, before: AwardChange, after: AwardChange) -> Round:
    round_ = work.get(Round, grant.facts.round)
    number, day = grant.award_fact.number, before.occurred_on
    if day == after.occurred_on:
        round_.change(grant.id, number, old=before.new, new=after.new, occurred_on=day)
    else:
        round_.move_change(
            grant.id, number, before=(before.old, before.new), after=(after.old, after.new),
            from_day=day, to_day=after.occurred_on,
        )  # fmt: skip
    return round_
