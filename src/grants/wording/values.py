"""Values of corrections and of a grant's state, written by the field they belong to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from grants.wording.catalogues import translations
from grants.wording.speech import Names, Speech, short_id, spoken

MONEY: Final = frozenset({
    "amount", "requested", "awarded", "paid", "costs_charged", "costs_accepted", "recognised", "own_contribution",
    "refund_due", "refund_asked", "refund_received", "refund_written_off", "gross", "charged", "budget", "max_award",
})  # fmt: skip
DAYS: Final = frozenset({"issued_on", "day", "occurred_on", "report_due_on", "reported_on"})
TEXTS: Final = frozenset({"theme", "place", "document"})
LIBRARIES: Final = frozenset({"host", "partners"})
CODES: Final = {
    "mode": "mode", "channel": "channel", "purposes": "purpose", "stage": "stage", "waiver": "waiver_state",
    "requirement_met": "answer", "category": "category", "shortfall_policy": "policy",
}  # fmt: skip
PLAIN: Final = MONEY | {"attendance", "partners", "minutes", "purposes"}
"""Fields whose values are numbers or lists: a refusal quotes them as text."""


class Change(NamedTuple):
    """One line of a correction: the field's label, the value before, the value after, in words."""

    field: str
    old: str
    new: str


class Teller(Speech):
    """A speech that also writes ``{old:value}`` beside ``field``, and the ``{changes:changes}`` of a correction."""

    def __init__(self, lang: str, names: Names = short_id) -> None:
        super().__init__(lang, names)
        self._field = ""

    def tell(self, context: str, source: str, values: Any) -> str:
        """As before, with the field in mind to which the values belong."""
        named = values if isinstance(values, Mapping) else {}
        self._field = str(named.get("field") or named.get("figure") or "")
        return super().tell(context, source, values)

    def write_value(self, value: Any) -> str:
        """A value quoted by a refusal."""
        return self.shown(self._field, value)

    def write_changes(self, changes: list[list[Any]]) -> str:
        """All changes of a correction, one after the other."""
        one = translations(self.lang).pgettext("sentence", "{field}: {old} → {new}")
        return "; ".join(one.format(**change._asdict()) for change in self.changes(changes))

    def changes(self, changes: list[list[Any]]) -> list[Change]:
        """[field, old, new] of an event, in words."""
        return [
            Change(spoken("field", name, self.lang), self.shown(name, old), self.shown(name, new))
            for name, old, new in changes
        ]

    def shown(self, field: str, value: Any) -> str:
        """One value of ``field``; of a typed text only that there is one, because its words stand elsewhere."""
        value = _read(field, value)
        if value is None or value in ("", []):
            return spoken("answer", "none", self.lang)
        if field in TEXTS:
            return spoken("answer", "text", self.lang)
        if field == "attendance":
            return ", ".join(f"{spoken('participant', kind, self.lang)} ({self.write_plain(n)})" for kind, n in value)
        if field == "new":
            return self._promised(value)
        spec = _spec(field)
        return self.format_field(value, f"list.{spec}" if isinstance(value, (list, tuple)) else spec)

    def _promised(self, value: Any) -> str:
        """An award's new amount in grosze, or a report's new deadline: both fields are called so."""
        return self.write_money(value) if str(value).isdecimal() else self.write_day(value)


def state_value(key: str, value: Any, lang: str) -> str:
    """A value of ``lifecycle.summary`` by its key, for replay and the grant's page; keys have the table ``state``."""
    return Teller(lang).shown(key, value)


def _spec(field: str) -> str:
    if field in MONEY:
        return "money"
    if field in DAYS:
        return "day"
    return "name" if field in LIBRARIES else CODES.get(field, "")


def _read(field: str, value: Any) -> Any:
    """A value as the event had it: refusals quote numbers, lists and nothing as text."""
    if not isinstance(value, str):
        return value
    if value in ("None", "null"):
        return None
    if field not in PLAIN:
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value
