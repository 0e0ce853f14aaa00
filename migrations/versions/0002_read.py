"""The projector's positions and facts, and every read model."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")
SORTED = sa.String(200).with_variant(sa.String(200, collation="C"), "postgresql")
FOLDED = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables; the views fill them from the log."""
    _projector()
    _small()
    _due()
    _ledger()
    _rounds()
    _libraries()
    _coalitions()
    _register()
    _trail()
    for table in ("library", "register"):
        _searchable(table)


def _projector() -> None:
    op.create_table(
        "projection",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("recorded_max", MOMENT),
        sa.Column("error", sa.Text()),
        sa.Column("error_position", sa.BigInteger()),
    )
    op.create_table(
        "grant_facts",
        sa.Column("grant", sa.Uuid(), primary_key=True),
        sa.Column("round", sa.Uuid(), nullable=False),
        sa.Column("library", sa.Uuid(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("facts", sa.LargeBinary(), nullable=False),
    )
    op.create_index("grant_facts_by_round", "grant_facts", ["round", "grant"])


def _small() -> None:
    op.create_table(
        "known_day",
        sa.Column("known_on", sa.Date(), primary_key=True),
        sa.Column("position", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "known_open",
        sa.Column("owner", sa.Uuid(), primary_key=True),
        sa.Column("number", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "known_round",
        sa.Column("round", sa.Uuid(), primary_key=True),
        sa.Column("programme", sa.Uuid(), nullable=False),
    )


def _due() -> None:
    op.create_table(
        "due",
        sa.Column("grant", sa.Uuid(), primary_key=True),
        sa.Column("kind", sa.String(30), primary_key=True),
        sa.Column("round", sa.Uuid(), nullable=False),
        sa.Column("library", sa.Uuid(), nullable=False),
        sa.Column("who", sa.String(10), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
    )
    op.create_index("due_by_day", "due", ["due_on", "grant", "kind"])
    op.create_index("due_of_round", "due", ["round", "due_on", "grant", "kind"])
    op.create_index("ix_due_library", "due", ["library"])
    op.create_table(
        "due_count",
        sa.Column("round", sa.Uuid(), primary_key=True),
        sa.Column("kind", sa.String(30), primary_key=True),
        sa.Column("due_on", sa.Date(), primary_key=True),
        sa.Column("number", sa.BigInteger(), nullable=False),
    )


def _ledger() -> None:
    op.create_table(
        "ledger_line",
        sa.Column("position", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("line", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("round", sa.Uuid(), nullable=False),
        sa.Column("metric", sa.String(40), nullable=False),
        sa.Column("dimension", sa.String(40), nullable=False),
        sa.Column("occurred_on", sa.Date(), nullable=False),
        sa.Column("known_on", sa.Date(), nullable=False),
        sa.Column("delta", sa.BigInteger(), nullable=False),
        sa.Column("stream", sa.Uuid(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
    )
    op.create_index("ledger_line_of_figure", "ledger_line", ["round", "metric", "dimension", "position", "line"])
    op.create_table(
        "total_cell",
        sa.Column("round", sa.Uuid(), primary_key=True),
        sa.Column("metric", sa.String(40), primary_key=True),
        sa.Column("dimension", sa.String(40), primary_key=True),
        sa.Column("occurred_on", sa.Date(), primary_key=True),
        sa.Column("known_on", sa.Date(), primary_key=True),
        sa.Column("delta", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "total",
        sa.Column("round", sa.Uuid(), primary_key=True),
        sa.Column("metric", sa.String(40), primary_key=True),
        sa.Column("dimension", sa.String(40), primary_key=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
    )


def _rounds() -> None:
    op.create_table(
        "programme",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("code", SORTED, nullable=False, unique=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("funder", sa.String(200), nullable=False),
        sa.Column("operator", sa.String(200), nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("time_zone", sa.String(60), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date()),
        sa.Column("version", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "programme_round",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("programme", sa.Uuid(), nullable=False),
        sa.Column("label", SORTED, nullable=False),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.Column("rules_version", sa.Integer(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("call_closed_on", sa.Date()),
        sa.Column("closed_on", sa.Date()),
        sa.Column("version", sa.BigInteger(), nullable=False),
    )
    op.create_index("ix_programme_round_programme", "programme_round", ["programme"])


def _libraries() -> None:
    op.create_table(
        "library",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("row_id", sa.BigInteger(), nullable=False, unique=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("regon", sa.String(14), nullable=False),
        sa.Column("nip", sa.String(10), nullable=False),
        sa.Column("terc", sa.String(7), nullable=False),
        sa.Column("town", sa.String(200), nullable=False),
        sa.Column("sort_name", SORTED, nullable=False),
        sa.Column("folded", FOLDED, nullable=False),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
    )
    op.create_index("ix_library_regon", "library", ["regon"])
    op.create_index("library_by_name", "library", ["sort_name", "id"])


def _coalitions() -> None:
    op.create_table(
        "coalition",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("round", sa.Uuid(), nullable=False),
        sa.Column("leading", sa.Uuid(), nullable=False),
        sa.Column("formed_on", sa.Date(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
    )
    op.create_index("coalition_of_library", "coalition", ["leading", "round"])
    op.create_table(
        "coalition_partner",
        sa.Column("coalition", sa.Uuid(), primary_key=True),
        sa.Column("partner", sa.Uuid(), primary_key=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("left_on", sa.Date()),
    )
    op.create_index("coalition_partner_of_library", "coalition_partner", ["partner"])


def _register() -> None:
    op.create_table(
        "register",
        sa.Column("grant", sa.Uuid(), primary_key=True),
        sa.Column("row_id", sa.BigInteger(), nullable=False, unique=True),
        sa.Column("round", sa.Uuid(), nullable=False),
        sa.Column("library", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("town", sa.String(200), nullable=False),
        sa.Column("terc", sa.String(7), nullable=False),
        sa.Column("sort_name", SORTED, nullable=False),
        sa.Column("folded", FOLDED, nullable=False),
        sa.Column("stage", sa.String(20), nullable=False),
        sa.Column("stage_since", sa.Date()),
        sa.Column("applied_on", sa.Date(), nullable=False),
        sa.Column("number", sa.BigInteger()),
        sa.Column("requested", sa.BigInteger(), nullable=False),
        sa.Column("awarded", sa.BigInteger(), nullable=False),
        sa.Column("paid", sa.BigInteger(), nullable=False),
        sa.Column("recognised", sa.BigInteger(), nullable=False),
        sa.Column("refund_due", sa.BigInteger(), nullable=False),
        sa.Column("refund_received", sa.BigInteger(), nullable=False),
        sa.Column("meetings_held", sa.Integer(), nullable=False),
        sa.Column("meetings_counted", sa.Integer(), nullable=False),
        sa.Column("virtual_met", sa.Boolean(), nullable=False),
        sa.Column("requirement_met", sa.Boolean(), nullable=False),
        sa.Column("waiver", sa.String(10), nullable=False),
        sa.Column("undecided_costs", sa.Integer(), nullable=False),
        sa.Column("due_kind", sa.String(30), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
    )
    op.create_index("ix_register_library", "register", ["library"])
    op.create_index("register_by_application", "register", ["applied_on", "grant"])
    op.create_index("register_by_change", "register", ["position", "grant"])
    op.create_index("register_by_due", "register", ["due_on", "grant"])
    op.create_index("register_by_name", "register", ["round", "sort_name", "grant"])
    op.create_index("register_by_number", "register", ["round", "number"])
    op.create_index("register_by_stage", "register", ["round", "stage", "sort_name", "grant"])
    op.create_index("register_of_all", "register", ["sort_name", "grant"])


def _trail() -> None:
    op.create_table(
        "trail",
        sa.Column("position", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("stream", sa.Uuid(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("round", sa.Uuid()),
        sa.Column("grant", sa.Uuid()),
        sa.Column("library", sa.Uuid()),
        sa.Column("occurred_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("known_on", sa.Date(), nullable=False),
        sa.Column("actor", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("command_id", sa.Uuid(), nullable=False),
    )
    op.create_index("trail_of_command", "trail", ["command_id", "position"])
    op.create_index("trail_of_grant", "trail", ["grant", "position"])
    op.create_index("trail_of_round", "trail", ["round", "position"])
    op.create_index("trail_of_stream", "trail", ["stream", "version"], unique=True)
    op.create_table(
        "trail_library",
        sa.Column("library", sa.Uuid(), primary_key=True),
        sa.Column("position", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("part", sa.String(10), nullable=False),
    )


def _searchable(table: str) -> None:
    """An index of trigrams over the column ``folded``: FTS5 on SQLite, GIN over an array on PostgreSQL."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE OR REPLACE FUNCTION trigrams(folded text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS "
            "$$ SELECT coalesce(array_agg(DISTINCT substr(folded, i, 3)), '{}') "
            "FROM generate_series(1, length(folded) - 2) i $$"
        )
        op.execute(f"CREATE INDEX {table}_search ON {table} USING gin (trigrams(folded))")
        return
    forget = f"INSERT INTO {table}_search({table}_search, rowid, folded) VALUES ('delete', old.row_id, old.folded);"  # noqa: S608
    learn = f"INSERT INTO {table}_search(rowid, folded) VALUES (new.row_id, new.folded);"  # noqa: S608
    changed = "WHEN old.folded <> new.folded"
    options = f"folded, content='{table}', content_rowid='row_id', tokenize='trigram'"
    for statement in (
        f"CREATE VIRTUAL TABLE {table}_search USING fts5({options})",
        f"CREATE TRIGGER {table}_added AFTER INSERT ON {table} BEGIN {learn} END",
        f"CREATE TRIGGER {table}_gone AFTER DELETE ON {table} BEGIN {forget} END",
        f"CREATE TRIGGER {table}_renamed AFTER UPDATE OF folded ON {table} {changed} BEGIN {forget} {learn} END",
    ):
        op.execute(statement)
