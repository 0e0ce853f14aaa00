"""The seal: tiles of the tree over the log, its signed heads, and how far the notary is."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

KEPT = ("seal_tile", "seal_head")


def upgrade() -> None:
    """Empty: ``grants seal init`` begins the tree, and the notary then takes everything from the first event on."""
    op.create_table(
        "seal_tile",
        sa.Column("level", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("number", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("hashes", sa.LargeBinary(), nullable=False),
    )
    op.create_index("seal_tile_by_position", "seal_tile", ["level", "position"])
    op.create_table(
        "seal_head",
        sa.Column("size", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("key", sa.String(8), primary_key=True),
        sa.Column("root", sa.LargeBinary(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", sa.Text() if op.get_bind().dialect.name == "sqlite" else sa.DateTime(timezone=True)),
    )
    op.create_table(
        "seal_notary",
        sa.Column("origin", sa.String(200), primary_key=True),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("leaves", sa.BigInteger(), nullable=False),
        sa.Column("edge", sa.LargeBinary(), nullable=False),
    )
    if op.get_bind().dialect.name == "sqlite":
        _guard()


def _guard() -> None:
    """What is sealed only grows. PostgreSQL has roles for this."""
    for table in KEPT:
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'the seal only grows'); END"
            )
