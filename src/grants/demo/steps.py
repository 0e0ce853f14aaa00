"""One step of the replay: a command with its moment, its author and a name that makes its id."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from grants.demo.cast import Player
from grants.kernel.command import Command
from grants.kernel.ids import derived


@dataclass(frozen=True, slots=True)
class Step:
    """``name`` is unique in the demo, so a second replay meets the receipt of the first."""

    at: datetime
    name: str
    who: Player
    command: Command

    @property
    def command_id(self) -> UUID:
        return derived("demo", self.name)


def in_order(scripts: Iterable[Iterable[Step]]) -> Iterator[Step]:
    """All steps by the moment they are recorded; each script is in order already."""
    return heapq.merge(*scripts, key=lambda step: (step.at, step.name))
