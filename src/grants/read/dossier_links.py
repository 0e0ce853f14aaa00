"""The links made to one dossier, the newest first. Seen by staff and auditors on the page of that dossier."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from msgspec import Struct
from sqlalchemy import Connection, select

from grants.store.dossier_links import dossier_link
from grants.store.tables import person

MOST: Final = 50
"""Links shown; older ones have ended long ago."""


class LinkMade(Struct, frozen=True):
    """``by``: the maker's name, None once it was erased; ``revoked_at``: when somebody took it back."""

    id: UUID
    for_whom: str
    by: str | None
    made_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    downloads: int

    def live(self, now: datetime) -> bool:
        """Whether it still leads to the dossier."""
        return self.revoked_at is None and now < self.expires_at


def links_made(connection: Connection, subject: UUID) -> list[LinkMade]:
    """One question."""
    columns = dossier_link.c
    query = (
        select(
            columns.id, columns.for_whom, person.c.name, columns.made_at, columns.expires_at, columns.revoked_at,
            columns.downloads,
        )
        .outerjoin(person, person.c.id == columns.made_by)
        .where(columns.subject == subject)
    )  # fmt: skip
    rows = connection.execute(query.order_by(columns.made_at.desc(), columns.id).limit(MOST))
    return [LinkMade(*row) for row in rows]
