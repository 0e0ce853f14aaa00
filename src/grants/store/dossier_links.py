"""Links under which a dossier is handed out to somebody without an account: who made one, for whom, until when.

Its address holds the link's id and end, signed; nothing about people. What a link leads to is decided here at each
use, so it can be taken back at any moment. For whom it is, somebody types: that is shown to staff alone.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from msgspec import Struct
from sqlalchemy import Column, Engine, Index, Integer, String, Table, Uuid, func, insert, or_, select, update

from grants.store.engine import BEGIN
from grants.store.tables import metadata
from grants.store.types import Moment

dossier_link: Final = Table(
    "dossier_link",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("kind", String(10), nullable=False),
    Column("subject", Uuid, nullable=False),
    Column("for_whom", String(200), nullable=False),
    Column("made_by", Uuid, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("revoked_at", Moment),
    Column("revoked_by", Uuid),
    Column("downloads", Integer, nullable=False),
    Column("hour_began", Moment),
    Column("in_hour", Integer, nullable=False),
    Index("dossier_link_of_subject", "subject", "made_at"),
    Index("dossier_link_of_maker", "made_by", "made_at"),
)
"""``hour_began``, ``in_hour``: downloads since a moment, so that a link in wrong hands cannot keep the server busy."""

HOUR: Final = timedelta(hours=1)
DOWNLOADS: Final = 10
"""Of one link in an hour: making a dossier costs seconds."""
MADE: Final = 30
"""Links that one person may make in an hour."""


class Link(Struct, frozen=True):
    """A link as far as its use needs it."""

    id: UUID
    kind: str
    subject: UUID
    expires_at: datetime
    revoked: bool


class Links:
    """Makes, finds and takes back links, and counts their use."""

    def __init__(self, engine: Engine) -> None:
        self._engine: Final = engine
        self._writing: Final = engine.execution_options(**{BEGIN: "IMMEDIATE"})
        """Who reads before writing takes SQLite's lock first: an upgrade would be refused at once."""

    def make(self, kind: str, subject: UUID, for_whom: str, *, by: UUID, now: datetime, days: int) -> Link | None:
        """A new link; None: this person made too many in the last hour."""
        mine = (dossier_link.c.made_by == by) & (dossier_link.c.made_at > now - HOUR)
        made = Link(uuid4(), kind, subject, now + timedelta(days=days), revoked=False)
        with self._writing.begin() as connection:
            if (connection.scalar(select(func.count()).select_from(dossier_link).where(mine)) or 0) >= MADE:
                return None
            connection.execute(
                insert(dossier_link).values(
                    id=made.id, kind=kind, subject=subject, for_whom=for_whom, made_by=by, made_at=now,
                    expires_at=made.expires_at, downloads=0, in_hour=0,
                )
            )  # fmt: skip
        return made

    def find(self, id_: UUID) -> Link | None:
        columns = dossier_link.c
        query = select(columns.id, columns.kind, columns.subject, columns.expires_at, columns.revoked_at)
        with self._engine.connect() as connection:
            row = connection.execute(query.where(columns.id == id_)).one_or_none()
        return Link(row.id, row.kind, row.subject, row.expires_at, row.revoked_at is not None) if row else None

    def revoke(self, id_: UUID, *, by: UUID, now: datetime) -> bool:
        """Take a link back, once; whether there was one to take back."""
        columns = dossier_link.c
        with self._engine.begin() as connection:
            done = connection.execute(
                update(dossier_link)
                .where(columns.id == id_, columns.revoked_at.is_(None))
                .values(revoked_at=now, revoked_by=by)
            )
        return done.rowcount == 1

    def take(self, id_: UUID, now: datetime) -> bool:
        """Count one download; False: there were too many in this hour. One statement each, so nobody is quicker."""
        columns = dossier_link.c
        mine = update(dossier_link).where(columns.id == id_)
        fresh = mine.where(or_(columns.hour_began.is_(None), columns.hour_began <= now - HOUR))
        with self._engine.begin() as connection:
            begun = connection.execute(fresh.values(hour_began=now, in_hour=1, downloads=columns.downloads + 1))
            if begun.rowcount == 1:
                return True
            more = connection.execute(
                mine.where(columns.in_hour < DOWNLOADS).values(
                    in_hour=columns.in_hour + 1, downloads=columns.downloads + 1
                )
            )
        return more.rowcount == 1
