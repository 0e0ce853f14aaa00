"""Questions straight to the driver: a proof asks four, a walk hundreds, and the toolkit would be most of their cost."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError


def rows(connection: Connection, statement: str, *values: object) -> list[tuple[Any, ...]]:
    """The rows of a statement whose parameters are written ``?``; binary columns come as bytes on both databases."""
    driver: Any = connection.connection.driver_connection
    try:
        if connection.dialect.name == "sqlite":
            return list(driver.execute(statement, values))
        with driver.cursor(binary=True) as cursor:
            return list(cursor.execute(statement.replace("?", "%s"), values))
    except (sqlite3.Error, psycopg.Error) as error:
        raise OperationalError(statement, None, error) from error


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """One state of the database for several questions, while a notary and commands go on."""
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            yield connection
