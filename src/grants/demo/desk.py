"""The log as the replay opens it: grants that it has just saved stay on the desk for their next command."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final
from uuid import UUID

from grants.kernel.envelope import Recorded
from grants.store.log import EventLog
from grants.store.riders import Rider


class DeskLog(EventLog):
    """For one thread that carries out thousands of commands in a row and stops at the first that is refused.

    An aggregate leaves the desk when it is loaded and comes back when it was saved, so a lost race or a refusal leaves
    nothing half-decided behind; one that somebody else moved on meanwhile is read from the log anew.
    """

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self._desk: Final[dict[UUID, Recorded]] = {}

    def load(self, id_: UUID) -> Recorded | None:
        mine = self._desk.pop(id_, None)
        if mine is not None and not self.stream(id_, after=mine.version):
            return mine
        return super().load(id_)

    def save(self, aggregates: Iterable[Recorded], riders: Sequence[Rider] = ()) -> int:
        saved = list(aggregates)
        position = super().save(saved, riders)
        self._desk.update({aggregate.id: aggregate for aggregate in saved})
        return position
