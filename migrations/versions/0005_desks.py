"""Who looks after a grant, and what waits for whom by stage and person."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody looked after a grant before there was the event; the next version of "due" fills its new columns."""
    op.create_table(
        "known_desk",
        sa.Column("grant", sa.Uuid(), primary_key=True),
        sa.Column("person", sa.Uuid(), nullable=False),
        sa.Column("round", sa.Uuid(), nullable=False),
    )
    op.create_index("known_desk_of_person", "known_desk", ["person", "round", "grant"])
    op.add_column("register", sa.Column("assigned", sa.Uuid(), nullable=True))
    op.create_index("register_by_person", "register", ["assigned", "sort_name", "grant"])
    for name, kind in (("name", sa.String(200)), ("town", sa.String(200)), ("stage", sa.String(20))):
        op.add_column("due", sa.Column(name, kind, nullable=False, server_default=""))
    op.add_column("due", sa.Column("assigned", sa.Uuid(), nullable=True))
    op.create_index("due_by_since", "due", ["since", "grant", "kind"])
