"""Where a round stands, in words and as a colour; and whether anything still keeps it open."""

from __future__ import annotations

from datetime import date

from grants.lifecycle.stages import ENDED
from grants.read.ledger import Totals
from grants.read.rounds import RoundNow
from web.support.asking import Reading


def ready_to_close(found: RoundNow, totals: Totals, today: date) -> bool:
    """The call is over and no grant is under way. A round in which nobody applied waits until its activity ends."""
    rules, stages = found.rules, totals.by("stage")
    call_over = found.call_closed_on is not None or today > rules.call_closes_on
    lived = bool(stages) or today > rules.activity_to
    return not found.closed and call_over and lived and not any(stage not in ENDED for stage in stages)


def standing(found: RoundNow, totals: Totals, asked: Reading) -> tuple[str, str]:
    """``totals`` must know the figure "stage"."""
    say, today, rules = asked.say, asked.today, found.rules
    if found.closed:
        return say("Round closed"), "closed"
    if ready_to_close(found, totals, today):
        return say("Waiting to be closed"), "settled"
    if found.call_open(today):
        return say("Call open"), "awarded"
    if today < rules.call_opens_on:
        return say("Call not open yet"), "neutral"
    if today <= rules.activity_to:
        return say("Meetings under way"), "agreed"
    return say("Being settled"), "reported"
