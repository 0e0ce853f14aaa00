"""Rows are set and sums are moved: the two ways in which views write, the same on both databases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

Row = dict[str, Any]


def _insert(connection: Connection, table: Table) -> Any:
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)


def put(connection: Connection, table: Table, rows: Sequence[Row], *, once: Sequence[str] = ()) -> None:
    """Set rows by their primary key; a row that is there already keeps the columns in ``once``."""
    if not rows:
        return
    statement = _insert(connection, table)
    keys = {column.name for column in table.primary_key}
    new = {name: statement.excluded[name] for name in rows[0] if name not in keys and name not in once}
    if new:
        statement = statement.on_conflict_do_update(index_elements=sorted(keys), set_=new)
    else:
        statement = statement.on_conflict_do_nothing(index_elements=sorted(keys))
    connection.execute(statement, list(rows))


def add(connection: Connection, table: Table, summed: Column[int], rows: Sequence[Row]) -> None:
    """Add each row's ``summed`` column to the row of the same primary key, which begins at nought."""
    if not rows:
        return
    statement = _insert(connection, table)
    keys = sorted(column.name for column in table.primary_key)
    moved = {summed.name: summed + statement.excluded[summed.name]}
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=moved), list(rows))
