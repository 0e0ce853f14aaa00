"""Sixteen threads at two desks that share nothing but the database, as two processes would; lost races are counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError, Lock, local
from typing import Final
from uuid import UUID, uuid4

from eventsourcing.persistence import DatabaseError

from grants.bootstrap import open_programme
from grants.kernel.command import Done
from grants.kernel.envelope import Happened, Recorded
from grants.kernel.refusals import Refused
from grants.store.conflicts import somebody_else
from grants.store.log import EventLog
from grants.store.riders import Rider
from tests.support.scenario import NOW, Ask

THREADS: Final = 16
Answer = Done | Refused


class Gate:
    """Holds the first save of each thread until all have decided, so that every race is a race."""

    def __init__(self, parties: int) -> None:
        self._barrier = Barrier(parties)
        self._passed = local()

    def wait(self) -> None:
        """Somebody who never comes to save (refused at once) lets the others go after a while, fewer in conflict."""
        if getattr(self._passed, "once", False):
            return
        self._passed.once = True
        with suppress(BrokenBarrierError):
            self._barrier.wait(timeout=2)


class CountingLog(EventLog):
    """Its saves may be held at a gate, and those lost to somebody else are counted."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.gate: Gate | None = None
        self.conflicts = 0
        self._counting = Lock()

    def save(self, aggregates: Sequence[Recorded], riders: Sequence[Rider] = ()) -> int:
        if self.gate is not None:
            self.gate.wait()
        try:
            return super().save(aggregates, riders)
        except DatabaseError as error:
            if somebody_else(error):
                with self._counting:
                    self.conflicts += 1
            raise


class Desk:
    """One process's programme."""

    def __init__(self, url: str) -> None:
        self.log = CountingLog(url)
        self.programme = open_programme(url, clock=lambda: NOW, log=self.log)

    def ask(self, ask: Ask) -> Answer:
        """The answer, or the refusal as a value."""
        id_ = ask.command_id or uuid4()
        try:
            return self.programme.issue(ask.command, ask.by.actor, command_id=id_, source=ask.source)
        except Refused as refused:
            return refused

    def prepare(self, asks: Iterable[Ask]) -> None:
        """What must stand before the races; nothing of it may be refused."""
        for ask in asks:
            answer = self.ask(ask)
            assert isinstance(answer, Done), f"{ask}: {answer!r}"

    def stream(self, id_: UUID) -> list[Happened]:
        return self.log.stream(id_)


class Desks:
    """Two of them."""

    def __init__(self, url: str) -> None:
        self.both = (Desk(url), Desk(url))
        self.one = self.both[0]

    @property
    def conflicts(self) -> int:
        return sum(desk.log.conflicts for desk in self.both)

    def at_once(self, asks: Sequence[Ask], *, gated: bool) -> list[Answer]:
        """All asks at the same moment, spread over the desks. ``gated``: nobody saves before all have decided."""
        start, gate = Barrier(len(asks)), Gate(len(asks)) if gated else None
        for desk in self.both:
            desk.log.gate = gate

        def run(n: int) -> Answer:
            start.wait()
            return self.both[n % 2].ask(asks[n])

        with ThreadPoolExecutor(len(asks)) as pool:
            answers = list(pool.map(run, range(len(asks))))
        for desk in self.both:
            desk.log.gate = None
        return answers

    def close(self) -> None:
        for desk in self.both:
            desk.programme.close()
