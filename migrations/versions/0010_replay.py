"""Which entries correct another one, found by key: a replay points from what was corrected to what corrected it."""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Made over the rows that are there."""
    op.create_index("trail_of_corrected", "trail", ["stream", "corrects"])
