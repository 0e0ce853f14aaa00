"""In which stage each grant stood on any past day, found by the grant: the register of the past asks for it."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

STAGES = sa.text("metric = 'stage'")


def upgrade() -> None:
    """The lines are there already; only those that count stages are indexed once more."""
    columns = ["stream", "known_on", "occurred_on", "dimension", "delta"]
    op.create_index("ledger_line_of_stage", "ledger_line", columns, sqlite_where=STAGES, postgresql_where=STAGES)
