"""Where every view stands, and the folded facts of every grant that all views start from."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, String, Table, Text, Uuid

from grants.store.tables import metadata
from grants.store.types import Moment

projection: Final = Table(
    "projection",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("recorded_max", Moment),
    Column("error", Text),
    Column("error_position", BigInteger),
)
"""One row per view. ``version``: of the view that made its rows; ``recorded_max``: the latest moment of recording up
to ``position``; ``error``: why it stopped.
"""

grant_facts: Final = Table(
    "grant_facts",
    metadata,
    Column("grant", Uuid, primary_key=True),
    Column("round", Uuid, nullable=False),
    Column("library", Uuid, nullable=False),
    Column("version", BigInteger, nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("facts", LargeBinary, nullable=False),
    Index("grant_facts_by_round", "round", "grant"),
)
"""``facts``: the grant's ``Facts`` as MessagePack, so that no cache has to hold the whole programme."""
