"""What a check found, and what all checks are given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final, Literal

from msgspec import Struct
from sqlalchemy import Engine

from grants.store.log import EventLog
from grants.store.urls import Database, SqliteDatabase

Level = Literal["ok", "warning", "trouble"]
Params = dict[str, str | int]
EXAMPLES: Final = 5
"""How many of a kind are named; all are counted."""


class Finding(Struct, frozen=True):
    """``code`` names the sentence, and the advice where something is to be done; ``params`` are its values."""

    check: str
    level: Level
    code: str
    params: Params = {}


@dataclass(frozen=True, slots=True)
class Machine:
    """What a check knows of the machine; tests say otherwise. ``free``: bytes left at ``where``."""

    environ: Mapping[str, str]
    now: datetime
    python: tuple[int, int]
    free: int
    where: Path


@dataclass(frozen=True, slots=True)
class Case:
    """One database on one machine."""

    where: Database
    log: EventLog
    machine: Machine

    @property
    def engine(self) -> Engine:
        return self.log.engine

    @property
    def sqlite(self) -> SqliteDatabase | None:
        return self.where if isinstance(self.where, SqliteDatabase) else None


@dataclass(slots=True)
class Tally:
    """Counts what is wrong in one way and keeps a few examples."""

    number: int = 0
    examples: list[str] = field(default_factory=list)

    def add(self, example: str) -> None:
        self.number += 1
        if len(self.examples) < EXAMPLES:
            self.examples.append(example)

    def params(self) -> Params:
        more = " …" if self.number > len(self.examples) else ""
        return {"number": self.number, "examples": ", ".join(self.examples) + more}


def told(check: str, tallies: Mapping[str, Tally], fine: str, params: Params | None = None) -> list[Finding]:
    """A trouble for each tally that counted something; else that all is ``fine``."""
    wrong = [Finding(check, "trouble", code, tally.params()) for code, tally in tallies.items() if tally.number]
    return wrong or [Finding(check, "ok", fine, params or {})]
