"""All checks, one after another. One that breaks is a finding itself and stops none of the others."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from grants.kernel.clock import system_clock
from grants.store.checking import history, keeping, reading, riding, sealing, surroundings
from grants.store.checking.finding import Case, Finding, Machine
from grants.store.checking.reaching import reached
from grants.store.log import EventLog
from grants.store.urls import SqliteDatabase, database

CHECKS: Final[dict[str, Callable[[Case], Iterator[Finding]]]] = {
    "migrations": keeping.migrations,
    "secrets": keeping.secrets,
    "session_key": surroundings.session_key,
    "rights": keeping.rights,
    "people": keeping.people,
    "demo": surroundings.demo,
    "read_models": keeping.read_models,
    "log": history.order,
    "names": history.names,
    "events": reading.walk,
    "receipts": riding.receipts,
    "claims": riding.claims,
    "seal": sealing.seal,
    "disk": surroundings.disk,
}


def machine_of(url: str) -> Machine:
    """The machine we run on, as far as it concerns the database."""
    try:
        where = database(url)
    except ValueError:
        where = None
    folder = where.path.absolute().parent if isinstance(where, SqliteDatabase) else Path(tempfile.gettempdir())
    there = next(each for each in (folder, *folder.parents) if each.exists())
    version = (sys.version_info.major, sys.version_info.minor)
    return Machine(os.environ, system_clock(), version, shutil.disk_usage(there).free, there)


def examine(url: str, machine: Machine) -> Iterator[Finding]:
    """Every finding, as soon as it is known."""
    yield from surroundings.python(machine)
    try:
        where = database(url)
    except ValueError as error:
        yield Finding("database", "trouble", "database.unreachable", {"reason": str(error)})
        return
    found = list(reached(where, url))
    yield from found
    if any(each.check == "database" and each.level == "trouble" for each in found):
        return
    log = EventLog(url, kept=0)
    try:
        for name, check in CHECKS.items():
            yield from _guarded(name, check, Case(where, log, machine))
    finally:
        log.close()


def _guarded(name: str, check: Callable[[Case], Iterator[Finding]], case: Case) -> Iterator[Finding]:
    try:
        yield from check(case)
    except Exception as error:  # noqa: BLE001  a check must never hide those behind it
        said = str(getattr(error, "orig", None) or error).strip().splitlines() or [type(error).__name__]
        yield Finding(name, "trouble", "check.failed", {"reason": said[0][:200]})
