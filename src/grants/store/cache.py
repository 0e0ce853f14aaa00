"""Aggregates kept between commands, so that a round with thousands of awards does not replay them all for the next.

One command at a time owns a kept aggregate: it is taken out, brought up to date from the log, and put back after a
success. A refused command's aggregate is dropped. So nothing is ever copied and nothing half-decided is ever shared.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Final
from uuid import UUID

from grants.kernel.envelope import Recorded

LONG: Final = 50
"""Versions from which on a stream is worth keeping; a shorter one replays in a millisecond or two."""


class Kept:
    """The long aggregates used last, each at most once."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._aggregates: OrderedDict[UUID, Recorded] = OrderedDict()

    def take(self, id_: UUID) -> Recorded | None:
        """The aggregate, which now belongs to the caller alone; None if it is not here."""
        with self._lock:
            return self._aggregates.pop(id_, None)

    def put(self, aggregate: Recorded) -> None:
        """Give an aggregate back: everything in it is stored. Short ones are let go."""
        if not self._most or aggregate.version < LONG or aggregate.pending_events:
            return
        with self._lock:
            self._aggregates[aggregate.id] = aggregate
            self._aggregates.move_to_end(aggregate.id)
            if len(self._aggregates) > self._most:
                self._aggregates.popitem(last=False)
