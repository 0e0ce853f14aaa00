"""``grants demo``: the source's programme and one of today, through the same commands as everybody's."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from datetime import datetime
from itertools import chain
from time import perf_counter
from typing import Final

import msgspec
from sqlalchemy.engine import make_url

from grants.bootstrap import Programme, open_programme
from grants.demo.cast import CAST
from grants.demo.desk import DeskLog
from grants.demo.plan import plan
from grants.demo.publishing import published
from grants.demo.running import running
from grants.demo.script.season import history
from grants.demo.sealing import seal
from grants.demo.steps import Step, in_order
from grants.kernel.clock import Clock, system_clock
from grants.kernel.refusals import Refused
from grants.store.marks import DEMO, get_mark, is_demo, set_mark
from grants.store.urls import SqliteDatabase, database

ACCOUNTS: Final = "demo_accounts"
"""Mark: who may sign in, as JSON, for the sign-in page of a demo."""
COMPLETE: Final = "demo_complete"
"""Mark: everything was replayed; a second replay looks no further."""
BEGUN: Final = "demo_begun"
"""Mark: the moment around which today's programme is told. It stays, so that an interrupted replay can go on."""
EVERY: Final = 1_000
"""Commands between two lines of progress."""
Tell = Callable[[str], object]


class NotADemo(ValueError):
    """The database has events and was not made by ``grants demo``: nothing was changed."""


def replay(url: str, tell: Tell, clock: Clock = system_clock) -> None:
    """Fill a migrated database. Done before, it does nothing; interrupted before, it goes on."""
    programme = open_programme(url, clock=clock, allow_at=True, log=DeskLog(_hasty(url)))
    try:
        _mark(programme)
        _people(programme, clock())
        if get_mark(programme.engine, COMPLETE) is None:
            _replay(programme, tell)
        else:
            tell("The demo is complete: nothing was added.")
        seal(programme, url, tell)
    finally:
        programme.close()
    _made_durable(url)
    _introduce(tell)


def _mark(programme: Programme) -> None:
    if not is_demo(programme.engine):
        if programme.log.last_position():
            raise NotADemo("this database has events of its own and is not a demo: choose an empty one")
        set_mark(programme.engine, DEMO, "PRB")
    set_mark(programme.engine, ACCOUNTS, msgspec.json.encode([player.account for player in CAST]).decode())
    if get_mark(programme.engine, BEGUN) is None:
        set_mark(programme.engine, BEGUN, programme.clock().isoformat())


def _people(programme: Programme, now: datetime) -> None:
    for player in CAST:
        if programme.people.find(player.login) is None:
            programme.people.add(
                login=player.login, name=player.name, password=player.password, roles=frozenset(player.roles),
                now=now, id_=player.id,
            )  # fmt: skip


def _replay(programme: Programme, tell: Tell) -> None:
    begun = datetime.fromisoformat(str(get_mark(programme.engine, BEGUN)))
    start, story = perf_counter(), plan()
    steps = list(chain(in_order([*history(story), published()]), in_order(running(story, begun))))
    _carry_out(programme, steps, tell)
    issued = perf_counter() - start
    programme.projector.catch_up()
    shown = perf_counter() - start
    set_mark(programme.engine, COMPLETE, programme.clock().isoformat())
    tell(
        f"{len(steps)} commands, {programme.log.last_position()} events in {issued:.1f} s: {len(steps) / issued:.0f} "
        f"commands/s; read models {shown - issued:.1f} s more"
    )


def _carry_out(programme: Programme, steps: list[Step], tell: Tell) -> None:
    """Issue every step; one that is refused is a mistake in the script, so it is not passed over."""
    start = perf_counter()
    for done, step in enumerate(steps, 1):
        _issue(programme, step)
        if done % EVERY == 0:
            tell(f"{step.at:%Y-%m-%d}: {done} of {len(steps)} commands, {done / (perf_counter() - start):.0f}/s")


def _issue(programme: Programme, step: Step) -> None:
    try:
        programme.issue(step.command, step.who.actor, command_id=step.command_id, source="demo", at=step.at)
    except Refused as no:
        no.add_note(f"demo step {step.name} of {step.at:%Y-%m-%d %H:%M}: {no!r}")
        raise


def _hasty(url: str) -> str:
    """SQLite need not wait for the disk while a demo is made: what a power cut loses is replayed again."""
    if not isinstance(database(url), SqliteDatabase):
        return url
    return make_url(url).update_query_dict({"synchronous": "off"}).render_as_string(hide_password=False)


def _made_durable(url: str) -> None:
    """Everything into the one file, and the file to the disk: from here on nothing differs from any other database."""
    where = database(url)
    if not isinstance(where, SqliteDatabase):
        return
    connection = sqlite3.connect(where.path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    with where.path.open("rb+") as file:
        os.fsync(file.fileno())


def _introduce(tell: Tell) -> None:
    tell("Sign in as (these passwords are public):")
    for player in CAST:
        roles = ", ".join(role.value for role in player.roles)
        tell(f"  {player.login:12} {player.password:18} {roles:22} {player.en}")
