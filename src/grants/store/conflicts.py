"""Which failures of a save only mean that somebody else was at it just now."""

from __future__ import annotations

import sqlite3
from typing import Final

from eventsourcing.persistence import IntegrityError
from psycopg import Error

_SQLITE: Final = frozenset({"SQLITE_BUSY", "SQLITE_BUSY_SNAPSHOT", "SQLITE_LOCKED"})
_POSTGRESQL: Final = frozenset({"40001", "40P01", "55P03"})
"""Serialisation failure, deadlock, lock not available."""


def somebody_else(error: Exception) -> bool:
    """Whether deciding again can help: a stream moved on, a key was taken, a lock was not given in time."""
    if isinstance(error, IntegrityError):
        return True
    cause = getattr(error, "orig", None) or error.__cause__ or error
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorname", "") in _SQLITE
    return isinstance(cause, Error) and cause.sqlstate in _POSTGRESQL
