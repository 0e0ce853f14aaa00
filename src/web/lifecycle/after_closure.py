"""Correcting an entry after its round has closed: whatever its kind, and never what the settlement stands on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from litestar.exceptions import NotFoundException

from grants.kernel.command import Done
from grants.kernel.refusals import Invalid, Problem
from grants.lifecycle.commands.ending import CorrectAfterClosure, FactValues
from grants.wording.labels import field_label
from grants.wording.speech import short_id
from grants.wording.values import Teller
from web.lifecycle import correct_meeting, seen_values
from web.lifecycle.application_form import choices
from web.lifecycle.costing import meeting_choices
from web.lifecycle.doing import begun, form_page, rules_of
from web.lifecycle.grants import About, about, back_to, fact_name
from web.lifecycle.meeting_form import meeting_context
from web.support.asking import After, Asked, Loaded
from web.support.values import Values, prefilled

KINDS: Final = {"occurred_on": "day", "issued_on": "day", "amount": "money", "gross": "money", "charged": "money"}
CHOSEN: Final = ("category", "meeting_no")


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the fact: its kind of control (day, money, choice, text) and what it may be chosen from."""

    name: str
    kind: str
    label: str
    choices: list[tuple[str, str]]


def load(asked: Asked) -> Loaded:
    """The entry as it stands; NotFoundException for one that is not corrected in this way."""
    it = about(asked)
    version = asked.path["version"]
    fact: Any = it.grant.facts.at(version)
    standing = it.grant.correctable_after_closure(version)
    if fact is None or not standing:
        raise NotFoundException
    meeting = hasattr(fact, "attendance")
    context = _meeting(asked, it, fact) if meeting else _entry(asked, it, fact, tuple(standing))
    context |= {"what": fact_name(fact, asked), "on": fact.occurred_on, "is_meeting": meeting, "fact": fact}
    return begun(
        asked, CorrectAfterClosure, it, anchor="#trail", fixed={"corrects": version},
        known={"occurred_on": asked.today}, context=context,
    )  # fmt: skip


def _meeting(asked: Asked, it: About, fact: Any) -> dict[str, Any]:
    now = seen_values.stands(fact, *correct_meeting.words_of(asked, fact))
    context = meeting_context(asked, it, fact)
    names = dict(context["hosts"])
    return {**context, **_seen(asked, now, seen_values.FIELDS, names)}


def _entry(asked: Asked, it: About, fact: Any, names: tuple[str, ...]) -> dict[str, Any]:
    known = {name: getattr(fact, name) for name in names}
    if "meeting_no" in known:
        known["meeting_no"] = known["meeting_no"] or 0
    fields = [Field(n, "choice" if n in CHOSEN else KINDS.get(n, "text"), _label(n, asked), _of(n, it, asked))
              for n in names]  # fmt: skip
    return {"fields": fields, **_seen(asked, prefilled(FactValues, known), names, {})}


def _label(name: str, asked: Asked) -> str:
    return field_label(name, asked.lang)


def _of(name: str, it: About, asked: Asked) -> list[tuple[str, str]]:
    """What a field is chosen from; empty for what is typed."""
    if name == "category":
        return choices("category", rules_of(it).cost_categories, asked)
    none = ("0", asked.say("not tied to one meeting"))
    return [none, *meeting_choices(it, asked)] if name == "meeting_no" else []


def _seen(asked: Asked, now: Values, fields: tuple[str, ...], names: dict[str, str]) -> dict[str, Any]:
    teller = Teller(asked.lang, lambda id_: names.get(str(id_), short_id(UUID(str(id_)))))
    return {
        "shown": lambda form: seen_values.shown(form, now, fields), "hidden": seen_values.hidden,
        "moved": lambda form: seen_values.moved(form, now, teller, fields),
    }  # fmt: skip


def ready(raw: dict[str, Any], loaded: Loaded) -> dict[str, Any]:
    """Only what differs from what was seen is a change; none at all is for the rules to refuse."""
    if loaded.context["is_meeting"]:
        found = correct_meeting.ready(raw, loaded)
        if found.pop("emptied", None):
            raise Invalid({"new.place": Problem("field.required", {})})
        return found
    return seen_values.differing(raw)


def after(asked: Asked, _loaded: Loaded, done: Done) -> After:
    return back_to(asked, done, "The entry was corrected.", "#trail")


CORRECT: Final = form_page(
    "facts/{version:int}/correct-closed", CorrectAfterClosure, "correct_after_closure", load=load, after=after,
    ready=ready,
)  # fmt: skip
ROUTES: Final = [*CORRECT.routes()]
