"""One form as its template sees it: what was typed, what is wrong with it, and the hidden fields.

In a fragment::

    {% call ui.command_form(form) %}
      {{ ui.money_input("amount", _("Amount"), **form.of("amount")) }}
      {{ ui.radios("mode", _("Mode"), modes, **form.of("mode")) }}
      {{ ui.checkboxes("purposes", _("Purposes"), purposes, **form.several("purposes")) }}
      {{ ui.checkbox("confirmed", _("Another meeting"), **form.ticked("confirmed")) }}
      {{ ui.counts("attendance", _("Participants"), kinds, **form.counts("attendance")) }}
      {% call(i) ui.rows("plan", _("Plan"), **form.rows("plan", 4)) %}
        {{ ui.day_input("plan-" ~ i ~ "-day", _("Day"), **form.of("plan-" ~ i ~ "-day")) }}
      {% endcall %}
      {{ ui.button(_("Award")) }}
    {% endcall %}
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from web.support import values as fields
from web.support.shell import Link
from web.support.values import Values, dotted

_UNSEEN: Final = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(127, 160)])
"""Control characters: binding refuses them, and HTML may not hold them either."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a rule said no, in words."""

    code: str
    wrong: str
    rule: str = ""
    advice: str = ""
    actions: Sequence[Link] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """``id``: of the element that the answer replaces; ``errors``: by dotted name, beside the fields;
    ``summary``: the same with their labels, above the form; ``meanwhile``: what happened since, for a trail.
    """

    id: str
    action: str
    csrf: str
    command_id: UUID
    version: int | None = None
    values: Values = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    summary: Sequence[tuple[str | None, str]] = ()
    refusal: Refusal | None = None
    meanwhile: Sequence[object] | None = None
    sent: bool = False
    """Whether somebody posted it: then empty rows and unticked boxes are meant."""

    def text(self, name: str) -> str:
        """The value as typed; empty without one."""
        return self.values.get(dotted(name), [""])[-1].translate(_UNSEEN)

    def of(self, name: str) -> dict[str, Any]:
        """``value`` and ``error``, for inputs, selects, days, amounts, texts and radios."""
        return {"value": self.text(name), "error": self.error(name)}

    def several(self, name: str) -> dict[str, Any]:
        """``values`` and ``error``, for checkboxes."""
        return {"values": self.values.get(dotted(name), []), "error": self.error(name)}

    def ticked(self, name: str) -> dict[str, Any]:
        """``checked`` and ``error``, for one checkbox."""
        return {"checked": self.text(name) in ("yes", "on", "true", "1"), "error": self.error(name)}

    def counts(self, name: str) -> dict[str, Any]:
        """``values``, ``errors`` and ``error``, for a number beside each kind."""
        start = f"{dotted(name)}."
        typed = {
            key.removeprefix(start): texts[-1].translate(_UNSEEN)
            for key, texts in self.values.items()
            if key.startswith(start)
        }
        errors = {key.removeprefix(start): words for key, words in self.errors.items() if key.startswith(start)}
        wrong = {key.split(".")[0]: words for key, words in errors.items()}
        return {"values": typed, "errors": wrong, "error": self.error(name)}

    def rows(self, name: str, least: int = 1) -> dict[str, Any]:
        """``count`` and ``error``, for rows that can grow; a form nobody sent yet shows ``least`` rows."""
        numbers = fields.rows(self.values, dotted(name))
        count = max(numbers) + 1 if numbers else 0
        return {"count": count if self.sent and count else max(count, least), "error": self.error(name)}

    def error(self, name: str) -> str | None:
        """What is wrong with the field."""
        return self.errors.get(dotted(name))

    @property
    def failed(self) -> bool:
        return bool(self.summary or self.refusal or self.meanwhile is not None)
