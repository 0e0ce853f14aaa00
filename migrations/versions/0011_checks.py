"""What auditors read, and what the checks found."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Empty: nothing was noted before, and the checks are filled from the first event by whoever migrates."""
    _reads()
    _checks()


def _reads() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    op.create_table(
        "inspection_read",
        sa.Column("position", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("person", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.Text() if sqlite else sa.DateTime(timezone=True), nullable=False),
        sa.Column("form", sa.String(10), nullable=False),
        sa.Column("subject", sa.String(20), nullable=False),
        sa.Column("about", sa.Uuid()),
        sa.Column("address", sa.String(300), nullable=False),
        sa.Column("stream", sa.Uuid(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
    )
    for name in ("person", "day", "subject"):
        op.create_index(f"inspection_read_by_{name}", "inspection_read", [name, "position"])
    op.create_index("inspection_read_about", "inspection_read", ["about", "position"])
    op.create_table(
        "inspector",
        sa.Column("person", sa.Uuid(), primary_key=True),
        sa.Column("last_on", sa.Date(), nullable=False),
    )


def _checks() -> None:
    op.create_table(
        "check_told",
        sa.Column("grant", sa.Uuid(), primary_key=True),
        sa.Column("version", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("known_on", sa.Date(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
    )
    op.create_table(
        "check_trait",
        sa.Column("check", sa.String(20), primary_key=True),
        sa.Column("key", sa.String(100), primary_key=True),
        sa.Column("grant", sa.Uuid(), primary_key=True),
        sa.Column("version", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("round", sa.Uuid(), nullable=False),
        sa.Column("library", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("stands", sa.Boolean(), nullable=False),
        sa.Column("paper", sa.Uuid()),
        sa.Column("partners", sa.Text(), nullable=False),
    )
    op.create_index("check_trait_of_grant", "check_trait", ["grant"])
    _hits()


def _hits() -> None:
    events = ("grant", "version", "other", "other_version")
    op.create_table(
        "check_hit",
        sa.Column("check", sa.String(20), primary_key=True),
        sa.Column("kind", sa.String(20), primary_key=True),
        sa.Column("grant", sa.Uuid(), primary_key=True),
        sa.Column("version", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("other", sa.Uuid(), primary_key=True),
        sa.Column("other_version", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("key", sa.String(100), primary_key=True),
        sa.Column("round", sa.Uuid(), nullable=False),
        sa.Column("library", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("occurred_on", sa.Date(), nullable=False),
        sa.Column("params", sa.Text(), nullable=False),
        sa.Column("found", sa.Boolean(), nullable=False),
    )
    op.create_index("check_hit_by_day", "check_hit", ["check", "occurred_on", *events, "kind", "key"])
    op.create_index("check_hit_of_round", "check_hit", ["check", "round", "occurred_on", *events, "kind", "key"])
    op.create_index("check_hit_of_grant", "check_hit", ["grant", "version"])
    op.create_index("check_hit_of_key", "check_hit", ["check", "key"])
    op.create_index("check_hit_of_other", "check_hit", ["other", "other_version"])
    op.create_table(
        "check_count",
        sa.Column("check", sa.String(20), primary_key=True),
        sa.Column("round", sa.Uuid(), primary_key=True),
        sa.Column("what", sa.String(10), primary_key=True),
        sa.Column("number", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "check_finding",
        sa.Column("stream", sa.Uuid(), primary_key=True),
        sa.Column("version", sa.BigInteger(), primary_key=True, autoincrement=False),
    )
