"""What stands around the database: room on the disk, who can reach a demo, the key of sessions, Python."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from grants.store.checking.finding import Case, Finding, Machine
from grants.store.marks import is_demo

FULL: Final = 200 * 1024**2
LOW: Final = 2 * 1024**3
"""Bytes free below which is trouble, and below which is a warning."""
PYTHONS: Final = ((3, 11), (3, 13))
SECRET_CHARACTERS: Final = 32


def disk(case: Case) -> Iterator[Finding]:
    """Of the disk that holds the SQLite file, else the one for temporary files, which a rebuild needs."""
    params: dict[str, str | int] = {"free": f"{case.machine.free / 1024**3:.1f} GB", "where": str(case.machine.where)}
    if case.machine.free < FULL:
        yield Finding("disk", "trouble", "disk.full", params)
    elif case.machine.free < LOW:
        yield Finding("disk", "warning", "disk.low", params)
    else:
        yield Finding("disk", "ok", "disk.fine", params)


def demo(case: Case) -> Iterator[Finding]:
    """A demo's passwords are public, so nobody but this machine may reach it."""
    if not is_demo(case.engine):
        yield Finding("demo", "ok", "demo.none")
        return
    given = case.machine.environ
    hosts = [given.get("GRANTS_HOST", ""), urlsplit(given.get("GRANTS_PUBLIC_URL", "")).hostname or ""]
    public = [host for host in hosts if host and not _loopback(host)]
    if public:
        yield Finding("demo", "trouble", "demo.public", {"address": ", ".join(public)})
    else:
        yield Finding("demo", "ok", "demo.private")


def session_key(case: Case) -> Iterator[Finding]:
    """The environment's own key, if there is one, is long enough; else the database has one (checked as a secret)."""
    given = case.machine.environ.get("GRANTS_SECRET", "")
    if not given:
        yield Finding("session_key", "ok", "session_key.own")
    elif len(given) < SECRET_CHARACTERS:
        yield Finding("session_key", "trouble", "session_key.short", {"least": SECRET_CHARACTERS})
    else:
        yield Finding("session_key", "ok", "session_key.given")


def python(machine: Machine) -> Iterator[Finding]:
    params: dict[str, str | int] = {
        "version": ".".join(map(str, machine.python)), "first": ".".join(map(str, PYTHONS[0])),
        "last": ".".join(map(str, PYTHONS[1])),
    }  # fmt: skip
    if machine.python < PYTHONS[0]:
        yield Finding("python", "trouble", "python.old", params)
    elif machine.python > PYTHONS[1]:
        yield Finding("python", "warning", "python.new", params)
    else:
        yield Finding("python", "ok", "python.fine", params)


def _loopback(host: str) -> bool:
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
