"""What a grant adds to the figures of its round: the source of every total (DESIGN 4, the ledger of contributions).

A figure is keyed by (metric, dimension); money is in grosze. ``contributions`` dates each figure: it is *defined* as
the difference from day to day of ``figures(facts up to that day)``, never booked item by item.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise
from typing import Final

from grants.lifecycle.facts import Facts
from grants.lifecycle.stages import Stage
from grants.lifecycle.state import State, derive

Figure = tuple[str, str]
Figures = dict[Figure, int]
Contributions = dict[tuple[str, str, date], int]

METRICS: Final = (
    "stage", "applied", "withdrawn", "rejected", "cancelled", "awarded", "with_meeting", "requirement_met", "settled",
    "settled_partial", "closed", "requested", "awarded_money", "paid", "recognised", "refund_due", "refund_received",
    "refund_written_off", "refund_outstanding", "own_contribution", "costs_charged",
    "costs_accepted", "meetings_held", "meetings_counted", "meetings_by_channel",
    "attendances", "attendances_counted", "waivers", "applied_by_voivodeship", "awarded_by_voivodeship",
    "awarded_money_by_voivodeship", "paid_by_voivodeship", "recognised_by_voivodeship",
    "meetings_held_by_voivodeship", "attendances_by_voivodeship",
)  # fmt: skip
"""Every metric a grant contributes to. A round adds ``budget`` and ``reserved`` of its own."""

SUFFIX: Final = "_by_voivodeship"
BY_VOIVODESHIP: Final = tuple(metric.removesuffix(SUFFIX) for metric in METRICS if metric.endswith(SUFFIX))
"""Figures that are also told by the voivodeship of the leading library, as its application says: the first two digits
of its TERC number.
"""

_GONE: Final = {Stage.WITHDRAWN: "withdrawn", Stage.REJECTED: "rejected", Stage.CANCELLED: "cancelled"}
_AWARDED: Final = frozenset({Stage.AWARDED, Stage.AGREED, Stage.REPORTED, Stage.SETTLED})


def figures(state: State) -> Figures:
    """The figures of one grant in this state; zeros left out.

    ``applied``, ``awarded`` and what follows leave out what was withdrawn, rejected or cancelled, shown apart;
    meetings, attendances and money moved stay, because they happened.
    """
    if state.stage is Stage.OPENED:
        return {}
    out = Counter(without_meetings(state))
    _meetings(state, out)
    _voivodeship(state, out)
    return {key: value for key, value in out.items() if value}


def without_meetings(state: State) -> Figures:
    """Those that no single meeting moves, for who works through a whole round; zeros are in it."""
    out: Counter[Figure] = Counter()
    out["stage", state.shown_stage.value] = 1
    gone = _GONE.get(state.stage)
    if gone:
        out[gone, ""] = 1
    elif state.application:
        out["applied", ""] = 1
        out["requested", ""] = state.application.requested
    if state.stage in _AWARDED:
        _spine(state, out)
    _money(state, out)
    return out


def _spine(state: State, out: Counter[Figure]) -> None:
    out["awarded", ""] = 1
    out["awarded_money", ""] = state.awarded
    out["with_meeting", ""] = int(bool(state.meetings))
    out["requirement_met", ""] = int(state.requirement_met)
    if state.stage is Stage.SETTLED and state.settlement:
        out["settled", ""] = 1
        out["settled_partial", ""] = int(state.settlement.outcome == "partial")
        out["own_contribution", ""] = state.settlement.own_contribution


def _money(state: State, out: Counter[Figure]) -> None:
    out["closed", ""] = int(state.closed)
    out["paid", ""] = state.paid
    out["recognised", ""] = state.recognised
    out["refund_due", ""] = state.refund_due
    out["refund_received", ""] = state.refund_received
    out["refund_written_off", ""] = state.refund_written_off
    out["refund_outstanding", ""] = state.refund_outstanding
    out["costs_charged", ""] = state.charged
    out["costs_accepted", ""] = state.eligible_costs
    out["waivers", "granted"] = int(state.waiver_granted)


def _meetings(state: State, out: Counter[Figure]) -> None:
    for meeting in state.meetings:
        counts = state.counts(meeting)
        out["meetings_held", meeting.mode] += 1
        if meeting.channel:
            out["meetings_by_channel", meeting.channel] += 1
        if counts:
            out["meetings_counted", meeting.mode] += 1
        for kind, people in meeting.attendance:
            out["attendances", kind] += people
            if counts:
                out["attendances_counted", kind] += people


def _voivodeship(state: State, out: Counter[Figure]) -> None:
    """Last of all, because it tells again what the others have counted."""
    code = state.application.library_terc[:2] if state.application else ""
    for (metric, _), amount in list(out.items()):
        if code and metric in BY_VOIVODESHIP:
            out[metric + SUFFIX, code] += amount


def contributions(facts: Facts) -> Contributions:
    """``{(metric, dimension, day): amount}``: the sum over days up to D is ``figures`` of the state as of D."""
    entries = facts.entries
    in_order = all(a.occurred_on <= b.occurred_on for a, b in pairwise(entries))
    return _walk(facts) if in_order else _refold(facts)


def _walk(facts: Facts) -> Contributions:
    """Facts recorded in the order they happened: one pass, the state after each day is the state as of that day."""
    out: Contributions = {}
    before: Figures = {}
    state = State()
    for i, fact in enumerate(facts.entries):
        state.take(fact)
        last_of_day = i + 1 == len(facts.entries) or facts.entries[i + 1].occurred_on != fact.occurred_on
        if last_of_day:
            before = _step(out, before, figures(state), fact.occurred_on)
    return out


def _refold(facts: Facts) -> Contributions:
    """The definition itself: fold anew for every day."""
    out: Contributions = {}
    before: Figures = {}
    for day in facts.days():
        before = _step(out, before, figures(derive(facts.until(day))), day)
    return out


def _step(out: Contributions, before: Figures, after: Figures, day: date) -> Figures:
    for key in before.keys() | after.keys():
        delta = after.get(key, 0) - before.get(key, 0)
        if delta:
            out[(*key, day)] = delta
    return after
