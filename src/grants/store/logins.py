"""Who is signed in. The cookie holds only a login's random id; this table decides at every request."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import Engine, insert, select, update

from grants.store.people import COLUMNS, Person, from_row
from grants.store.tables import login, person

LIFETIME: Final = timedelta(hours=12)
IDLE: Final = timedelta(hours=2)
SEEN_EVERY: Final = timedelta(minutes=5)
"""How exactly the last visit is kept: a write per request would be a write per page."""


class Logins:
    """Opens, looks up and ends logins. Only a hash of the id is kept: a copy of the table signs nobody in."""

    def __init__(self, engine: Engine) -> None:
        self._engine: Final = engine

    def open(self, person_id: UUID, now: datetime) -> str:
        """A new login's id, for the cookie; never an id that the browser brought along."""
        id_ = secrets.token_urlsafe(32)
        with self._engine.begin() as connection:
            connection.execute(
                insert(login).values(
                    id=_kept(id_), person=person_id, created_at=now, expires_at=now + LIFETIME, last_seen=now
                )
            )
        return id_

    def who(self, id_: str, now: datetime) -> Person | None:
        """The person behind a login's id: not revoked, not expired, not idle too long, not disabled."""
        query = (
            select(*COLUMNS, login.c.last_seen)
            .join_from(login, person, login.c.person == person.c.id)
            .where(login.c.id == _kept(id_), login.c.revoked_at.is_(None), person.c.disabled_on.is_(None))
            .where(login.c.expires_at > now, login.c.last_seen > now - IDLE)
        )
        with self._engine.connect() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            return None
        if now - row.last_seen > SEEN_EVERY:
            self._set(id_, last_seen=now)
        return from_row(row)

    def end(self, id_: str, now: datetime) -> None:
        """Sign out: a cookie copied before is worth nothing from now on."""
        self._set(id_, revoked_at=now)

    def end_all(self, person_id: UUID, now: datetime) -> None:
        """Sign a person out everywhere: after a new password, a disabling, a lost telephone."""
        with self._engine.begin() as connection:
            connection.execute(
                update(login).where(login.c.person == person_id, login.c.revoked_at.is_(None)).values(revoked_at=now)
            )

    def _set(self, id_: str, **moments: datetime) -> None:
        with self._engine.begin() as connection:
            connection.execute(update(login).where(login.c.id == _kept(id_)).values(moments))


def _kept(id_: str) -> str:
    return hashlib.sha256(id_.encode(errors="surrogatepass")).hexdigest()
