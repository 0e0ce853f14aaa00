"""The seal's tables. Full tiles and heads only ever grow; the notary's one row moves on."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, String, Table, Text

from grants.store.tables import metadata
from grants.store.types import Moment

seal_tile: Final = Table(
    "seal_tile",
    metadata,
    Column("level", Integer, primary_key=True, autoincrement=False),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("position", BigInteger, nullable=False),
    Column("hashes", LargeBinary, nullable=False),
    Index("seal_tile_by_position", "level", "position"),
)
"""256 hashes side by side, of subtrees with 256**level leaves each. ``position``: of the last event below."""

seal_head: Final = Table(
    "seal_head",
    metadata,
    Column("size", BigInteger, primary_key=True, autoincrement=False),
    Column("key", String(8), primary_key=True),
    Column("root", LargeBinary, nullable=False),
    Column("note", Text, nullable=False),
    Column("at", Moment),
)
"""Signed checkpoints. ``key``: the hash of the key in hexadecimal, as the note's signature names it."""

seal_notary: Final = Table(
    "seal_notary",
    metadata,
    Column("origin", String(200), primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("leaves", BigInteger, nullable=False),
    Column("edge", LargeBinary, nullable=False),
)
"""How far the tree goes; one row. ``edge``: the hashes of the tiles that are not full yet, level by level."""
