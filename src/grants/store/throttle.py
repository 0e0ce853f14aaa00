"""Slows down guessing of passwords: so many attempts per login and per address in a window, then wait."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, Engine, delete, func, insert, select, text

from grants.store.engine import BEGIN
from grants.store.people import login_key
from grants.store.tables import sign_in_attempt

WINDOW: Final = timedelta(minutes=15)
LIMITS: Final = {"login": 10, "address": 30}
_LOCK: Final = text("SELECT pg_advisory_xact_lock(1936159090)")


class Throttle:
    """Counts attempts before the password is looked at, so that a burst of parallel guesses gains nothing."""

    def __init__(self, engine: Engine) -> None:
        self._engine: Final = engine.execution_options(**{BEGIN: "IMMEDIATE"})

    def attempt(self, login: str, address: str, now: datetime) -> timedelta | None:
        """Count one attempt. None: go on. Else how long to wait; a refused attempt does not prolong the wait."""
        keys = {"login": _key(login_key(login)), "address": _key(address)}
        with self._engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(_LOCK)
            waits = [_wait(connection, kind, key, now) for kind, key in keys.items()]
            if wait := max((w for w in waits if w is not None), default=None):
                return wait
            connection.execute(delete(sign_in_attempt).where(sign_in_attempt.c.at <= now - WINDOW))
            rows = [{"kind": kind, "key": key, "at": now} for kind, key in keys.items()]
            connection.execute(insert(sign_in_attempt), rows)
        return None

    def forget(self, login: str) -> None:
        """After a success: the login's attempts count no more (the address's do: it may be guessing others)."""
        mine = (sign_in_attempt.c.kind == "login") & (sign_in_attempt.c.key == _key(login_key(login)))
        with self._engine.begin() as connection:
            connection.execute(delete(sign_in_attempt).where(mine))


def _wait(connection: Connection, kind: str, key: str, now: datetime) -> timedelta | None:
    query = select(func.count(), func.min(sign_in_attempt.c.at)).where(
        sign_in_attempt.c.kind == kind, sign_in_attempt.c.key == key, sign_in_attempt.c.at > now - WINDOW
    )
    count, oldest = connection.execute(query).one()
    return oldest + WINDOW - now if count >= LIMITS[kind] else None


def _key(value: str) -> str:
    return hashlib.sha256(value.encode(errors="surrogatepass")).hexdigest()
