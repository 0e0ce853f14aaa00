"""The version of the view that made a read model's rows, and the library behind a line of the ledger."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Rows that are there were made by the first version; the ledger's next version fills the new column."""
    op.add_column("projection", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("ledger_line", sa.Column("library", sa.Uuid(), nullable=True))
