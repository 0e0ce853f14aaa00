"""How values stand in stored events. The names here are stored for ever: add, never rename (golden file in tests).

A registered value becomes readable JSON (days as ISO strings, ids as text); everything in it must be of a bounded kind.
"""

from __future__ import annotations

from datetime import date
from typing import Final

import msgspec
from eventsourcing.persistence import DatetimeAsISO, JSONTranscoder, Transcoding, UUIDAsHex

from grants.kernel.refs import AccountRef, DocumentRef, FileRef, TextRef
from grants.lifecycle.values import BudgetLine, Check, Finding, Partner, PlanRow
from grants.rounds.rules import RoundRules

VALUES: Final[dict[str, type]] = {
    "text_ref": TextRef,
    "file_ref": FileRef,
    "account_ref": AccountRef,
    "document_ref": DocumentRef,
    "round_rules": RoundRules,
    "plan_row": PlanRow,
    "budget_line": BudgetLine,
    "partner": Partner,
    "check": Check,
    "finding": Finding,
}


class DateAsISO(Transcoding):
    """A calendar day."""

    type = date
    name = "date_iso"

    def encode(self, obj: date) -> str:
        return obj.isoformat()

    def decode(self, data: str) -> date:
        return date.fromisoformat(data)


class ValueAsJSON(Transcoding):
    """A frozen dataclass or Struct, by its fields."""

    def __init__(self, name: str, kind: type) -> None:
        self.name = name
        self.type = kind

    def encode(self, obj: object) -> object:
        return msgspec.to_builtins(obj)

    def decode(self, data: object) -> object:
        return msgspec.convert(data, self.type)


def transcoder() -> JSONTranscoder:
    """A transcoder that knows everything events are made of."""
    made = JSONTranscoder()
    register(made)
    return made


def register(into: JSONTranscoder) -> None:
    """Teach ``into`` every value of ours."""
    for transcoding in (UUIDAsHex(), DatetimeAsISO(), DateAsISO()):
        into.register(transcoding)
    for name, kind in VALUES.items():
        into.register(ValueAsJSON(name, kind))
