"""Sums of the ledger by both months, so that a total as of any two days costs the same however much was booked."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Empty: the next version of "ledger" fills both. The days stand before the dimension: those of one month are
    found together; the index does the same for those in which something became known.
    """
    op.drop_table("total_cell")
    _sums("total_cell", "occurred_on", "known_on")
    _sums("total_month", "occurred_in", "known_in")
    op.create_index(
        "total_cell_by_known", "total_cell", ["round", "metric", "known_on", "occurred_on", "dimension", "delta"]
    )


def _sums(table: str, occurred: str, known: str) -> None:
    op.create_table(
        table,
        sa.Column("round", sa.Uuid(), primary_key=True),
        sa.Column("metric", sa.String(40), primary_key=True),
        sa.Column(occurred, sa.Date(), primary_key=True),
        sa.Column(known, sa.Date(), primary_key=True),
        sa.Column("dimension", sa.String(40), primary_key=True),
        sa.Column("delta", sa.BigInteger(), nullable=False),
    )
