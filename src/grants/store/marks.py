"""What kind of database this is. A database made by ``grants demo`` says so for good."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Engine, delete, insert, select

from grants.store.tables import mark

DEMO: Final = "demo"


def set_mark(engine: Engine, name: str, value: str) -> None:
    """Set or overwrite a mark."""
    with engine.begin() as connection:
        connection.execute(delete(mark).where(mark.c.name == name))
        connection.execute(insert(mark).values(name=name, value=value))


def get_mark(engine: Engine, name: str) -> str | None:
    with engine.connect() as connection:
        return connection.scalar(select(mark.c.value).where(mark.c.name == name))


def is_demo(engine: Engine) -> bool:
    """Whether commands may say when they were recorded."""
    return get_mark(engine, DEMO) is not None
