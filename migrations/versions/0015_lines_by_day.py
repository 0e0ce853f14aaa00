"""Lines of a figure in the order of their days, so that one page of them, or of a month of them, costs one page."""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The same lines; other indexes."""
    op.drop_index("ledger_line_of_figure", "ledger_line")
    op.create_index(
        "ledger_line_of_figure", "ledger_line", ["round", "metric", "dimension", "occurred_on", "position", "line"]
    )
    op.create_index("ledger_line_of_metric", "ledger_line", ["round", "metric", "occurred_on", "position", "line"])
