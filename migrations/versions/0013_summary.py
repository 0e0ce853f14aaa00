"""Public summaries, as they were published."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Empty: the projector fills both tables from the log."""
    op.create_table(
        "summary_subject",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("programme", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(50), nullable=False),
        sa.Column("code", sa.String(20), nullable=False),
        sa.Column("label", sa.String(20), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("funder", sa.String(200), nullable=False),
        sa.Column("operator", sa.String(200), nullable=False),
        sa.Column("closed_on", sa.Date()),
    )
    op.create_index("summary_subject_by_slug", "summary_subject", ["slug"])
    op.create_index("summary_subject_of_programme", "summary_subject", ["programme"])
    op.create_table(
        "summary",
        sa.Column("subject", sa.Uuid(), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("stream", sa.Uuid(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("known", sa.Date(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("frozen", sa.Text(), nullable=False),
        sa.Column("narrative_pl", sa.Uuid(), nullable=False),
        sa.Column("narrative_en", sa.Uuid(), nullable=False),
        sa.Column("with_meeting", sa.BigInteger(), nullable=False),
        sa.Column("head_size", sa.BigInteger()),
        sa.Column("head_root", sa.String(64)),
    )
    op.create_index("summary_by_position", "summary", ["position"])
