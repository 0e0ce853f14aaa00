"""Who is signed in. The cookie holds only a login's random id; this table decides at every request."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Signed:
    """A login in force. ``ends_at``: when it ends if nothing more is done; ``final``: nothing can prolong it."""

    person: Person
    ends_at: datetime
    final: bool


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
        found = self.signed(id_, now)
        return found.person if found else None

    def signed(self, id_: str, now: datetime, *, prolong: bool = False) -> Signed | None:
        """The same with its end. A visit prolongs it, exact to ``SEEN_EVERY``; ``prolong``: exactly, since asked for.

        The end of its whole lifetime never moves.
        """
        query = (
            select(*COLUMNS, login.c.last_seen, login.c.expires_at)
            .join_from(login, person, login.c.person == person.c.id)
            .where(login.c.id == _kept(id_), login.c.revoked_at.is_(None), person.c.disabled_on.is_(None))
            .where(login.c.expires_at > now, login.c.last_seen > now - IDLE)
        )
        with self._engine.connect() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            return None
        seen = row.last_seen
        if prolong or now - seen > SEEN_EVERY:
            self._set(id_, last_seen=now)
            seen = now
        return Signed(from_row(row), min(seen + IDLE, row.expires_at), row.expires_at <= seen + IDLE)

    def owner(self, id_: str) -> UUID | None:
        """Whose login this was, also after its end: what was typed under it is for that person alone."""
        with self._engine.connect() as connection:
            return connection.execute(select(login.c.person).where(login.c.id == _kept(id_))).scalar_one_or_none()

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
