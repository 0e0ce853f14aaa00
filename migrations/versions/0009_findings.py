"""What audits find, as a list."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

OPTIONAL = ("round", "library", "grant")


def upgrade() -> None:
    """Empty: nobody could record a finding before."""
    op.create_table(
        "finding",
        sa.Column("finding", sa.Uuid(), primary_key=True),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("severity", sa.String(20), nullable=False),
        sa.Column("words", sa.Uuid(), nullable=False),
        *(sa.Column(name, sa.Uuid()) for name in OPTIONAL),
        sa.Column("cost_no", sa.BigInteger()),
        sa.Column("event_stream", sa.Uuid()),
        sa.Column("event_version", sa.BigInteger()),
        sa.Column("occurred_on", sa.Date(), nullable=False),
        sa.Column("known_on", sa.Date(), nullable=False),
        sa.Column("actor", sa.Uuid(), nullable=False),
    )
    op.create_index("finding_by_position", "finding", ["position"])
    for name in OPTIONAL:
        op.create_index(f"finding_of_{name}", "finding", [name, "position"])
