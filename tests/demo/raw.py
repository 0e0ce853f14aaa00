"""The demo's events as they lie in the file, folded here by hand: what the program says is held against this."""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any


@dataclass
class Event:
    """One stored event, its values without the library's wrappings."""

    position: int
    stream: str
    version: int
    topic: str
    values: dict[str, Any]

    @property
    def at(self) -> datetime:
        return datetime.fromisoformat(self.values["timestamp"])


@dataclass
class Figures:
    """What a round comes to, counted from its events alone."""

    with_meeting: set[str] = field(default_factory=set)
    settlements: dict[str, int] = field(default_factory=dict)
    """Grosze recognised, by grant."""
    meetings: dict[tuple[str, int], Event] = field(default_factory=dict)
    paid: int = 0
    refunded: int = 0

    @property
    def settled(self) -> set[str]:
        return set(self.settlements)

    @property
    def recognised(self) -> int:
        return sum(self.settlements.values())

    @property
    def attendances(self) -> Counter[str]:
        out: Counter[str] = Counter()
        for event in self.meetings.values():
            for kind, n in event.values["attendance"]:
                out[kind] += n
        return out

    @property
    def channels(self) -> Counter[str]:
        return Counter(c for event in self.meetings.values() if (c := event.values["channel"]))


def events(file: Path) -> list[Event]:
    """Everything in the log, in order of position."""
    connection = sqlite3.connect(file)
    query = "SELECT rowid, originator_id, originator_version, topic, state FROM stored_events ORDER BY rowid"
    rows = connection.execute(query).fetchall()
    connection.close()
    return [Event(row[0], row[1], row[2], row[3], _bare(json.loads(row[4]))) for row in rows]


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        if value.keys() == {"_type_", "_data_"}:
            return _bare(value["_data_"])
        return {key: _bare(each) for key, each in value.items()}
    return [_bare(each) for each in value] if isinstance(value, list) else value


def rounds(log: list[Event]) -> dict[str, str]:
    """Programme code and label (PRB/I) by the id of the round."""
    codes = {e.stream: e.values["code"] for e in log if e.topic == "programme.opened.v1"}
    return {
        e.stream: f"{codes[e.values['programme']]}/{e.values['label']}" for e in log if e.topic == "round.opened.v1"
    }


def figures(log: list[Event]) -> dict[str, Figures]:
    """The figures of each round, by its name."""
    names = rounds(log)
    round_of = {e.stream: names[e.values["round"]] for e in log if e.topic == "grant.opened.v1"}
    out: dict[str, Figures] = defaultdict(Figures)
    for event in log:
        if event.stream in round_of:
            _take(out[round_of[event.stream]], event)
    for each in out.values():
        each.with_meeting = {stream for stream, _ in each.meetings}
    return out


def _take(into: Figures, event: Event) -> None:
    values = event.values
    match event.topic:
        case "grant.meeting_held.v1":
            into.meetings[event.stream, event.version] = event
        case "grant.meeting_corrected.v1":
            held = into.meetings[event.stream, values["corrects"]]
            held.values.update({name: new for name, _, new in values["changes"]})
        case "grant.meeting_voided.v1":
            del into.meetings[event.stream, values["corrects"]]
        case "grant.payment_made.v1":
            into.paid += values["amount"]
        case "grant.refund_received.v1":
            into.refunded += values["amount"]
        case "grant.settled.v1":
            into.settlements[event.stream] = values["recognised"]
        case "grant.settlement_reopened.v1":
            del into.settlements[event.stream]
        case "grant.payment_reversed.v1":
            into.paid -= values["amount"]
        case _:
            pass


def comparable(log: list[Event]) -> Iterator[tuple[object, ...]]:
    """Everything that must be the same in two demos: salts, and keys made with a database's secret, are left out."""
    for event in log:
        yield event.position, event.stream, event.version, event.topic, json.dumps(_unsalted(event.values))


def _unsalted(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _unsalted(each) for key, each in value.items() if key not in ("digest", "key")}
    return [_unsalted(each) for each in value] if isinstance(value, list) else value
