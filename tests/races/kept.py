"""What a database keeps, counted table by table: a command that was refused must have left nothing anywhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from sqlalchemy import Engine, text

from grants.kernel.command import Done

TABLES: Final = ("stored_events", "receipt", "claim", "text", "account", "document")
RIDES: Final = {
    "grant.applied.v1": ("account",),
    "grant.application_rejected.v1": ("text",),
    "grant.meeting_held.v1": ("text",),
    "grant.cost_recorded.v1": ("claim", "document"),
}
"""The rows that ride with an event of the races, besides its command's receipt."""


def kept(engine: Engine) -> Counter[str]:
    """The number of rows of each table that commands write to."""
    with engine.connect() as connection:
        return Counter({name: connection.scalar(text(f"SELECT count(*) FROM {name}")) or 0 for name in TABLES})


def owed(effects: Iterable[Done]) -> Counter[str]:
    """How many rows these commands should have added, each counted once."""
    rows: Counter[str] = Counter()
    for done in effects:
        rows["receipt"] += 1
        rows["stored_events"] += len(done.events)
        rows.update(table for event in done.events for table in RIDES.get(event, ()))
    return rows
