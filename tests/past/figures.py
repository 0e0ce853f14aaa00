"""The totals of a past day, added up by hand from the states of all grants and from the rounds' own rows."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any
from uuid import UUID

from tests.past import byhand
from tests.past.byhand import Answer, Log

UNDER_WAY = ("awarded", "agreed", "reported", "settled")
GONE = ("withdrawn", "rejected", "cancelled")
MONEY = ("paid", "recognised", "refund_due", "refund_received")
ROUND_ITSELF = ("round.opened.v1", "round.rules_changed.v1")
FUNDS = ("round.funds_reserved.v1", "round.funds_changed.v1", "round.funds_released.v1")


def totals(log: Log, day: date, known: date) -> dict[str, Answer]:
    """By round: what ``grants totals --json`` says of it."""
    added: dict[str, Answer] = {}
    for grant in log.grants:
        events = log.of(grant, known)
        if events:
            kept = byhand.as_of(log, grant, day, known)
            _add(added.setdefault(_dashed(events[0].values["round"]), _nought()), kept)
    for round_, (budget, reserved) in _rounds(log, day, known).items():
        money = added.setdefault(round_, _nought())["money"]
        money.update(budget=budget, reserved=reserved, left=budget - reserved)
    return added


def plain(value: Any) -> Any:
    """Without noughts, which one side may leave out."""
    if isinstance(value, dict):
        return {key: found for key, each in value.items() if (found := plain(each))}
    return value


def _nought() -> Answer:
    several = ("meetings_by_channel", "attendances_by_kind", "stages", "money")
    return Counter({name: Counter() for name in several})


def _dashed(id_: str) -> str:
    return str(UUID(id_))


def _rounds(log: Log, day: date, known: date) -> dict[str, tuple[int, int]]:
    """Budget and money set aside, by round."""
    budget: dict[str, int] = {}
    reserved: Counter[str] = Counter()
    for event in log.events[: log.upto(known)]:
        if event.values["occurred_on"] <= day.isoformat():
            if event.topic in ROUND_ITSELF:
                budget[_dashed(event.stream)] = event.values["rules"]["budget"]
            elif event.topic in FUNDS:
                reserved[_dashed(event.stream)] += event.values["new"] - event.values["old"]
    return {round_: (budget[round_], reserved[round_]) for round_ in budget}


def _add(out: Answer, kept: list[byhand.Fact]) -> None:
    stage = next((byhand.STAGE[f["what"]] for f in reversed(kept) if f["what"] in byhand.STAGE), None)
    if stage is None:
        return
    state = byhand.state(kept)
    out["stages"][state["stage"]] += 1
    out["closed"] += state["stage"] == "closed"
    if stage in GONE:
        out[stage] += 1
    else:
        out["applied"] += 1
        out["money"]["requested"] += state["requested"]
    if stage in UNDER_WAY:
        out["awarded"] += 1
        out["money"]["awarded"] += state["awarded"]
        out["with_meeting"] += bool(state["meetings"])
        out["requirement_met"] += state["requirement_met"] == "yes"
        if stage == "settled":
            out["settled"] += 1
            out["money"]["own_contribution"] += state["own_contribution"]
    for name in MONEY:
        out["money"][name] += state[name]
    _add_meetings(out, state["meetings"])


def _add_meetings(out: Answer, meetings: list[Answer]) -> None:
    for meeting in meetings:
        out["meetings_held"] += 1
        out["meetings_counted"] += meeting["counts"]
        out["meetings_virtual"] += meeting["mode"] == "virtual"
        if meeting["channel"]:
            out["meetings_by_channel"][meeting["channel"]] += 1
        for who, people in meeting["attendance"]:
            out["attendances"] += people
            out["attendances_by_kind"][who] += people
