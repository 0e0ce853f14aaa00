"""Who holds a claim: a library by its REGON, a programme by its code, a grant by a document's key."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Engine, select

from grants.store.tables import claim


def owner_of(engine: Engine, kind: str, key: str) -> UUID | None:
    """The owner of ``key``, or None if it is free."""
    with engine.connect() as connection:
        return connection.scalar(select(claim.c.owner).where(claim.c.kind == kind, claim.c.key == key))
