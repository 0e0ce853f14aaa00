"""Follows the log and keeps the read models up to date (DESIGN 4).

Several may run on one database: every page begins with a compare-and-set, so each event is taken exactly once. A
poisoned event stops all views loudly and is never skipped: ``status`` shows where and why.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from threading import Condition, Event, Lock
from time import monotonic
from typing import Final

from eventsourcing import persistence
from sqlalchemy import Engine, exc

from grants.kernel.envelope import Happened
from grants.store.projecting import comparing, rebuilding
from grants.store.projecting.comparing import Difference
from grants.store.projecting.page import FACTS, PAGE, Overtaken, Stand, ViewFailed, apply_page, begin_rows, stands
from grants.store.projecting.rebuilding import Rebuilt, Told
from grants.store.projecting.status import Status, clear, note, status
from grants.store.projecting.views import Log, View

LINGER: Final = 0.025
"""Seconds in which more events may join the page, unless somebody waits for this one."""
POLL: Final = 0.05
"""Seconds after which a waiting reader looks whether another process's projector got there."""
LONGEST_PAUSE: Final = 10.0
_log: Final = logging.getLogger(__name__)
_PASSING: Final = (
    exc.OperationalError, exc.InterfaceError, exc.TimeoutError,
    persistence.OperationalError, persistence.InterfaceError,
)  # fmt: skip
"""The database is away or busy: no event's fault."""


class Stuck(Exception):
    """The projector cannot go on. ``position``: the event it stands before, where one event could be named."""

    def __init__(self, view: str, position: int | None) -> None:
        super().__init__(f"read model {view!r} stopped before position {position}")
        self.view: Final = view
        self.position: Final = position


class Projector:
    """All views of one database. Threads may share it: one takes a page at a time, any may wait."""

    def __init__(
        self, engine: Engine, log: Log, views: Sequence[View], *, page: int = PAGE, linger: float = LINGER
    ) -> None:
        self.views: Final = rebuilding.with_facts(views)
        self.overtaken = 0
        self._engine, self._events, self._page, self._linger = engine, log, page, linger
        self._limit = page
        self._stand: Stand | None = None
        self._turn = Lock()
        self._hurry = Event()
        self._moved = Condition()
        self._position = 0
        self._noted = False

    # --- following -----------------------------------------------------------------------------------------------

    def run(self, stop: Event) -> None:
        """Follow the log until ``stop``. Whatever breaks is noted, shown and tried again, ever more slowly."""
        failures = 0
        while not stop.is_set():
            try:
                if not self.step():
                    self._rest()
                failures = 0
            except Exception as error:  # noqa: BLE001  supervision: nothing may end the thread unseen
                failures += 1
                _log.exception("projector stopped, attempt %d", failures)
                self._note(error)
                stop.wait(min(LONGEST_PAUSE, 0.1 * 2**failures))

    def catch_up(self) -> int:
        """Take everything that is in the log now; returns the position reached. Stuck on a poisoned event."""
        try:
            while self.step():
                pass
        except Exception as error:
            self._note(error)
            raise
        return self._position

    def step(self) -> bool:
        """Take the next page, if there is one. After a failure the page shrinks, until one event can be named."""
        with self._turn:
            return self._step()

    def _step(self) -> bool:
        page: list[tuple[int, Happened]] = []
        try:
            stand = self._stand or self._prepared()
            page = self._events.page(stand.position, self._limit)
            if page:
                self._stand = apply_page(self._engine, self.views, stand, page)
                self._reached(self._stand.position)
                self._limit = min(self._page, self._limit * 2)
            elif self._noted:
                clear(self._engine)
                self._noted = False
        except Overtaken:
            self._stand = None
            self.overtaken += 1
            return True
        except _PASSING:
            self._stand = None
            raise
        except Exception as error:  # noqa: BLE001  whatever a view raises stops all of them
            self._stand = None
            if self._limit > 1:
                self._limit = max(1, min(self._limit, len(page) or self._limit) // 2)
                return True
            view = error.view if isinstance(error, ViewFailed) else FACTS.name
            raise Stuck(view, page[0][0] if page else None) from (error.__cause__ or error)
        return bool(page)

    def _rest(self) -> None:
        """Wait for the next event, then a little for its companions."""
        if self._events.wait(self._position, 0.25):
            self._hurry.wait(self._linger)
            self._hurry.clear()

    def _prepared(self) -> Stand:
        """Where the views stand; one that is new to this database, or older than its code, is built anew first."""
        while True:
            with self._engine.begin() as connection:
                begin_rows(connection, self.views)
                known = stands(connection)
            common = known[FACTS.name]
            behind = [view for view in self.views if _outdated(view, known[view.name], common)]
            if not behind:
                self._reached(common.position)
                return common
            rebuilding.rebuild(self._engine, self._events, behind)

    def _note(self, error: Exception) -> None:
        view, position = (error.view, error.position) if isinstance(error, Stuck) else (FACTS.name, None)
        self._noted = True
        try:
            note(self._engine, view, error.__cause__ or error, position)
        except exc.SQLAlchemyError:
            _log.warning("the database cannot even be told", exc_info=True)

    # --- waiting -------------------------------------------------------------------------------------------------

    def wait_for(self, position: int, timeout: float = 1.0) -> bool:
        """Whether the views show ``position``, waiting at most ``timeout`` seconds: read your own writes."""
        if self._position >= position:
            return True
        self._hurry.set()
        deadline = monotonic() + timeout
        while self.watch(position - 1, max(0.0, min(POLL, deadline - monotonic()))) < position:
            if self._elsewhere() >= position:
                return True
            if monotonic() >= deadline:
                return False
        return True

    def watch(self, after: int, timeout: float) -> int:
        """The position that the views show, as soon as it lies behind ``after``; for live pages, which can wait."""
        with self._moved:
            self._moved.wait_for(lambda: self._position > after, timeout)
            return self._position

    def _elsewhere(self) -> int:
        """How far another process's projector has come."""
        with self._engine.connect() as connection:
            known = stands(connection)
        self._reached(min((known[view.name].position for view in self.views if view.name in known), default=0))
        return self._position

    def _reached(self, position: int) -> None:
        with self._moved:
            if position > self._position:
                self._position = position
                self._moved.notify_all()

    # --- looking after -------------------------------------------------------------------------------------------

    def status(self) -> list[Status]:
        """Every view's position, lag and error."""
        return status(self._engine, self._events)

    def refresh(self) -> list[str]:
        """Rebuild what an older version of its view made; the names of those views. For whoever has just migrated."""
        with self._engine.begin() as connection:
            begin_rows(connection, self.views)
            known = stands(connection)
        older = [view.name for view in self.views if known[view.name].version != view.version]
        self._prepared()
        return older

    def rebuild(self, name: str | None = None, told: Told = lambda _: None) -> Rebuilt:
        """Make the rows of one view, or of all, what the log says; readers never see a gap."""
        self._prepared()
        return rebuilding.rebuild(self._engine, self._events, rebuilding.chosen(self.views, name), told)

    def compare(self, name: str | None = None) -> list[Difference]:
        """Rows that are not what a rebuild would give; none if all is well."""
        self._prepared()
        return comparing.compare(self._engine, self._events, rebuilding.chosen(self.views, name))


def _outdated(view: View, stand: Stand, common: Stand) -> bool:
    return stand.position != common.position or stand.version != view.version
