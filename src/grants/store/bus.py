"""The command bus: once only, by who may, and decided again when the world moved on in between.

An attempt is: receipt, role, decision, one save. Whatever goes wrong, the receipt is asked first: another thread may
have carried out this very command meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from random import uniform
from threading import Lock
from time import sleep
from typing import Final

from eventsourcing.persistence import DatabaseError
from sqlalchemy.exc import DBAPIError

from grants.kernel.actor import Deed, doing
from grants.kernel.clock import Clock
from grants.kernel.codes import Role
from grants.kernel.command import Command, Done
from grants.kernel.ports import Known
from grants.kernel.refusals import Refused
from grants.store import riders, secrets
from grants.store.conflicts import somebody_else
from grants.store.issue import Entry, Issue
from grants.store.log import EventLog
from grants.store.marks import is_demo
from grants.store.receipts import answered, data_hash, encode
from grants.store.riders import Rider
from grants.store.work import Rehearsal, UnitOfWork

ATTEMPTS: Final = 10
JITTER_SECONDS: Final = 0.02


class Queue:
    """Commands run side by side until one loses a race; then losers go one at a time and newcomers queue behind."""

    def __init__(self) -> None:
        self._turn = Lock()

    @contextmanager
    def turn(self, *, lost: bool) -> Iterator[None]:
        """Carry out one attempt; ``lost`` says that an earlier one lost."""
        if not lost and not self._turn.locked():
            yield
            return
        with self._turn:
            yield


class Bus:
    """Carries out commands against one log. Threads may share it."""

    def __init__(
        self,
        log: EventLog,
        known: Known,
        clock: Clock,
        catalogue: Mapping[type[Command], Entry],
        *,
        allow_at: bool = False,
    ) -> None:
        self._log: Final = log
        self._known: Final = known
        self._clock: Final = clock
        self._catalogue: Final = catalogue
        self._allow_at: bool = allow_at
        self._queue: Final = Queue()

    def issue(self, issue: Issue) -> Done:
        """Carry out a command, or answer it as before. Raises Refused: then nothing was stored."""
        hashed = data_hash(issue.command, issue.actor)
        for attempt in range(ATTEMPTS):
            with self._queue.turn(lost=attempt > 0):
                if done := self._before(issue, hashed):
                    return done
                try:
                    return self._attempt(issue, hashed)
                except Refused:
                    if done := self._before(issue, hashed):
                        return done
                    raise
                except (DatabaseError, DBAPIError) as error:
                    if not somebody_else(error):
                        raise
            sleep(uniform(0, JITTER_SECONDS) * attempt)  # noqa: S311
        if done := self._before(issue, hashed):
            return done
        raise Refused("busy")

    def rehearse(self, issue: Issue) -> Done:
        """What carrying the command out would come to at this moment; nothing is stored. Raises Refused likewise."""
        return self._attempt(issue, "", Rehearsal)

    def _before(self, issue: Issue, hashed: str) -> Done | None:
        return answered(self._log, issue.command_id, type(issue.command).__name__, hashed)

    def _attempt(self, issue: Issue, hashed: str, unit: type[UnitOfWork] = UnitOfWork) -> Done:
        entry = self._catalogue[type(issue.command)]
        deed = Deed(
            actor=issue.actor.person,
            role=self._role(issue, entry),
            now=self._moment(issue),
            command_id=issue.command_id,
            source=issue.source,
            on_behalf_of=issue.on_behalf_of,
            causation_id=issue.causation_id,
        )

        def receipt(done: Done) -> Rider:
            return riders.receipt(
                command_id=issue.command_id,
                name=type(issue.command).__name__,
                data_hash=hashed,
                answer=encode(self._log.transcoder, done),
                at=deed.now,
            )

        work = unit(
            self._log, self._known, deed=deed, actor=issue.actor, references_key=self._references_key, receipt=receipt
        )
        with doing(deed):
            return entry.handler(work, issue.command)

    def _role(self, issue: Issue, entry: Entry) -> Role:
        role = issue.actor.acting_as(entry.roles)
        if role is None:
            roles = sorted(issue.actor.roles)
            raise Refused("not_allowed", role=", ".join(roles), allowed=[r.value for r in Role if r in entry.roles])
        return role

    def _moment(self, issue: Issue) -> datetime:
        if issue.at is None:
            return self._clock()
        if not self._allow_at:
            self._allow_at = is_demo(self._log.engine)
        if not self._allow_at or issue.at.tzinfo is None:
            raise Refused("command.at_not_allowed")
        return issue.at

    @cached_property
    def _references_key(self) -> bytes:
        return secrets.read(self._log.engine, secrets.REFERENCES)
