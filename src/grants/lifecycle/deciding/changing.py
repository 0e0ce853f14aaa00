"""What corrections of meetings and changes of plans have in common: lists of [field, old, new] in plain values."""

from __future__ import annotations

from typing import Any, Protocol

import msgspec


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


def shown(value: Any) -> str:
    """A value as a refusal quotes it."""
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
