"""Every table the store owns. Read models attach theirs to ``metadata``; Alembic (``migrations/``) makes them all."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)

from grants.store.types import Moment

metadata: Final = MetaData()

receipt: Final = Table(
    "receipt",
    metadata,
    Column("command_id", Uuid, primary_key=True),
    Column("name", String(80), nullable=False),
    Column("data_hash", String(64), nullable=False),
    Column("answer", LargeBinary, nullable=False),
    Column("at", Moment, nullable=False),
)
"""One row per command that took effect: the same id again gets the same answer."""

claim: Final = Table(
    "claim",
    metadata,
    Column("kind", String(40), primary_key=True),
    Column("key", String(200), primary_key=True),
    Column("owner", Uuid, nullable=False),
)
"""What only one stream may have: a REGON, an accounting document, a programme's code."""

text: Final = Table(
    "text",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("salt", LargeBinary),
    Column("body", Text),
    Column("erased_on", Date),
    Column("erased_ground", String(200)),
)
"""What people typed. Erasing takes salt and body together and leaves day and ground."""

account: Final = Table(
    "account",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("nrb", String(26)),
    Column("key", String(64), nullable=False),
    Column("erased_on", Date),
    Column("erased_ground", String(200)),
)

document: Final = Table(
    "document",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("number", String(80)),
    Column("issuer_nip", String(10)),
    Column("key", String(64), nullable=False),
    Column("erased_on", Date),
    Column("erased_ground", String(200)),
)

secret: Final = Table(
    "secret", metadata, Column("name", String(40), primary_key=True), Column("value", LargeBinary, nullable=False)
)
"""Made once by ``grants migrate``, backed up with the database."""

mark: Final = Table(
    "mark", metadata, Column("name", String(40), primary_key=True), Column("value", Text, nullable=False)
)
"""What kind of database this is; ``demo`` lets commands say when they were recorded."""

person: Final = Table(
    "person",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("login", String(80), nullable=False, unique=True),
    Column("name", String(200), nullable=False),
    Column("password_hash", String(200), nullable=False),
    Column("roles", String(200), nullable=False),
    Column("library", Uuid),
    Column("created_at", Moment, nullable=False),
    Column("disabled_on", Date),
)

login: Final = Table(
    "login",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("person", Uuid, nullable=False, index=True),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("revoked_at", Moment),
    Column("last_seen", Moment, nullable=False),
)

sign_in_attempt: Final = Table(
    "sign_in_attempt",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), Identity(), primary_key=True),
    Column("kind", String(10), nullable=False),
    Column("key", String(64), nullable=False),
    Column("at", Moment, nullable=False),
    Index("sign_in_attempt_by_key", "kind", "key", "at"),
)
"""Attempts to sign in, by login and by address (keys are hashes), counted over a window and then forgotten."""

events_on_sqlite: Final = MetaData()
Table(
    "stored_events",
    events_on_sqlite,
    Column("rowid", Integer, primary_key=True, autoincrement=True),
    Column("originator_id", Text, nullable=False),
    Column("originator_version", Integer, nullable=False),
    Column("topic", Text, nullable=False),
    Column("state", LargeBinary, nullable=False),
    UniqueConstraint("originator_id", "originator_version", name="stored_events_stream"),
    sqlite_autoincrement=True,
)

events_on_postgresql: Final = MetaData()
Table(
    "stored_events",
    events_on_postgresql,
    Column("originator_id", Uuid, primary_key=True),
    Column("originator_version", BigInteger, primary_key=True, autoincrement=False),
    Column("topic", Text, nullable=False),
    Column("state", LargeBinary, nullable=False),
    Column("notification_id", BigInteger, Identity(), nullable=False),
    Index("stored_events_notification_id_idx", "notification_id", unique=True),
)
"""The two recorders name their columns differently; nothing but them and Alembic reads these tables."""


def all_tables(dialect: str) -> list[MetaData]:
    """What a migrated database of ``dialect`` holds."""
    return [metadata, events_on_sqlite if dialect == "sqlite" else events_on_postgresql]
