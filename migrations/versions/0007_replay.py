"""What a person did, what a day brought, and which entry corrects which, found by key in the trail."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The next version of "trail" fills the new column; the indexes are made over the rows that are there."""
    op.add_column("trail", sa.Column("corrects", sa.BigInteger(), nullable=True))
    op.create_index("trail_of_actor", "trail", ["actor", "position"])
    op.create_index("trail_of_day", "trail", ["known_on", "position"])
