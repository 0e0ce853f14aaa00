"""Libraries that closed or merged."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

CLOSED = sa.text("retired_on IS NOT NULL")


def upgrade() -> None:
    """None had been retired before there was the event, so no row has to be made anew."""
    op.add_column("library", sa.Column("retired_on", sa.Date(), nullable=True))
    op.add_column("library", sa.Column("successor", sa.Uuid(), nullable=True))
    op.create_index("library_retired", "library", ["sort_name", "id"], sqlite_where=CLOSED, postgresql_where=CLOSED)
