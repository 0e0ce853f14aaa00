"""Commands and events a second on SQLite, against bare inserts and commits on the same disk."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from grants.bootstrap import Programme, open_programme
from grants.store.migrating import migrate
from tests.bench.bare import inserts
from tests.bench.measuring import per_second, rate, show, title
from tests.kills.plan import BUDGET, library
from tests.support import builders as b
from tests.support.cast import PARTNER
from tests.support.scenario import NOW, Ask

BARE, BARE_PAGE = "bare insert + commit", "bare insert, 500 a commit"
PAGE = 500


def measure(folder: Path, grants: int) -> None:
    """``grants`` grants live a life, kind of command by kind."""
    one, many = inserts(folder, 2 * grants), inserts(folder, 40 * PAGE, page=PAGE)
    title(f"Commands, one after the other, {grants} grants in a round (SQLite, synchronous FULL)")
    show(per_second(BARE, one))
    url = f"sqlite:///{folder / 'lives.db'}"
    migrate(url)
    opened = open_programme(url, clock=lambda: NOW)
    _all(opened, [b.open_programme(), b.open_round(budget=BUDGET), b.register(PARTNER)])
    libraries = [library(n) for n in range(grants)]
    for name, asks in (
        ("register a library", [b.register(lib) for lib in libraries]),
        ("form a coalition", [b.form_coalition(lib, [PARTNER]) for lib in libraries]),
        ("apply", [b.apply(lib) for lib in libraries]),
        ("award (grant and round in one save)", [b.award(None, lib) for lib in libraries]),
        ("sign an agreement", [b.sign(lib) for lib in libraries]),
        ("record a meeting", [b.meeting(b.FIRST, library=lib) for lib in libraries]),
        ("record a cost (with its claim)", [b.cost(1, library=lib, document=f"FV {lib.number}") for lib in libraries]),
    ):
        show(per_second(name, rate(len(asks), lambda asks=asks: _all(opened, asks)), of=one, against=BARE))  # type: ignore[misc]
    _project(opened, many)
    thread = opened.follow()
    asks = [b.meeting(b.FIRST + timedelta(days=7), library=lib) for lib in libraries]
    followed = rate(len(asks), lambda: _all(opened, asks))
    show(per_second("record a meeting, the projector following", followed, of=one, against=BARE))
    opened.stop.set()
    thread.join()
    opened.close()


def _all(opened: Programme, asks: Iterable[Ask]) -> None:
    for ask in asks:
        opened.issue(ask.command, ask.by.actor, command_id=ask.command_id or uuid4())


def _project(opened: Programme, many: float) -> None:
    events = opened.log.last_position()
    title(f"Read models, {events} events, {len(opened.projector.views)} views")
    show(per_second(BARE_PAGE, many))
    read = rate(events, lambda: _read(opened))
    show(per_second("reading and decoding the log", read, of=many, against=BARE_PAGE))
    projected = rate(events, opened.projector.catch_up)
    show(per_second("projector, from nothing", projected, of=many, against=BARE_PAGE))
    rebuilt = rate(events, opened.projector.rebuild)
    show(per_second("rebuild of all views beside the live ones", rebuilt, of=many, against=BARE_PAGE))


def _read(opened: Programme) -> None:
    after = 0
    while page := opened.log.page(after, PAGE):
        after = page[-1][0]
