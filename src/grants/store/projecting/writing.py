"""Rows are set and sums are moved: the two ways in which views write, the same on both databases."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Column, Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

Row = dict[str, Any]


def put(connection: Connection, table: Table, rows: Sequence[Row], *, once: Sequence[str] = ()) -> None:
    """Set rows by their primary key; a row that is there already keeps the columns in ``once``."""
    if rows:
        connection.execute(_setting(connection.dialect.name, table, tuple(rows[0]), tuple(once)), list(rows))


def add(connection: Connection, table: Table, summed: Column[int], rows: Sequence[Row]) -> None:
    """Add each row's ``summed`` column to the row of the same primary key, which begins at nought."""
    if rows:
        connection.execute(_adding(connection.dialect.name, table, summed.name), list(rows))


def _insert(dialect: str, table: Table) -> Any:
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)


@lru_cache(maxsize=200)  # making such a statement takes longer than carrying it out for one row
def _setting(dialect: str, table: Table, names: tuple[str, ...], once: tuple[str, ...]) -> Any:
    statement = _insert(dialect, table)
    keys = {column.name for column in table.primary_key}
    new = {name: statement.excluded[name] for name in names if name not in keys and name not in once}
    if new:
        return statement.on_conflict_do_update(index_elements=sorted(keys), set_=new)
    return statement.on_conflict_do_nothing(index_elements=sorted(keys))


@lru_cache(maxsize=200)
def _adding(dialect: str, table: Table, summed: str) -> Any:
    statement = _insert(dialect, table)
    keys = sorted(column.name for column in table.primary_key)
    moved = {summed: table.c[summed] + statement.excluded[summed]}
    return statement.on_conflict_do_update(index_elements=keys, set_=moved)
