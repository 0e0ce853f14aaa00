"""A programme many times the demo: its rounds with all their grants, again and again under new ids.

Read models and log are multiplied row by row, without a command: enough to count questions and to time pages.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid5

SHIFT: Final = 10_000_000
"""Between the positions of one copy and the next."""
NEW_IDS: Final = {
    "programme_round": ("id",), "total": ("round",), "total_cell": ("round",), "due_count": ("round",),
    "ledger_line": ("round", "stream"), "due": ("grant", "round"), "register": ("grant", "round"),
    "grant_facts": ("grant", "round"), "trail": ("stream", "round", "grant"), "trail_library": (),
    "coalition": ("id", "round"), "coalition_partner": ("coalition",), "stored_events": ("originator_id",),
    "total_month": ("round",), "known_round": ("round",), "known_desk": ("grant", "round"),
    "check_told": ("grant",), "check_trait": ("grant", "round"), "check_hit": ("grant", "other", "round"),
    "check_count": ("round",), "summary_subject": ("id",),
}  # fmt: skip
"""What is multiplied, and its columns with ids that must be new; libraries and people stay the same."""
POSITIONS: Final = ("position", "row_id", "rowid")


def multiply(file: Path, times: int) -> None:
    """``times`` as many rounds, grants, meetings and events, in place."""
    database = sqlite3.connect(file)
    with database:
        for table, ids in NEW_IDS.items():
            found = database.execute(f"SELECT * FROM {table}")
            names, rows = [column[0] for column in found.description], found.fetchall()
            marks = ", ".join("?" * len(names))
            for copy in range(1, times):
                again = (
                    [_again(name, value, ids, copy) for name, value in zip(names, row, strict=True)] for row in rows
                )
                database.executemany(f"INSERT INTO {table} VALUES ({marks})", again)
        database.execute(f"UPDATE projection SET position = position + {SHIFT * (times - 1)}")
    database.close()


def _again(name: str, value: Any, ids: tuple[str, ...], copy: int) -> Any:
    if value is None:
        return None
    if name in POSITIONS:
        return value + copy * SHIFT
    if name in ("label", "slug"):
        return f"{value}-{copy}"
    return uuid5(UUID(value), str(copy)).hex if name in ids else value
