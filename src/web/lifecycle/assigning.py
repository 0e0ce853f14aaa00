"""Who looks after a grant: named on its page, or a colleague's open grants handed over at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from grants.kernel.command import Done
from grants.lifecycle.commands.assigning import AssignGrant, HandOverGrants
from grants.read.asking import ask, ask_all
from grants.read.register import Filters, entries, listed_question
from grants.read.rounds import rounds_question
from grants.read.staff import Colleague, colleagues_question
from grants.wording.labels import label, round_name
from grants.wording.refusals import refusal
from grants.wording.speech import counted
from web.lifecycle.application_form import Choice
from web.lifecycle.doing import begun, form_page
from web.lifecycle.grants import about, back_to
from web.lifecycle.hrefs import href
from web.support.asking import After, Asked, Loaded
from web.support.paths import with_query
from web.support.shell import Link
from web.support.submitting import CommandPage

PATH: Final = "/grants/hand-over"
MOST: Final = 500
"""Grants of one handover."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a row; ``why_not`` in words, empty if it moved."""

    name: str
    href: str
    why_not: str


def load_assign(asked: Asked) -> Loaded:
    """The colleagues who work here, and nobody."""
    it = about(asked)
    now = it.state.assigned
    staff = [each for each in ask(asked.database, colleagues_question()) if each.active or each.id == now]
    return begun(
        asked, AssignGrant, it, anchor="#desk", known={"person": now} if now else {},
        context={"people": _named(staff)},
    )  # fmt: skip


def assigned(asked: Asked, _loaded: Loaded, done: Done) -> After:
    return back_to(asked, done, "The person who looks after the grant was changed.", "#desk")


def load_hand_over(asked: Asked) -> Loaded:
    """Whose grants, of which round; then a preview of what will move. One question."""
    person, round_ = _id(asked, "person"), _id(asked, "round")
    wanted = Filters(person=person or UUID(int=0), round=round_, open=True)
    known, staff, found = ask_all(
        asked.database, rounds_question(), colleagues_question(),
        listed_question(asked.database, wanted, limit=MOST),
    )  # fmt: skip
    names = {each.id: round_name(each, asked.lang) for each in known}
    whose = next((each for each in staff if each.id == person), None)
    context: dict[str, Any] = {
        "whose": whose, "rows": found.rows if whose else [], "more": found.next is not None, "rounds": names,
        "words": {each.stage: label("stage", each.stage, asked.lang) for each in found.rows},
        "people": _named(staff), "others": _named([each for each in staff if each.active and each.id != person]),
        "chosen": {"person": person or "", "round": round_ or ""}, "round_options": list(names.items()), "results": [],
        "path": PATH, "register": with_query("/grants", person=person or ""),
    }  # fmt: skip
    return Loaded(
        title=label("command", HandOverGrants.__name__, asked.lang), back=Link(asked.say("Grants"), "/grants"),
        fixed={"person": person, "round": round_}, known={"occurred_on": asked.today}, context=context,
    )  # fmt: skip


def handed_over(asked: Asked, _loaded: Loaded, done: Done) -> After:
    """Stay, and say what became of each."""
    known = entries(asked.database, [row.id for row in done.rows])
    results = [
        Result(
            known[row.id].name if row.id in known else str(row.id)[:8], href(row.id),
            refusal(row.refused, row.params, asked.lang).what if row.refused else "",
        )
        for row in done.rows
    ]  # fmt: skip
    moved = counted("grants", sum(not row.why_not for row in results), asked.lang)
    return After(stay={"results": results, "moved": asked.say("Handed over: %(n)s.") % {"n": moved}})


def _named(staff: list[Colleague]) -> list[Choice]:
    return [(str(each.id), each.name) for each in staff]


def _id(asked: Asked, name: str) -> UUID | None:
    """An id of the address; what cannot be read is none."""
    try:
        return UUID(asked.query.get(name, ""))
    except ValueError:
        return None


ASSIGN_GRANT: Final = form_page("assign", AssignGrant, "assign_grant", load=load_assign, after=assigned)
HAND_OVER: Final = CommandPage(
    path=PATH, command=HandOverGrants, template="lifecycle/hand_over.html",
    fragment="lifecycle/_hand_over_form.html", load=load_hand_over, after=handed_over, id="hand-over-form",
)  # fmt: skip
ROUTES: Final = [*ASSIGN_GRANT.routes(), *HAND_OVER.routes()]
