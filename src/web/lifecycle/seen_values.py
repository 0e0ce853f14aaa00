"""A fact's values in a form that corrects it: those the reader saw (hidden) beside those that were typed.

When somebody corrected the same meeting (cost, payment...) meanwhile, both are told; fields that the reader did not
touch follow the present state, and what was typed into the others stays, now against the value that stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from grants.kernel.refusals import Invalid, Problem
from grants.lifecycle.commands.meetings import MeetingValues
from grants.wording.labels import field_label
from grants.wording.values import TEXTS, Teller
from web.support import texts
from web.support.forms import Form
from web.support.values import Values, prefilled

FIELDS: Final = MeetingValues.__struct_fields__
LISTS: Final = ("partners", "purposes")
STALE: Final = frozenset({"meeting.stale", "cost.stale", "fact.stale"})
READ_AS: Final = {
    "occurred_on": "day", "issued_on": "day", "gross": "money", "charged": "money", "amount": "money",
    "meeting_no": "count",
}  # fmt: skip
"""Fields whose typed text is not the value itself."""
Part = dict[str, list[str]]
"""One field's values by what follows its name: ``{"": ["90"]}``, ``{".ngo": ["3"]}``."""


def stands(meeting: Any, theme: str, place: str) -> Values:
    """The meeting as it stands, as a form shows it. Empty lists are one empty text, so that a hidden field says so."""
    known = {name: getattr(meeting, name) for name in FIELDS if name not in (*TEXTS, "attendance")}
    values = prefilled(MeetingValues, {**known, "theme": theme, "place": place, "attendance": dict(meeting.attendance)})
    return {**{name: [""] for name in LISTS}, **values}


def shown(form: Form, now: Values, fields: Sequence[str] = FIELDS) -> Form:
    """The form with ``old.*`` and ``new.*`` for every field: at first what stands, then as it was sent."""
    stale = form.refusal is not None and form.refusal.code in STALE
    values = {name: value for name, value in form.values.items() if not name.startswith(("old.", "new."))}
    for name in fields:
        current = _part(now, name)
        seen, typed = _part(form.values, f"old.{name}"), _part(form.values, f"new.{name}")
        if not form.sent or (stale and _same(seen, typed)):
            typed = current
        if not form.sent or stale:
            seen = current
        values |= {f"old.{name}{rest}": value for rest, value in seen.items()}
        values |= {f"new.{name}{rest}": value for rest, value in typed.items()}
    return replace(form, values=values, refusal=None if stale and _moved(form, now, fields) else form.refusal)


def moved(form: Form, now: Values, teller: Teller, fields: Sequence[str] = FIELDS) -> list[dict[str, str]]:
    """What others changed since the reader opened the form: field, the value seen, the value that stands."""
    return [
        {"field": field_label(name, teller.lang), "old": _words(name, seen, teller), "new": _words(name, here, teller)}
        for name, seen, here in _moved(form, now, fields)
    ]


def _moved(form: Form, now: Values, fields: Sequence[str]) -> list[tuple[str, Part, Part]]:
    if form.refusal is None or form.refusal.code not in STALE:
        return []
    parts = [(name, _part(form.values, f"old.{name}"), _part(now, name)) for name in fields]
    return [(name, seen, here) for name, seen, here in parts if seen and not _same(seen, here)]


def differing(raw: dict[str, Any]) -> dict[str, Any]:
    """The command with ``old`` and ``new`` of the fields that differ; Invalid for what stood there and was emptied."""
    old, new = ({k: v for k, v in dict(raw.get(n) or {}).items() if v not in (None, "")} for n in ("old", "new"))
    lost = [name for name in old if name not in new]
    if lost:
        raise Invalid({f"new.{name}": Problem("field.required", {}) for name in lost})
    changed = {name: value for name, value in new.items() if str(value) != str(old.get(name, ""))}
    return {**raw, "old": {name: old[name] for name in changed if name in old}, "new": changed}


def hidden(form: Form) -> list[tuple[str, str]]:
    """The values that were seen, as hidden fields in the order in which they stand."""
    return [
        (name.replace(".", "-"), value)
        for name, several in form.values.items() if name.startswith("old.") for value in several
    ]  # fmt: skip


def _part(values: Values, name: str) -> Part:
    found = {key.removeprefix(name): value for key, value in values.items()}
    return {rest: found[rest] for rest in found if rest == "" or rest.startswith(".")}


def _same(one: Part, other: Part) -> bool:
    """Empty texts and zeros say nothing, and lists have no order."""
    return _bare(one) == _bare(other)


def _bare(part: Part) -> Part:
    said = {rest: [text.strip() for text in several] for rest, several in part.items()}
    bare = {rest: sorted(text for text in several if text not in ("", "0")) for rest, several in said.items()}
    return {rest: several for rest, several in bare.items() if several}


def _words(name: str, part: Part, teller: Teller) -> str:
    typed = part.get("", [""])
    if name in TEXTS:
        return typed[-1] or teller.shown(name, None)
    if name == "attendance":
        heads = [(rest[1:], several[-1]) for rest, several in part.items()]
        return teller.shown(name, [(kind, int(n)) for kind, n in heads if n.isascii() and n.isdigit()])
    if name in LISTS:
        return teller.shown(name, [text for text in typed if text])
    return teller.shown(name, texts.read(READ_AS[name], typed[-1]) if name in READ_AS else typed[-1])
