"""Who holds a claim: a library by its REGON, a programme by its code, a grant by a document's key."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from sqlalchemy import Engine, bindparam, select

from grants.store.tables import claim

_OWNER: Final = select(claim.c.owner).where(claim.c.kind == bindparam("its_kind"), claim.c.key == bindparam("its_key"))


def owner_of(engine: Engine, kind: str, key: str) -> UUID | None:
    """The owner of ``key``, or None if it is free."""
    with engine.connect() as connection:
        return connection.scalar(_OWNER, {"its_kind": kind, "its_key": key})
