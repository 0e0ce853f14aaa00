"""The one log of everything that happened: streams by aggregate, and one order of positions through all of them."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from itertools import chain
from time import monotonic
from typing import Final, cast
from uuid import UUID

from eventsourcing.application import project_aggregate
from eventsourcing.persistence import EventStore, Mapper, Notification

from grants.kernel.envelope import Happened, Recorded
from grants.store.cache import LONG, Kept
from grants.store.engine import make_engine
from grants.store.postgres import PostgresRecorder
from grants.store.riders import Rider
from grants.store.signal import Signal
from grants.store.sqlite import SqliteRecorder
from grants.store.transcodings import transcoder
from grants.store.urls import SqliteDatabase, database

POLL_SECONDS: Final = 0.05
"""How soon a follower hears of what another process stored; its own process tells it at once."""
KEPT: Final = 200
"""Aggregates kept between commands."""


class EventLog:
    """Opened once per process. ``engine`` is the same database through SQLAlchemy. Threads may share it.

    The tables must be there already (``migrate``).
    """

    def __init__(self, url: str, *, kept: int = KEPT) -> None:
        where = database(url)
        self.engine: Final = make_engine(url)
        self.signal: Final = Signal()
        self.transcoder: Final = transcoder()
        self._recorder: Final = SqliteRecorder(where) if isinstance(where, SqliteDatabase) else PostgresRecorder(where)
        self._mapper: Final = Mapper[UUID](self.transcoder)
        self._events: Final = EventStore[UUID](self._mapper, self._recorder)
        self._kept: Final = Kept(kept)

    def load(self, id_: UUID) -> Recorded | None:
        """The aggregate as of now, the caller's alone; None if nothing ever happened to it."""
        kept = self._kept.copy(id_)
        known = kept.version if kept else 0
        aggregate = cast("Recorded | None", project_aggregate(kept, self._events.get(id_, gt=known)))
        if aggregate is not None and aggregate.version >= known + LONG:
            self._kept.put(deepcopy(aggregate))
        return aggregate

    def stream(self, id_: UUID, *, after: int = 0, upto: int | None = None) -> list[Happened]:
        """What happened to one aggregate, in order of version."""
        return cast("list[Happened]", list(self._events.get(id_, gt=after, lte=upto)))

    def stream_known(self, id_: UUID, position: int) -> list[Happened]:
        """What had happened to one aggregate when ``position`` was the log's last: for states that were known then."""
        return self.stream(id_, upto=self._recorder.select_version(id_, position))

    def page(self, after: int, limit: int) -> list[tuple[int, Happened]]:
        """Up to ``limit`` events behind position ``after``, each with its position. Positions may have gaps."""
        return [
            self._read(n)
            for n in self._recorder.select_notifications(start=after, limit=limit, inclusive_of_start=False)
        ]

    def examined(self, after: int, limit: int) -> list[tuple[Notification, Happened | Exception]]:
        """A page as it is stored, with each event or with why it cannot be read; for ``grants doctor``."""
        return [
            (n, self._examined(n))
            for n in self._recorder.select_notifications(start=after, limit=limit, inclusive_of_start=False)
        ]

    def by_positions(self, positions: Sequence[int]) -> list[tuple[int, Happened]]:
        """The events at these positions, in their order."""
        return [self._read(n) for n in self._recorder.select_positions(positions)]

    def last_position(self) -> int:
        """The position of the newest event; 0 in an empty log."""
        return self._recorder.max_notification_id() or 0

    def count(self) -> int:
        """How many events there are; reads an index from end to end, so not for pages."""
        return self._recorder.count_events()

    def position_of(self, stream: UUID, version: int) -> int | None:
        """Where in the log a version of a stream stands."""
        return self._recorder.select_position(stream, version)

    def save(self, aggregates: Sequence[Recorded], riders: Sequence[Rider] = ()) -> int:
        """Store all pending events and the riders, or nothing; the position of the last event, after the commit.

        The aggregates belong to the log afterwards: nobody may change them any more.
        Raises the library's IntegrityError when a stream has moved on or a rider's key is taken.
        """
        events = list(chain.from_iterable(aggregate.collect_events() for aggregate in aggregates))
        if not events:
            raise ValueError("nothing happened, so there is nothing to store")
        recordings = self._events.put(events, riders=riders)
        position = recordings[-1].notification.id
        for aggregate in aggregates:
            self._kept.put(aggregate)
        self.signal.reached(position)
        return position

    def wait(self, after: int, timeout: float) -> bool:
        """Whether there is anything behind position ``after``, waiting at most ``timeout`` seconds for it."""
        deadline = monotonic() + timeout
        while not self.signal.wait(after, max(0.0, min(POLL_SECONDS, deadline - monotonic()))):
            self.signal.reached(self.last_position())
            if monotonic() >= deadline:
                return self.signal.position > after
        return True

    def close(self) -> None:
        self._recorder.close()
        self.engine.dispose()

    def _read(self, stored: Notification) -> tuple[int, Happened]:
        return stored.id, cast("Happened", self._mapper.to_domain_event(stored))

    def _examined(self, stored: Notification) -> Happened | Exception:
        try:
            return self._read(stored)[1]
        except Exception as error:  # noqa: BLE001  whatever is wrong with it is what is asked for
            return error
