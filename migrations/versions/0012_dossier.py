"""Links under which a dossier is handed out to somebody without an account."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")


def upgrade() -> None:
    """Empty: there was none before."""
    op.create_table(
        "dossier_link",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("subject", sa.Uuid(), nullable=False),
        sa.Column("for_whom", sa.String(200), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("revoked_at", MOMENT),
        sa.Column("revoked_by", sa.Uuid()),
        sa.Column("downloads", sa.Integer(), nullable=False),
        sa.Column("hour_began", MOMENT),
        sa.Column("in_hour", sa.Integer(), nullable=False),
    )
    op.create_index("dossier_link_of_subject", "dossier_link", ["subject", "made_at"])
    op.create_index("dossier_link_of_maker", "dossier_link", ["made_by", "made_at"])
