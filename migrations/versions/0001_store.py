"""The event log, receipts, claims, erasable rows, secrets, people and their sign-ins."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")
ERASED = (("erased_on", sa.Date()), ("erased_ground", sa.String(200)))


def upgrade() -> None:
    """Make the store's tables."""
    if op.get_bind().dialect.name == "sqlite":
        _events_on_sqlite()
    else:
        _events_on_postgresql()
    _riders()
    _erasable()
    _people()


def _events_on_sqlite() -> None:
    op.create_table(
        "stored_events",
        sa.Column("rowid", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("originator_id", sa.Text(), nullable=False),
        sa.Column("originator_version", sa.Integer(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.UniqueConstraint("originator_id", "originator_version", name="stored_events_stream"),
        sqlite_autoincrement=True,  # a position is never issued twice
    )
    for change in ("UPDATE", "DELETE"):  # PostgreSQL has roles for this
        op.execute(
            f"CREATE TRIGGER stored_events_no_{change.lower()} BEFORE {change} ON stored_events "
            "BEGIN SELECT RAISE(ABORT, 'the event log only grows'); END"
        )


def _events_on_postgresql() -> None:
    op.create_table(
        "stored_events",
        sa.Column("originator_id", sa.Uuid(), nullable=False),
        sa.Column("originator_version", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.Column("notification_id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.PrimaryKeyConstraint("originator_id", "originator_version"),
    )
    op.create_index("stored_events_notification_id_idx", "stored_events", ["notification_id"], unique=True)


def _riders() -> None:
    op.create_table(
        "receipt",
        sa.Column("command_id", sa.Uuid(), primary_key=True),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("data_hash", sa.String(64), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
    )
    op.create_table(
        "claim",
        sa.Column("kind", sa.String(40), primary_key=True),
        sa.Column("key", sa.String(200), primary_key=True),
        sa.Column("owner", sa.Uuid(), nullable=False),
    )


def _erasable() -> None:
    op.create_table(
        "text",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("salt", sa.LargeBinary()),
        sa.Column("body", sa.Text()),
        *(sa.Column(name, kind) for name, kind in ERASED),
    )
    op.create_table(
        "account",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("nrb", sa.String(26)),
        sa.Column("key", sa.String(64), nullable=False),
        *(sa.Column(name, kind) for name, kind in ERASED),
    )
    op.create_table(
        "document",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("number", sa.String(80)),
        sa.Column("issuer_nip", sa.String(10)),
        sa.Column("key", sa.String(64), nullable=False),
        *(sa.Column(name, kind) for name, kind in ERASED),
    )


def _people() -> None:
    op.create_table(
        "secret",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("value", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "mark", sa.Column("name", sa.String(40), primary_key=True), sa.Column("value", sa.Text(), nullable=False)
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("login", sa.String(80), nullable=False, unique=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("password_hash", sa.String(200), nullable=False),
        sa.Column("roles", sa.String(200), nullable=False),
        sa.Column("library", sa.Uuid()),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("disabled_on", sa.Date()),
    )
    _sign_ins()


def _sign_ins() -> None:
    op.create_table(
        "login",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("person", sa.Uuid(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("revoked_at", MOMENT),
        sa.Column("last_seen", MOMENT, nullable=False),
    )
    op.create_index("ix_login_person", "login", ["person"])
    op.create_table(
        "sign_in_attempt",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), sa.Identity(), primary_key=True),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
    )
    op.create_index("sign_in_attempt_by_key", "sign_in_attempt", ["kind", "key", "at"])
