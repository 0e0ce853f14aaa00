"""Aggregates with long streams, kept between commands: the next award of a round must not replay a thousand.

What is kept is never handed out: a command gets a copy, so a refused one spoils nothing and threads share nothing.
"""

from __future__ import annotations

from collections import OrderedDict
from copy import deepcopy
from threading import Lock
from typing import Final
from uuid import UUID

from grants.kernel.envelope import Recorded

LONG: Final = 50
"""Versions from which on a stream is worth keeping; a shorter one replays in a millisecond or two."""


class Kept:
    """The long aggregates used last, each as of its newest known version."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._aggregates: OrderedDict[UUID, Recorded] = OrderedDict()

    def copy(self, id_: UUID) -> Recorded | None:
        """A copy of the aggregate, perhaps behind the log; None if it is not kept."""
        with self._lock:
            kept = self._aggregates.get(id_)
        return deepcopy(kept)

    def put(self, aggregate: Recorded) -> None:
        """Keep an aggregate that is all stored and that nobody will change any more."""
        if aggregate.version < LONG or not self._most:
            return
        with self._lock:
            kept = self._aggregates.get(aggregate.id)
            if kept is None or kept.version < aggregate.version:
                self._aggregates[aggregate.id] = aggregate
            self._aggregates.move_to_end(aggregate.id)
            if len(self._aggregates) > self._most:
                self._aggregates.popitem(last=False)
