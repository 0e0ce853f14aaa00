"""What corrections of meetings and costs and changes of plans have in common: [field, old, new] in plain values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple, Protocol

import msgspec

from grants.kernel.refusals import Refused
from grants.rounds.rules import RoundRules


class Arranged(Protocol):
    """A meeting or a planned one."""

    @property
    def mode(self) -> str: ...
    @property
    def channel(self) -> str | None: ...


def without_channel(meeting: Arranged, changes: list[list[Any]]) -> list[list[Any]]:
    """A meeting in person has no channel: one changed to in-person loses its own, in so many words."""
    mode = next((new for name, _, new in changes if name == "mode"), meeting.mode)
    if mode != "in_person":
        return changes
    rest = [change for change in changes if change[0] != "channel"]
    return rest if meeting.channel is None else [*rest, ["channel", meeting.channel, None]]


def check_channel(meeting: Arranged, rules: RoundRules) -> None:
    """A virtual meeting names its channel; a channel is one of the round's."""
    if meeting.mode == "virtual" and meeting.channel is None:
        raise Refused("meeting.channel_required")
    if meeting.channel is not None and meeting.channel not in rules.channels:
        raise Refused("meeting.unknown_channel", channel=meeting.channel)


class Outdated(NamedTuple):
    """A field that has another value than the change says, as a refusal quotes it."""

    field: str
    old: str
    current: str


def outdated(changes: Iterable[Sequence[Any]], current: Callable[[str], Any]) -> Outdated | None:
    """The first change whose old value is not the ``current`` one of its field."""
    for name, old, _ in changes:
        now = current(name)
        if old != now:
            return Outdated(name, _quoted(old), _quoted(now))
    return None


def _quoted(value: Any) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
