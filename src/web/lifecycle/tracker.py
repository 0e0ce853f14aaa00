"""The grant's way as a line of steps: applied, awarded, agreement, payment, meetings, report, settled."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from grants.lifecycle.stages import Stage
from grants.read.grants import GrantNow
from grants.wording.formats import day, money
from grants.wording.labels import label
from web.support.asking import Asked

_ENDED: Final = frozenset({Stage.WITHDRAWN, Stage.REJECTED, Stage.CANCELLED})
_REPORTED: Final = frozenset({Stage.REPORTED, Stage.SETTLED, Stage.CLOSED})
_PAYMENT: Final = 3
"""The payment's place; one that was paid in part holds nothing up."""
Step = tuple[str, bool, str | None]
"""Label, whether it is done, and a day or a count."""


def tracker(grant: GrantNow, asked: Asked) -> list[dict[str, Any]]:
    """The steps for ``ui.tracker``: the first one that is not done is the present one, unless the grant has ended."""
    steps = [*_promised(grant, asked), *_carried_out(grant, asked)]
    ended = grant.state.stage in _ENDED
    settled = grant.state.stage is Stage.SETTLED
    part_paid = bool(grant.state.paid)
    current = (
        None
        if ended
        else next((n for n, (_, done, _) in enumerate(steps) if not (done or (n == _PAYMENT and part_paid))), None)
    )
    current = None if settled and current is not None and current < len(steps) - 1 else current
    return [
        {"label": label, "state": _state(n, done=done, current=current, left_out=ended or settled), "note": note}
        for n, (label, done, note) in enumerate(steps)
    ]


def _state(n: int, *, done: bool, current: int | None, left_out: bool) -> str:
    if done:
        return "done"
    return "skipped" if left_out else "current" if n == current else "next"


def _promised(grant: GrantNow, asked: Asked) -> list[Step]:
    state, say = grant.state, asked.say
    paid = state.paid >= (state.recognised if state.stage is Stage.SETTLED else state.awarded) and state.paid > 0
    returned = state.stage is Stage.RETURNED and state.returned
    waiting = (
        say("to be corrected by %(day)s") % {"day": day(state.returned.due_on, asked.lang)}
        if returned and state.returned
        else None
    )
    return [
        (
            label("stage", "applied", asked.lang),
            state.application is not None and not returned,
            waiting or _on(state.application, asked),
        ),
        (label("stage", "awarded", asked.lang), state.award is not None, _on(state.award, asked)),
        (say("Agreement"), state.agreement is not None, _on(state.agreement, asked)),
        (
            label("status", "paid", asked.lang),
            paid,
            _on(state.payments[-1], asked) if paid else _part_paid(grant, asked),
        ),
    ]


def _part_paid(grant: GrantNow, asked: Asked) -> str | None:
    state = grant.state
    if not state.paid:
        return None
    sums = {"part": money(state.paid, asked.lang, short=True), "whole": money(state.awarded, asked.lang, short=True)}
    return asked.say("%(part)s of %(whole)s") % sums


def _carried_out(grant: GrantNow, asked: Asked) -> list[Step]:
    state, say = grant.state, asked.say
    counted = len(state.counted)
    enough = state.requirement_met or (bool(counted) and state.stage in _REPORTED)
    count = say("%(part)s of %(whole)s") % {"part": counted, "whole": state.rules.min_meetings} if state.rules else None
    reported = state.report is not None and state.stage in _REPORTED
    due = _by(state.report_due_on, asked) if state.report_due_on and state.stage not in _ENDED else None
    settled = state.stage is Stage.SETTLED
    return [
        (say("Meetings"), enough, count),
        (say("Report"), reported, _on(state.report, asked) if reported else due),
        (label("stage", "settled", asked.lang), settled, _on(state.settlement, asked) if settled else None),
    ]


def _on(fact: Any, asked: Asked) -> str | None:
    return day(fact.occurred_on, asked.lang) if fact is not None else None


def _by(due: date, asked: Asked) -> str:
    return asked.say("by %(day)s") % {"day": day(due, asked.lang)}
