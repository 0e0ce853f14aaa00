"""The tables of the checks. Only ``view`` writes them."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, Column, Date, Index, String, Table, Text, Uuid

from grants.store.tables import metadata

NOBODY: Final = UUID(int=0)
"""Stands for "no other grant" in a key, where null may not stand."""

check_told: Final = Table(
    "check_told",
    metadata,
    Column("grant", Uuid, primary_key=True),
    Column("version", BigInteger, primary_key=True, autoincrement=False),
    Column("known_on", Date, nullable=False),
    Column("first_on", Date, nullable=False),
)
"""When each entry of a grant became known, and which day it bore then."""

check_trait: Final = Table(
    "check_trait",
    metadata,
    Column("check", String(20), primary_key=True),
    Column("key", String(100), primary_key=True),
    Column("grant", Uuid, primary_key=True),
    Column("version", BigInteger, primary_key=True, autoincrement=False),
    Column("round", Uuid, nullable=False),
    Column("library", Uuid, nullable=False),
    Column("name", String(200), nullable=False),
    Column("day", Date, nullable=False),
    Column("number", BigInteger, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("stands", Boolean, nullable=False),
    Column("paper", Uuid),
    Column("partners", Text, nullable=False),
    Index("check_trait_of_grant", "grant"),
)
"""What grants may share."""

check_hit: Final = Table(
    "check_hit",
    metadata,
    Column("check", String(20), primary_key=True),
    Column("kind", String(20), primary_key=True),
    Column("grant", Uuid, primary_key=True),
    Column("version", BigInteger, primary_key=True, autoincrement=False),
    Column("other", Uuid, primary_key=True),
    Column("other_version", BigInteger, primary_key=True, autoincrement=False),
    Column("key", String(100), primary_key=True),
    Column("round", Uuid, nullable=False),
    Column("library", Uuid, nullable=False),
    Column("name", String(200), nullable=False),
    Column("occurred_on", Date, nullable=False),
    Column("params", Text, nullable=False),
    Column("found", Boolean, nullable=False),
    Index("check_hit_by_day", "check", "occurred_on", "grant", "version", "other", "other_version", "kind", "key"),
    Index(
        "check_hit_of_round",
        "check",
        "round",
        "occurred_on",
        "grant",
        "version",
        "other",
        "other_version",
        "kind",
        "key",
    ),
    Index("check_hit_of_grant", "grant", "version"),
    Index("check_hit_of_key", "check", "key"),
    Index("check_hit_of_other", "other", "other_version"),
)
"""``found``: an auditor has recorded a finding about one of the two events; ``key``: what the two share, or empty."""

check_count: Final = Table(
    "check_count",
    metadata,
    Column("check", String(20), primary_key=True),
    Column("round", Uuid, primary_key=True),
    Column("what", String(10), primary_key=True),
    Column("number", BigInteger, nullable=False),
)
"""``what``: ``hits``, or ``found`` for those among them that have a finding."""

check_finding: Final = Table(
    "check_finding",
    metadata,
    Column("stream", Uuid, primary_key=True),
    Column("version", BigInteger, primary_key=True, autoincrement=False),
)
"""Events that a finding points to."""
