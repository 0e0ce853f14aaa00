"""The composition root: a database URL becomes a programme that can be asked and told. Tests pass fakes by argument."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import Engine

from grants.catalogue import CATALOGUE
from grants.inspection.look import Look
from grants.kernel.actor import Actor
from grants.kernel.clock import Clock, system_clock
from grants.kernel.command import Command, Done
from grants.read import VIEWS, ledger
from grants.read.known import KnownNow
from grants.store import secrets
from grants.store.bus import Bus
from grants.store.dossier_links import Links
from grants.store.engine import make_engine
from grants.store.issue import Issue
from grants.store.log import EventLog
from grants.store.logins import Logins
from grants.store.looking import Looks, audits
from grants.store.marks import get_mark
from grants.store.people import People
from grants.store.projector import Projector
from grants.store.seal import keys
from grants.store.seal.notary import Notary
from grants.store.seal.tiles import stand
from grants.store.throttle import Throttle
from grants.store.urls import relaxed

WAIT_SECONDS: Final = 1.0
"""How long a page waits for its read models to show what was just done (DESIGN 5)."""


@dataclass(frozen=True, slots=True)
class Programme:
    """Everything one process needs. Threads may share it. ``views``: the projector's own door to the database."""

    log: EventLog
    bus: Bus
    projector: Projector
    people: People
    logins: Logins
    throttle: Throttle
    clock: Clock
    views: Engine
    url: str = field(repr=False)
    stop: threading.Event = field(default_factory=threading.Event)

    @property
    def engine(self) -> Engine:
        """The database through SQLAlchemy, for queries."""
        return self.log.engine

    @property
    def key_file(self) -> Path:
        """Where the key that signs heads and dossiers is, if it is on this machine."""
        return keys.place(self.url)

    @property
    def links(self) -> Links:
        """Links under which dossiers are handed out."""
        return Links(self.log.engine)

    def issue(
        self, command: Command, actor: Actor, *, command_id: UUID | None = None, source: str = "web",
        at: datetime | None = None,
    ) -> Done:  # fmt: skip
        """Carry out a command; Refused says why not, and then nothing was stored."""
        return self.bus.issue(Issue(command, actor, command_id or uuid4(), source, at=at))

    def rehearse(self, command: Command, actor: Actor) -> Done:
        """What the command would come to now, for a preview; nothing is stored. Refused says why it would not be."""
        return self.bus.rehearse(Issue(command, actor, uuid4(), "web"))

    def shown(self, done: Done) -> bool:
        """Whether the read models show what was done, waiting at most WAIT_SECONDS."""
        return self.projector.wait_for(done.position, WAIT_SECONDS)

    def note(self, actor: Actor, look: Look) -> None:
        """Enter what an auditor opens into the log of reads, before it is given; NotNoted: it must not be given.

        Nothing is noted of anybody else.
        """
        if audits(actor):
            Looks(self.log, self.clock).note(actor.person, look)

    def mark(self, name: str) -> str | None:
        """What kind of database this is: a mark's value, None without it."""
        return get_mark(self.engine, name)

    def session_secret(self) -> bytes:
        """Signs what the web hands to browsers; LookupError on a database that was never migrated."""
        return secrets.read(self.engine, secrets.SESSIONS)

    def follow(self) -> threading.Thread:
        """Start the projector in a thread of its own; ``close`` ends it."""
        thread = threading.Thread(target=self.projector.run, args=(self.stop,), name="projector", daemon=True)
        thread.start()
        return thread

    def seal(self) -> threading.Thread | None:
        """Start the notary in a thread of its own, where the database is sealed and the key is here; as ``follow``."""
        key = self.key_file
        with self.views.connect() as connection:
            if not key.is_file() or stand(connection) is None:
                return None
        notary = Notary(self.views, key)
        thread = threading.Thread(target=notary.run, args=(self.stop, self.log.signal), name="notary", daemon=True)
        thread.start()
        return thread

    def close(self) -> None:
        """Stop following and let go of the database."""
        self.stop.set()
        self.views.dispose()
        self.log.close()


def open_programme(
    url: str, *, clock: Clock = system_clock, allow_at: bool = False, log: EventLog | None = None
) -> Programme:
    """Open a migrated database. ``allow_at`` lets commands say when they were recorded (demo and tests only)."""
    log = log or EventLog(url)
    views = make_engine(relaxed(url))
    projector = Projector(views, log, VIEWS)
    known = KnownNow(log, projector, ledger.frozen)
    bus = Bus(log, known, clock, CATALOGUE, allow_at=allow_at)
    people, logins, throttle = People(log.engine), Logins(log.engine), Throttle(log.engine)
    return Programme(log, bus, projector, people, logins, throttle, clock, views, url)


@contextmanager
def programme(url: str, *, follow: bool = False) -> Iterator[Programme]:
    """``open_programme`` for the length of a ``with``; ``follow`` runs the projector meanwhile."""
    opened = open_programme(url)
    thread = opened.follow() if follow else None
    try:
        yield opened
    finally:
        opened.stop.set()
        if thread is not None:
            thread.join(timeout=5)
        opened.close()
