"""Correcting a day, an amount or a number that was keyed in wrongly: old value, new value, reason. Nothing is edited.

The form's fields are called as the fact's own, so that what is wrong with a value stands beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from litestar.exceptions import NotFoundException

from grants.kernel.command import Done
from grants.lifecycle.commands.settling import CorrectFact
from grants.wording.formats import day, money
from grants.wording.labels import field_label
from web.lifecycle.grants import about, back_to, fact_name, loaded
from web.support import texts
from web.support.asking import After, Asked, Loaded
from web.support.submitting import CommandPage

KINDS: Final = {"occurred_on": "day", "amount": "money", "number": "text", "bank_reference": "text"}


@dataclass(frozen=True, slots=True)
class Correctable:
    """A field of the fact: its kind of control, what stands (as events keep it) and that in words."""

    name: str
    kind: str
    label: str
    stands: int | str
    shown: str
    typed: str


def load(asked: Asked) -> Loaded:
    """The fact as it stands; NotFoundException for one that may not be corrected."""
    it = about(asked)
    known = it.grant
    version = asked.path["version"]
    fields = [_field(name, stands, asked) for name, stands in known.correctable(version).items()]
    fact = known.facts.at(version)
    if not fields or fact is None:
        raise NotFoundException
    context = {"fields": fields, "what": fact_name(fact, asked), "on": fact.occurred_on}
    return loaded(
        asked,
        "Correct an entry",
        it,
        step="correct_fact",
        anchor="#trail",
        fixed={"corrects": version},
        context=context,
    )


def _field(name: str, stands: Any, asked: Asked) -> Correctable:
    kind = ("money" if isinstance(stands, int) else "day") if name == "new" else KINDS[name]
    value: Any = date.fromisoformat(stands) if kind == "day" else stands
    shown = day(value, asked.lang) if kind == "day" else money(value, asked.lang) if kind == "money" else str(value)
    return Correctable(name, kind, field_label(name, asked.lang), stands, shown, texts.written(kind, value))


def ready(raw: dict[str, Any], loaded_: Loaded) -> dict[str, Any]:
    """The typed values that differ, each with the one that the reader saw; all the same: one of them, to be refused."""
    fields: list[Correctable] = loaded_.context["fields"]
    changes = []
    for field in fields:
        seen = raw.pop(f"old_{field.name}", "")
        old: int | str = int(seen) if field.kind == "money" and seen.isascii() and seen.isdigit() else seen
        typed = raw.pop(field.name, "")
        new = typed if field.name == "occurred_on" else texts.read(field.kind, str(typed))
        changes.append({"field": field.name, "old": old, "new": new})
    differing = [change for change in changes if change["new"] not in ("", change["old"])]
    return {**raw, "changes": differing or changes[:1]}


def after(asked: Asked, _loaded: Loaded, done: Done) -> After:
    return back_to(asked, done, "The entry was corrected.", "#trail")


CORRECT: Final = CommandPage(
    path="/grants/{grant:uuid}/facts/{version:int}/correct", command=CorrectFact, template="lifecycle/correct.html",
    fragment="lifecycle/_correct_form.html", load=load, after=after, ready=ready, id="correct-form",
)  # fmt: skip
ROUTES: Final = [*CORRECT.routes()]
