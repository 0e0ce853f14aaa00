"""The ledger's tables: lines as booked, their sums by both days and by both months, and the sums as of now."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Column, Date, Index, Integer, String, Table, Uuid, text

from grants.store.tables import metadata

ledger_line: Final = Table(
    "ledger_line",
    metadata,
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("line", Integer, primary_key=True, autoincrement=False),
    Column("round", Uuid, nullable=False),
    Column("metric", String(40), nullable=False),
    Column("dimension", String(40), nullable=False),
    Column("occurred_on", Date, nullable=False),
    Column("known_on", Date, nullable=False),
    Column("delta", BigInteger, nullable=False),
    Column("stream", Uuid, nullable=False),
    Column("version", BigInteger, nullable=False),
    Column("library", Uuid),
    Index("ledger_line_of_figure", "round", "metric", "dimension", "occurred_on", "position", "line"),
    Index("ledger_line_of_metric", "round", "metric", "occurred_on", "position", "line"),
)
_STAGES: Final = text("metric = 'stage'")
Index(
    "ledger_line_of_stage",
    *(ledger_line.c[name] for name in ("stream", "known_on", "occurred_on", "dimension", "delta")),
    sqlite_where=_STAGES,
    postgresql_where=_STAGES,
)
"""In which stage a grant stood on any past day, found by the grant."""
total_cell: Final = Table(
    "total_cell",
    metadata,
    Column("round", Uuid, primary_key=True),
    Column("metric", String(40), primary_key=True),
    Column("occurred_on", Date, primary_key=True),
    Column("known_on", Date, primary_key=True),
    Column("dimension", String(40), primary_key=True),
    Column("delta", BigInteger, nullable=False),
    Index("total_cell_by_known", "round", "metric", "known_on", "occurred_on", "dimension", "delta"),
)
total_month: Final = Table(
    "total_month",
    metadata,
    Column("round", Uuid, primary_key=True),
    Column("metric", String(40), primary_key=True),
    Column("occurred_in", Date, primary_key=True),
    Column("known_in", Date, primary_key=True),
    Column("dimension", String(40), primary_key=True),
    Column("delta", BigInteger, nullable=False),
)
"""The same by the first days of both months: whole months of a past total are summed from here."""
total: Final = Table(
    "total",
    metadata,
    Column("round", Uuid, primary_key=True),
    Column("metric", String(40), primary_key=True),
    Column("dimension", String(40), primary_key=True),
    Column("amount", BigInteger, nullable=False),
)
